package exoroute.api.plan;

/**
 * A committed record.
 *
 * @param position 1, 2, 3 ... dense
 * @param logTime nanoseconds UTC, stamped by the log, never decreasing
 * @param author identity that vouches for the record
 * @param producer who offered it
 * @param producerSequence the producer's own dense sequence
 * @param kind what the payload is
 * @param payload the bytes; not to be changed
 * @param leafHash SHA-256 of the record's leaf (32 bytes); the next leaf contains it
 */
public record LogRecord(
        long position,
        long logTime,
        String author,
        String producer,
        long producerSequence,
        String kind,
        byte[] payload,
        byte[] leafHash) {}
