package exoroute.bench;

import java.util.Arrays;
import java.util.Locale;

/** Times of many runs of the same thing, in nanoseconds. */
final class Spread {
    private final long[] sorted;

    Spread(long[] nanos) {
        sorted = nanos.clone();
        Arrays.sort(sorted);
    }

    /** A quantile in microseconds. */
    double micros(double quantile) {
        return sorted[(int) Math.min(sorted.length - 1, quantile * sorted.length)] / 1e3;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "p50 %.2f us, p99 %.2f us, p99.9 %.2f us (n = %d)",
                micros(0.5), micros(0.99), micros(0.999), sorted.length);
    }
}
