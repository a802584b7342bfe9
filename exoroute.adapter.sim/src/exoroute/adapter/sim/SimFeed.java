package exoroute.adapter.sim;

import exoroute.api.adapter.BookListener;
import exoroute.api.adapter.FeedStatistics;
import exoroute.api.adapter.MarketDataFeed;
import exoroute.api.adapter.Subscription;
import exoroute.api.market.BookView;
import exoroute.api.market.Listing;
import exoroute.api.market.ListingId;
import exoroute.api.market.OrderBook;
import exoroute.api.market.Venue;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The books of a simulated venue as a feed: what its matching left, told after every change. Any thread. */
public final class SimFeed implements MarketDataFeed {
    private static final Logger LOG = LoggerFactory.getLogger(SimFeed.class);

    private final Venue venue;
    private volatile List<Listing> listings = List.of();
    private final Map<ListingId, BookView> views = new ConcurrentHashMap<>();
    private final List<Reader> readers = new CopyOnWriteArrayList<>();

    private record Reader(ListingId listing, int depth, BookListener listener) {
        /** A listener that throws does not keep the others from their view. */
        void tell(BookView view) {
            try {
                listener.onView(new BookView(
                        view.listing(), view.sequence(), view.venueTime(), view.state(), view.reason(),
                        view.book().top(depth)));
            } catch (RuntimeException e) {
                LOG.error("{}: a book listener failed at view {}", view.listing(), view.sequence(), e);
            }
        }
    }

    /** A feed of stale books until they are shown. */
    public SimFeed(Venue venue, List<Listing> listings) {
        this.venue = venue;
        list(listings);
    }

    /** What trades, sorted by id; a listing that was here before keeps its view. */
    public synchronized void list(List<Listing> now) {
        now.forEach(l -> views.computeIfAbsent(l.id(), id -> BookView.stale(id, 0, 0, "not open yet")));
        listings = List.copyOf(now);
    }

    /**
     * The venue's thread tells what a book shows; nothing happens when it shows the same.
     *
     * @param time nanoseconds UTC
     */
    public synchronized void show(ListingId listing, OrderBook book, long time) {
        BookView last = known(listing);
        if (!last.isLive() || !last.book().equals(book)) {
            tell(new BookView(listing, last.sequence() + 1, time, BookView.State.LIVE, "", book));
        }
    }

    /** No book may be used until it is shown again. */
    public synchronized void stale(String reason) {
        for (Listing listing : listings) {
            BookView last = known(listing.id());
            if (last.isLive()) {
                tell(BookView.stale(listing.id(), last.sequence() + 1, last.venueTime(), reason));
            }
        }
    }

    private void tell(BookView view) {
        views.put(view.listing(), view);
        readers.stream().filter(r -> r.listing.equals(view.listing())).forEach(r -> r.tell(view));
    }

    @Override
    public Venue venue() {
        return venue;
    }

    @Override
    public List<Listing> listings() {
        return listings;
    }

    @Override
    public BookView view(ListingId listing, int depth) {
        BookView view = known(listing);
        return new BookView(
                listing, view.sequence(), view.venueTime(), view.state(), view.reason(), view.book().top(depth));
    }

    @Override
    public synchronized Subscription subscribe(ListingId listing, int depth, BookListener listener) {
        Reader reader = new Reader(listing, depth, listener);
        reader.tell(known(listing));
        readers.add(reader);
        return () -> readers.remove(reader);
    }

    @Override
    public FeedStatistics statistics(ListingId listing) {
        long messages = known(listing).sequence();
        return new FeedStatistics(messages, messages, 0, 0, 0, 0, 0, 0);
    }

    private BookView known(ListingId listing) {
        BookView view = views.get(listing);
        if (view == null) {
            throw new IllegalArgumentException("venue " + venue.id() + " has no listing " + listing);
        }
        return view;
    }
}
