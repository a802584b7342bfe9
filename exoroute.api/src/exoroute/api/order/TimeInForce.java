package exoroute.api.order;

/** How long an order works (FIX tag 59). */
public enum TimeInForce {
    /** Until the venue's session ends. */
    DAY,
    /** Until cancelled. */
    GTC,
    /** What can trade at once trades, the rest is cancelled. */
    IOC,
    /** All at once or nothing. */
    FOK,
    /** Until the order's expire time. */
    GTD
}
