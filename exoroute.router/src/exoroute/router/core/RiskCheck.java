package exoroute.router.core;

import exoroute.api.desk.CommandContext;
import exoroute.api.desk.HaltLevel;
import exoroute.api.market.FixedPoint;
import exoroute.api.market.Instrument;
import exoroute.api.market.ListingId;
import exoroute.api.order.ParentOrder;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * Pre-trade checks of a new parent order, in line, before anything can leave (SEC rule 15c3-5; MiFID II RTS 6
 * article 15). A refusal names the thing, the value and the remedy. Limits count at acceptance; the collar and the
 * parent's limit price bind every level of every ladder as well.
 */
final class RiskCheck {
    private static final long DAY = 86_400_000_000_000L;

    /** Only asked whether it contains something: its order never matters. */
    private final Set<String> requests = new HashSet<>();
    /** The same by count of their arrival: the oldest are forgotten first. */
    private final TreeMap<Long, String> requestsByAge = new TreeMap<>();
    private long requestCount;
    /** What was accepted today, by instrument symbol. */
    private final TreeMap<String, DayTotal> totals = new TreeMap<>();
    private long day;

    /**
     * What was accepted of an instrument on one day.
     *
     * @param quantity size units
     * @param notional quote currency, 10^-8
     */
    record DayTotal(long quantity, long notional) {
        static final DayTotal NONE = new DayTotal(0, 0);
    }

    /** Notes a request and forgets the oldest beyond {@code kept}; false when the actor used this id before. */
    boolean isFirst(CommandContext context, int kept) {
        String key = context.actor() + "\n" + context.requestId();
        boolean first = requests.add(key);
        if (first) {
            requestsByAge.put(++requestCount, key);
            while (requestsByAge.size() > kept) {
                requests.remove(requestsByAge.pollFirstEntry().getValue());
            }
        }
        return first;
    }

    /**
     * Adds an accepted order to its day.
     *
     * @param quantity size units; negative when an amendment took some back
     * @param mid consolidated mid, 10^-9
     */
    void accepted(Instrument instrument, long quantity, long mid, long logTime) {
        if (logTime / DAY != day) {
            day = logTime / DAY;
            totals.clear();
        }
        DayTotal before = totals.getOrDefault(instrument.symbol(), DayTotal.NONE);
        totals.put(instrument.symbol(), new DayTotal(
                Math.addExact(before.quantity(), quantity),
                Math.addExact(before.notional(), Amounts.notional(mid, quantity, instrument.sizeScale()))));
    }

    /** Whether two log times are of one UTC day: only then what an order gives back was counted today. */
    static boolean isSameDay(long a, long b) {
        return a / DAY == b / DAY;
    }

    /** For a snapshot. */
    CoreSnapshot.RiskState freeze() {
        return new CoreSnapshot.RiskState(List.copyOf(requestsByAge.values()), day, new TreeMap<>(totals));
    }

    /** As it was in a snapshot. */
    void thaw(CoreSnapshot.RiskState frozen) {
        for (String key : frozen.requests()) {
            requests.add(key);
            requestsByAge.put(++requestCount, key);
        }
        day = frozen.day();
        totals.putAll(frozen.totals());
    }

    /**
     * Why an order is refused, or null when it is not.
     *
     * @param market the state's, or one with newer views
     */
    String refusal(ParentOrder order, CoreState state, Market market, long logTime) {
        try {
            return checked(order, state, market, logTime);
        } catch (ArithmeticException e) {
            return "order is too large to be counted: " + e.getMessage();
        }
    }

    private String checked(ParentOrder order, CoreState state, Market market, long logTime) {
        CoreConfig config = state.config;
        Instrument instrument = config.instrument(order.instrument());
        if (instrument == null) {
            return "unknown instrument " + order.instrument() + "; known: " + symbols(config);
        }
        String reason = form(order, instrument, market, logTime);
        if (reason == null && market.haltOf(instrument.symbol()) != HaltLevel.NONE) {
            reason = instrument.symbol() + " is halted; resume it first";
        }
        if (reason == null) {
            reason = usable(order, instrument, state, market);
        }
        return reason == null ? limits(order, order.quantity(), instrument, config, market, logTime) : reason;
    }

    /** Why a changed order is refused, or null when it is not; liquidity is not asked for again. */
    String amendRefusal(ParentOrder changed, ParentOrder before, CoreState state, long logTime) {
        CoreConfig config = state.config;
        Market market = state.market;
        Instrument instrument = config.instrument(changed.instrument());
        if (instrument == null) {
            return "instrument " + changed.instrument() + " is no longer configured";
        }
        String reason = form(changed, instrument, market, logTime);
        long more = changed.quantity() - before.quantity();
        try {
            return reason == null && more > 0 ? limits(changed, more, instrument, config, market, logTime) : reason;
        } catch (ArithmeticException e) {
            return "order is too large to be counted: " + e.getMessage();
        }
    }

    private static String symbols(CoreConfig config) {
        StringJoiner known = new StringJoiner(", ");
        config.instruments().forEach(i -> known.add(i.symbol()));
        return known.length() == 0 ? "none; configure instruments" : known.toString();
    }

