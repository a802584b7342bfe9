package exoroute.adapter.sim;

import exoroute.api.market.FixedPoint;
import exoroute.api.market.Listing;
import exoroute.api.market.ListingId;
import exoroute.api.market.Side;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.ExecutionReport;
import exoroute.api.order.ExecutionReport.Liquidity;
import exoroute.api.order.ExecutionReport.Type;
import exoroute.api.order.OrderStatus;
import exoroute.api.order.OrderType;
import exoroute.api.order.TimeInForce;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A simulated venue on a virtual clock. An order travels for its latency, meets the book as it is on arrival, and
 * its reports travel back for the same time. Prices and sizes are exact; fees are rounded half-up to 10^-8 of their
 * currency per fill. One thread.
 */
public final class SimVenue {
    private static final long DAY = 86_400_000_000_000L;
    /** All orders of this desk are of one owner: they never trade with each other. */
    private static final long OWNER = 1;

    private final String venue;
    private final VirtualClock clock;
    private final VenueModel model;
    private final Consumer<ExecutionReport> reports;
    private final Map<ListingId, Listing> listings = new TreeMap<>();
    private final Map<ListingId, MatchingBook> books = new TreeMap<>();
    private final Map<ListingId, String> closed = new TreeMap<>();
    private final Map<Long, SimOrder> orders = new TreeMap<>();
    private final Map<RestingOrder, SimOrder> resting = new HashMap<>();
    private final String session;
    private long executions;

    /**
     * An empty venue.
     *
     * @param venue venue id
     * @param clock moved by the caller
     * @param model how it misbehaves
     * @param reports receives every report at its time of arrival
     */
    public SimVenue(String venue, VirtualClock clock, VenueModel model, Consumer<ExecutionReport> reports) {
        this.venue = venue;
        this.clock = clock;
        this.model = model;
        this.reports = reports;
        this.session = Long.toString(clock.now(), Character.MAX_RADIX);
    }

    /** Unique for good: a venue that starts again must not use an execution id twice. */
    private String nextExecId() {
        return venue + "-" + session + "-" + ++executions;
    }

    /** Opens a listing for trading, or changes its facts. */
    public void list(Listing listing) {
        listings.put(listing.id(), listing);
        books.computeIfAbsent(listing.id(), id -> new MatchingBook());
    }

    /** Refuses new orders in a listing, with a reason; null opens it again. */
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

    /** Sends an order on its way; one that is known already is only reported on. */
    public void submit(ChildOrder order) {
        SimOrder known = orders.get(order.id());
        if (known != null) {
            later(known, () -> report(known, Type.STATUS, 0, 0, Liquidity.NONE, "order id is known"));
            return;
        }
        long number = orders.size();
        SimOrder sim = new SimOrder(number, venue, order, model.fate(venue, number));
        orders.put(order.id(), sim);
        later(sim, () -> arrived(sim));
    }

    /** Sends a cancel on its way. */
    public void cancel(ChildOrder order) {
        SimOrder sim = orders.get(order.id());
        if (sim == null) {
            clock.schedule(clock.now(), () -> reports.accept(notFound(order)));
            return;
        }
        later(sim, () -> {
            if (sim.status.isTerminal()) {
                report(sim, Type.CANCEL_REJECTED, 0, 0, Liquidity.NONE, "too late: order is " + sim.status);
            } else {
                end(sim, Type.CANCELED, OrderStatus.CANCELED, "cancelled on request");
            }
        });
    }

    /** Sends a replace on its way: same id, new limit and total size. Keeps its place only when it merely shrinks. */
    public void replace(ChildOrder order) {
        SimOrder sim = orders.get(order.id());
        if (sim == null) {
            clock.schedule(clock.now(), () -> reports.accept(notFound(order)));
            return;
        }
        later(sim, () -> replaceNow(sim, order));
    }

