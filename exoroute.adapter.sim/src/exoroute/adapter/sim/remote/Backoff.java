package exoroute.adapter.sim.remote;

import java.util.SplittableRandom;

/** Capped exponential delays with jitter: attempt n waits between half and all of min(cap, first * 2^n). One thread. */
final class Backoff {
    private static final long FIRST_MILLIS = 10;
    private static final int DOUBLINGS = 7;

    private final SplittableRandom random;
    private int attempts;

    Backoff(long seed) {
        random = new SplittableRandom(seed);
    }

    /** The next delay in milliseconds, at most 1280. */
    long next() {
        long limit = FIRST_MILLIS << Math.min(attempts, DOUBLINGS);
        attempts++;
        return limit - random.nextLong(limit / 2 + 1);
    }

    /** After a success: the next failure waits shortly again. */
    void reset() {
        attempts = 0;
    }
}
