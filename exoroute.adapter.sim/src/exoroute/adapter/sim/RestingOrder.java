package exoroute.adapter.sim;

import exoroute.api.market.Side;

/** An order in the book; {@code lots} is what is left. */
final class RestingOrder {
    /** Owner of liquidity that a feed shows; never matched with itself. */
    static final long MARKET = 0;

    final long id;
    final long owner;
    final Side side;
    final long ticks;
    long lots;

    RestingOrder(long id, long owner, Side side, long ticks, long lots) {
        this.id = id;
        this.owner = owner;
        this.side = side;
        this.ticks = ticks;
        this.lots = lots;
    }

    boolean isMarket() {
        return owner == MARKET;
    }
}
