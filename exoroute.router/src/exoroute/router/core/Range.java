package exoroute.router.core;

import exoroute.api.market.FixedPoint;
import exoroute.api.market.Listing;
import exoroute.api.order.ExecutionReport;
import java.math.RoundingMode;

/**
 * What a venue may say without breaking the arithmetic. Prices, sizes and amounts within these bounds multiply and add
 * up in 64 bits wherever the core does so; what lies outside is left out of ladders, or refused as impossible. A venue
 * that sends nonsense must not stop the desk.
 */
final class Range {
    /** Largest price on the common scale: 10^9 units of quote currency. */
    static final long MAX_PRICE = FixedPoint.power(18);

    /** Largest notional of one side of a book, or of one fill: 10^10 units of quote currency, in 10^-8. */
    static final long MAX_NOTIONAL = FixedPoint.power(18);

    private Range() {}

    /** Notional of a price and a size in 10^-8 of the listing's quote, rounded up, or -1 when out of bounds. */
    static long notional(Listing listing, long ticks, long lots) {
        long step = listing.tick() * FixedPoint.power(Ladder.PRICE_SCALE - listing.instrument().priceScale());
        if (ticks <= 0 || lots <= 0 || ticks > MAX_PRICE / step || lots > MAX_NOTIONAL / listing.lot()) {
            return -1;
        }
        long price = ticks * step;
        long units = lots * listing.lot();
        long one = FixedPoint.power(listing.instrument().sizeScale() + Ladder.PRICE_SCALE - Amounts.SCALE);
        if (Math.multiplyHigh(price, units) > Math.multiplyHigh(MAX_NOTIONAL, one)) {
            return -1;
        }
        long notional = FixedPoint.multiplyDivide(price, units, one, RoundingMode.UP);
        return notional > MAX_NOTIONAL ? -1 : notional;
    }

    /** Whether a price and a size of a listing are positive and within bounds. */
    static boolean holds(Listing listing, long ticks, long lots) {
        return notional(listing, ticks, lots) >= 0;
    }

    /** Whether another notional still fits on top of a sum. */
    static boolean fits(long sum, long notional) {
        return notional >= 0 && sum <= MAX_NOTIONAL - notional;
    }

    /** Why a report cannot be true, or null when it can. */
    static String impossible(Child child, ExecutionReport report) {
        boolean trade = report.type() == ExecutionReport.Type.TRADE || report.type() == ExecutionReport.Type.TRADE_CORRECT;
        if (trade && !holds(child.listing, report.lastTicks(), report.lastLots())) {
            return "fill of " + report.lastLots() + " lots at " + report.lastTicks() + " ticks is impossible";
        }
        boolean fee = report.fee() > MAX_NOTIONAL || report.fee() < -MAX_NOTIONAL;
        boolean count = report.cumulativeLots() < 0 || report.leavesLots() < 0
                || report.cumulativeLots() > MAX_NOTIONAL || report.leavesLots() > MAX_NOTIONAL;
        return fee || count ? "fee " + report.fee() + ", cumulative " + report.cumulativeLots() + ", leaves "
                + report.leavesLots() + " are impossible" : null;
    }
}
