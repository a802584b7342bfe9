package exoroute.api.desk;

import exoroute.api.plan.PlanStatus;

/**
 * Something a client of the desk is told.
 *
 * @param position log position of the cause
 * @param logTime nanoseconds UTC
 * @param type what happened
 * @param parent the parent's id, 0 when none is concerned
 * @param child the child's id, 0 when none is concerned
 * @param status the parent's status afterwards, null when none is concerned
 * @param text readable detail
 */
public record DeskEvent(
        long position, long logTime, Type type, long parent, long child, PlanStatus status, String text) {
    /** Kinds of event. */
    public enum Type {
        /** A command was accepted. */
        ACCEPTED,
        /** A command was refused. */
        REFUSED,
        /** A child was sent. */
        CHILD_SENT,
        /** A venue reported on a child. */
        CHILD_REPORT,
        /** The residual is solved again. */
        RESOLVING,
        /** The parent finished. */
        FINISHED,
        /** An operator must look at this. */
        ALERT,
        /** The desk takes nothing more until a restart, for example because the log's disk is broken. */
        STOPPED,
        /** The circuit breaker took a venue out; the text holds venue and reason. */
        VENUE_OUT,
        /** A venue is back in, by rule or by hand. */
        VENUE_BACK,
        /** The log has no room: only what reduces risk is taken. */
        REDUCED,
        /** The log has room again. */
        RESTORED
    }
}
