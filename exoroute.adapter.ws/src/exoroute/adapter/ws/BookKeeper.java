package exoroute.adapter.ws;

import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the books of one venue's connection: decodes its frames, fetches snapshots, and when a book can no longer be
 * trusted tells it stale, with reason and position, and asks the venue for it again. Lives on the event loop.
 */
final class BookKeeper implements VenueLink.Owner {
    private static final Logger LOG = LoggerFactory.getLogger(BookKeeper.class);

    private final String venue;
    private final VenueCodec codec;
    private final Map<String, BookChannel> channels;
    private final EventLoop loop;
    private final Transport transport;
    private final long patience;
    private final int messageLimit;
    private VenueLink link;
    private long position;

    /**
     * A keeper without connection.
     *
     * @param channels by native symbol
     * @param patience nanoseconds after which a book without snapshot is asked for again
     * @param messageLimit longest inflated message in bytes
     */
    BookKeeper(String venue, VenueCodec codec, Map<String, BookChannel> channels, EventLoop loop, Transport transport,
            long patience, int messageLimit) {
        this.venue = venue;
        this.codec = codec;
        this.channels = channels;
        this.loop = loop;
        this.transport = transport;
        this.patience = patience;
        this.messageLimit = messageLimit;
    }

    /** Must be called once, before the link starts. */
    void keep(VenueLink of) {
        link = of;
    }

    @Override
    public void opened() {
        LOG.info("venue {}: connected, subscribing to {}", venue, channels.keySet());
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
            if (!channel.book.isLive() && loop.nanoTime() - channel.waitingSince > patience) {
                rebuild(channel, "no snapshot within " + patience / 1_000_000 + " ms");
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
                    LOG.debug("venue {}: frame {} names {}, which was not asked for", venue, position, message.symbol);
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
            LOG.info("venue {}: {} is live at frame {}", venue, channel.symbol(), position);
            link.healthy();
        }
    }

    private void refused(BookMessage message) {
        LOG.error("venue {}: the venue refuses {}: {}", venue, message.symbol, message.text);
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
            LOG.warn("venue {}: no snapshot of {}: {}; trying again", venue, channel.symbol(),
                    JdkTransport.reason(error));
            fetchLater(channel);
            return;
        }
        try {
            book(channel, codec.decodeSnapshot(channel.symbol(), body));
        } catch (MalformedFrameException e) {
            LOG.warn("venue {}: malformed snapshot of {}: {}", venue, channel.symbol(), e.getMessage());
            channel.book.countMalformed();
            fetchLater(channel);
        }
    }

    /** Makes the book stale and asks the venue for it again: at once the first time, later after a back-off. */
    private void rebuild(BookChannel channel, String reason) {
        String told = reason + " at frame " + position + "; resubscribing";
        LOG.warn("venue {}: {}: {}", venue, channel.symbol(), told);
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
        LOG.warn("venue {}: malformed frame {} that names no listing: {}", venue, position, e.getMessage());
        for (BookChannel channel : channels.values()) {
            channel.book.countMalformed();
            channel.count();
        }
    }

    private void malformed(BookChannel channel, MalformedFrameException e) {
        LOG.warn("venue {}: {}: malformed frame {}: {}", venue, channel.symbol(), position, e.getMessage());
        channel.book.countMalformed();
        channel.count();
        if (!codec.revealsLoss() && channel.book.isLive()) {
            rebuild(channel, "a frame could not be read");
        }
    }
}
