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
import java.util.concurrent.Executor;
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
    private static final int WINDOW = 1_024;
    private static final int HELD = 100_000;

    private record Held(String kind, byte[] payload, Urgency urgency, CompletableFuture<CommandResult> result) {}

    private final DeltaLog log;
    private final Producer producer;
    private final Listener listener;
    private final Executor callbacks;
    private final Map<Long, CompletableFuture<CommandResult>> waiting = new HashMap<>();
    /** Events that wait for the log: for room in the window, or until earlier refusals are settled. */
    private final Deque<Held> held = new ArrayDeque<>();
    /** Events that were refused and are offered again, before those held. */
    private final Deque<Held> returned = new ArrayDeque<>();
    /** What is to be told, in order, once the lock is free. */
    private final Deque<Runnable> untold = new ArrayDeque<>();
    /** Offers whose answers were not dealt with here yet: the producer may know of them a moment earlier. */
    private int unanswered;
    private boolean reduced;
    /** What was refused behind an ordinary event, the first one or one that probed, is offered again once all is answered. */
    private boolean retry;
    /** What reduces risk was refused for itself: one offer at a time finds out whether that is over. */
    private boolean stuck;
    private long lost;
    private long refused;
    private Throwable failure;

    /** Tells clients and the listener on whatever thread finds something to tell. */
    Intake(DeltaLog log, Listener listener) {
        this(log, listener, Runnable::run);
    }

    /** @param callbacks runs what clients and the listener are told, in order, where no lock is held */
    Intake(DeltaLog log, Listener listener, Executor callbacks) {
        this.log = log;
        this.listener = listener;
        this.callbacks = callbacks;
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

    private void take(CoreEvent event, CompletableFuture<CommandResult> result) {
        take(new Held(LogFormat.kind(event), LogFormat.encode(event), urgency(event), result));
        tell();
    }

    private synchronized void take(Held taken) {
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
        boolean alone = producer.isReady() && unanswered == 0 && held.isEmpty() && returned.isEmpty();
        if (!alone || !send(taken)) {
            lost++;
            refuse(taken, noRoom());
            sendHeld();
        }
    }

    /** Runs what was put off until the lock is free: others' code must not run under it, it may wait for another. */
    private void tell() {
        if (Thread.holdsLock(this)) {
            return; // whoever called with the lock tells
        }
        if (hasUntold()) {
            callbacks.execute(this::tellAll);
        }
    }

    private synchronized boolean hasUntold() {
        return !untold.isEmpty();
    }

    private void tellAll() {
        for (Runnable next = nextUntold(); next != null; next = nextUntold()) {
            next.run();
        }
    }

    private synchronized Runnable nextUntold() {
        return untold.poll();
    }

    private static LogException noRoom() {
        return new LogException(LogException.Reason.FULL, 0, "the log has no room; only cancels, kills, halts and what "
                + "venues report are taken until its disk has space again", null);
    }

    private void refuse(Held taken, Throwable why) {
        refused++;
        if (taken.result() != null) {
            untold.add(() -> taken.result().completeExceptionally(why));
        }
    }

    private void sendHeld() {
        if (producer.isReady()) {
            while (!returned.isEmpty()) {
                held.addFirst(returned.removeLast());
            }
        }
        while (!held.isEmpty() && producer.isReady() && unanswered < (stuck ? 1 : WINDOW)) {
            Held next = held.removeFirst();
            if (reduced && next.urgency() == Urgency.NORMAL) {
                lost++;
                refuse(next, noRoom());
            } else if (!send(next)) {
                held.addFirst(next);
                return;
            }
        }
    }

    /** False when it was not offered, because a refusal came in between: it is to be kept. */
    private boolean send(Held next) {
        Producer.Offered offered = producer.offer(next.kind(), next.payload(), next.urgency());
        if (offered.number() == Producer.LATER) {
            return false;
        }
        if (offered.number() == Producer.NEVER) {
            offered.position().whenComplete((position, thrown) -> {
                LOG.error("an event of kind {} is lost: {}", next.kind(), thrown.getMessage());
                refuse(next, thrown);
            });
            return true;
        }
        unanswered++;
        if (next.result() != null) {
            waiting.put(offered.number(), next.result());
        }
        offered.position().whenComplete((position, thrown) -> answered(next, offered.number(), thrown));
        return true;
    }

    private void answered(Held sent, long number, Throwable thrown) {
        synchronized (this) {
            if (thrown != null) {
                refused(sent, number, thrown);
            } else {
                stuck = false;
                if (reduced && sent.urgency() == Urgency.NORMAL) {
                    reduced = false;
                    long missed = lost;
                    lost = 0;
                    LOG.info("the log has room again; {} events were not recorded meanwhile", missed);
                    untold.add(() -> listener.restored(missed));
                }
            }
            if (--unanswered == 0) {
                producer.settle();
            }
            if (thrown == null || (retry && producer.isReady())) {
                retry = false;
                sendHeld();
            }
        }
        tell();
    }

    private void refused(Held sent, long number, Throwable thrown) {
        boolean fatal = failure == null && isFatal(thrown);
        boolean probed = reduced && sent.urgency() == Urgency.NORMAL;
        if (failure == null && !fatal && !reduced) {
            reduced = true;
            LOG.error("only what reduces risk is taken: {}", thrown.getMessage());
            untold.add(() -> listener.reduced(thrown));
            retry = true;
        }
        retry |= probed;
        stuck |= !retry;
        failed(sent, number, thrown, !fatal);
        if (fatal) {
            untold.add(() -> fail(thrown));
        }
    }

    private boolean isFatal(Throwable thrown) {
        boolean over = thrown instanceof LogException e
                && (e.reason() == LogException.Reason.CLOSED || e.reason() == LogException.Reason.CORRUPT);
        return over || (!reduced && !Producer.isNoRoom(log, thrown));
    }

    /**
     * What reduces risk, or is a fact, is offered again; the rest is refused. A command that was refused for itself, not for
     * an ordinary event before it, is not: who gave it must know.
     */
    private void failed(Held sent, long number, Throwable thrown, boolean again) {
        waiting.remove(number, sent.result());
        if (again && failure == null && sent.urgency() == Urgency.RISK_REDUCING && (retry || sent.result() == null)) {
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
    boolean stop(Throwable why) {
        boolean first = stopped(why);
        tell();
        return first;
    }

    private synchronized boolean stopped(Throwable why) {
        if (failure != null) {
            return false;
        }
        failure = why;
        waiting.values().forEach(result -> untold.add(() -> result.completeExceptionally(why)));
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
