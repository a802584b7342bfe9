package exoroute.router.runtime;

import exoroute.api.plan.DeltaLog;
import exoroute.api.plan.DeltaLog.Urgency;
import exoroute.api.plan.PlanDelta;
import exoroute.router.codec.LogFormat;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deltas on their way into the log, in the order they were derived. While the log has no room they wait here: they are
 * derived, so nothing is lost when the process ends before. Any thread.
 */
final class DeltaOutbox {
    private static final Logger LOG = LoggerFactory.getLogger(DeltaOutbox.class);
    /** Offers under way at most: fewer than the log takes without making its caller wait. */
    private static final int WINDOW = 1_024;

    private final Producer producer;
    /** Not known to be committed, oldest first; the first {@code offered} of them are under way. */
    private final Deque<PlanDelta> uncommitted = new ArrayDeque<>();
    private final Deque<PlanDelta> unoffered = new ArrayDeque<>();
    /** Offers whose answers were not dealt with here yet: the producer may know of them a moment earlier. */
    private int unanswered;
    private boolean open = true;
    /** One was refused: all that are uncommitted are offered again, from the first on, once all are answered. */
    private boolean again;

    DeltaOutbox(DeltaLog log) {
        this.producer = new Producer(log, Desk.DELTAS);
    }

    synchronized void add(PlanDelta delta) {
        uncommitted.addLast(delta);
        unoffered.addLast(delta);
        send();
    }

    /** The log has no room: nothing is offered until {@link #reopen}. */
    synchronized void shut() {
        open = false;
    }

    /** The log has room again. */
    synchronized void reopen() {
        open = true;
        send();
    }

    private void send() {
        if (open && producer.isReady() && again && unanswered == 0) {
            again = false;
            unoffered.clear();
            unoffered.addAll(uncommitted);
        }
        while (open && !again && !unoffered.isEmpty() && producer.isReady() && producer.inFlight() < WINDOW) {
            PlanDelta delta = unoffered.removeFirst();
            unanswered++;
            producer.offer(LogFormat.DELTA, LogFormat.encode(delta), Urgency.NORMAL).position()
                    .whenComplete((position, thrown) -> answered(thrown));
        }
    }

    private synchronized void answered(Throwable thrown) {
        if (--unanswered == 0) {
            producer.settle();
        }
        if (thrown == null) {
            uncommitted.removeFirst();
            send();
            return;
        }
        if (open) {
            LOG.warn("deltas are not recorded for now ({}); they wait, and a restart derives them again", thrown.getMessage());
            open = false;
        }
        again = true;
    }

    /** Log position of the event that the oldest uncommitted delta follows from; the end of time when there is none. */
    synchronized long oldestCause() {
        return uncommitted.isEmpty() ? Long.MAX_VALUE : uncommitted.getFirst().cause();
    }

    /** Whether everything added is committed, or nothing more can be. */
    synchronized boolean isSettled() {
        return uncommitted.isEmpty() || !open;
    }

    /** Whether everything added is committed. */
    synchronized boolean isEmpty() {
        return uncommitted.isEmpty();
    }
}
