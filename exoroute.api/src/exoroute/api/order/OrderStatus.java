package exoroute.api.order;

/**
 * The life of a child order. {@link #UNKNOWN} is this system's own: the order may or may not be at the venue, and
 * its open quantity is not free.
 */
public enum OrderStatus {
    /** Command left or is leaving; nothing heard yet. */
    PENDING_NEW,
    /** Acknowledged and open. */
    NEW,
    /** Open with fills. */
    PARTIALLY_FILLED,
    /** Open; a cancel was sent. */
    PENDING_CANCEL,
    /** Outcome unknown: timeout, lost session, venue gone, or a throw while sending. */
    UNKNOWN,
    /** Nothing left. */
    FILLED,
    /** Ended by cancel; may have fills. */
    CANCELED,
    /** Refused by the venue. */
    REJECTED,
    /** Ended by its time in force. */
    EXPIRED;

    /** Whether nothing more is expected, except busts and corrections. */
    public boolean isTerminal() {
        return this == FILLED || this == CANCELED || this == REJECTED || this == EXPIRED;
    }
}
