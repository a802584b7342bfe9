package exoroute.router.core;

import exoroute.api.market.Instrument;
import exoroute.api.market.ListingId;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The desk's configuration as the core sees it: an event like any other.
 *
 * @param instruments what can be ordered; a parent's instrument must be one of them
 * @param conversions for a listing whose quote differs from the parent's: the listing its quote is converted at,
 *     whose base is that quote and whose quote is the parent's
 * @param engine id of the engine to ask
 * @param maxRounds solve rounds of one parent at most
 * @param maxRejects a listing is left out of a parent once it rejected that many of its children
 * @param moveThreshold a book move beyond this, in 10^-8 of the price, restarts a running solve and wakes a waiting
 *     residual
 * @param retryDelay nanoseconds before a residual without liquidity is tried again
 * @param risk pre-trade limits
 * @param outcomes how unknown outcomes are resolved
 * @param breaker when a venue is taken out
 * @param retention how much is kept in memory
 */
public record CoreConfig(
        List<Instrument> instruments,
        SortedMap<ListingId, ListingId> conversions,
        String engine,
        int maxRounds,
        int maxRejects,
        long moveThreshold,
        long retryDelay,
        RiskLimits risk,
        Outcomes outcomes,
        Breaker breaker,
        Retention retention) {

    /** Nothing can be ordered. */
    public static final CoreConfig NONE = new CoreConfig(
            List.of(), new TreeMap<>(), "", 1, 1, 0, 1, new RiskLimits(0, 0, 0, 0, 0, 0, 0, 0),
            new Outcomes(1, 1, 1), new Breaker(1, 1, 1, 1, 1, 1, 1), new Retention(1000, 100_000, 100_000));

    /** Copies what can change. */
    public CoreConfig {
        instruments = List.copyOf(instruments);
        conversions = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(conversions));
    }

    /** The instrument of a symbol, or null. */
    public Instrument instrument(String symbol) {
        for (Instrument i : instruments) {
            if (i.symbol().equals(symbol)) {
                return i;
            }
        }
        return null;
    }

    /**
     * Pre-trade limits (SEC rule 15c3-5, MiFID II RTS 6 article 15). 0 means: nothing is allowed.
     *
     * @param maxParentQuantity largest parent in whole base units times 10^8
     * @param maxParentNotional largest parent at the consolidated mid, quote currency, 10^-8
     * @param maxChildQuantity largest child in whole base units times 10^8
     * @param maxChildNotional largest child, quote currency, 10^-8
     * @param maxDayQuantity sum of accepted parents per instrument and UTC day, whole base units times 10^8
     * @param maxDayNotional sum of accepted parents per instrument and UTC day, quote currency, 10^-8
     * @param collar no child's limit may be further from the consolidated mid, in 10^-8 of it
     * @param ordersPerSecond children to one venue in any second at most
     */
    public record RiskLimits(
            long maxParentQuantity, long maxParentNotional, long maxChildQuantity, long maxChildNotional,
            long maxDayQuantity, long maxDayNotional, long collar, int ordersPerSecond) {}

    /**
     * How unknown outcomes are resolved; nanoseconds.
     *
     * @param childTimeout after which a silent child is unknown
     * @param askInterval pause before a venue is asked again what became of an order; doubles up to 64 times it
     * @param quarantine an order is gone only when the venue does not know it this long after the session came up and
     *     after its outcome became unknown
     */
    public record Outcomes(long childTimeout, long askInterval, long quarantine) {}

    /**
     * When a venue is taken out. Counts are consecutive and begin anew with the first success.
     *
     * @param maxRejects rejects
     * @param maxSilences orders that the venue did not end in time
     * @param maxBarren orders that ended without a fill although the book showed liquidity
     * @param maxFlaps losses of the session within {@code flapWindow}
     * @param flapWindow nanoseconds
     * @param pause nanoseconds until it is tried again; doubles with each time it is taken out without a success between
     * @param maxPause nanoseconds, the longest pause
     */
    public record Breaker(
            int maxRejects, int maxSilences, int maxBarren, int maxFlaps, long flapWindow, long pause, long maxPause) {}

    /**
     * How much is kept.
     *
     * @param finished finished parents kept in memory; older ones are in the log only
     * @param requests request ids remembered for the duplicate guard
     * @param snapshotEvents a snapshot of the core is recorded after this many events
     */
    public record Retention(int finished, int requests, int snapshotEvents) {}
}
