package exoroute.api.desk;

/**
 * How the desk is doing. Counts are since this process started unless said otherwise.
 *
 * @param position log position of the last event applied
 * @param logTime its time, nanoseconds UTC
 * @param liveParents parents not finished
 * @param keptParents parents in memory, finished ones included
 * @param openChildren children with something open
 * @param unknownChildren children whose outcome is unknown
 * @param events events applied
 * @param backlog events offered to the log and not applied yet
 * @param peakBacklog the largest backlog so far
 * @param conflatedViews book views that were replaced by newer ones before they were recorded, because the backlog was
 *     too large: back-pressure on books
 * @param refused events that could not be recorded
 * @param reduced whether only risk-reducing events are taken, because the log has no room
 * @param stopped why nothing is taken any more, empty while it is
 * @param snapshots snapshots recorded
 * @param lastSnapshot log position that the last recorded or recovered snapshot covers, 0 for none
 * @param recoveredFrom log position that recovery started after, 0 for the beginning
 * @param recoveryNanos nanoseconds that recovery took
 */
public record DeskStatus(
        long position,
        long logTime,
        int liveParents,
        int keptParents,
        int openChildren,
        int unknownChildren,
        long events,
        long backlog,
        long peakBacklog,
        long conflatedViews,
        long refused,
        boolean reduced,
        String stopped,
        long snapshots,
        long lastSnapshot,
        long recoveredFrom,
        long recoveryNanos) {}
