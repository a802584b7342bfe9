package exoroute.router.core;

import exoroute.api.desk.CommandContext;
import exoroute.api.desk.PlanLine;
import exoroute.api.desk.Quantities;
import exoroute.api.desk.QualityReport;
import exoroute.api.market.Instrument;
import exoroute.api.market.ListingId;
import exoroute.api.order.OrderStatus;
import exoroute.api.order.ParentOrder;
import exoroute.api.plan.PlanChange;
import exoroute.api.plan.PlanDelta;
import exoroute.api.plan.PlanStatus;
import exoroute.api.plan.Provenance;
import exoroute.api.plan.RoutingPlan;
import exoroute.api.solver.RoutingProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One parent order and everything that belongs to it. Quantities in size units. */
final class Parent {
    final long id;
    final long acceptedAt;
    final CommandContext context;
    final Instrument instrument;
    ParentOrder order;

    /** What is free to send; kept by every event, not derived: the conservation identity checks it. */
    long unsent;
    long overfill;
    int rounds;
    int generation;
    /** Cancels and finishes win over residual routing. */
    boolean cancelling;
    boolean expired;
    /** Its quantities did not add up once: it never trades again. */
    boolean broken;
    /** The last answer sent nothing: wait before asking again. */
    boolean answerWasEmpty;
    /** Why the last answer left something out, empty when it did not. */
    String shortage = "";
    final Map<ListingId, Integer> rejects = new TreeMap<>();
    final List<Child> children = new ArrayList<>();

    /** The running solve, null when none runs. */
    Solve solve;
    long lastPrice = RoutingProblem.COLD;
    /** The first solve: what quality is measured against. */
    Solve firstSolve;
    /** What each round planned, priced, in round order; rounds without an answer have no entry. */
    final List<List<PlanLine>> planned = new ArrayList<>();
    QualityReport quality;

    RoutingPlan plan;
    final List<PlanDelta> deltas = new ArrayList<>();
    private final List<PlanChange> changes = new ArrayList<>();
    private Provenance provenance;

    Parent(long id, long acceptedAt, CommandContext context, Instrument instrument, ParentOrder order) {
        this.id = id;
        this.acceptedAt = acceptedAt;
        this.context = context;
        this.instrument = instrument;
        this.order = order;
        this.unsent = order.quantity();
        this.plan = RoutingPlan.empty(id);
    }

    /** Gives size units back: they undo an overfill first, the rest is free to send. */
    void free(long units) {
        long fromOverfill = Math.min(overfill, units);
        overfill -= fromOverfill;
        unsent += units - fromOverfill;
    }

    /** Drops a running solve whose answer is no longer wanted; its round does not count. */
    void dropSolve() {
        if (solve != null) {
            solve = null;
            rounds--;
        }
    }

    /** Whether its deadline has passed: then nothing leaves, even if the timer is late. */
    boolean isLate(long logTime) {
        return order.deadline() != 0 && logTime >= order.deadline();
    }

    PlanStatus status() {
        PlanStatus status = plan.status();
        for (PlanChange change : changes) {
            if (change instanceof PlanChange.StatusChanged c) {
                status = c.status();
            }
        }
        return status;
    }

    /** Solve rounds at most: the desk's bound, or the order's own when that is smaller. */
    int maxRounds(CoreConfig config) {
        int own = order.constraints().maxRounds();
        return own > 0 ? Math.min(own, config.maxRounds()) : config.maxRounds();
    }

    boolean isFinished() {
        return status().isTerminal();
    }

    void change(PlanChange change) {
        changes.add(change);
    }

    void status(PlanStatus status, String reason) {
        if (status() != status || !reason.isEmpty()) {
            change(new PlanChange.StatusChanged(status, reason));
        }
    }

    void progressed(Child child) {
        change(new PlanChange.LegProgressed(child.leg, child.units(child.filledLots), child.status));
    }

    void provenance(Provenance value) {
        provenance = value;
    }

    /** Number of the next leg. */
    int nextLeg() {
        int legs = plan.legs().size();
        for (PlanChange change : changes) {
            if (change instanceof PlanChange.LegAdded) {
                legs++;
            }
        }
        return legs + 1;
    }

    /** The delta of everything changed since the last one, applied to the plan; null when nothing changed. */
    PlanDelta takeDelta(long cause) {
        if (changes.isEmpty()) {
            return null;
        }
        PlanDelta delta = new PlanDelta(id, plan.sequence() + 1, cause, changes, Optional.ofNullable(provenance));
        changes.clear();
        provenance = null;
        plan = plan.apply(delta);
        deltas.add(delta);
        return delta;
    }

    /** Where the quantity is, counted from the children. */
    Quantities quantities() {
        long filled = 0;
        long open = 0;
        long pendingCancel = 0;
        long unknown = 0;
        for (Child child : children) {
            filled += child.units(child.filledLots);
            long leaves = child.units(child.leavesLots());
            if (child.status == OrderStatus.UNKNOWN || child.status.isTerminal()) {
                unknown += leaves;
            } else if (child.status == OrderStatus.PENDING_CANCEL) {
                pendingCancel += leaves;
            } else {
                open += leaves;
            }
        }
        return new Quantities(order.quantity(), filled, open, pendingCancel, unknown, 0, unsent, overfill);
    }

    boolean hasLeaves() {
        for (Child child : children) {
            if (child.leavesLots() > 0) {
                return true;
            }
        }
        return false;
    }
}
