package exoroute.adapter.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.adapter.Subscription;
import exoroute.api.market.BookView;
import exoroute.api.market.ListingId;
import exoroute.api.market.Side;
import exoroute.api.market.Venue;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VenueFeedTest {
    private static final FeedLimits LIMITS =
            new FeedLimits(Duration.ofMillis(100), Duration.ofSeconds(2), Duration.ofSeconds(10), 100);

    private final FakeVenue venue = new FakeVenue();
    private final List<BookView> views = new ArrayList<>();

    private VenueFeed feed(VenueCodec codec, String... symbols) {
        VenueFeed feed = new VenueFeed(new Venue("v", "V"), codec,
                Stream.of(symbols).map(s -> Captures.fine("v", s)).toList(),
                LIMITS, 10_000, venue, venue, new SplittableRandom(7));
        feed.start();
        feed.subscribe(id(symbols[0]), 2, views::add);
        venue.run();
        return feed;
    }

    private static ListingId id(String symbol) {
        return new ListingId("v", symbol);
    }

    private static String gemini(String symbol, boolean snapshot, String... changes) {
        return "{\"type\":\"l2_updates\",\"symbol\":\"" + symbol + "\",\"changes\":[" + String.join(",", changes) + "]"
                + (snapshot ? ",\"trades\":[]" : "") + "}";
    }

    private static String depth(long first, long last) {
        return "{\"stream\":\"x@depth@100ms\",\"data\":{\"e\":\"depthUpdate\",\"E\":1,\"s\":\"X\",\"U\":" + first
                + ",\"u\":"
                + last + ",\"b\":[[\"5\",\"" + last + "\"]],\"a\":[]}}";
    }

    private static String depthSnapshot(long id) {
        return "{\"lastUpdateId\":" + id + ",\"bids\":[[\"9\",\"1\"]],\"asks\":[[\"11\",\"1\"]]}";
    }

    private VenueFeed liveGemini() {
        VenueFeed feed = feed(new GeminiCodec(), "X", "Y");
        venue.open();
        venue.receiver().text(gemini("X", true, "[\"buy\",\"9\",\"1\"]", "[\"buy\",\"8\",\"1\"]",
                "[\"buy\",\"7\",\"1\"]", "[\"sell\",\"11\",\"1\"]"));
        assertTrue(feed.view(id("X"), 9).isLive());
        views.clear();
        return feed;
    }

    private VenueFeed liveBinance() {
        VenueFeed feed = feed(new BinanceCodec(), "X");
        venue.open();
        venue.receiver().text("{\"result\":null,\"id\":1}");
        venue.receiver().text(depth(8, 10));
        venue.answers.get(0).complete(depthSnapshot(9));
        venue.run();
        assertTrue(feed.view(id("X"), 9).isLive());
        views.clear();
        return feed;
    }

    @Test
    void tells_changes_of_the_subscribed_depth_only_and_numbers_them() {
        VenueFeed feed = liveGemini();
        venue.receiver().text(gemini("X", false, "[\"buy\",\"7\",\"2\"]"));
        assertEquals(0, views.size(), "the third level is deeper than the subscription");
        venue.receiver().text(gemini("X", false, "[\"buy\",\"8.5\",\"2\"]"));
        venue.receiver().text(gemini("X", false, "[\"buy\",\"8.5\",\"0\"]"));
        assertEquals(2, views.size());
        assertTrue(views.get(0).sequence() < views.get(1).sequence());
        assertEquals(2, views.get(1).book().levels(Side.BUY));
        assertEquals(3, feed.view(id("X"), Integer.MAX_VALUE).book().levels(Side.BUY));
        assertEquals(4, feed.statistics(id("X")).bookMessages());
        assertFalse(feed.view(id("Y"), 1).isLive(), "another listing of the connection is on its own");
    }

    @Test
    void a_closed_subscription_and_a_failing_listener_disturb_nobody() {
        VenueFeed feed = liveGemini();
        List<BookView> closed = new ArrayList<>();
        Subscription subscription = feed.subscribe(id("X"), 2, closed::add);
        feed.subscribe(id("X"), 2, view -> {
            throw new IllegalStateException("a listener's own fault");
        });
        venue.run();
        assertEquals(1, closed.size(), "the current view is told at once");
        subscription.close();
        venue.receiver().text(gemini("X", false, "[\"buy\",\"9\",\"2\"]"));
        assertEquals(1, closed.size());
        assertEquals(1, views.size());
    }

    @Test
    void a_malformed_frame_is_counted_and_makes_a_book_stale_where_the_loss_could_not_be_seen() {
        VenueFeed feed = liveGemini();
        venue.receiver().text(gemini("X", false, "[\"buy\",\"9\",\"2\"]").substring(0, 50));
        assertEquals(1, feed.statistics(id("X")).malformed());
        assertEquals(0, feed.statistics(id("Y")).malformed());
        BookView stale = views.get(0);
        assertFalse(stale.isLive());
        assertTrue(stale.reason().contains("at frame 2; resubscribing"), stale::reason);
        assertEquals(0, stale.book().levels(Side.BUY));
        venue.run();
        assertTrue(venue.sent.get(venue.sent.size() - 2).contains("unsubscribe"));
        assertTrue(venue.sent.get(venue.sent.size() - 1).contains("[\"X\"]"));
        venue.receiver().text(gemini("X", false, "[\"buy\",\"9\",\"3\"]"));
        assertFalse(feed.view(id("X"), 1).isLive(), "an increment that was under way does not bring it back");
        venue.receiver().text(gemini("X", true, "[\"buy\",\"9\",\"3\"]"));
        assertTrue(feed.view(id("X"), 1).isLive());
        assertEquals(1, feed.statistics(id("X")).resubscriptions());
    }

    @Test
    void a_malformed_frame_without_symbol_and_an_unknown_symbol_are_survived() {
        VenueFeed feed = liveGemini();
        venue.receiver().text("<html>maintenance</html>");
        venue.receiver().text(gemini("ELSE", true, "[\"buy\",\"9\",\"2\"]"));
        venue.receiver().binary(new byte[] {1, 2, 3});
        assertTrue(feed.view(id("X"), 1).isLive());
        assertEquals(2, feed.statistics(id("X")).malformed());
        assertThrows(IllegalArgumentException.class, () -> feed.view(id("ELSE"), 1));
    }

    @Test
    void a_rest_snapshot_is_fetched_after_the_acknowledgement_and_joined() {
        VenueFeed feed = liveBinance();
        assertEquals(List.of("/api/v3/depth?symbol=X&limit=1000"), venue.paths);
        assertEquals(2, feed.statistics(id("X")).bookMessages());
        assertEquals(2, feed.view(id("X"), 9).book().levels(Side.BUY));
    }

    @Test
    void a_gap_makes_the_book_stale_until_it_was_rebuilt() {
        VenueFeed feed = liveBinance();
        venue.receiver().text(depth(13, 14));
        assertEquals("sequence gap, 13 after 10 at frame 3; resubscribing", views.get(0).reason());
        venue.run();
        venue.receiver().text(depth(15, 16));
        assertFalse(feed.view(id("X"), 1).isLive());
        venue.receiver().text("{\"result\":null,\"id\":2}");
        venue.receiver().text(depth(17, 18));
        venue.answers.get(1).complete(depthSnapshot(17));
        venue.run();
        assertTrue(feed.view(id("X"), 1).isLive());
        assertEquals(1, feed.statistics(id("X")).gaps());
        assertEquals(1, feed.statistics(id("X")).resubscriptions());
    }

    @Test
    void a_snapshot_older_than_the_increments_is_fetched_again() {
        VenueFeed feed = feed(new BinanceCodec(), "X");
        venue.open();
        venue.receiver().text("{\"result\":null,\"id\":1}");
        venue.receiver().text(depth(20, 21));
        venue.answers.get(0).complete(depthSnapshot(9));
        venue.run();
        assertFalse(feed.view(id("X"), 1).isLive());
        venue.advance(Duration.ofMillis(100));
        venue.answers.get(1).complete(depthSnapshot(20));
        venue.run();
        assertTrue(feed.view(id("X"), 1).isLive());
    }

    @Test
    void a_failed_or_malformed_snapshot_is_fetched_again() {
        VenueFeed feed = feed(new BinanceCodec(), "X");
        venue.open();
        venue.receiver().text("{\"result\":null,\"id\":1}");
        venue.answers.get(0).completeExceptionally(new IOException("status 503"));
        venue.run();
        venue.advance(Duration.ofMillis(100));
        venue.answers.get(1).complete(depthSnapshot(9).substring(0, 30));
        venue.run();
        venue.advance(Duration.ofMillis(200));
        venue.answers.get(2).complete(depthSnapshot(9));
        venue.run();
        assertTrue(feed.view(id("X"), 1).isLive());
        assertEquals(1, feed.statistics(id("X")).malformed());
    }

    @Test
    void a_crossed_book_is_never_shown() {
        VenueFeed feed = liveGemini();
        venue.receiver().text(gemini("X", false, "[\"buy\",\"11\",\"2\"]"));
        assertTrue(views.get(0).reason().startsWith("book crossed: bid 11, ask 11"), views.get(0)::reason);
        assertEquals(1, views.size());
        assertEquals(1, feed.statistics(id("X")).crossed());
    }

    @Test
    void silence_makes_the_book_stale_and_connects_again() {
        VenueFeed feed = liveGemini();
        venue.advance(Duration.ofSeconds(8));
        assertTrue(feed.view(id("X"), 1).isLive());
        assertTrue(venue.pings > 0, "the feed asks for a sign of life");
        venue.advance(Duration.ofSeconds(8));
        assertFalse(feed.view(id("X"), 1).isLive());
        assertTrue(views.get(0).reason().startsWith("nothing heard for 10000 ms"), views.get(0)::reason);
        assertTrue(venue.receivers.size() > 1);
        assertEquals(1, venue.closes);
    }

    @Test
    void pings_alone_keep_a_quiet_book_live() {
        VenueFeed feed = liveGemini();
        venue.receiver().text(gemini("Y", true, "[\"buy\",\"9\",\"2\"]"));
        for (int i = 0; i < 20; i++) {
            venue.advance(Duration.ofSeconds(5));
            venue.receiver().alive();
        }
        assertTrue(feed.view(id("X"), 1).isLive());
        assertEquals(1, venue.receivers.size());
    }

    @Test
    void a_book_that_gets_no_snapshot_is_asked_for_again() {
        VenueFeed feed = liveGemini();
        for (int i = 0; i < 4; i++) {
            venue.advance(Duration.ofSeconds(4));
            venue.receiver().alive();
        }
        assertEquals(1, feed.statistics(id("Y")).resubscriptions());
        assertTrue(feed.view(id("Y"), 1).reason().startsWith("no snapshot within 10000 ms"));
    }

    @Test
    void lost_connections_are_retried_with_growing_capped_delays() {
        feed(new GeminiCodec(), "X");
        for (int i = 0; i < 10; i++) {
            venue.receiver().closed("refused");
            venue.advance(Duration.ofSeconds(2));
        }
        List<Long> delays = new ArrayList<>();
        for (int i = 1; i < venue.connectTimes.size(); i++) {
            delays.add(venue.connectTimes.get(i) - Math.max(venue.connectTimes.get(i - 1), (i - 1) * 2_000_000_000L));
        }
        assertEquals(10, delays.size());
        for (int i = 0; i < delays.size(); i++) {
            long limit = Math.min(2000, 100L << i) * 1_000_000;
            assertTrue(delays.get(i) >= limit / 2 && delays.get(i) <= limit, "attempt " + i + " waited "
                    + delays.get(i));
        }
    }

    @Test
    void late_words_of_an_old_connection_are_ignored() {
        VenueFeed feed = liveGemini();
        Transport.Receiver old = venue.receiver();
        old.closed("gone");
        venue.advance(Duration.ofMillis(100));
        venue.open();
        old.text(gemini("X", true, "[\"buy\",\"9\",\"2\"]"));
        old.closed("gone again");
        assertFalse(feed.view(id("X"), 1).isLive());
        assertEquals(2, venue.receivers.size());
    }

    @Test
    void a_refused_subscription_is_told() {
        VenueFeed feed = feed(new KrakenCodec(), "X/Y");
        venue.open();
        venue.receiver().text("{\"errorMessage\":\"Currency pair not supported\",\"event\":\"subscriptionStatus\",\"pair\":\"X/Y\",\"status\":\"error\"}");
        assertTrue(feed.view(id("X/Y"), 1).reason().contains("Currency pair not supported"));
    }

    @Test
    void the_venues_wish_to_reconnect_is_followed() {
        feed(new BitstampCodec(), "x");
        venue.open();
        venue.receiver().text("{\"event\":\"bts:request_reconnect\",\"channel\":\"\",\"data\":\"\"}");
        assertEquals(1, venue.closes);
        venue.advance(Duration.ofMillis(100));
        assertEquals(2, venue.receivers.size());
    }

    @Test
    void a_closed_feed_tells_its_books_stale_and_stays_closed() {
        VenueFeed feed = liveGemini();
        feed.close();
        venue.run();
        assertEquals("the feed stops after frame 1", views.get(0).reason());
        venue.advance(Duration.ofMinutes(1));
        assertEquals(1, venue.receivers.size());
    }
}
