package exoroute.adapter.ws;

import exoroute.api.adapter.BookListener;
import exoroute.api.adapter.FeedStatistics;
import exoroute.api.adapter.MarketDataFeed;
import exoroute.api.adapter.Subscription;
import exoroute.api.market.BookView;
import exoroute.api.market.Listing;
import exoroute.api.market.ListingId;
import exoroute.api.market.Venue;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

/** Publishes one {@link VenueFeed} for each configuration of the factory PID {@code exoroute.adapter.ws}. */
@Component(
        service = MarketDataFeed.class,
        immediate = true,
        configurationPid = FeedComponent.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = FeedConfiguration.class, factory = true)
public final class FeedComponent implements MarketDataFeed {
    /** The factory PID. */
    public static final String PID = "exoroute.adapter.ws";

    private final VenueFeed feed;

    /**
     * Starts the feed.
     *
     * @throws IllegalArgumentException with one line naming the wrong property
     */
    @Activate
    public FeedComponent(FeedConfiguration configuration) {
        VenueCodec codec = Codecs.named(configuration.codec());
        List<Listing> listings = listings(configuration);
        if (codec.snapshotsOverRest() && configuration.restUri().isEmpty()) {
            throw new IllegalArgumentException("venue " + configuration.venue() + ": codec " + codec.name()
                    + " needs restUri for its snapshots");
        }
        FeedLimits limits = new FeedLimits(
                Duration.ofMillis(configuration.reconnectFirstMillis()),
                Duration.ofMillis(configuration.reconnectCapMillis()),
                Duration.ofMillis(configuration.idleMillis()),
                configuration.maxBuffered());
        SSLContext tls = TrustedAuthority.context(configuration.caCertificate());
        EventLoop loop = new ThreadLoop("feed-" + configuration.venue());
        Transport transport = new JdkTransport(URI.create(configuration.wsUri()), configuration.restUri(), tls,
                configuration.maxMessageBytes(), loop);
        String name = configuration.name().isEmpty() ? configuration.venue() : configuration.name();
        feed = new VenueFeed(new Venue(configuration.venue(), name), codec, listings, limits,
                configuration.maxMessageBytes(), transport, loop, jitter(configuration));
        feed.start();
    }

    /** The venue's name is part of the seed, or all venues would come back at the same moment. */
    private static SplittableRandom jitter(FeedConfiguration configuration) {
        return new SplittableRandom(configuration.seed() ^ configuration.venue().hashCode());
    }

    private static List<Listing> listings(FeedConfiguration configuration) {
        List<Listing> all = ListingFacts.parse(configuration.venue(), configuration.listings());
        Set<String> wanted = new TreeSet<>(List.of(configuration.symbols()));
        List<String> known = all.stream().map(l -> l.id().symbol()).toList();
        if (!known.containsAll(wanted)) {
            throw new IllegalArgumentException("venue " + configuration.venue() + ": symbols " + wanted
                    + " must all have listing facts; there are facts of " + known);
        }
        return all.stream().filter(l -> wanted.isEmpty() || wanted.contains(l.id().symbol())).toList();
    }

    /** Stops the feed; its books are told stale. */
    @Deactivate
    public void deactivate() {
        feed.close();
    }

    @Override
    public Venue venue() {
        return feed.venue();
    }

    @Override
    public List<Listing> listings() {
        return feed.listings();
    }

    @Override
    public BookView view(ListingId listing, int depth) {
        return feed.view(listing, depth);
    }

    @Override
    public Subscription subscribe(ListingId listing, int depth, BookListener listener) {
        return feed.subscribe(listing, depth, listener);
    }

    @Override
    public FeedStatistics statistics(ListingId listing) {
        return feed.statistics(listing);
    }
}
