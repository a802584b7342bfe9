package exoroute.adapter.sim;

import exoroute.api.market.Listing;
import exoroute.api.market.ListingId;
import exoroute.api.market.Side;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.ExecutionReport.Liquidity;
import exoroute.api.order.ExecutionReport.Type;
import exoroute.api.order.OrderStatus;
import exoroute.api.order.OrderType;
import exoroute.api.order.TimeInForce;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Listings and their books: what an order may be, how it trades, rests and leaves the book. One thread. */
final class Trading {
    /** All orders of this desk are of one owner: they never trade with each other. */
    private static final long OWNER = 1;

    private final VirtualClock clock;
    private final OrderLife life;
    private final Supplier<Faults> faults;
    private final Map<ListingId, Listing> listings = new TreeMap<>();
    private final Map<ListingId, MatchingBook> books = new TreeMap<>();
    private final Map<ListingId, String> closed = new TreeMap<>();
    private final Map<RestingOrder, SimOrder> resting = new HashMap<>();

    Trading(VirtualClock clock, OrderLife life, Supplier<Faults> faults) {
        this.clock = clock;
        this.life = life;
        this.faults = faults;
    }

    void list(Listing listing) {
        listings.put(listing.id(), listing);
        books.computeIfAbsent(listing.id(), id -> new MatchingBook());
    }

    void close(ListingId listing, String reason) {
        if (reason == null) {
            closed.remove(listing);
        } else {
            closed.put(listing, reason);
        }
    }

    MatchingBook book(ListingId listing) {
        return books.get(listing);
    }

    Listing listing(ListingId listing) {
        return listings.get(listing);
    }

    /** Why an order is refused, or null when it is not. */
    String refusal(ChildOrder order) {
        Listing listing = listings.get(order.listing());
        if (listing == null) {
            return "unknown listing " + order.listing();
        }
        if (closed.containsKey(order.listing())) {
            return "listing closed: " + closed.get(order.listing());
        }
        if (order.lots() <= 0 || order.lots() > Long.MAX_VALUE / listing.lot()) {
            return "size " + order.lots() + " lots is outside the listing's bounds";
        }
        long units = order.lots() * listing.lot();
        if (units < listing.minSize() || units > listing.maxSize()) {
            return "size " + listing.size(order.lots()) + " is outside the listing's bounds";
        }
        if (order.type() != OrderType.MARKET && order.limitTicks() <= 0) {
            return "limit price must be positive";
        }
        if (order.type() != OrderType.MARKET && !isCountable(listing, order)) {
            return "price " + order.limitTicks() + " ticks times size " + order.lots() + " lots does not fit 64 bits";
        }
        if (order.timeInForce() == TimeInForce.GTD && order.expireTime() <= clock.now()) {
            return "expire time has passed";
        }
        MatchingBook book = books.get(order.listing());
        if (order.type() == OrderType.POST_ONLY && book.wouldTake(order.side(), OWNER, limit(order))) {
            return "post-only order would take liquidity";
        }
        return null;
    }

    /** Whether the fee of the largest and dearest fill can be counted. */
    private boolean isCountable(Listing listing, ChildOrder order) {
        try {
            long ticks = Math.addExact(order.limitTicks(), faults.get().worseTicks());
            Fees.of(listing, ticks, Math.addExact(order.lots(), faults.get().overfillLots()), Liquidity.TAKER);
            return true;
        } catch (ArithmeticException e) {
            return false;
        }
    }

    private static long limit(ChildOrder order) {
        if (order.type() == OrderType.MARKET) {
            return order.side() == Side.BUY ? Long.MAX_VALUE : 0;
        }
        return order.limitTicks();
    }

    /** Whether what cannot trade at once rests; such an order finds all liquidity, or the book would be crossed. */
    static boolean rests(ChildOrder order) {
        return order.type() != OrderType.MARKET
                && order.timeInForce() != TimeInForce.IOC && order.timeInForce() != TimeInForce.FOK;
    }

    /** Trades what can be traded, then rests or ends the rest. */
    void work(SimOrder sim, long fillable) {
        ChildOrder order = sim.order;
        MatchingBook book = books.get(order.listing());
        if (book.meetsOwn(order.side(), OWNER, limit(order))) {
            life.end(sim, Type.CANCELED, OrderStatus.CANCELED, "self-trade prevention: meets an own resting order");
            return;
        }
        boolean killed = order.timeInForce() == TimeInForce.FOK
                && (fillable < sim.leaves() || book.available(order.side(), OWNER, limit(order)) < sim.leaves());
        if (!killed) {
            book.match(order.side(), OWNER, limit(order), Math.min(fillable, sim.leaves()),
                    (other, ticks, lots) -> fill(sim, ticks, lots, Liquidity.TAKER));
        }
        if (sim.leaves() == 0) {
            return;
        }
        if (rests(order)) {
            rest(sim);
        } else {
            life.end(sim, Type.EXPIRED, OrderStatus.EXPIRED,
                    order.timeInForce() + ": no more liquidity within the limit");
        }
    }

    /** Puts what is open of an order into the book. */
    void rest(SimOrder sim) {
        ChildOrder order = sim.order;
        sim.resting = new RestingOrder(order.id(), OWNER, order.side(), order.limitTicks(), sim.leaves());
        resting.put(sim.resting, sim);
        books.get(order.listing()).rest(sim.resting);
    }

    /** An order of others arrives at a listing: it trades with what rests, and what is left rests itself. */
    RestingOrder arrive(ListingId listing, Side side, long ticks, long lots) {
        MatchingBook book = books.get(listing);
        long left = book.match(side, RestingOrder.MARKET, ticks, lots,
                (other, price, size) -> fill(resting.get(other), price, size, Liquidity.MAKER));
        RestingOrder order = new RestingOrder(0, RestingOrder.MARKET, side, ticks, left);
        if (left > 0) {
            book.rest(order);
        }
        return order;
    }

    /** A fill, as large and as dear as the venue's faults make it. */
    void fill(SimOrder sim, long ticks, long lots, Liquidity liquidity) {
        ChildOrder order = sim.order;
        Faults wrong = faults.get();
        long price = ticks;
        if (wrong.worseTicks() > 0) {
            long from = order.type() == OrderType.MARKET ? ticks : order.limitTicks();
            price = Math.max(1, from + order.side().sign() * wrong.worseTicks());
        }
        long size = sim.filled + lots >= order.lots() ? lots + wrong.overfillLots() : lots;
        life.fill(sim, listings.get(order.listing()), price, size, liquidity);
        if (sim.status == OrderStatus.FILLED) {
            resting.remove(sim.resting);
            sim.resting = null;
        }
    }

    /** After a bust or a correction: what rests is again what is open. */
    void adjust(SimOrder sim) {
        if (sim.resting != null) {
            if (sim.leaves() == 0) {
                unrest(sim);
            } else {
                sim.resting.lots = sim.leaves();
            }
        }
    }

    /** Ends what is open of an order. */
    void end(SimOrder sim, Type type, OrderStatus status, String text) {
        unrest(sim);
        life.end(sim, type, status, text);
    }

    void unrest(SimOrder sim) {
        if (sim.resting != null) {
            books.get(sim.order.listing()).remove(sim.resting);
            resting.remove(sim.resting);
            sim.resting = null;
        }
    }
}