    private static String form(ParentOrder order, Instrument instrument, Market market, long logTime) {
        if (order.quantity() <= 0) {
            return "quantity " + size(order.quantity(), instrument) + " must be positive";
        }
        long most = Range.MAX_PRICE / FixedPoint.power(Ladder.PRICE_SCALE - instrument.priceScale());
        if (order.limitPrice() < 0 || order.limitPrice() > most) {
            return "limit price " + FixedPoint.format(order.limitPrice(), instrument.priceScale())
                    + " must be positive and at most " + FixedPoint.format(most, instrument.priceScale()) + ", or absent";
        }
        if (order.limitPrice() > Long.MAX_VALUE / FixedPoint.power(Ladder.PRICE_SCALE - instrument.priceScale())) {
            return "limit price " + FixedPoint.format(order.limitPrice(), instrument.priceScale())
                    + " is too large to be compared; give a lower one, or none";
        }
        if (order.deadline() != 0 && order.deadline() <= logTime) {
            return "deadline lies " + (logTime - order.deadline()) / 1_000_000 + " ms in the past; give a later one";
        }
        for (String venue : order.constraints().venues()) {
            if (!market.knowsVenue(venue)) {
                return "unknown venue " + venue + "; known: " + venues(market);
            }
        }
        return null;
    }

    private static String venues(Market market) {
        Set<String> known = new java.util.TreeSet<>();
        market.books().forEach(book -> known.add(book.listing().id().venue()));
        return known.isEmpty() ? "none; is an adapter running?" : String.join(", ", known);
    }

    private static String usable(ParentOrder order, Instrument instrument, CoreState state, Market market) {
        StringJoiner obstacles = new StringJoiner("; ");
        long lot = Long.MAX_VALUE;
        for (ListedBook book : market.listingsOf(instrument)) {
            String obstacle = market.obstacle(book, instrument, order);
            if (obstacle == null) {
                lot = Math.min(lot, book.listing().lot());
            } else {
                obstacles.add(book.listing().id() + ": " + obstacle);
            }
        }
        if (lot == Long.MAX_VALUE) {
            return "no usable venue for " + instrument.symbol() + " ("
                    + (obstacles.length() == 0 ? "none is listed" : obstacles) + ")";
        }
        if (order.quantity() % lot != 0) {
            return "quantity " + size(order.quantity(), instrument) + " is no multiple of the smallest usable lot "
                    + size(lot, instrument);
        }
        return market.mid(instrument, order) == 0 ? unvalued(instrument) : depth(order, instrument, state, market);
    }

    private static String unvalued(Instrument instrument) {
        return instrument.symbol() + " has no consolidated mid now, so the order cannot be valued; "
                + "wait until a usable venue shows bids and one shows asks";
    }

    private static String depth(ParentOrder order, Instrument instrument, CoreState state, Market market) {
        if (order.constraints().allowPartial()) {
            return null;
        }
        Solve solve = new Planner(state.config, state, market)
                .prepare(0, 0, instrument, order, order.quantity(), 0, Map.of());
        long shown = 0;
        for (int i = 0; i < solve.ladders().size(); i++) {
            shown = Math.addExact(shown, solve.problem().venues().get(i).cap());
        }
        if (shown >= order.quantity()) {
            return null;
        }
        List<ListingId> listings = solve.ladders().stream().map(Ladder::id).toList();
        return "quantity " + size(order.quantity(), instrument) + " is more than the " + size(shown, instrument)
                + " that " + listings.size() + " venues show within the limit price, the collar, the child limits and the balances; "
                + "order at most that, or allow a partial fill";
    }

    /** @param added what was not counted on its day before */
    private String limits(
            ParentOrder order, long added, Instrument instrument, CoreConfig config, Market market, long logTime) {
        CoreConfig.RiskLimits limits = config.risk();
        long quantity = order.quantity();
        long most = units(limits.maxParentQuantity(), instrument);
        if (quantity > most) {
            return "quantity " + size(quantity, instrument) + " is above the limit of " + size(most, instrument)
                    + " per order";
        }
        long mid = market.mid(instrument, order);
        if (mid == 0) {
            return unvalued(instrument);
        }
        long notional = Amounts.notional(mid, quantity, instrument.sizeScale());
        if (notional > limits.maxParentNotional()) {
            return "notional " + money(notional, instrument) + " is above the limit of "
                    + money(limits.maxParentNotional(), instrument) + " per order";
        }
        DayTotal today = logTime / DAY == day ? totals.getOrDefault(instrument.symbol(), DayTotal.NONE) : DayTotal.NONE;
        long mostToday = units(limits.maxDayQuantity(), instrument);
        if (added > mostToday - today.quantity()) {
            return "quantity " + size(added, instrument) + " with " + size(today.quantity(), instrument)
                    + " accepted today is above the limit of " + size(mostToday, instrument) + " per day";
        }
        long more = Amounts.notional(mid, added, instrument.sizeScale());
        if (more > limits.maxDayNotional() - today.notional()) {
            return "notional " + money(more, instrument) + " with " + money(today.notional(), instrument)
                    + " accepted today is above the limit of " + money(limits.maxDayNotional(), instrument) + " per day";
        }
        return null;
    }

    /** Whole base units times 10^8 to size units. */
    static long units(long amount, Instrument instrument) {
        return FixedPoint.multiplyDivide(
                amount, FixedPoint.power(instrument.sizeScale()), FixedPoint.power(Amounts.SCALE), RoundingMode.FLOOR);
    }

    static String size(long units, Instrument instrument) {
        return FixedPoint.format(units, instrument.sizeScale()) + " " + instrument.base();
    }

    static String money(long amount, Instrument instrument) {
        return FixedPoint.format(amount, Amounts.SCALE, 2) + " " + instrument.quote();
    }
}
