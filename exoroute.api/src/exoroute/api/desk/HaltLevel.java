package exoroute.api.desk;

/** How far trading is stopped; kept across restarts. */
public enum HaltLevel {
    /** Trading normally. */
    NONE,
    /** No new child leaves; what is open stays. */
    HALT,
    /** No new child leaves, and everything open is cancelled. */
    KILL
}