    private void replaceNow(SimOrder sim, ChildOrder changed) {
        String refusal = sim.status.isTerminal() ? "too late: order is " + sim.status
                : changed.lots() <= sim.filled
                        ? "size " + changed.lots() + " lots is not above the " + sim.filled + " filled" : refusal(changed);
        if (refusal != null) {
            report(sim, Type.CANCEL_REJECTED, 0, 0, Liquidity.NONE, refusal);
            return;
        }
        boolean shrinks = changed.limitTicks() == sim.order.limitTicks() && changed.lots() <= sim.order.lots();
        sim.order = changed;
        report(sim, Type.REPLACED, 0, 0, Liquidity.NONE, "");
        if (shrinks && sim.resting != null) {
            sim.resting.lots = sim.leaves();
        } else {
            unrest(sim);
            work(sim, sim.leaves());
        }
    }

    /** Sends a status question on its way. */
    public void requestStatus(ChildOrder order) {
        SimOrder sim = orders.get(order.id());
        if (sim == null) {
            clock.schedule(clock.now(), () -> reports.accept(notFound(order)));
        } else {
            later(sim, () -> report(sim, Type.STATUS, 0, 0, Liquidity.NONE, sim.status.name()));
        }
    }

    /** Cancels everything that is open. */
    public void cancelAll() {
        orders.values().stream().filter(sim -> !sim.status.isTerminal()).toList().forEach(sim -> cancel(sim.order));
    }

    private void later(SimOrder sim, Runnable action) {
        clock.schedule(clock.now() + sim.fate.latency(), action);
    }

    private void arrived(SimOrder sim) {
        String refusal = sim.fate.reject() ? "rejected by the venue's model" : refusal(sim.order);
        if (refusal != null) {
            end(sim, Type.REJECTED, OrderStatus.REJECTED, refusal);
            return;
        }
        sim.status = OrderStatus.NEW;
        report(sim, Type.NEW, 0, 0, Liquidity.NONE, "");
        expireLater(sim);
        work(sim, rests(sim.order) ? sim.order.lots() : VenueModel.fillable(sim.order.lots(), sim.fate));
    }

