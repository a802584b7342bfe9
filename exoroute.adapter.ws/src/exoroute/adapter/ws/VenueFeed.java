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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The books of one venue over one connection. A gap, a wrong checksum, a crossed book, a frame that is lost for
 * certain, silence or a broken connection makes the book stale, told with reason and position, until it was rebuilt
 * from the venue. All state lives on one event loop; the public methods are safe from any thread and never wait.
 */
final class VenueFeed implements MarketDataFeed, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VenueFeed.class);

    private final Venue venue;
    private final VenueCodec codec;
    private final List<Listing> listings;
    private final Map<String, BookChannel> channels = new TreeMap<>();
    private final EventLoop loop;
    private final Transport transport;
    private final FeedLimits limits;
    private final int messageLimit;
    private final VenueLink link;
    private long position;

    /**
     * A feed that is not started.
     *
     * @param messageLimit longest inflated message in bytes
     * @param random jitter of the delays
     */
    VenueFeed(Venue venue, VenueCodec codec, List<Listing> listings, FeedLimits limits, int messageLimit,
            Transport transport, EventLoop loop, RandomGenerator random) {
        this.venue = venue;
        this.codec = codec;
        this.listings = listings.stream().sorted(Comparator.comparing(Listing::id)).toList();
        this.loop = loop;
        this.transport = transport;
        this.limits = limits;
        this.messageLimit = messageLimit;
        long first = limits.reconnectFirst().toNanos();
        long cap = limits.reconnectCap().toNanos();
        for (Listing listing : this.listings) {
            channels.put(listing.id().symbol(), new BookChannel(
                    new ListingBook(listing, codec, limits.buffered()), new Backoff(first, cap, random)));
        }
        link = new VenueLink(venue.id(), codec.keepAlive(), transport, loop, limits, random, new Frames());
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

    /** What the link tells. */
    private final class Frames implements VenueLink.Owner {
        @Override
        public void opened() {
            LOG.info("venue {}: connected, subscribing to {}", venue.id(), channels.keySet());
            for (BookChannel channel : channels.values()) {
                channel.waitingSince = loop.nanoTime();
                channel.stale("connected, waiting for the first snapshot", codec.snapshotsOverRest());
            }
            codec.subscribe(channels.keySet()).forEach(link::send);
        }

        @Override
        public void text(String frame) {
            position++;
            try {
                for (BookMessage message : codec.decode(frame)) {
                    take(message);
                }
            } catch (MalformedFrameException e) {
                malformed(frame, e);
            }
        }

        @Override
        public void binary(byte[] frame) {
            try {
                text(codec.inflate(frame, messageLimit));
            } catch (MalformedFrameException e) {
                position++;
                malformed("", e);
            }
        }

        @Override
        public void lost(String reason) {
            for (BookChannel channel : channels.values()) {
                channel.stale(reason + " after frame " + position, codec.snapshotsOverRest());
            }
        }

        @Override
        public void tick() {
            for (BookChannel channel : channels.values()) {
                if (!channel.book.isLive() && loop.nanoTime() - channel.waitingSince > limits.idle().toNanos()) {
                    rebuild(channel, "no snapshot within " + limits.idle().toMillis() + " ms");
                }
            }
        }
    }

    private void take(BookMessage message) {
        switch (message.kind) {
            case RECONNECT -> link.reconnect("the venue asks to connect again");
            case REFUSED -> refused(message);
            case ACKNOWLEDGED -> acknowledged(message.symbol);
            default -> {
                BookChannel channel = channels.get(message.symbol);
                if (channel == null) {
                    LOG.debug("venue {}: frame {} names {}, which was not asked for", venue.id(), position, message.symbol);
                } else {
                    channel.book.countFrame();
                    book(channel, message);
                }
            }
        }
    }

    private void book(BookChannel channel, BookMessage message) {
        try {
            ListingBook.Break broken =
                    message.kind == BookMessage.Kind.NOTED ? null : channel.book.accept(message);
            if (broken == null) {
                changed(channel);
            } else if (broken.rebuild()) {
                rebuild(channel, broken.reason());
            } else {
                LOG.info("{}: {}; fetching a newer one", channel.symbol(), broken.reason());
                fetchLater(channel);
            }
        } catch (MalformedFrameException e) {
            malformed(channel, e);
        }
    }

    private void changed(BookChannel channel) {
        boolean wasLive = channel.view().isLive();
        channel.changed();
        if (!wasLive && channel.book.isLive()) {
            LOG.info("venue {}: {} is live at frame {}", venue.id(), channel.symbol(), position);
            link.healthy();
        }
    }

    private void refused(BookMessage message) {
        LOG.error("venue {}: the venue refuses {}: {}", venue.id(), message.symbol, message.text);
        BookChannel channel = message.symbol == null ? null : channels.get(message.symbol);
        if (channel != null) {
            channel.book.countFrame();
            channel.stale("the venue refuses the subscription: " + message.text, codec.snapshotsOverRest());
        }
    }

    private void acknowledged(String symbol) {
        for (BookChannel channel : channels.values()) {
            if (channel.symbol().equals(symbol)) {
                channel.book.countFrame();
                channel.count();
            }
            if ((symbol == null || channel.symbol().equals(symbol)) && channel.book.open()) {
                fetch(channel, channel.generation);
            }
        }
    }

    private void fetchLater(BookChannel channel) {
        long generation = channel.generation;
        channel.count();
        loop.schedule(() -> fetch(channel, generation), channel.backoff.next());
    }

    private void fetch(BookChannel channel, long generation) {
        if (channel.generation != generation) {
            return;
        }
        transport.get(codec.snapshotPath(channel.symbol()))
                .whenComplete((body, error) -> loop.execute(() -> fetched(channel, generation, body, error)));
    }

    private void fetched(BookChannel channel, long generation, String body, Throwable error) {
        if (channel.generation != generation) {
            return;
        }
        if (error != null) {
            LOG.warn("venue {}: no snapshot of {}: {}; trying again", venue.id(), channel.symbol(), JdkTransport.reason(error));
            fetchLater(channel);
            return;
        }
        try {
            book(channel, codec.decodeSnapshot(channel.symbol(), body));
        } catch (MalformedFrameException e) {
            LOG.warn("venue {}: malformed snapshot of {}: {}", venue.id(), channel.symbol(), e.getMessage());
            channel.book.countMalformed();
            fetchLater(channel);
        }
    }

    /** Makes the book stale and asks the venue for it again: at once the first time, later after a back-off. */
    private void rebuild(BookChannel channel, String reason) {
        String told = reason + " at frame " + position + "; resubscribing";
        LOG.warn("venue {}: {}: {}", venue.id(), channel.symbol(), told);
        channel.stale(told, codec.snapshotsOverRest());
        channel.waitingSince = loop.nanoTime();
        long generation = channel.generation;
        boolean first = channel.backoff.attempts() == 0;
        long delay = channel.backoff.next();
        loop.schedule(() -> resubscribe(channel, generation), first ? 0 : delay);
    }

    private void resubscribe(BookChannel channel, long generation) {
        if (channel.generation != generation || channel.book.isLive() || !link.isOpen()) {
            return;
        }
        channel.countResubscription();
        codec.unsubscribe(List.of(channel.symbol())).forEach(link::send);
        codec.subscribe(List.of(channel.symbol())).forEach(link::send);
    }

    private void malformed(String frame, MalformedFrameException e) {
        String symbol = SymbolInText.find(frame, channels.keySet());
        if (symbol != null) {
            channels.get(symbol).book.countFrame();
            malformed(channels.get(symbol), e);
            return;
        }
        LOG.warn("venue {}: malformed frame {} that names no listing: {}", venue.id(), position, e.getMessage());
        for (BookChannel channel : channels.values()) {
            channel.book.countMalformed();
            channel.count();
        }
    }

    private void malformed(BookChannel channel, MalformedFrameException e) {
        LOG.warn("venue {}: {}: malformed frame {}: {}", venue.id(), channel.symbol(), position, e.getMessage());
        channel.book.countMalformed();
        channel.count();
        if (!codec.revealsLoss() && channel.book.isLive()) {
            rebuild(channel, "a frame could not be read");
        }
    }
}
