package exoroute.router.core;

import exoroute.api.market.BookView;
import exoroute.api.market.FixedPoint;
import exoroute.api.market.Listing;
import exoroute.api.market.ListingId;
import exoroute.api.market.Side;
import java.math.RoundingMode;

/** Decides when a book moved too far under a running solve. */
final class Movement {
    private Movement() {}

    /** Whether a solve used a listing's book, as a venue or for conversion. */
    static boolean concerns(Solve solve, ListingId listing, CoreConfig config) {
        for (Ladder ladder : solve.ladders()) {
            if (ladder.id().equals(listing) || listing.equals(config.conversions().get(ladder.id()))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the best bid or ask moved by more than a share (10^-8) of itself, or the book became unusable. */
    static boolean beyond(BookView before, BookView after, long threshold) {
        if (before.isLive() != after.isLive()) {
            return true;
        }
        return moved(before, after, Side.BUY, threshold) || moved(before, after, Side.SELL, threshold);
    }

    private static boolean moved(BookView before, BookView after, Side side, long threshold) {
        boolean had = before.book().levels(side) > 0;
        boolean has = after.book().levels(side) > 0;
        if (!had || !has) {
            return had != has;
        }
        long old = before.book().price(side, 0);
        long allowed = FixedPoint.multiplyDivide(
                old, threshold, FixedPoint.power(Listing.FEE_SCALE), RoundingMode.DOWN);
        return Math.abs(after.book().price(side, 0) - old) > allowed;
    }
}
