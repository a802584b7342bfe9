package exoroute.router.core;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the desk holds at venues that tell their balances, by currency, in 10^-8. What a fill spends is gone at once;
 * what it brings can be spent only when a statement of the venue shows it. A statement that crossed an order or a fill
 * of ours on its way may be too old: it can only lower what is spendable. So the desk never reckons with more than it
 * has.
 */
final class Holdings {
    /**
     * One balance.
     *
     * @param expected what the venue should say now: its last exact statement and every fill since; {@link #UNKNOWN}
     *     before the first one
     * @param spendable its last statement less what was spent since
     */
    record Balance(long expected, long spendable) {
        static final long UNKNOWN = Long.MIN_VALUE;

        boolean isExpected() {
            return expected != UNKNOWN;
        }

        Balance plus(long change) {
            return new Balance(isExpected() ? expected + change : UNKNOWN, spendable + Math.min(0, change));
        }
    }

    private final TreeMap<String, TreeMap<String, Balance>> byVenue = new TreeMap<>();
    /** Log position of the last order or fill by venue. */
    private final TreeMap<String, Long> activity = new TreeMap<>();

    /** An order left to a venue, or it filled one. */
    void active(String venue, long position) {
        activity.put(venue, position);
    }

    /** Whether nothing happened at a venue since a log position. */
    boolean isQuietSince(String venue, long position) {
        return activity.getOrDefault(venue, 0L) <= position;
    }

    /**
     * A venue told its balances.
     *
     * @param exact whether nothing of ours can have crossed them: then they replace what was reckoned
     */
    void stated(String venue, SortedMap<String, Long> totals, boolean exact) {
        TreeMap<String, Balance> known = byVenue.get(venue);
        TreeMap<String, Balance> balances = new TreeMap<>();
        totals.forEach((currency, total) -> {
            Balance old = known == null ? null : known.get(currency);
            balances.put(currency, exact ? new Balance(total, total)
                    : old == null ? new Balance(Balance.UNKNOWN, total)
                    : new Balance(old.expected(), Math.min(old.spendable(), total)));
        });
        byVenue.put(venue, balances);
    }

    /**
     * A fill changed a balance.
     *
     * @param change what it brought, or spent when negative
     */
    void changed(String venue, String currency, long change) {
        TreeMap<String, Balance> balances = byVenue.get(venue);
        if (balances != null) {
            Balance old = balances.getOrDefault(currency, new Balance(0, 0));
            balances.put(currency, old.plus(change));
        }
    }

    /** Whether a venue told its balances at all: only then they bind. */
    boolean isKnown(String venue) {
        return byVenue.containsKey(venue);
    }

    /** What may be spent, before what open and unknown children hold back; a currency that is not told is not there. */
    long spendable(String venue, String currency) {
        return byVenue.get(venue).getOrDefault(currency, new Balance(0, 0)).spendable();
    }

    /** All balances of a venue, by currency. */
    SortedMap<String, Balance> of(String venue) {
        return byVenue.getOrDefault(venue, new TreeMap<>());
    }

    /** For a snapshot. */
    CoreSnapshot.HoldingsState freeze() {
        TreeMap<String, SortedMap<String, Balance>> copy = new TreeMap<>();
        byVenue.forEach((venue, balances) -> copy.put(venue, new TreeMap<>(balances)));
        return new CoreSnapshot.HoldingsState(copy, new TreeMap<>(activity));
    }

    /** As it was in a snapshot. */
    void thaw(CoreSnapshot.HoldingsState frozen) {
        frozen.balances().forEach((venue, balances) -> byVenue.put(venue, new TreeMap<>(balances)));
        activity.putAll(frozen.activity());
    }
}
