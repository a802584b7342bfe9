package exoroute.adapter.sim;

import java.util.SplittableRandom;

/**
 * How a simulated venue misbehaves. What happens to the n-th order depends on the seed, the venue and n alone, so a
 * run repeats.
 *
 * @param seed any number
 * @param minLatency least one-way latency, nanoseconds
 * @param maxLatency largest one-way latency, nanoseconds
 * @param rejectShare share of orders that are rejected, in 10^-6
 * @param partialShare share of orders that cannot rest and find only part of the shown liquidity, in 10^-6
 */
public record VenueModel(long seed, long minLatency, long maxLatency, int rejectShare, int partialShare) {
    private static final int ONE = 1_000_000;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /**
     * @throws IllegalArgumentException when a latency is negative, reversed, or a share is outside 0 to 10^6
     */
    public VenueModel {
        if (minLatency < 0 || maxLatency < minLatency) {
            throw new IllegalArgumentException("latency " + minLatency + ".." + maxLatency + " ns is no range");
        }
        if (rejectShare < 0 || rejectShare > ONE || partialShare < 0 || partialShare > ONE) {
            throw new IllegalArgumentException(
                    "shares " + rejectShare + " and " + partialShare + " must lie in 0.." + ONE);
        }
    }

    /** A venue that answers at once and never misbehaves. */
    public static final VenueModel PERFECT = new VenueModel(0, 0, 0, 0, 0);

    /**
     * What happens to one order.
     *
     * @param latency one-way, nanoseconds
     * @param reject whether it is rejected
     * @param fillable share of its size that finds liquidity at most if it cannot rest, in 10^-6
     */
    public record Fate(long latency, boolean reject, int fillable) {}

    /** The fate of the n-th order at a venue, from 0. */
    public Fate fate(String venue, long n) {
        SplittableRandom random = new SplittableRandom(seed ^ text(venue) ^ (n + 1) * GOLDEN);
        long latency = minLatency + random.nextLong(maxLatency - minLatency + 1);
        boolean reject = random.nextInt(ONE) < rejectShare;
        boolean partial = random.nextInt(ONE) < partialShare;
        int fillable = partial ? ONE * 3 / 10 + random.nextInt(ONE * 6 / 10) : ONE;
        return new Fate(latency, reject, fillable);
    }

    private static long text(String venue) {
        long hash = 0;
        for (int i = 0; i < venue.length(); i++) {
            hash = (hash ^ venue.charAt(i)) * GOLDEN;
        }
        return hash;
    }

    /** A size reduced to what finds liquidity. */
    static long fillable(long lots, Fate fate) {
        return lots / ONE * fate.fillable() + lots % ONE * fate.fillable() / ONE;
    }
}
