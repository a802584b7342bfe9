package exoroute.adapter.sim;

import exoroute.api.market.OrderBook;
import exoroute.api.market.Side;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * A price-time-priority limit order book in ticks and lots. An incoming order trades with the best price first, at
 * one price with the oldest order first, always at the resting order's price. Orders of one owner never trade with
 * each other. One thread.
 */
final class MatchingBook {
    private final TreeMap<Long, Deque<RestingOrder>> bids = new TreeMap<>((a, b) -> Long.compare(b, a));
    private final TreeMap<Long, Deque<RestingOrder>> asks = new TreeMap<>();

    /** Told of each match. */
    interface Trades {
        /**
         * A match at the resting order's price.
         *
         * @param resting already reduced
         */
        void traded(RestingOrder resting, long ticks, long lots);
    }

    private TreeMap<Long, Deque<RestingOrder>> side(Side side) {
        return side == Side.BUY ? bids : asks;
    }

    private static boolean crosses(Side incoming, long limitTicks, long restingTicks) {
        return incoming == Side.BUY ? restingTicks <= limitTicks : restingTicks >= limitTicks;
    }

    /** Lots an order of this owner, side and limit could take now. */
    long available(Side incoming, long owner, long limitTicks) {
        long sum = 0;
        for (Map.Entry<Long, Deque<RestingOrder>> level : side(incoming.opposite()).entrySet()) {
            if (!crosses(incoming, limitTicks, level.getKey())) {
                break;
            }
            for (RestingOrder resting : level.getValue()) {
                sum += resting.owner == owner ? 0 : resting.lots;
            }
        }
        return sum;
    }

    /** Whether an order would meet one of its own owner: then the venue refuses to trade it. */
    boolean meetsOwn(Side incoming, long owner, long limitTicks) {
        for (Map.Entry<Long, Deque<RestingOrder>> level : side(incoming.opposite()).entrySet()) {
            if (!crosses(incoming, limitTicks, level.getKey())) {
                return false;
            }
            if (level.getValue().stream().anyMatch(resting -> resting.owner == owner)) {
                return true;
            }
        }
        return false;
    }

    /** Whether any liquidity of others is at or better than a limit. */
    boolean wouldTake(Side incoming, long owner, long limitTicks) {
        return available(incoming, owner, limitTicks) > 0;
    }

    /**
     * Trades an incoming order.
     *
     * @param limitTicks worst price; the extreme long value for a market order
     * @param lots at most so much
     * @return what is left of {@code lots}
     */
    long match(Side incoming, long owner, long limitTicks, long lots, Trades trades) {
        long left = lots;
        Iterator<Map.Entry<Long, Deque<RestingOrder>>> levels = side(incoming.opposite()).entrySet().iterator();
        while (left > 0 && levels.hasNext()) {
            Map.Entry<Long, Deque<RestingOrder>> level = levels.next();
            if (!crosses(incoming, limitTicks, level.getKey())) {
                break;
            }
            left = matchLevel(level.getValue(), owner, left, trades);
            if (level.getValue().isEmpty()) {
                levels.remove();
            }
        }
        return left;
    }

    private static long matchLevel(Deque<RestingOrder> level, long owner, long lots, Trades trades) {
        long left = lots;
        Iterator<RestingOrder> orders = level.iterator();
        while (left > 0 && orders.hasNext()) {
            RestingOrder resting = orders.next();
            if (resting.owner == owner) {
                continue;
            }
            long traded = Math.min(left, resting.lots);
            resting.lots -= traded;
            left -= traded;
            if (resting.lots == 0) {
                orders.remove();
            }
            trades.traded(resting, resting.ticks, traded);
        }
        return left;
    }

    /** Puts an order behind all others at its price; liquidity of the market itself goes in front. */
    void rest(RestingOrder order) {
        Deque<RestingOrder> level = side(order.side).computeIfAbsent(order.ticks, t -> new ArrayDeque<>());
        if (order.isMarket()) {
            level.addFirst(order);
        } else {
            level.addLast(order);
        }
    }

    /** Takes an order out; false when it is not there. */
    boolean remove(RestingOrder order) {
        Deque<RestingOrder> level = side(order.side).get(order.ticks);
        boolean removed = level != null && level.remove(order);
        if (removed && level.isEmpty()) {
            side(order.side).remove(order.ticks);
        }
        return removed;
    }

    /** What the book shows, aggregated by price. */
    OrderBook snapshot() {
        return new OrderBook(prices(bids), sizes(bids), prices(asks), sizes(asks));
    }

    private static long[] prices(TreeMap<Long, Deque<RestingOrder>> side) {
        return side.keySet().stream().mapToLong(Long::longValue).toArray();
    }

    private static long[] sizes(TreeMap<Long, Deque<RestingOrder>> side) {
        return side.values().stream()
                .mapToLong(level -> level.stream().mapToLong(order -> order.lots).sum())
                .toArray();
    }
}
