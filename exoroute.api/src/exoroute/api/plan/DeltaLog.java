package exoroute.api.plan;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * An append-only, totally ordered, durable log. What it delivers is committed: it survives what the log's {@link
 * Durability} names, and every subscriber sees the same records at the same positions.
 *
 * <p>One small asynchronous contract, so that an embedded log that commits at once and a replicated one that
 * commits later are the same to the caller. All methods are safe from any thread.
 */
@ProviderType
public interface DeltaLog {

    /**
     * Offers a record. Idempotent: a producer that offers the same sequence again with the same kind and payload
     * gets the position it already has, and nothing is written.
     *
     * @param producer stable name of who offers; 1 to 64 characters of {@code [a-z0-9._-]}
     * @param producerSequence 1, 2, 3 ... without gaps, per producer, across restarts
     * @param kind what the payload is; 1 to 64 characters of {@code [a-z0-9._-]}
     * @param payload the bytes, at most {@link #MAX_PAYLOAD}; the caller must not change them afterwards
     * @return the position once committed; completes exceptionally with {@link LogException} when the sequence has
     *     a gap, is reused with other content, or the record could not be made durable (it is not delivered then;
     *     after a failed force it may still be found when the log is opened again, where offering it again is safe)
     * @throws IllegalArgumentException on a malformed producer, kind or a payload that is too large
     */
    default CompletionStage<Long> offer(String producer, long producerSequence, String kind, byte[] payload) {
        return offer(producer, producerSequence, kind, payload, Urgency.NORMAL);
    }

    /**
     * Offers a record and says how it counts when there is no room. While the disk is full, {@link Urgency#NORMAL}
     * offers are refused (with {@link LogException.Reason#FULL}) before anything of them is recorded, and {@link
     * Urgency#RISK_REDUCING} ones are committed to a reserve that was allocated when the log was opened. The log takes
     * normal offers again by itself once it could allocate a new reserve.
     */
    CompletionStage<Long> offer(
            String producer, long producerSequence, String kind, byte[] payload, Urgency urgency);

    /**
     * Offers a snapshot: like a normal offer, and a place from which the log can be read from then on. Opening the log
     * again takes time that does not depend on what lies before the older one of the newest two snapshots; what lies
     * before stays readable and is verified by whoever reads it, and by an archive.
     */
    CompletionStage<Long> snapshot(String producer, long producerSequence, String kind, byte[] payload);

    /** The newest two snapshots, newest first; fewer when there are fewer. */
    List<LogRecord> snapshots();

    /**
     * Delivers every committed record from a position on: first what is stored, then what is committed, in log
     * order, each exactly once, on one thread of the log's own.
     *
     * @param from first position wanted, at least 1; may lie in the future
     * @param subscriber called for each record; if it throws, its subscription ends and the failure is logged
     * @return closes the subscription; after close returns no further record is delivered
     */
    LogSubscription subscribe(long from, LogSubscriber subscriber);

    /**
     * The highest committed sequence of a producer.
     *
     * @return 0 when it never offered anything
     */
    long lastSequence(String producer);

    /** Position, leaf hash and log time of the last committed record. */
    LogHead head();

    /** Where the log stands and what a commit means here. */
    Durability durability();

    /** The largest payload in bytes: 16 MiB. */
    int MAX_PAYLOAD = 16 << 20;

    /** What becomes of an offer when there is no room. */
    enum Urgency {
        /** Refused. */
        NORMAL,
        /** Goes to the reserve: cancels, kills, and what venues report. */
        RISK_REDUCING
    }

    /** Whether only risk-reducing offers are taken at the moment. */
    boolean isReduced();
}
