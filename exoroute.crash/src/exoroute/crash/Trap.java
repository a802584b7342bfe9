package exoroute.crash;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Stops the thread that reaches the chosen point for the chosen time: it says so and goes no further. All other threads
 * go on until the process is killed, as they do in the last moment before a real crash. Any thread.
 */
final class Trap {
    private final Point point;
    private final AtomicLong left;
    private final PrintStream out;

    /**
     * @param point where to stop, null for nowhere
     * @param occurrence how often it must be reached, 1 for the first time
     * @param out told {@code POINT name} once
     */
    Trap(Point point, long occurrence, PrintStream out) {
        this.point = point;
        this.left = new AtomicLong(occurrence);
        this.out = out;
    }

    /** This point is reached now: returns at once, or never. */
    void reach(Point reached) {
        if (take(reached)) {
            stop();
        }
    }

    /** Counts; true for whoever must call {@link #stop}, perhaps after doing a part of its work. */
    boolean take(Point reached) {
        return reached == point && left.decrementAndGet() == 0;
    }

    /** Says that the point is reached, and never returns. */
    void stop() {
        out.println("POINT " + (point == null ? "none" : point.text()));
        out.flush();
        while (true) {
            LockSupport.park(this);
        }
    }
}
