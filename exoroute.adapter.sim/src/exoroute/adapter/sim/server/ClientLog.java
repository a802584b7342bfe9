package exoroute.adapter.sim.server;

import java.util.Arrays;

/**
 * Where the numbered reports of one client stand in the journal. Number n may be read once it is committed. The venue's
 * thread appends; any thread reads.
 */
final class ClientLog {
    private long[] offsets = new long[64];
    private int count;
    private int committed;
    private Runnable news = () -> { };

    /** Number of the next report, from 1. */
    synchronized long nextNumber() {
        return count + 1L;
    }

    /** The next report stands at an offset of the journal. */
    synchronized void append(long offset) {
        if (count == offsets.length) {
            offsets = Arrays.copyOf(offsets, count * 2);
        }
        offsets[count++] = offset;
    }

    /** What was appended is in the file. */
    void commit() {
        Runnable told;
        synchronized (this) {
            if (committed == count) {
                return;
            }
            committed = count;
            told = news;
        }
        told.run();
    }

    /** Number of the last report that is in the file; 0 for none. */
    synchronized long committed() {
        return committed;
    }

    /** Offset of a committed report. */
    synchronized long offset(long number) {
        return offsets[Math.toIntExact(number - 1)];
    }

    /** Who is told of new reports; the one before is told no more. */
    synchronized void listen(Runnable listener) {
        news = listener;
    }
}
