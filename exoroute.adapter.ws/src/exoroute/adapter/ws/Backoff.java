package exoroute.adapter.ws;

import java.util.random.RandomGenerator;

/** Capped exponential delays with jitter: attempt n waits between half and all of min(cap, first * 2^n). */
final class Backoff {
    private final long first;
    private final long cap;
    private final RandomGenerator random;
    private int attempts;

    /**
     * Delays in nanoseconds.
     *
     * @throws IllegalArgumentException unless 0 &lt; first &lt;= cap
     */
    Backoff(long first, long cap, RandomGenerator random) {
        if (first <= 0 || cap < first) {
            throw new IllegalArgumentException("back-off from " + first + " to " + cap
                    + " ns must be positive and ordered");
        }
        this.first = first;
        this.cap = cap;
        this.random = random;
    }

    /** The next delay in nanoseconds. */
    long next() {
        long limit = cap;
        if (attempts < 62 && first <= cap >> attempts) {
            limit = first << attempts;
        }
        attempts++;
        return limit - random.nextLong(limit / 2 + 1);
    }

    /** Failures since the last success. */
    int attempts() {
        return attempts;
    }

    /** After a success: the next failure waits shortly again. */
    void reset() {
        attempts = 0;
    }
}
