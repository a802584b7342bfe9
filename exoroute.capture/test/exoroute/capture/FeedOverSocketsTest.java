package exoroute.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import exoroute.adapter.ws.FeedCommand;
import exoroute.adapter.ws.FeedComponent;
import exoroute.api.adapter.FeedStatistics;
import exoroute.api.market.BookView;
import exoroute.api.market.Listing;
import exoroute.api.market.ListingId;
import exoroute.api.market.Side;
import java.math.BigDecimal;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedOverSocketsTest {
    private static final Path FOLDER = Path.of("captures");
    private final CaptureStore store = new CaptureStore("captures");
    private final LocalAuthority authority = new LocalAuthority();

    @TempDir
    Path temp;

    private Path ca;

    @BeforeEach
    void write_certificate() throws Exception {
        ca = Files.writeString(temp.resolve("ca.pem"), authority.pem());
    }

    private Capture capture(String venue) {
        return store.captures(List.of(venue)).get(0);
    }

    private CaptureServer server(String venue, double speed, boolean loop, Faults faults) {
        return new CaptureServer(List.of(new Recording(capture(venue), store)),
                new PlaybackSettings(speed, loop, faults), authority, 0, 0);
    }

    private static JsonNode offline(Capture capture) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(capture.codec(), "--json"));
        capture.files().stream()
                .filter(f -> f.role().equals("frames") || f.role().equals("snapshots"))
                .forEach(f -> arguments.add(FOLDER.resolve(f.file()).toString()));
        return new ObjectMapper().readTree(new FeedCommand().feed(arguments.toArray(String[]::new))).path(
                "instruments");
    }

    private static void equal(Listing listing, BookView view, JsonNode expected) {
        assertTrue(view.isLive(), view::reason);
        assertEquals(expected.path("bids").asInt(), view.book().levels(Side.BUY));
        assertEquals(expected.path("asks").asInt(), view.book().levels(Side.SELL));
        for (Side side : Side.values()) {
            JsonNode top = expected.path("top").path(side == Side.BUY ? "bids" : "asks");
            for (int i = 0; i < top.size(); i++) {
                assertEquals(new BigDecimal(top.get(i).get(0).asText()).stripTrailingZeros(),
                        new BigDecimal(listing.price(view.book().price(side, i))).stripTrailingZeros());
                assertEquals(new BigDecimal(top.get(i).get(1).asText()).stripTrailingZeros(),
                        new BigDecimal(listing.size(view.book().size(side, i))).stripTrailingZeros());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bitstamp", "gemini", "binanceus", "okcoin", "bitflyer", "kraken"})
    void a_book_fed_over_tls_ends_as_the_recording_decoded_offline(String venue) throws Exception {
        Capture capture = capture(venue);
        JsonNode offline = offline(capture);
        try (CaptureServer server = server(venue, 0, false, Faults.NONE)) {
            FeedComponent feed = LiveFeed.open(capture, server, ca);
            try {
                for (Listing listing : feed.listings()) {
                    JsonNode expected = offline.path(listing.id().symbol());
                    LiveFeed.await(listing.id() + " has all book messages",
                            () -> feed.statistics(listing.id()).bookMessages() >= expected.path(
                                    "bookMessages").asLong(),
                            () -> feed.view(listing.id(), 1) + " " + feed.statistics(listing.id()));
                    FeedStatistics s = feed.statistics(listing.id());
                    assertEquals(expected.path("bookMessages").asLong(), s.bookMessages());
                    assertEquals(expected.path("checksumsGood").asLong(), s.checksumsGood());
                    assertEquals(0, s.checksumsBad() + s.gaps() + s.crossed() + s.malformed() + s.resubscriptions());
                    equal(listing, feed.view(listing.id(), Integer.MAX_VALUE), expected);
                }
            } finally {
                feed.deactivate();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"binanceus", "okcoin", "kraken"})
    void an_injected_gap_makes_the_book_stale_and_a_resubscription_brings_a_fresh_snapshot(
            String venue) throws Exception {
        Capture capture = capture(venue);
        String symbol = capture.listings().get(0).path("symbol").asText();
        ListingId id = LiveFeed.id(capture, symbol);
        AtomicBoolean dropped = new AtomicBoolean();
        Faults drop = (v, s, index, text) -> s.equals(symbol) && index == 20 && !dropped.getAndSet(true) ? null : text;
        List<String> reasons = new CopyOnWriteArrayList<>();
        try (CaptureServer server = server(venue, 0, false, drop)) {
            FeedComponent feed = LiveFeed.open(capture, server, ca);
            try {
                feed.subscribe(id, 5, view -> reasons.add(view.reason()));
                JsonNode expected = offline(capture).path(symbol);
                LiveFeed.await(id + " was rebuilt and is through",
                        () -> feed.statistics(id).resubscriptions() == 1
                                && feed.statistics(id).bookMessages() > expected.path("bookMessages").asLong(),
                        () -> feed.view(id, 1) + " " + feed.statistics(id));
                LiveFeed.awaitView(feed, id, "ends as offline", view -> view.isLive()
                        && view.book().levels(Side.BUY) == expected.path("bids").asInt()
                        && view.book().levels(Side.SELL) == expected.path("asks").asInt());
                FeedStatistics s = feed.statistics(id);
                assertEquals(1, s.gaps() + s.checksumsBad());
                assertTrue(reasons.stream().anyMatch(r -> r.contains("resubscribing") && r.contains("at frame ")),
                        reasons::toString);
            } finally {
                feed.deactivate();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bitstamp", "kraken"})
    void a_server_killed_mid_stream_leaves_a_stale_book_that_lives_again_after_its_return(
            String venue) throws Exception {
        Capture capture = capture(venue);
        ListingId id = LiveFeed.id(capture, capture.listings().get(0).path("symbol").asText());
        CaptureServer first = server(venue, 1, false, Faults.NONE);
        FeedComponent feed = LiveFeed.open(capture, first, ca);
        try {
            LiveFeed.awaitView(feed, id, "is live", BookView::isLive);
            int ws = first.ws(venue).getPort();
            int rest = first.rest(venue).getPort();
            first.close();
            LiveFeed.awaitView(feed, id, "is stale", view -> !view.isLive());
            assertEquals(0, feed.view(id, 5).book().levels(Side.BUY), "a stale view shows no levels");
            CaptureServer second = new CaptureServer(List.of(new Recording(capture, store)),
                    new PlaybackSettings(1, false, Faults.NONE), authority, ws, rest);
            LiveFeed.awaitView(feed, id, "is live again", BookView::isLive);
            feed.deactivate();
            LiveFeed.awaitView(feed, id, "is stale after the end", view -> !view.isLive());
            second.close();
        } finally {
            feed.deactivate();
            first.close();
        }
    }

    @Test
    void a_looping_venue_restarts_and_the_feed_follows() throws Exception {
        Capture capture = capture("okcoin");
        ListingId id = LiveFeed.id(capture, "BTC-USDT");
        try (CaptureServer server = server("okcoin", 0, true, Faults.NONE)) {
            FeedComponent feed = LiveFeed.open(capture, server, ca);
            try {
                LiveFeed.await("three rounds", () -> feed.statistics(id).bookMessages() >= 3 * 40,
                        () -> feed.statistics(id));
                assertEquals(0, feed.statistics(id).checksumsBad());
            } finally {
                feed.deactivate();
            }
        }
    }

    @Test
    void a_certificate_for_another_host_is_refused() throws Exception {
        LocalAuthority elsewhere = new LocalAuthority("127.0.0.9", "elsewhere.invalid");
        Files.writeString(ca, elsewhere.pem());
        refused(elsewhere, "127.0.0.1");
    }

    @Test
    void a_certificate_of_an_unknown_authority_is_refused() throws Exception {
        refused(new LocalAuthority(), "certification path");
    }

    private void refused(LocalAuthority of, String reason) throws Exception {
        Capture capture = capture("kraken");
        ListingId id = LiveFeed.id(capture, "XBT/USD");
        try (CaptureServer server = new CaptureServer(List.of(new Recording(capture, store)),
                new PlaybackSettings(0, false, Faults.NONE), of, 0, 0)) {
            FeedComponent feed = LiveFeed.open(capture, server, ca);
            try {
                LiveFeed.awaitView(feed, id, "says why", view -> view.reason().contains(reason));
                assertFalse(feed.view(id, 1).isLive());
                assertEquals(0, feed.statistics(id).frames());
            } finally {
                feed.deactivate();
            }
        }
    }

    private void reason(Map<String, Object> extra, String symbol, String reason) throws Exception {
        Capture capture = capture("kraken");
        try (CaptureServer server = server("kraken", 0, false, Faults.NONE)) {
            Map<String, Object> values = new HashMap<>(Map.of("venue", "kraken", "codec", "kraken",
                    "wsUri", server.ws("kraken").toString(), "caCertificate", ca.toString(),
                    "listings", capture.listings().toString()));
            values.putAll(extra);
            FeedComponent feed = new FeedComponent(LiveFeed.configuration(values));
            try {
                LiveFeed.awaitView(feed, LiveFeed.id(capture, symbol), "says why",
                        view -> view.reason().contains(reason));
            } finally {
                feed.deactivate();
            }
        }
    }

    @Test
    void a_message_beyond_the_bound_ends_the_connection() throws Exception {
        reason(Map.of("maxMessageBytes", 20_000), "XBT/USD", "a message is longer than 20000 bytes");
    }

    @Test
    void a_symbol_that_the_venue_does_not_know_is_refused_by_it() throws Exception {
        String listings = capture("kraken").listings().toString().replace("XBT/USD", "XBT/XYZ");
        reason(Map.of("listings", listings), "XBT/XYZ",
                "the venue refuses the subscription: Currency pair not supported XBT/XYZ");
    }

    @Test
    void plain_addresses_are_refused() {
        Capture capture = capture("kraken");
        Map<String, Object> plain = Map.of("venue", "kraken", "codec", "kraken", "wsUri", "ws://127.0.0.1:1/",
                "listings", capture.listings().toString());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new FeedComponent(LiveFeed.configuration(plain)))
                .getMessage().contains("wss://"));
    }

    @Test
    void a_port_in_use_is_one_clear_error() throws Exception {
        List<Recording> none = List.of();
        PlaybackSettings settings = new PlaybackSettings(1, false, Faults.NONE);
        try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();
            for (boolean ws : new boolean[] {true, false}) {
                String message = assertThrows(IllegalStateException.class,
                        () -> new CaptureServer(none, settings, authority, ws ? port : 0, ws ? 0 : port)).getMessage();
                assertEquals("capture server: port " + port + " of 127.0.0.1 is in use; set "
                        + (ws ? "wsPort" : "restPort")
                        + " to another port, or to 0 for a free one", message);
            }
        }
    }
}
