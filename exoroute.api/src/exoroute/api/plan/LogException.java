package exoroute.api.plan;

/** A log that cannot do what was asked; the message names the file, the position and the remedy. */
public class LogException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why a log refuses. */
    public enum Reason {
        /** A complete record, mark or object does not verify. */
        CORRUPT,
        /** Another process holds the log. */
        LOCKED,
        /** The folder cannot be read, written or forced. */
        IO,
        /** A producer's sequence has a gap or was reused with other content. */
        SEQUENCE,
        /** The log was closed. */
        CLOSED,
        /** No room: only risk-reducing offers are taken until there is. Nothing of the offer was recorded. */
        FULL
    }

    private final Reason reason;
    private final long position;

    /**
     * @param reason why
     * @param position the log position concerned, 0 when none is
     * @param message the thing, the value, the place and the remedy
     * @param cause underlying failure or null
     */
    public LogException(Reason reason, long position, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.position = position;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }

    /** The log position concerned, 0 when none is. */
    public long position() {
        return position;
    }
}
