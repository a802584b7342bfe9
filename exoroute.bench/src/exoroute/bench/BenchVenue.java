package exoroute.bench;

import exoroute.api.adapter.BookListener;
import exoroute.api.adapter.ExecutionListener;
import exoroute.api.adapter.FeedStatistics;
import exoroute.api.adapter.MarketDataFeed;
import exoroute.api.adapter.Subscription;
import exoroute.api.adapter.VenueAdapter;
import exoroute.api.market.BookView;
import exoroute.api.market.Listing;
import exoroute.api.market.ListingId;
import exoroute.api.market.Venue;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.ExecutionReport;
import exoroute.api.order.ExecutionReport.Liquidity;
import exoroute.api.order.ExecutionReport.Type;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A venue in this process: its books are what the benchmark says, what it is sent it fills at once or holds. */
final class BenchVenue implements MarketDataFeed, VenueAdapter {
    private static final AtomicLong EXECUTIONS = new AtomicLong();

    private final Listing listing;
    private final Consumer<ChildOrder> sent;
    private volatile BookListener books = view -> { };
    private volatile ExecutionListener executions;
    private volatile BookView last;

    /** @param sent told of every order that leaves, on the thread that sends it */
    BenchVenue(Listing listing, Consumer<ChildOrder> sent) {
        this.listing = listing;
        this.sent = sent;
        this.last = Fixture.book(listing, 0, 6_000_000);
    }

    void show(BookView view) {
        last = view;
        books.onView(view);
    }

    /** Fills an order completely. */
    void fill(ChildOrder order) {
        executions.onReport(new ExecutionReport(
                order.listing(), order.id(), "v", Type.TRADE, "e" + EXECUTIONS.incrementAndGet(), "", order.lots(), 0,
                order.lots(), order.limitTicks(), 0, "", Liquidity.TAKER, 0, ""));
    }

    @Override
    public void submit(ChildOrder order) {
        sent.accept(order);
    }

    @Override
    public void cancel(ChildOrder order) {
        executions.onReport(new ExecutionReport(
                order.listing(), order.id(), "v", Type.CANCELED, "", "", 0, 0, 0, 0, 0, "", Liquidity.NONE, 0, ""));
    }

    @Override
    public Venue venue() {
        return new Venue(listing.id().venue(), listing.id().venue());
    }

    @Override
    public List<Listing> listings() {
        return List.of(listing);
    }

    @Override
    public Subscription subscribe(ExecutionListener listener) {
        executions = listener;
        listener.onSession(true, "bench");
        return () -> { };
    }

    @Override
    public BookView view(ListingId id, int depth) {
        return last;
    }

    @Override
    public Subscription subscribe(ListingId id, int depth, BookListener listener) {
        books = listener;
        listener.onView(last);
        return () -> books = view -> { };
    }

    @Override
    public FeedStatistics statistics(ListingId id) {
        return new FeedStatistics(0, 0, 0, 0, 0, 0, 0, 0);
    }
}
