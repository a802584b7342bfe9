package exoroute.api.market;

import java.util.Arrays;

/**
 * An immutable L2 book: aggregated size per price, best first. Level 0 of {@link Side#BUY} is the best bid, of
 * {@link Side#SELL} the best ask. Prices in ticks, sizes in lots of the listing.
 */
public final class OrderBook {
    private final long[] bidTicks;
    private final long[] bidLots;
    private final long[] askTicks;
    private final long[] askLots;

    /** A book without levels. */
    public static final OrderBook EMPTY = new OrderBook(new long[0], new long[0], new long[0], new long[0]);

    /**
     * Takes the arrays over; the caller must not change them.
     *
     * @param bidTicks strictly decreasing
     * @param bidLots positive, same length
     * @param askTicks strictly increasing
     * @param askLots positive, same length
     * @throws IllegalArgumentException naming the first level that breaks the order or has no size
     */
    public OrderBook(long[] bidTicks, long[] bidLots, long[] askTicks, long[] askLots) {
        check("bid", bidTicks, bidLots, -1);
        check("ask", askTicks, askLots, 1);
        this.bidTicks = bidTicks;
        this.bidLots = bidLots;
        this.askTicks = askTicks;
        this.askLots = askLots;
    }

    private static void check(String what, long[] ticks, long[] lots, int direction) {
        if (ticks.length != lots.length) {
            throw new IllegalArgumentException(what + " side: " + ticks.length + " prices, " + lots.length + " sizes");
        }
        for (int i = 0; i < ticks.length; i++) {
            if (lots[i] <= 0 || (i > 0 && Long.compare(ticks[i], ticks[i - 1]) != direction)) {
                throw new IllegalArgumentException(what + " level " + i + ": " + ticks[i] + " ticks, " + lots[i]
                        + " lots, is out of order or empty");
            }
        }
    }

    /** Number of levels on a side. */
    public int levels(Side side) {
        return ticks(side).length;
    }

    /** Price of a level in ticks. */
    public long price(Side side, int level) {
        return ticks(side)[level];
    }

    /** Size of a level in lots. */
    public long size(Side side, int level) {
        return (side == Side.BUY ? bidLots : askLots)[level];
    }

    private long[] ticks(Side side) {
        return side == Side.BUY ? bidTicks : askTicks;
    }

    /** Whether the best bid is at or above the best ask; never true of a healthy venue. */
    public boolean isCrossed() {
        return bidTicks.length > 0 && askTicks.length > 0 && bidTicks[0] >= askTicks[0];
    }

    /** At most {@code depth} levels a side; this book itself when it has no more. */
    public OrderBook top(int depth) {
        if (bidTicks.length <= depth && askTicks.length <= depth) {
            return this;
        }
        int bids = Math.min(depth, bidTicks.length);
        int asks = Math.min(depth, askTicks.length);
        return new OrderBook(
                Arrays.copyOf(bidTicks, bids),
                Arrays.copyOf(bidLots, bids),
                Arrays.copyOf(askTicks, asks),
                Arrays.copyOf(askLots, asks));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OrderBook b
                && Arrays.equals(bidTicks, b.bidTicks)
                && Arrays.equals(bidLots, b.bidLots)
                && Arrays.equals(askTicks, b.askTicks)
                && Arrays.equals(askLots, b.askLots);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bidTicks) * 31 + Arrays.hashCode(askTicks);
    }

    @Override
    public String toString() {
        return "OrderBook[" + bidTicks.length + " bids, " + askTicks.length + " asks]";
    }
}
