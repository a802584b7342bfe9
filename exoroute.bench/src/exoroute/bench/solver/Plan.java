package exoroute.bench.solver;

import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * How long to measure. A peer's time is foreseen from the next smaller size, ten times as many venues taken to cost
 * ten times as much; what takes long is measured a few times, what takes too long is left out and said so.
 *
 * @param quick few iterations, for a look
 */
record Plan(boolean quick) {
    /** Seconds that one solve of a peer may take; then it is stopped. */
    double limitSeconds() {
        return quick ? 10 : 20;
    }

    /** Whether a peer is asked at all. */
    boolean worthwhile(double foreseenSeconds) {
        return !(foreseenSeconds > (quick ? 1 : limitSeconds()));
    }

    private static boolean isSlow(double foreseenSeconds) {
        return foreseenSeconds > 0.1;
    }

    /** Of how many books a peer's models are made. */
    int books(int venues, double foreseenSeconds) {
        int fast = Math.min(16, Math.max(2, 1_000 / venues));
        return isSlow(foreseenSeconds) ? quick ? 1 : 2 : quick ? Math.min(4, fast) : fast;
    }

    /** Whether the profiler counts bytes, which takes a run of its own. */
    boolean countsBytes() {
        return !quick;
    }

    void bytes(ChainedOptionsBuilder options) {
        iterations(options, 1, 500, 2, 1_000);
    }

    /** JVMs for each of our own rows; odd. */
    int passes() {
        return quick ? 1 : 3;
    }

    void own(ChainedOptionsBuilder options) {
        iterations(options, 1, quick ? 300 : 2_000, quick ? 1 : 2, quick ? 300 : 1_000);
    }

    void peer(ChainedOptionsBuilder options, double foreseenSeconds) {
        if (isSlow(foreseenSeconds)) {
            iterations(options, 0, 1, quick ? 1 : 3, 1);
        } else {
            iterations(options, 1, quick ? 300 : 1_000, quick ? 1 : 3, quick ? 300 : 1_000);
        }
    }

    private static void iterations(ChainedOptionsBuilder options, int warmups, int warmupMillis, int measured, int millis) {
        options.warmupIterations(warmups).warmupTime(TimeValue.milliseconds(warmupMillis))
                .measurementIterations(measured).measurementTime(TimeValue.milliseconds(millis));
    }
}
