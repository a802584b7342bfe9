package exoroute.router.runtime;

import exoroute.api.desk.CommandResult;
import exoroute.api.desk.HaltLevel;
import exoroute.api.plan.DeltaLog;
import exoroute.api.plan.DeltaLog.Urgency;
import exoroute.api.plan.LogException;
import exoroute.router.codec.LogFormat;
import exoroute.router.core.CoreEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only way in: events are offered to the log, in the order they come. While the log has no room (reduced), only
 * what reduces risk or tells what already happened is taken: cancels, halts, reports, sessions; everything else is
 * refused before it is recorded. One ordinary event at a time is let through to find out whether there is room again.
 * When the log has failed for good nothing is taken until a restart. Any thread.
 */
final class Intake {
    /** Producer name of events. */
    static final String PRODUCER = "router.event";

    /** Told, in order, when the mode changes. */
    interface Listener {
        /** No room: ordinary events are refused. */
        void reduced(Throwable why);

        /** Room again, after so many events were refused. */
        void restored(long lost);

        /** Nothing more is taken until a restart. */
        void stopped(Throwable why);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    /** Offers under way at most: fewer than the log takes without making its caller wait. */
    private static final int WINDOW = 4_096;
    private static final int HELD = 100_000;

    private record Held(CoreEvent event, Urgency urgency, CompletableFuture<CommandResult> result) {}

    private final DeltaLog log;
    private final Producer producer;
    private final Listener listener;
    private final Map<Long, CompletableFuture<CommandResult>> waiting = new HashMap<>();
    /** Events that wait for the log: for room in the window, or until earlier refusals are settled. */
    private final Deque<Held> held = new ArrayDeque<>();
    /** Events that were refused and are offered again, before those held. */
    private final Deque<Held> returned = new ArrayDeque<>();
    private boolean reduced;
    private boolean retry;
    private long lost;
    private long refused;
    private Throwable failure;

    Intake(DeltaLog log, Listener listener) {
        this.log = log;
        this.listener = listener;
        this.producer = new Producer(log, PRODUCER);
    }

    /** Offers an event nobody waits for. */
    void offer(CoreEvent event) {
        take(event, null);
    }

    /** Offers an event whose decision {@link #decided} will tell; fails when it cannot be recorded. */
    CompletableFuture<CommandResult> ask(CoreEvent event) {
        CompletableFuture<CommandResult> result = new CompletableFuture<>();
        take(event, result);
        return result;
    }

    /** What reduces risk, and what has happened already and only needs to be known. */
    static Urgency urgency(CoreEvent event) {
        boolean urgent = event instanceof CoreEvent.CancelRequested
                || event instanceof CoreEvent.Started
                || event instanceof CoreEvent.Reported
                || event instanceof CoreEvent.SessionChanged
                || (event instanceof CoreEvent.HaltRequested halt && halt.level() != HaltLevel.NONE);
        return urgent ? Urgency.RISK_REDUCING : Urgency.NORMAL;
    }

    private synchronized void take(CoreEvent event, CompletableFuture<CommandResult> result) {
        Held taken = new Held(event, urgency(event), result);
        if (failure != null) {
            refuse(taken, failure);
        } else if (reduced && taken.urgency() == Urgency.NORMAL) {
            probe(taken);
        } else if (held.size() >= HELD) {
            refuse(taken, new LogException(LogException.Reason.FULL, 0,
                    HELD + " events wait for the log; nothing more is taken until it has caught up", null));
        } else {
            held.addLast(taken);
            sendHeld();
        }
    }

    /** One ordinary event at a time finds out whether there is room again. */
    private void probe(Held taken) {
        if (producer.isReady() && producer.inFlight() == 0 && held.isEmpty() && returned.isEmpty()) {
            send(taken);
        } else {
            lost++;
            refuse(taken, noRoom());
            sendHeld();
        }
    }

    private static LogException noRoom() {
        return new LogException(LogException.Reason.FULL, 0, "the log has no room; only cancels, kills, halts and what "
                + "venues report are taken until its disk has space again", null);
    }

    private void refuse(Held taken, Throwable why) {
        refused++;
        if (taken.result() != null) {
            taken.result().completeExceptionally(why);
        }
    }

