package exoroute.ledger;

import exoroute.api.plan.LogRecord;
import exoroute.ledger.GroupReader.Group;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * Finds the committed group that holds a position: the newest in memory, older ones by their place in the files (24
 * bytes a group), those before the older of the newest two snapshots through {@link History}. Safe from any thread.
 */
final class GroupIndex {
    private static final int TAIL_GROUPS = 256;
    private static final long TAIL_BYTES = 32L << 20;
    private final Segments segments;
    private final History history;
    private final Deque<List<LogRecord>> tail = new ArrayDeque<>();
    private long tailBytes;
    private long[] first = new long[64];
    private long[] segment = new long[64];
    private long[] offset = new long[64];
    private int count;

    GroupIndex(Segments segments, History history) {
        this.segments = segments;
        this.history = history;
    }

    /** Notes a group that was found when opening. */
    synchronized void addStored(long inSegment, Group group) {
        place(group.records().get(0).position(), inSegment, group.offset());
    }

    /** Notes a group that was just committed. */
    synchronized void addCommitted(long inSegment, long atOffset, List<LogRecord> records) {
        place(records.get(0).position(), inSegment, atOffset);
        tail.addLast(records);
        tailBytes += bytes(records);
        while (tail.size() > TAIL_GROUPS || tailBytes > TAIL_BYTES && tail.size() > 1) {
            tailBytes -= bytes(tail.removeFirst());
        }
    }

    /** The records of the group that holds a committed position. */
    List<LogRecord> group(long position) {
        long inSegment;
        long atOffset;
        long firstPosition;
        synchronized (this) {
            for (Iterator<List<LogRecord>> groups = tail.descendingIterator(); groups.hasNext(); ) {
                List<LogRecord> records = groups.next();
                if (records.get(0).position() <= position) {
                    return records;
                }
            }
            int found = Arrays.binarySearch(first, 0, count, position);
            int i = found >= 0 ? found : -found - 2;
            inSegment = i < 0 ? 0 : segment[i];
            atOffset = i < 0 ? 0 : offset[i];
            firstPosition = i < 0 ? 0 : first[i];
        }
        if (inSegment == 0) {
            return history.group(position).records();
        }
        return segments.read(inSegment, atOffset, firstPosition).records();
    }

    /** Drops the places of groups before a position at which a group starts; {@link History} finds them from now on. */
    synchronized void forgetBefore(long position) {
        int found = Arrays.binarySearch(first, 0, count, position);
        int gone = found >= 0 ? found : -found - 1;
        count -= gone;
        int kept = Math.max(64, count);
        first = Arrays.copyOfRange(first, gone, gone + kept);
        segment = Arrays.copyOfRange(segment, gone, gone + kept);
        offset = Arrays.copyOfRange(offset, gone, gone + kept);
    }

    /** How many groups' places are held. */
    synchronized int size() {
        return count;
    }

    /** A producer's record of a committed sequence whose position is not known. */
    LogRecord record(String producer, long sequence) {
        return history.record(producer, sequence);
    }

    /** A committed record. */
    LogRecord record(long position) {
        List<LogRecord> records = group(position);
        return records.get((int) (position - records.get(0).position()));
    }

    private void place(long position, long inSegment, long atOffset) {
        history.add(inSegment);
        if (count == first.length) {
            first = Arrays.copyOf(first, count * 2);
            segment = Arrays.copyOf(segment, count * 2);
            offset = Arrays.copyOf(offset, count * 2);
        }
        first[count] = position;
        segment[count] = inSegment;
        offset[count++] = atOffset;
    }

    private static long bytes(List<LogRecord> records) {
        return records.stream().mapToLong(record -> record.payload().length + 200L).sum();
    }
}
