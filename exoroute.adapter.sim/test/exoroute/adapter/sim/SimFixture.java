package exoroute.adapter.sim;

import exoroute.api.market.BookView;
import exoroute.api.market.Instrument;
import exoroute.api.market.Listing;
import exoroute.api.market.ListingId;
import exoroute.api.market.OrderBook;
import exoroute.api.market.Side;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.ExecutionReport;
import exoroute.api.order.ExecutionReport.Type;
import exoroute.api.order.OrderType;
import exoroute.api.order.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One venue on a virtual clock, and what it reported. BTC/USD, tick 0.01, lot 0.0001. */
final class SimFixture {
    static final long START = 1_700_000_000_000_000_000L;
    static final long MILLISECOND = 1_000_000L;
    static final Listing BTC = new Listing(
            new ListingId("sim", "BTCUSD"), new Instrument("BTC/USD", "BTC", "USD", 4, 2), 1, 1, 2, 1_000_000, 0,
            100_000, -20_000, "USD", Listing.State.OPEN, false);

    final VirtualClock clock = new VirtualClock(START);
    final List<ExecutionReport> reports = new ArrayList<>();
    final SimVenue venue;
    private long orders;

    SimFixture(VenueModel model) {
        venue = new SimVenue("sim", clock, model, reports::add);
        venue.list(BTC);
    }

    static SimFixture perfect() {
        return new SimFixture(VenueModel.PERFECT);
    }

    ChildOrder order(Side side, OrderType type, TimeInForce tif, long ticks, long lots, long expire) {
        return new ChildOrder(++orders, 1, BTC.id(), side, type, tif, ticks, lots, expire);
    }

    ChildOrder limit(Side side, TimeInForce tif, long ticks, long lots) {
        return order(side, OrderType.LIMIT, tif, ticks, lots, 0);
    }

    /** Sends and lets everything happen that is due now. */
    ChildOrder send(ChildOrder order) {
        venue.submit(order);
        settle();
        return order;
    }

    ChildOrder send(Side side, TimeInForce tif, long ticks, long lots) {
        return send(limit(side, tif, ticks, lots));
    }

    void settle() {
        clock.advanceTo(clock.now());
    }

    /** An order of somebody else. */
    RestingOrder other(Side side, long ticks, long lots) {
        RestingOrder order = venue.arrive(BTC.id(), side, ticks, lots);
        settle();
        return order;
    }

    List<ExecutionReport> of(ChildOrder order) {
        return reports.stream().filter(r -> r.child() == order.id()).toList();
    }

    List<Type> types(ChildOrder order) {
        return of(order).stream().map(ExecutionReport::type).toList();
    }

    List<ExecutionReport> trades(ChildOrder order) {
        return of(order).stream().filter(r -> r.type() == Type.TRADE).toList();
    }

    /** "lots@ticks" of each fill. */
    List<String> fills(ChildOrder order) {
        return trades(order).stream().map(r -> r.lastLots() + "@" + r.lastTicks()).toList();
    }

    ExecutionReport lastOf(ChildOrder order) {
        List<ExecutionReport> all = of(order);
        return all.get(all.size() - 1);
    }

    /** "99x3 98x1 | 100x2": the book as it stands. */
    String book() {
        OrderBook book = venue.book(BTC.id()).snapshot();
        return (side(book, Side.BUY) + " | " + side(book, Side.SELL)).trim();
    }

    private static String side(OrderBook book, Side side) {
        List<String> levels = new ArrayList<>();
        for (int i = 0; i < book.levels(side); i++) {
            levels.add(book.price(side, i) + "x" + book.size(side, i));
        }
        return String.join(" ", levels);
    }

    static BookView view(long sequence, String levels) {
        String[] sides = levels.split("\\|", -1);
        return new BookView(BTC.id(), sequence, 0, BookView.State.LIVE, "", new OrderBook(
                numbers(sides[0], 0), numbers(sides[0], 1), numbers(sides[1], 0), numbers(sides[1], 1)));
    }

    private static long[] numbers(String side, int part) {
        return Stream.of(side.trim().split(" +")).filter(s -> !s.isEmpty())
                .mapToLong(s -> Long.parseLong(s.split("x")[part])).toArray();
    }
}
