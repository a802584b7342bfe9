package exoroute.router.core;

import exoroute.api.desk.CommandResult;
import exoroute.api.desk.DeskEvent;
import exoroute.api.plan.PlanDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Collects what follows from one event, in order; mints ids from its position. */
final class Step {
    /** One event may start a solve for every live parent (a resume after a halt). */
    private static final int IDS_PER_EVENT = 1 << 16;

    final long position;
    final long logTime;
    private final PlanHistory desk;
    private final List<CoreOutput> outputs = new ArrayList<>();
    private final TreeMap<Long, Parent> touched = new TreeMap<>();
    private int ids;

    /** @param desk the desk's own plan */
    Step(long position, long logTime, PlanHistory desk) {
        this.position = position;
        this.logTime = logTime;
        this.desk = desk;
    }

    /** Position times 2^16 plus a count: unique, and tells which record caused it. */
    long nextId() {
        if (ids == IDS_PER_EVENT) {
            throw new IllegalStateException(
                    "position " + position + ": more than " + IDS_PER_EVENT + " ids from one event");
        }
        return Math.addExact(Math.multiplyExact(position, (long) IDS_PER_EVENT), ids++);
    }

    void touch(Parent parent) {
        touched.put(parent.id, parent);
    }

    /** Parents this event touched, oldest first. */
    List<Parent> touched() {
        return List.copyOf(touched.values());
    }

    void out(CoreOutput output) {
        outputs.add(output);
    }

    /** Accepts a command; {@code id} is the new order's, or the command's own position. */
    void accept(long id, Parent parent) {
        out(new CoreOutput.Decided(new CommandResult(true, id, "")));
        tell(DeskEvent.Type.ACCEPTED, parent, 0, "");
    }

    void refuse(String reason) {
        out(new CoreOutput.Decided(new CommandResult(false, position, reason)));
        tell(DeskEvent.Type.REFUSED, null, 0, reason);
    }

    void tell(DeskEvent.Type type, Parent parent, long child, String text) {
        out(new CoreOutput.Tell(new DeskEvent(
                position, logTime, type, parent == null ? 0 : parent.id, child,
                parent == null ? null : parent.status(), text)));
    }

    List<CoreOutput> finish() {
        for (Parent parent : touched.values()) {
            plan(parent.history);
        }
        plan(desk);
        return outputs;
    }

    private void plan(PlanHistory history) {
        PlanDelta delta = history.takeDelta(position);
        if (delta != null) {
            outputs.add(new CoreOutput.Planned(delta));
        }
    }
}
