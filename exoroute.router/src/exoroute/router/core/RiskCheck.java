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
    private final Map<String, Long> dayNotional = new TreeMap<>();

    /** Notes a request; false when the actor used this id before. */
    boolean isFirst(CommandContext context) {
        return requests.add(context.actor() + "\n" + context.requestId());
    }

    /** Adds an accepted order to its day. */
    void accepted(Instrument instrument, long notional, long logTime) {
        dayNotional.merge(instrument.symbol() + "@" + logTime / DAY, notional, Math::addExact);
    }

    /** Why an order is refused, or null when it is not. */
    String refusal(ParentOrder order, CoreConfig config, Market market, long logTime) {
        try {
            return checked(order, config, market, logTime);
        } catch (ArithmeticException e) {
            return "order is too large to be counted: " + e.getMessage();
        }
    }

    private String checked(ParentOrder order, CoreConfig config, Market market, long logTime) {
        Instrument instrument = config.instrument(order.instrument());
        if (instrument == null) {
            return "unknown instrument " + order.instrument() + "; known: " + symbols(config);
        }
        String reason = form(order, instrument, market, logTime);
        if (reason == null && market.haltOf(instrument.symbol()) != HaltLevel.NONE) {
            reason = instrument.symbol() + " is halted; resume it first";
        }
        if (reason == null) {
            reason = usable(order, instrument, config, market);
        }
        return reason == null ? limits(order, order.quantity(), instrument, config, market, logTime) : reason;
    }

    /** Why a changed order is refused, or null when it is not; liquidity is not asked for again. */
    String amendRefusal(ParentOrder changed, ParentOrder before, CoreConfig config, Market market, long logTime) {
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

    private static String usable(ParentOrder order, Instrument instrument, CoreConfig config, Market market) {
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
        return market.mid(instrument, order) == 0 ? unvalued(instrument) : depth(order, instrument, config, market);
    }

    private static String unvalued(Instrument instrument) {
        return instrument.symbol() + " has no consolidated mid now, so the order cannot be valued; "
                + "wait until a usable venue shows bids and one shows asks";
    }

    private static String depth(ParentOrder order, Instrument instrument, CoreConfig config, Market market) {
        if (order.constraints().allowPartial()) {
            return null;
        }
        Solve solve = new Planner(config, market)
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
                + " that " + listings.size() + " venues show within the limit price, the collar and the child limits; "
                + "order at most that, or allow a partial fill";
    }

    /** @param added what was not counted on its day before */
    private String limits(
            ParentOrder order, long added, Instrument instrument, CoreConfig config, Market market, long logTime) {
        CoreConfig.RiskLimits limits = config.risk();
        long quantity = order.quantity();
        long most = FixedPoint.multiplyDivide(
                limits.maxParentQuantity(), FixedPoint.power(instrument.sizeScale()), FixedPoint.power(Amounts.SCALE),
                RoundingMode.FLOOR);
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
        long day = dayNotional.getOrDefault(instrument.symbol() + "@" + logTime / DAY, 0L);
        long more = Amounts.notional(mid, added, instrument.sizeScale());
        if (more > limits.maxDayNotional() - day) {
            return "notional " + money(more, instrument) + " with " + money(day, instrument)
                    + " accepted today is above the limit of " + money(limits.maxDayNotional(), instrument) + " per day";
        }
        return null;
    }

    static String size(long units, Instrument instrument) {
        return FixedPoint.format(units, instrument.sizeScale()) + " " + instrument.base();
    }

    static String money(long amount, Instrument instrument) {
        return FixedPoint.format(amount, Amounts.SCALE, 2) + " " + instrument.quote();
    }
}
