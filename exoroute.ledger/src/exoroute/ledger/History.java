package exoroute.ledger;

import exoroute.api.plan.LogRecord;
import exoroute.ledger.Frame.GroupHeader;
import exoroute.ledger.GroupReader.Group;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The part of a log that opening does not verify: found again by hopping over the group headers of one segment at a
 * time, verified group by group as it is read. Costs 8 bytes a segment, and the places of one segment's groups. Safe
 * from any thread.
 */
final class History {
    /** The places of a segment's groups. */
    private record Places(long segment, long[] first, long[] offset) {}

    private final Segments segments;
    private long[] firsts;
    private Places known = new Places(0, new long[0], new long[0]);

    /** @param firsts first positions of all segments that may be asked for, in order */
    History(Segments segments, long[] firsts) {
        this.segments = segments;
        this.firsts = firsts;
    }

    /** Notes a segment behind all others. */
    synchronized void add(long segment) {
        if (firsts.length == 0 || firsts[firsts.length - 1] < segment) {
            firsts = Arrays.copyOf(firsts, firsts.length + 1);
            firsts[firsts.length - 1] = segment;
        }
    }

    /** The group that holds a committed position. */
    Group group(long position) {
        Places places = places(position);
        int at = floor(places.first(), position);
        return segments.read(places.segment(), places.offset()[at], places.first()[at]);
    }

    /** A producer's record of a committed sequence. */
    LogRecord record(String producer, long sequence) {
        long[] all;
        synchronized (this) {
            all = firsts;
        }
        int low = 0;
        int high = all.length - 1; // the last segment whose header says that the sequence is not before it
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (complete(all[middle]).producers().getOrDefault(producer, 0L) < sequence) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        Places places = places(all[low]);
        for (int i = 0; i < places.first().length; i++) {
            for (LogRecord record : segments.read(places.segment(), places.offset()[i], places.first()[i]).records()) {
                if (record.producer().equals(producer) && record.producerSequence() == sequence) {
                    return record;
                }
            }
        }
        throw LogErrors.corrupt(segments.path(all[low]), 0, all[low],
                "sequence " + sequence + " of producer " + producer + " should be in this segment and is not");
    }

    private synchronized Places places(long position) {
        int at = floor(firsts, position);
        if (at < 0) {
            throw LogErrors.corrupt(segments.path(1), 0, position, "the segment that held position " + position + " is missing");
        }
        if (known.segment() != firsts[at]) {
            long next = at + 1 < firsts.length ? firsts[at + 1] : Long.MAX_VALUE;
            known = segments.open(firsts[at], (in, file) -> hop(in, file, firsts[at], next));
        }
        return known;
    }

    private Places hop(LogFiles.Handle in, Path file, long segment, long next) throws IOException {
        SegmentHeader header = complete(segment);
        long size = in.size();
        long[] first = new long[64];
        long[] offset = new long[64];
        int count = 0;
        long position = segment;
        long at = header.length();
        while (at < size && position < next) {
            if (count == first.length) {
                first = Arrays.copyOf(first, count * 2);
                offset = Arrays.copyOf(offset, count * 2);
            }
            ByteBuffer frame = ByteBuffer.allocate((int) Math.min(Frame.GROUP_HEADER, size - at));
            in.read(at, frame);
            GroupHeader group = frame.capacity() < Frame.GROUP_HEADER ? null : Frame.groupHeader(frame.array());
            if (group == null || group.first() != position || group.records() < 1 || group.body() < 1 || group.end(at) > size) {
                throw LogErrors.corrupt(file, at, position, "no sound group header stands where one should");
            }
            first[count] = position;
            offset[count++] = at;
            position += group.records();
            at = group.end(at);
        }
        if (next != Long.MAX_VALUE && position != next) {
            throw LogErrors.corrupt(file, size, position, "the segment ends before position " + next + ", where the next one starts");
        }
        return new Places(segment, Arrays.copyOf(first, count), Arrays.copyOf(offset, count));
    }

    private SegmentHeader complete(long segment) {
        SegmentHeader header = segments.header(segment);
        if (header == null) {
            throw LogErrors.corrupt(segments.path(segment), 0, segment, "the segment header is incomplete");
        }
        return header;
    }

    private static int floor(long[] sorted, long value) {
        int found = Arrays.binarySearch(sorted, value);
        return found >= 0 ? found : -found - 2;
    }
}
