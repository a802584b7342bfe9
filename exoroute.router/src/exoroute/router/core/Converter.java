package exoroute.router.core;

import exoroute.api.market.FixedPoint;
import exoroute.api.market.Listing;
import exoroute.api.market.Side;
import java.math.RoundingMode;

/**
 * Walks a conversion book (say USDT/USD) while a ladder quoted in its base is being built: a buyer of BTC for USDT
 * first buys the USDT at the asks, a seller sells the USDT he got at the bids. Depth is consumed as it is used, so
 * the deeper part of a ladder pays the deeper rate. A lot that straddles two levels pays the worse one.
 */
final class Converter {
    private final ListedBook book;
    private final Side side;
    private final Side from;
    private int level = -1;
    private long left;
    private long rate;
    private long netRate;

    Converter(ListedBook book, Side side) {
        this.book = book;
        this.side = side;
        this.from = side.opposite();
    }

    /** Lots, at most {@code lots}, that can be paid for at the current rate; 0 when the book is used up. */
    long affordable(long nativeNet, Listing listing, long lots) {
        while (true) {
            long part = level < 0 ? 0 : fitting(nativeNet, listing);
            if (part > 0) {
                return Math.min(part, lots);
            }
            if (!nextLevel()) {
                return 0;
            }
        }
    }

    private long fitting(long nativeNet, Listing listing) {
        if (nativeNet <= 0) {
            return Long.MAX_VALUE;
        }
        long one = FixedPoint.power(listing.instrument().sizeScale());
        return FixedPoint.multiplyDivide(left, one, nativeNet, RoundingMode.FLOOR) / listing.lot();
    }

    private boolean nextLevel() {
        while (++level < book.view().book().levels(from)) {
            long lots = book.available(from, level);
            if (lots > 0 && Range.holds(book.listing(), book.view().book().price(from, level), lots)) {
                Listing facts = book.listing();
                left = Math.multiplyExact(
                        Math.multiplyExact(lots, facts.lot()),
                        FixedPoint.power(Ladder.PRICE_SCALE - facts.instrument().sizeScale()));
                rate = Ladder.scaled(facts, book.view().book().price(from, level));
                netRate = Ladder.withFee(rate, facts.takerFee(), side);
                return true;
            }
        }
        return false;
    }

    /** Consumes the depth that {@code lots} need. */
    void use(long nativeNet, Listing listing, long lots) {
        long one = FixedPoint.power(listing.instrument().sizeScale());
        left -= FixedPoint.multiplyDivide(nativeNet, lots * listing.lot(), one, RoundingMode.CEILING);
    }

    /** Current rate in 10^-9, without fee. */
    long rate() {
        return rate;
    }

    /** Current rate in 10^-9, with fee. */
    long netRate() {
        return netRate;
    }
}
