package exoroute.adapter.ws;

import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one connection to a venue: connects, notices silence, connects again after a back-off with jitter. Lives on
 * the event loop's thread.
 */
final class VenueLink {
    private static final Logger LOG = LoggerFactory.getLogger(VenueLink.class);

    /** Told what happens; on the loop's thread. */
    interface Owner {
        void opened();

        void text(String frame);

        void binary(byte[] frame);

        void lost(String reason);

        /** A quarter of the idle time has passed on an open connection. */
        void tick();
    }

    private final String venue;
    private final Transport transport;
    private final EventLoop loop;
    private final Owner owner;
    private final String keepAlive;
    private final long idle;
    private final Backoff backoff;
    private Attempt current;
    private boolean stopped;

    VenueLink(String venue, String keepAlive, Transport transport, EventLoop loop, FeedLimits limits,
            RandomGenerator random, Owner owner) {
        this.venue = venue;
        this.keepAlive = keepAlive;
        this.transport = transport;
        this.loop = loop;
        this.owner = owner;
        idle = limits.idle().toNanos();
        backoff = new Backoff(limits.reconnectFirst().toNanos(), limits.reconnectCap().toNanos(), random);
    }

    void start() {
        if (!stopped) {
            current = new Attempt();
            transport.connect(current);
            watch(current);
        }
    }

    /** Sends when connected. */
    void send(String message) {
        if (isOpen()) {
            current.link.send(message);
        }
    }

    boolean isOpen() {
        return current != null && current.link != null;
    }

    /** The connection proved useful: the next loss waits shortly. */
    void healthy() {
        backoff.reset();
    }

    /** Gives the connection up and connects again. */
    void reconnect(String reason) {
        if (current != null) {
            current.closed(reason);
        }
    }

    void stop() {
        stopped = true;
        reconnect("the feed stops");
    }

    private void watch(Attempt attempt) {
        loop.schedule(
                () -> {
                    if (attempt != current) {
                        return;
                    }
                    if (loop.nanoTime() - attempt.lastAlive > idle) {
                        attempt.closed("nothing heard for " + idle / 1_000_000 + " ms");
                        return;
                    }
                    if (attempt.link != null) {
                        keepAlive(attempt.link);
                        owner.tick();
                    }
                    watch(attempt);
                },
                Math.max(1, idle / 4));
    }

    private void keepAlive(Transport.Link link) {
        if (keepAlive == null) {
            link.ping();
        } else {
            link.send(keepAlive);
        }
    }

    /** One connection or attempt; deaf once another one is current. */
    private final class Attempt implements Transport.Receiver {
        private Transport.Link link;
        private long lastAlive = loop.nanoTime();

        @Override
        public void opened(Transport.Link opened) {
            if (this != current) {
                opened.close();
                return;
            }
            link = opened;
            alive();
            owner.opened();
        }

        @Override
        public void text(String frame) {
            if (this == current) {
                alive();
                owner.text(frame);
            }
        }

        @Override
        public void binary(byte[] frame) {
            if (this == current) {
                alive();
                owner.binary(frame);
            }
        }

        @Override
        public void alive() {
            lastAlive = loop.nanoTime();
        }

        @Override
        public void closed(String reason) {
            if (this != current) {
                return;
            }
            current = null;
            if (link != null) {
                link.close();
            }
            owner.lost(reason);
            if (!stopped) {
                long delay = backoff.next();
                LOG.warn("venue {}: {}; connecting again in {} ms", venue, reason, delay / 1_000_000);
                loop.schedule(VenueLink.this::start, delay);
            }
        }
    }
}
