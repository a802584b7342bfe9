package exoroute.router.core;

/**
 * A timer of the core.
 *
 * @param purpose what for
 * @param subject id of the child or parent it is for
 * @param due nanoseconds UTC
 */
public record Timer(Purpose purpose, long subject, long due) {
    /** What timers are for. The order is part of the log format. */
    public enum Purpose {
        /** A child was sent and must be heard of by then; subject is the child. */
        CHILD_SILENT,
        /** A residual found no liquidity and is tried again; subject is the parent. */
        RETRY,
        /** A parent's deadline; subject is the parent. */
        DEADLINE,
        /** The outcome of a child is unknown and is asked for again; subject is the child. */
        ASK,
        /** A venue that was taken out comes back in by rule; subject is the number of the decision. */
        READMIT
    }
}
