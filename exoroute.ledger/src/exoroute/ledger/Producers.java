package exoroute.ledger;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which position each producer's sequence has: 8 bytes a record, at most 2^31 records a producer. Changed by one thread; {@link #last} may be asked
 * from any.
 */
final class Producers {
    private static final class Positions {
        private long[] bySequence = new long[16];
        private int count;
        private volatile int committed;
    }

    private final Map<String, Positions> byName = new ConcurrentHashMap<>();

    /** The highest committed sequence, 0 for none. */
    long last(String producer) {
        Positions positions = byName.get(producer);
        return positions == null ? 0 : positions.committed;
    }

    /** The highest sequence, staged ones included. */
    long lastStaged(String producer) {
        Positions positions = byName.get(producer);
        return positions == null ? 0 : positions.count;
    }

    /** Position of a sequence between 1 and {@link #lastStaged}. */
    long position(String producer, long sequence) {
        return byName.get(producer).bySequence[Math.toIntExact(sequence - 1)];
    }

    /** Notes the next sequence of a producer. */
    void stage(String producer, long position) {
        Positions positions = byName.computeIfAbsent(producer, p -> new Positions());
        if (positions.count == positions.bySequence.length) {
            positions.bySequence = Arrays.copyOf(positions.bySequence, positions.count * 2);
        }
        positions.bySequence[positions.count++] = position;
    }

    /** Makes what was staged for a producer visible. */
    void commit(String producer) {
        Positions positions = byName.get(producer);
        positions.committed = positions.count;
    }

    /** Forgets what was staged for a producer and not committed. */
    void rollBack(String producer) {
        Positions positions = byName.get(producer);
        positions.count = positions.committed;
    }
}
