package exoroute.ledger;

import exoroute.api.plan.LogHead;
import exoroute.ledger.GroupReader.Group;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Verifies segments in order, from one that is trusted to the last byte of the last. */
final class Scan {
    /**
     * Where the verified part of a log ends.
     *
     * @param head the last committed record
     * @param header of the last segment; null when there is none, or not even its header is complete
     * @param segment first position of the last segment file; 0 when there is no file
     * @param last offset of the last committed group in it; 0 when there is none
     * @param end offset behind the last committed group in it
     * @param size bytes of the file
     * @param zeroTail whether all behind {@code end} is zero
     */
    record End(LogHead head, SegmentHeader header, long segment, long last, long end, long size, boolean zeroTail) {
        /** Bytes of a group that was never completely written; the rest of a reserve does not count. */
        long cut() {
            return header != null && header.preallocated() && zeroTail ? 0 : size - end;
        }
    }

    /** Gets each verified group, in order, with the first position of its segment. */
    interface Consumer {
        void accept(long segment, Group group);
    }

    private final Segments segments;
    private final Producers producers;
    private final Consumer consumer;

    /** @param producers as they were before the first segment; follows the records */
    Scan(Segments segments, Producers producers, Consumer consumer) {
        this.segments = segments;
        this.producers = producers;
        this.consumer = consumer;
    }

    /**
     * @param before the record before the first of these segments
     * @param firsts the segments' first positions
     */
    End run(LogHead before, List<Long> firsts) {
        End end = new End(before, null, 0, 0, 0, 0, true);
        for (int i = 0; i < firsts.size(); i++) {
            long expected = end.head().position() + 1;
            long found = firsts.get(i);
            boolean last = i == firsts.size() - 1;
            if (found != expected) {
                throw LogErrors.corrupt(segments.path(expected), 0, expected, "the segment is missing, the next one starts at " + found);
            }
            LogHead head = end.head();
            end = segments.open(found, (in, file) -> segment(in, file, head, last));
            if (!last && end.cut() > 0) {
                throw LogErrors.corrupt(segments.path(found), end.end(), end.head().position() + 1,
                        "the segment ends in an incomplete group but further segments follow");
            }
        }
        return end;
    }

    private End segment(LogFiles.Handle in, Path file, LogHead before, boolean last) throws IOException {
        long first = before.position() + 1;
        long size = in.size();
        SegmentHeader expected = new SegmentHeader(before, false, false, producers.lasts());
        SegmentHeader header = SegmentHeader.read(in, file, first);
        if (header == null) {
            requireHalfStarted(in, file, expected, last);
            return new End(before, null, first, 0, 0, size, true);
        }
        requireContinued(file, header, expected);
        GroupReader reader = segments.groups(in, file);
        LogHead head = before;
        long offset = header.length();
        long lastGroup = 0;
        while (offset < size) {
            Group group = reader.read(offset, head);
            if (group == null) {
                break;
            }
            requireSnapshotWhereSaid(file, header, group);
            group.records().forEach(record -> Sequences.restore(producers, file, group.offset(), record));
            consumer.accept(first, group);
            head = group.head();
            lastGroup = offset;
            offset = group.end();
        }
        return new End(head, header, first, lastGroup, offset, size, Bytes.isZero(in, offset, size));
    }

    /** Only the last segment may have a header that a crash interrupted: some first bytes of the right one, or zeros. */
    private static void requireHalfStarted(LogFiles.Handle in, Path file, SegmentHeader expected, boolean last) throws IOException {
        ByteBuffer found = ByteBuffer.allocate((int) Math.min(in.size(), expected.length()));
        in.read(0, found);
        byte[] bytes = found.array();
        boolean begun = Stream.of(expected, expected.with(true, false), expected.with(false, true))
                .anyMatch(h -> Arrays.equals(bytes, Arrays.copyOf(h.encode(), bytes.length)));
        boolean unwritten = Bytes.isZero(bytes, 0, bytes.length);
        if (!last || !begun && !unwritten) {
            throw LogErrors.corrupt(file, 0, expected.first(),
                    "the segment header is incomplete, or does not continue the segment before");
        }
    }

    private static void requireContinued(Path file, SegmentHeader header, SegmentHeader expected) {
        byte[] found = header.encode();
        byte[] wanted = expected.with(header.snapshot(), header.preallocated()).encode();
        if (!Arrays.equals(found, wanted)) {
            throw LogErrors.corrupt(file, Arrays.mismatch(found, wanted), expected.first(),
                    "the segment header does not continue the segment before (missing or altered file): it says "
                            + header.producers() + " at log time " + header.before().logTime() + ", the records before say "
                            + expected.producers() + " at " + expected.before().logTime());
        }
    }

    private static void requireSnapshotWhereSaid(Path file, SegmentHeader header, Group group) {
        boolean said = header.snapshot() && group.offset() == header.length();
        if (said != group.snapshot()) {
            throw LogErrors.corrupt(file, group.offset(), group.head().position(), said
                    ? "the segment header says that a snapshot stands here, the group says it is none"
                    : "a snapshot stands where the segment header does not say so");
        }
    }
}
