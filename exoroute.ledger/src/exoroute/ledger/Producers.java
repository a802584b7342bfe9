package exoroute.ledger;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Each producer's last sequence, and the positions of its sequences since the place from which the log was verified: 8
 * bytes a record from there on, at most 2^31 of them a producer. Changed by one thread; {@link #last} may be asked from
 * any.
 */
final class Producers {
    private static final class Positions {
        private long base;
        private long[] since = new long[16];
        private int staged;
        private volatile long committed;
        private boolean refused;

        long lastStaged() {
            return base + staged;
        }
    }

    private final Map<String, Positions> byName = new ConcurrentHashMap<>();

    Producers() {}

    /** @param lasts each producer's last sequence, whose positions are not known */
    Producers(Map<String, Long> lasts) {
        lasts.forEach((name, last) -> {
            Positions positions = new Positions();
            positions.base = last;
            positions.committed = last;
            byName.put(name, positions);
        });
    }

    /** The highest committed sequence, 0 for none. */
    long last(String producer) {
        Positions positions = byName.get(producer);
        return positions == null ? 0 : positions.committed;
    }

    /** The highest sequence, staged ones included. */
    long lastStaged(String producer) {
        Positions positions = byName.get(producer);
        return positions == null ? 0 : positions.lastStaged();
    }

    /** All producers' last committed sequences. */
    SortedMap<String, Long> lasts() {
        SortedMap<String, Long> lasts = new TreeMap<>();
        byName.forEach((name, positions) -> {
            if (positions.committed > 0) {
                lasts.put(name, positions.committed);
            }
        });
        return lasts;
    }

    /** Position of a sequence between 1 and {@link #lastStaged}; 0 when it lies before what is known here. */
    long position(String producer, long sequence) {
        Positions positions = byName.get(producer);
        return sequence <= positions.base ? 0 : positions.since[Math.toIntExact(sequence - positions.base - 1)];
    }

    /** Notes the next sequence of a producer. */
    void stage(String producer, long position) {
        Positions positions = byName.computeIfAbsent(producer, p -> new Positions());
        if (positions.staged == positions.since.length) {
            positions.since = Arrays.copyOf(positions.since, positions.staged * 2);
        }
        positions.since[positions.staged++] = position;
        positions.refused = false;
    }

    /** Makes what was staged for a producer visible. */
    void commit(String producer) {
        Positions positions = byName.get(producer);
        positions.committed = positions.lastStaged();
    }

    /** Forgets what was staged for a producer and not committed. */
    void rollBack(String producer) {
        Positions positions = byName.get(producer);
        positions.staged = (int) (positions.committed - positions.base);
    }

    /** Notes that the producer's next sequence was refused for want of room, until one is taken. */
    void refuse(String producer) {
        byName.computeIfAbsent(producer, p -> new Positions()).refused = true;
    }

    /** Whether the producer's next sequence was refused, and none was taken since. */
    boolean isRefused(String producer) {
        Positions positions = byName.get(producer);
        return positions != null && positions.refused;
    }

    /** Forgets the places of all committed records before a position; nothing may be staged. */
    void forgetBefore(long position) {
        for (Positions positions : byName.values()) {
            int found = Arrays.binarySearch(positions.since, 0, positions.staged, position);
            int gone = found >= 0 ? found : -found - 1;
            positions.since = Arrays.copyOfRange(positions.since, gone, Math.max(positions.staged, gone + 16));
            positions.staged -= gone;
            positions.base += gone;
        }
    }
}
