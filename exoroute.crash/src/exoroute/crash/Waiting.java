package exoroute.crash;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for conditions, with limits. */
final class Waiting {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(2);

    private Waiting() {}

    /** Whether the condition came to hold within the limit. */
    static boolean until(BooleanSupplier condition, long limitMillis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMillis);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() >= end) {
                return false;
            }
            LockSupport.parkNanos(PAUSE);
        }
        return true;
    }
}