    private String refusal(ChildOrder order) {
        Listing listing = listings.get(order.listing());
        if (listing == null) {
            return "unknown listing " + order.listing();
        }
        if (closed.containsKey(order.listing())) {
            return "listing closed: " + closed.get(order.listing());
        }
        long units = Math.multiplyExact(order.lots(), listing.lot());
        if (order.lots() <= 0 || units < listing.minSize() || units > listing.maxSize()) {
            return "size " + listing.size(order.lots()) + " is outside the listing's bounds";
        }
        if (order.type() != OrderType.MARKET && order.limitTicks() <= 0) {
            return "limit price must be positive";
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

    private static long limit(ChildOrder order) {
        if (order.type() == OrderType.MARKET) {
            return order.side() == Side.BUY ? Long.MAX_VALUE : 0;
        }
        return order.limitTicks();
    }

    /** Trades what can be traded, then rests or ends the rest. */
    private void work(SimOrder sim, long fillable) {
        ChildOrder order = sim.order;
        MatchingBook book = books.get(order.listing());
        if (book.meetsOwn(order.side(), OWNER, limit(order))) {
            end(sim, Type.CANCELED, OrderStatus.CANCELED, "self-trade prevention: meets an own resting order");
            return;
        }
        boolean killed = order.timeInForce() == TimeInForce.FOK
                && (fillable < sim.leaves() || book.available(order.side(), OWNER, limit(order)) < sim.leaves());
        if (!killed) {
            book.match(order.side(), OWNER, limit(order), Math.min(fillable, sim.leaves()),
                    (other, ticks, lots) -> traded(sim, other, ticks, lots));
        }
        if (sim.leaves() == 0) {
            return;
        }
        if (rests(order)) {
            sim.resting = new RestingOrder(order.id(), OWNER, order.side(), order.limitTicks(), sim.leaves());
            resting.put(sim.resting, sim);
            book.rest(sim.resting);
        } else {
            end(sim, Type.EXPIRED, OrderStatus.EXPIRED, order.timeInForce() + ": no more liquidity within the limit");
        }
    }

    /** Whether what cannot trade at once rests; such an order finds all liquidity, or the book would be crossed. */
    private static boolean rests(ChildOrder order) {
        return order.type() != OrderType.MARKET
                && order.timeInForce() != TimeInForce.IOC && order.timeInForce() != TimeInForce.FOK;
    }

    private void traded(SimOrder sim, RestingOrder other, long ticks, long lots) {
        fill(sim, ticks, lots, Liquidity.TAKER);
        SimOrder maker = resting.get(other);
        if (maker != null) {
            fill(maker, ticks, lots, Liquidity.MAKER);
        }
    }

    /** An order of others arrives at a listing: it trades with what rests, and what is left rests itself. */
    RestingOrder arrive(ListingId listing, Side side, long ticks, long lots) {
        MatchingBook book = books.get(listing);
        long left = book.match(side, RestingOrder.MARKET, ticks, lots, (other, price, size) -> {
            SimOrder maker = resting.get(other);
            fill(maker, price, size, Liquidity.MAKER);
        });
        RestingOrder order = new RestingOrder(0, RestingOrder.MARKET, side, ticks, left);
        if (left > 0) {
            book.rest(order);
        }
        return order;
    }

    private void fill(SimOrder sim, long ticks, long lots, Liquidity liquidity) {
        sim.filled += lots;
        sim.status = sim.filled == sim.order.lots() ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
        if (sim.status == OrderStatus.FILLED) {
            resting.remove(sim.resting);
            sim.resting = null;
        }
        report(sim, Type.TRADE, ticks, lots, liquidity, "");
    }

    private void expireLater(SimOrder sim) {
        long at = switch (sim.order.timeInForce()) {
            case GTD -> sim.order.expireTime();
            case DAY -> (clock.now() / DAY + 1) * DAY;
            default -> Long.MAX_VALUE;
        };
        if (at != Long.MAX_VALUE) {
            clock.schedule(at, () -> {
                if (!sim.status.isTerminal()) {
                    end(sim, Type.EXPIRED, OrderStatus.EXPIRED, sim.order.timeInForce() + " ended");
                }
            });
        }
    }

    private void end(SimOrder sim, Type type, OrderStatus status, String text) {
        unrest(sim);
        sim.status = status;
        report(sim, type, 0, 0, Liquidity.NONE, text);
    }

    private void unrest(SimOrder sim) {
        if (sim.resting != null) {
            books.get(sim.order.listing()).remove(sim.resting);
            resting.remove(sim.resting);
            sim.resting = null;
        }
    }

    private void report(SimOrder sim, Type type, long ticks, long lots, Liquidity liquidity, String text) {
        Listing listing = listings.get(sim.order.listing());
        ExecutionReport report = new ExecutionReport(
                sim.order.listing(), sim.order.id(), sim.venueOrderId, type, nextExecId(), "",
                sim.filled, sim.leaves(), lots, ticks, lots == 0 ? 0 : fee(listing, ticks, lots, liquidity),
                lots == 0 ? "" : listing.feeCurrency(), liquidity, clock.now(), text);
        later(sim, () -> reports.accept(report));
    }

    private ExecutionReport notFound(ChildOrder order) {
        return new ExecutionReport(
                order.listing(), order.id(), "", Type.NOT_FOUND, nextExecId(), "", 0, 0, 0, 0, 0, "",
                Liquidity.NONE, clock.now(), "unknown order");
    }

    /** Fee of a fill in 10^-8 of the fee currency, half-up: a share of the size in the base, else of the notional. */
    static long fee(Listing listing, long ticks, long lots, Liquidity liquidity) {
        long size = Math.multiplyExact(lots, listing.lot());
        long rate = liquidity == Liquidity.MAKER ? listing.makerFee() : listing.takerFee();
        int sizeScale = listing.instrument().sizeScale();
        if (listing.feeCurrency().equals(listing.instrument().base())) {
            return FixedPoint.multiplyDivide(rate, size, FixedPoint.power(sizeScale), RoundingMode.HALF_UP);
        }
        int scale = sizeScale + listing.instrument().priceScale();
        long price = Math.multiplyExact(ticks, listing.tick());
        long priceRate = Math.multiplyExact(price, rate);
        return FixedPoint.multiplyDivide(priceRate, size, FixedPoint.power(scale), RoundingMode.HALF_UP);
    }
}
