package exoroute.ledger;

import exoroute.api.plan.LogHead;
import java.util.List;

/**
 * Opens what is stored: verifies from the older of the newest two snapshots on, from the beginning when there are fewer,
 * and reads nothing of what lies before.
 *
 * @param end where the log ends
 */
record Opening(Producers producers, GroupIndex index, Snapshots snapshots, Scan.End end) {

    static Opening read(Segments segments) {
        List<Long> firsts = segments.firsts();
        int snapshot = secondNewest(segments, firsts);
        int start = Math.max(0, snapshot);
        SegmentHeader header = snapshot < 0 ? null : segments.header(firsts.get(start));
        LogHead before = header == null ? Segments.EMPTY : header.before();
        Producers producers = header == null ? new Producers() : new Producers(header.producers());
        long[] unread = firsts.subList(0, start).stream().mapToLong(Long::longValue).toArray();
        GroupIndex index = new GroupIndex(segments, new History(segments, unread));
        Snapshots snapshots = new Snapshots();
        Scan.End end = new Scan(segments, producers, (segment, group) -> {
            index.addStored(segment, group);
            if (group.snapshot()) {
                snapshots.add(group.records().get(0));
            }
        }).run(before, firsts.subList(start, firsts.size()));
        return new Opening(producers, index, snapshots, end);
    }

    /** Index of the segment that begins with the second newest snapshot, -1 when there is none. */
    private static int secondNewest(Segments segments, List<Long> firsts) {
        int found = 0;
        for (int i = firsts.size() - 1; i >= 0; i--) {
            if (segments.snapshot(firsts.get(i)) != null && ++found == 2) {
                return i;
            }
        }
        return -1;
    }
}
