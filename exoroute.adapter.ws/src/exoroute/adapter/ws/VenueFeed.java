package exoroute.adapter.ws;

import exoroute.api.adapter.BookListener;
import exoroute.api.adapter.FeedStatistics;
import exoroute.api.adapter.MarketDataFeed;
import exoroute.api.adapter.Subscription;
import exoroute.api.market.BookView;
import exoroute.api.market.Listing;
import exoroute.api.market.ListingId;
import exoroute.api.market.Venue;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * The books of one venue over one connection. A gap, a wrong checksum, a crossed book, a frame that is lost for
 * certain, silence or a broken connection makes the book stale, told with reason and position, until it was rebuilt
 * from the venue. All state lives on one event loop; the public methods are safe from any thread and never wait.
 */
final class VenueFeed implements MarketDataFeed, AutoCloseable {
    private final Venue venue;
    private final List<Listing> listings;
    private final Map<String, BookChannel> channels = new TreeMap<>();
    private final EventLoop loop;
    private final VenueLink link;

    /**
     * A feed that is not started.
     *
     * @param messageLimit longest inflated message in bytes
     * @param random jitter of the delays
     */
    VenueFeed(Venue venue, VenueCodec codec, List<Listing> listings, FeedLimits limits, int messageLimit,
            Transport transport, EventLoop loop, RandomGenerator random) {
        this.venue = venue;
        this.listings = listings.stream().sorted(Comparator.comparing(Listing::id)).toList();
        this.loop = loop;
        long first = limits.reconnectFirst().toNanos();
        long cap = limits.reconnectCap().toNanos();
        for (Listing listing : this.listings) {
            channels.put(listing.id().symbol(), new BookChannel(
                    new ListingBook(listing, codec, limits.buffered()), new Backoff(first, cap, random)));
        }
        BookKeeper keeper = new BookKeeper(
                venue.id(), codec, channels, loop, transport, limits.idle().toNanos(), messageLimit);
        link = new VenueLink(venue.id(), codec.keepAlive(), transport, loop, limits, random, keeper);
        keeper.keep(link);
    }

    /** Begins to connect; failures are retried for ever. */
    void start() {
        loop.execute(link::start);
    }

    @Override
    public void close() {
        loop.execute(() -> {
            link.stop();
            loop.close();
        });
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
        return BookChannel.cut(channel(listing).view(), depth);
    }

    @Override
    public Subscription subscribe(ListingId listing, int depth, BookListener listener) {
        BookChannel channel = channel(listing);
        Subscription subscription = BookChannel.listener(depth, listener);
        loop.execute(() -> channel.begin(subscription));
        return subscription;
    }

    @Override
    public FeedStatistics statistics(ListingId listing) {
        return channel(listing).statistics();
    }

    private BookChannel channel(ListingId id) {
        BookChannel channel = id.venue().equals(venue.id()) ? channels.get(id.symbol()) : null;
        if (channel == null) {
            throw new IllegalArgumentException("venue " + venue.id() + " has no listing " + id + "; it has "
                    + channels.keySet());
        }
        return channel;
    }
}
