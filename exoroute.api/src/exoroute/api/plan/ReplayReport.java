package exoroute.api.plan;

/**
 * What a replay found.
 *
 * @param identical whether every recorded delta was derived again, byte for byte, and none was missing or added
 * @param records records read
 * @param events events fed to the core
 * @param deltas deltas compared
 * @param solves engine answers recomputed and compared, 0 without resolve
 * @param recordedHead leaf hash of the log's last record, hexadecimal
 * @param replayedHead leaf hash of the chain as rebuilt with the derived deltas in place of the recorded ones
 * @param divergedAt log position of the first difference, 0 when identical
 * @param difference how the two differ there, empty when identical
 * @param incompleteTailBytes bytes after the last committed group that were left out
 */
public record ReplayReport(
        boolean identical,
        long records,
        long events,
        long deltas,
        long solves,
        String recordedHead,
        String replayedHead,
        long divergedAt,
        String difference,
        long incompleteTailBytes) {}
