package exoroute.api.adapter;

import exoroute.api.market.BookView;
import exoroute.api.market.Listing;
import exoroute.api.market.ListingId;
import exoroute.api.market.Venue;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Books of one venue. A feed keeps its books complete or says that they are stale; it never guesses. All methods
 * are safe from any thread and never block.
 */
@ConsumerType
public interface MarketDataFeed {
    /** The venue. */
    Venue venue();

    /** What trades here, with the facts of each listing; sorted by id; may change while the feed runs. */
    List<Listing> listings();

    /**
     * The book as it stands.
     *
     * @param depth levels a side at most; {@link Integer#MAX_VALUE} for all
     * @throws IllegalArgumentException when the venue has no such listing
     */
    BookView view(ListingId listing, int depth);

    /**
     * Delivers a view now and after every change of the top {@code depth} levels or of the state; several changes
     * may be told in one view, never out of order.
     *
     * @throws IllegalArgumentException when the venue has no such listing
     */
    Subscription subscribe(ListingId listing, int depth, BookListener listener);

    /** Counters of one listing since the feed started. */
    FeedStatistics statistics(ListingId listing);
}
