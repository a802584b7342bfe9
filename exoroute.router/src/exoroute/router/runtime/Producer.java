package exoroute.router.runtime;

import exoroute.api.plan.DeltaLog;
import exoroute.api.plan.DeltaLog.Urgency;
import exoroute.api.plan.LogException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongFunction;

/**
 * Numbers the offers of one producer. When the log refuses one, those behind it are refused as well, because their
 * numbers would leave a gap; once all are answered and {@link #settle settled} the numbering goes on from what the log
 * has. Any thread.
 */
final class Producer {
    /** Not offered, because an earlier refusal is not settled yet. */
    static final long LATER = 0;
    /** Not offered, because the log does not take such a record at all. */
    static final long NEVER = -1;

    private final DeltaLog log;
    private final String name;
    private long sequence;
    private int inFlight;
    private Throwable refusal;

    /**
     * What became of an offer.
     *
     * @param number the producer's number of it, {@link #LATER} or {@link #NEVER} when it was not offered
     * @param position as the log answers
     */
    record Offered(long number, CompletionStage<Long> position) {}

    Producer(DeltaLog log, String name) {
        this.log = log;
        this.name = name;
        this.sequence = log.lastSequence(name);
    }

    /** Offers a record; refused at once while an earlier refusal is not yet settled. */
    Offered offer(String kind, byte[] payload, Urgency urgency) {
        return number(number -> log.offer(name, number, kind, payload, urgency));
    }

    /** Offers a snapshot, like {@link #offer}. */
    Offered snapshot(String kind, byte[] payload) {
        return number(number -> log.snapshot(name, number, kind, payload));
    }

    private Offered number(LongFunction<CompletionStage<Long>> offer) {
        CompletionStage<Long> offered;
        long number;
        synchronized (this) {
            if (refusal != null) {
                return new Offered(LATER, CompletableFuture.failedFuture(refusal));
            }
            number = sequence + 1;
            try {
                offered = offer.apply(number);
            } catch (RuntimeException e) {
                return new Offered(NEVER, CompletableFuture.failedFuture(e));
            }
            inFlight++;
            sequence = number;
        }
        CompletableFuture<Long> answer = new CompletableFuture<>(); // its own: a dependent stage would wrap the reason
        offered.whenComplete((position, thrown) -> {
            answered(thrown);
            if (thrown == null) {
                answer.complete(position);
            } else {
                answer.completeExceptionally(thrown);
            }
        });
        return new Offered(number, answer);
    }

    private synchronized void answered(Throwable thrown) {
        inFlight--;
        if (thrown != null) {
            refusal = thrown;
        }
    }

    /** To be called when the owner has dealt with all answers: a refusal is settled then, and offers are taken again. */
    synchronized void settle() {
        if (refusal != null && inFlight == 0) {
            sequence = log.lastSequence(name);
            refusal = null;
        }
    }

    /** Whether offers are taken: no earlier refusal waits to be settled. */
    synchronized boolean isReady() {
        return refusal == null;
    }

    /** Offers under way. */
    synchronized int inFlight() {
        return inFlight;
    }

    /** Number of the last offer. */
    synchronized long offered() {
        return sequence;
    }

    /** Whether a refusal means that there is no room now, and not that the log has failed. */
    static boolean isNoRoom(DeltaLog log, Throwable thrown) {
        return thrown instanceof LogException e
                && (e.reason() == LogException.Reason.FULL
                        || (log.isReduced() && e.reason() != LogException.Reason.CLOSED
                                && e.reason() != LogException.Reason.CORRUPT));
    }
}
