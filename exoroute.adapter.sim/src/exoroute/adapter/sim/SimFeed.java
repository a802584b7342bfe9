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

/** The book of a simulated venue as a feed: what its matching left, told after every change. Any thread. */
final class SimFeed implements MarketDataFeed {
    private static final Logger LOG = LoggerFactory.getLogger(SimFeed.class);

    private final Venue venue;
    private final List<Listing> listings;
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

    SimFeed(Venue venue, List<Listing> listings) {
        this.venue = venue;
        this.listings = List.copyOf(listings);
        listings.forEach(l -> views.put(l.id(), BookView.stale(l.id(), 0, 0, "not open yet")));
    }

    /** The venue's thread tells what a book shows; nothing happens when it shows the same. */
    synchronized void show(ListingId listing, OrderBook book, long time) {
        BookView last = views.get(listing);
        if (last.isLive() && last.book().equals(book)) {
            return;
        }
        BookView view = new BookView(listing, last.sequence() + 1, time, BookView.State.LIVE, "", book);
        views.put(listing, view);
        readers.stream().filter(r -> r.listing.equals(listing)).forEach(r -> r.tell(view));
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
