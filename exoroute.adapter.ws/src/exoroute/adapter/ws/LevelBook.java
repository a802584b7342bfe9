package exoroute.adapter.ws;

import exoroute.api.market.OrderBook;

/** The mutable book of one listing in ticks and lots. One thread. */
final class LevelBook {
    private final LevelSide bids;
    private final LevelSide asks;
    private final int depth;
    private long[][] copies = new long[4][0];

    /**
     * An empty book.
     *
     * @param depth levels a side that it keeps
     * @param keepsText whether levels keep their text for a checksum
     */
    LevelBook(int depth, boolean keepsText) {
        this.depth = depth;
        bids = new LevelSide(true, keepsText);
        asks = new LevelSide(false, keepsText);
    }

    LevelSide bids() {
        return bids;
    }

    LevelSide asks() {
        return asks;
    }

    void clear() {
        bids.clear();
        asks.clear();
    }

    void truncate() {
        bids.truncate(depth);
        asks.truncate(depth);
    }

    /** Whether the best bid is at or above the best ask. */
    boolean isCrossed() {
        return bids.size() > 0 && asks.size() > 0 && bids.ticks(0) >= asks.ticks(0);
    }

    /** The best level that changed since the last call; a side that did not change is not copied again. */
    int refresh() {
        int bid = bids.takeTouched();
        int ask = asks.takeTouched();
        copies = new long[][] {
            bid == Integer.MAX_VALUE ? copies[0] : bids.copyTicks(),
            bid == Integer.MAX_VALUE ? copies[1] : bids.copyLots(),
            ask == Integer.MAX_VALUE ? copies[2] : asks.copyTicks(),
            ask == Integer.MAX_VALUE ? copies[3] : asks.copyLots()
        };
        return Math.min(bid, ask);
    }

    /** The book as of the last {@link #refresh}. */
    OrderBook immutable() {
        return new OrderBook(copies[0], copies[1], copies[2], copies[3]);
    }
}
