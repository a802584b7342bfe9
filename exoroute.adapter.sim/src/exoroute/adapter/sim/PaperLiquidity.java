package exoroute.adapter.sim;

import exoroute.api.market.BookView;
import exoroute.api.market.ListingId;
import exoroute.api.market.OrderBook;
import exoroute.api.market.Side;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes the book of a simulated listing follow a feed. Each shown level is one resting order of the market. A level
 * whose shown size does not change keeps what was taken from it: size consumed stays consumed until the feed
 * changes that level. While the feed is stale the listing takes no orders. One thread.
 */
final class PaperLiquidity {
    private final SimVenue venue;
    private final ListingId listing;
    private final Map<Long, RestingOrder> bids = new TreeMap<>();
    private final Map<Long, RestingOrder> asks = new TreeMap<>();
    private OrderBook shown = OrderBook.EMPTY;

    PaperLiquidity(SimVenue venue, ListingId listing) {
        this.venue = venue;
        this.listing = listing;
        venue.close(listing, "no market data yet");
    }

    /** Follows a view. Levels that left or shrank go first, so the market never crosses itself. */
    void follow(BookView view) {
        venue.close(listing, view.isLive() ? null : "market data stale: " + view.reason());
        OrderBook next = view.book();
        withdrawChanged(Side.BUY, next);
        withdrawChanged(Side.SELL, next);
        showChanged(Side.BUY, next);
        showChanged(Side.SELL, next);
        shown = next;
    }

    private void withdrawChanged(Side side, OrderBook next) {
        int j = 0;
        for (int i = 0; i < shown.levels(side); i++) {
            long ticks = shown.price(side, i);
            while (j < next.levels(side) && better(side, next.price(side, j), ticks)) {
                j++;
            }
            boolean same = j < next.levels(side) && next.price(side, j) == ticks
                    && next.size(side, j) == shown.size(side, i);
            if (!same) {
                RestingOrder order = orders(side).remove(ticks);
                venue.book(listing).remove(order);
            }
        }
    }

    private void showChanged(Side side, OrderBook next) {
        for (int i = 0; i < next.levels(side); i++) {
            long ticks = next.price(side, i);
            if (!orders(side).containsKey(ticks)) {
                orders(side).put(ticks, venue.arrive(listing, side, ticks, next.size(side, i)));
            }
        }
    }

    private static boolean better(Side side, long a, long b) {
        return side == Side.BUY ? a > b : a < b;
    }

    private Map<Long, RestingOrder> orders(Side side) {
        return side == Side.BUY ? bids : asks;
    }
}
