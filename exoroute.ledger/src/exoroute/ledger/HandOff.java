package exoroute.ledger;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one thread wait for work that others bring. While work follows on work within a fraction of a millisecond, the
 * thread looks for it for a moment before it parks, which saves both sides a call of the system; an idle log burns
 * nothing.
 */
final class HandOff {
    private static final Logger LOG = LoggerFactory.getLogger(HandOff.class);
    private static final long SPIN_NANOS = 30_000;
    private static final long BUSY_NANOS = 100_000;
    private static final boolean SPINS = Runtime.getRuntime().availableProcessors() > 1;
    private volatile Thread parked;
    private boolean busy;

    /** Waits until there is work; for the one thread that does it. An interrupt is logged and ignored. */
    void await(BooleanSupplier work) {
        if (work.getAsBoolean()) {
            return;
        }
        long start = System.nanoTime();
        if (!SPINS || !busy || !spin(work, start)) {
            park(work);
        }
        busy = System.nanoTime() - start < BUSY_NANOS;
    }

    /** Says that there is work; from any thread, after the work can be seen. */
    void signal() {
        Thread waiting = parked;
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
    }

    private static boolean spin(BooleanSupplier work, long start) {
        for (int i = 1; System.nanoTime() - start < SPIN_NANOS; i++) {
            if (work.getAsBoolean()) {
                return true;
            }
            if (i % 16 == 0) {
                Thread.yield(); // somebody else may need this processor to bring the work
            } else {
                Thread.onSpinWait();
            }
        }
        return work.getAsBoolean();
    }

    private void park(BooleanSupplier work) {
        parked = Thread.currentThread();
        while (!work.getAsBoolean()) {
            LockSupport.park(this);
            if (Thread.interrupted()) {
                LOG.warn("a thread of the log was interrupted; ignored, close the subscription or the log instead");
            }
        }
        parked = null;
    }
}
