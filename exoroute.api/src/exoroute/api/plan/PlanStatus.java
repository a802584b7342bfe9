package exoroute.api.plan;

/** The life of a parent order. */
public enum PlanStatus {
    /** Accepted, waiting for an engine's answer. */
    SOLVING,
    /** Children are out or a residual waits for the next round. */
    WORKING,
    /** A cancel was asked for; open children are being cancelled. */
    CANCELING,
    /** Nothing is sent while a halt lasts. */
    HALTED,
    /** Filled completely. */
    FILLED,
    /** Ended with a part unfilled; the reason is recorded. */
    DONE,
    /** Ended by cancel. */
    CANCELED;

    /** Whether the parent is finished. */
    public boolean isTerminal() {
        return this == FILLED || this == DONE || this == CANCELED;
    }
}
