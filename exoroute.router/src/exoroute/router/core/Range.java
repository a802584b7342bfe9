package exoroute.router.core;

import exoroute.api.market.FixedPoint;
import exoroute.api.market.Listing;
import exoroute.api.market.OrderBook;
import exoroute.api.market.Side;
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
        long step = factor(listing);
        if (ticks <= 0 || lots <= 0 || ticks > MAX_PRICE / step || lots > MAX_NOTIONAL / listing.lot()) {
            return -1;
        }
        long price = ticks * step;
        long units = lots * listing.lot();
        long one = one(listing);
        if (Math.multiplyHigh(price, units) > Math.multiplyHigh(MAX_NOTIONAL, one)) {
            return -1;
        }
        long notional = FixedPoint.multiplyDivide(price, units, one, RoundingMode.UP);
        return notional > MAX_NOTIONAL ? -1 : notional;
    }

    /** Whether a price and a size of a listing are positive and within bounds. */
    static boolean holds(Listing listing, long ticks, long lots) {
        long step = factor(listing);
        if (ticks <= 0 || lots <= 0 || exceeds(ticks, step, MAX_PRICE) || exceeds(lots, listing.lot(), MAX_NOTIONAL)) {
            return false;
        }
        boolean certain = Math.multiplyHigh(ticks * step, lots * listing.lot()) < Math.multiplyHigh(MAX_NOTIONAL, one(listing));
        return certain || notional(listing, ticks, lots) >= 0;
    }

    /** Whether the product of two positive numbers exceeds a bound. */
    private static boolean exceeds(long a, long b, long most) {
        long low = a * b;
        return Math.multiplyHigh(a, b) != 0 || low < 0 || low > most;
    }

    private static long factor(Listing listing) {
        return listing.tick() * FixedPoint.power(Ladder.PRICE_SCALE - listing.instrument().priceScale());
    }

    private static long one(Listing listing) {
        return FixedPoint.power(listing.instrument().sizeScale() + Ladder.PRICE_SCALE - Amounts.SCALE);
    }

    /**
     * Adds up the notionals of one side of a book, level by level, each rounded up. As long as the high words of the
     * products show that the sum is within bounds, nothing is divided: a product is less than (its high word + 1) * 2^64,
     * and rounding up adds less than another 2^64.
     */
    static final class Sum {
        private final ListedBook book;
        private final Listing listing;
        private final OrderBook levels;
        private final Side side;
        private final long step;
        private final long lot;
        /** High words that may still be added before the exact sum must be known. */
        private long room;
        private long exact = -1;

        Sum(ListedBook book, Side side) {
            this.book = book;
            this.listing = book.listing();
            this.levels = book.view().book();
            this.side = side;
            this.step = factor(listing);
            this.lot = listing.lot();
            this.room = Math.multiplyHigh(MAX_NOTIONAL, one(listing));
        }

        /** The factor from ticks to the common scale. */
        long step() {
            return step;
        }

        /**
         * Adds the next level that has lots; all such levels before it were added.
         *
         * @return false when it, or the sum with it, is out of bounds: nothing more is to be added then
         */
        boolean add(int level, long ticks, long lots) {
            if (ticks <= 0 || exceeds(ticks, step, MAX_PRICE) || exceeds(lots, lot, MAX_NOTIONAL)) {
                return false;
            }
            long high = Math.multiplyHigh(ticks * step, lots * lot) + 2;
            if (exact < 0 && room >= high) {
                room -= high;
                return true;
            }
            exact = exact < 0 ? before(level) : exact;
            long more = notional(listing, ticks, lots);
            if (more < 0 || exact > MAX_NOTIONAL - more) {
                return false;
            }
            exact += more;
            return true;
        }

        private long before(int level) {
            long sum = 0;
            for (int i = 0; i < level; i++) {
                long lots = book.available(side, i);
                sum += lots > 0 ? notional(listing, levels.price(side, i), lots) : 0;
            }
            return sum;
        }
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
