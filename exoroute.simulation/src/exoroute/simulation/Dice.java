package exoroute.simulation;

/** Chance without state: the same words give the same number, whatever else happened. */
final class Dice {
    private Dice() {}

    /** A number from some words (splitmix64). */
    static long hash(long a, long b, long c) {
        return mix(mix(mix(a + 0x9E3779B97F4A7C15L) ^ b) ^ c);
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** From 0 to {@code bound - 1}. */
    static int below(long hash, int bound) {
        return (int) Long.remainderUnsigned(hash, bound);
    }
}
