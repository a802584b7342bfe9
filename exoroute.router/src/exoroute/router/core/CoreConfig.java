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
 * @param moveThreshold a book move beyond this, in 10^-8 of the price, restarts a running solve
 * @param childTimeout nanoseconds after which a silent child is unknown
 * @param retryDelay nanoseconds before a residual without liquidity is tried again
 * @param risk pre-trade limits
 */
public record CoreConfig(
        List<Instrument> instruments,
        SortedMap<ListingId, ListingId> conversions,
        String engine,
        int maxRounds,
        int maxRejects,
        long moveThreshold,
        long childTimeout,
        long retryDelay,
        RiskLimits risk) {

    /** Nothing can be ordered. */
    public static final CoreConfig NONE = new CoreConfig(
            List.of(), new TreeMap<>(), "", 1, 1, 0, 1, 1, new RiskLimits(0, 0, 0, 0, 0));

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
     * @param maxChildNotional largest child, quote currency, 10^-8
     * @param maxDayNotional sum of accepted parents per instrument and UTC day, quote currency, 10^-8
     * @param collar no child's limit may be further from the consolidated mid, in 10^-8 of it
     */
    public record RiskLimits(
            long maxParentQuantity, long maxParentNotional, long maxChildNotional, long maxDayNotional, long collar) {}
}