    private void sendHeld() {
        if (producer.isReady()) {
            while (!returned.isEmpty()) {
                held.addFirst(returned.removeLast());
            }
        }
        while (!held.isEmpty() && producer.isReady() && producer.inFlight() < WINDOW) {
            Held next = held.removeFirst();
            if (reduced && next.urgency() == Urgency.NORMAL) {
                lost++;
                refuse(next, noRoom());
            } else {
                send(next);
            }
        }
    }

    private void send(Held next) {
        Producer.Offered offered =
                producer.offer(LogFormat.kind(next.event()), LogFormat.encode(next.event()), next.urgency());
        if (next.result() != null && offered.number() > 0) {
            waiting.put(offered.number(), next.result());
        }
        offered.position().whenComplete((position, thrown) -> answered(next, offered.number(), thrown));
    }

    private void answered(Held sent, long number, Throwable thrown) {
        boolean wasReduced = false;
        boolean nowReduced = false;
        boolean fatal = false;
        long missed = 0;
        synchronized (this) {
            if (thrown != null) {
                fatal = failure == null && isFatal(thrown);
                nowReduced = failure == null && !fatal && !reduced;
                reduced |= nowReduced;
                retry |= nowReduced;
                failed(sent, number, thrown, !fatal);
            } else if (reduced && sent.urgency() == Urgency.NORMAL) {
                wasReduced = true;
                reduced = false;
                missed = lost;
                lost = 0;
            }
            if (thrown == null || (retry && producer.isReady())) {
                retry = false;
                sendHeld();
            }
        }
        if (fatal) {
            fail(thrown);
        } else if (nowReduced) {
            LOG.error("only what reduces risk is taken: {}", thrown.getMessage());
            listener.reduced(thrown);
        } else if (wasReduced) {
            LOG.info("the log has room again; {} events were not recorded meanwhile", missed);
            listener.restored(missed);
        }
    }

    private boolean isFatal(Throwable thrown) {
        boolean over = thrown instanceof LogException e
                && (e.reason() == LogException.Reason.CLOSED || e.reason() == LogException.Reason.CORRUPT);
        return over || (!reduced && !Producer.isNoRoom(log, thrown));
    }

    /** What nobody waits for and is a fact, or reduces risk, is offered again; the rest is refused. */
    private void failed(Held sent, long number, Throwable thrown, boolean again) {
        waiting.remove(number, sent.result());
        if (again && failure == null && sent.urgency() == Urgency.RISK_REDUCING && sent.result() == null) {
            returned.addLast(sent);
        } else {
            lost++;
            refuse(sent, thrown);
        }
    }

    /** Stops because the log or the core failed: said once, to the log of this process and to the desk's listeners. */
    void fail(Throwable why) {
        if (stop(why)) {
            LOG.error("nothing more is taken until a restart: {}", why.getMessage());
            listener.stopped(why);
        }
    }

    /**
     * Nothing is taken or decided any more: everybody who waits, and who asks from now on, is told why.
     *
     * @return false when it had stopped before
     */
    synchronized boolean stop(Throwable why) {
        if (failure != null) {
            return false;
        }
        failure = why;
        waiting.values().forEach(result -> result.completeExceptionally(why));
        waiting.clear();
        held.forEach(h -> refuse(h, why));
        held.clear();
        returned.clear();
        return true;
    }

    /** Number of the last event offered. */
    long offered() {
        return producer.offered();
    }

    /** Events that wait here. */
    synchronized int held() {
        return held.size() + returned.size();
    }

    /** Events that could not be recorded. */
    synchronized long refused() {
        return refused;
    }

    synchronized boolean isReduced() {
        return reduced;
    }

    /** Why nothing is taken any more, empty while it is. */
    synchronized String stopped() {
        return failure == null ? "" : String.valueOf(failure.getMessage());
    }

    /** The core decided the event with this number. */
    void decided(long number, CommandResult decision) {
        CompletableFuture<CommandResult> result;
        synchronized (this) {
            result = waiting.remove(number);
        }
        if (result != null) {
            result.complete(decision);
        }
    }
}
