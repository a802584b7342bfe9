package exoroute.adapter.sim.server;

import exoroute.adapter.sim.SimVenue;
import exoroute.api.market.BookView;
import exoroute.api.market.Listing;
import exoroute.api.market.ListingId;
import exoroute.api.market.OrderBook;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The top of each book as it was last shown. The venue's thread shows; any thread looks. */
final class BookPublisher {
    private final List<Listing> listings;
    private final int depth;
    private final Map<ListingId, BookView> views = new ConcurrentHashMap<>();

    /** @param depth levels a side */
    BookPublisher(List<Listing> listings, int depth) {
        this.listings = listings;
        this.depth = depth;
    }

    /** Looks at every book; true when one has changed since the last time. */
    boolean show(SimVenue venue, long time) {
        boolean changed = false;
        for (Listing listing : listings) {
            OrderBook book = venue.shown(listing.id()).top(depth);
            BookView last = views.get(listing.id());
            if (last == null || !last.book().equals(book)) {
                long sequence = last == null ? 1 : last.sequence() + 1;
                views.put(listing.id(), new BookView(listing.id(), sequence, time, BookView.State.LIVE, "", book));
                changed = true;
            }
        }
        return changed;
    }

    /** What a listing's book shows, or null before the venue has opened. */
    BookView view(ListingId listing) {
        return views.get(listing);
    }

    List<Listing> listings() {
        return listings;
    }
}
