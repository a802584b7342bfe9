package exoroute.adapter.sim.remote;

import static exoroute.adapter.sim.server.LocalVenue.BTC;
import static exoroute.adapter.sim.server.LocalVenue.order;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.adapter.sim.Await;
import exoroute.adapter.sim.Faults;
import exoroute.adapter.sim.server.LocalVenue;
import exoroute.adapter.sim.server.VenueJournal;
import exoroute.api.market.BookView;
import exoroute.api.market.Side;
import exoroute.api.market.Venue;
import exoroute.api.order.ExecutionReport;
import exoroute.api.order.ExecutionReport.Type;
import exoroute.api.order.TimeInForce;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The venue contract over a socket. */
class RemoteVenueAdapterTest {
    @TempDir
    Path folder;
    private LocalVenue venue;
    private RemoteVenueAdapter adapter;
    private final Heard heard = new Heard();
    private final AtomicInteger listed = new AtomicInteger();

    @BeforeEach
    void open() throws IOException {
        venue = venue(0);
        adapter = connect(venue.port(), "desk", heard);
    }

    private LocalVenue venue(int port) throws IOException {
        return new LocalVenue(folder.resolve("alpha.journal"), port, "--refill", "--quote", "BTCUSD;SELL;100.00;1");
    }

    private RemoteVenueAdapter connect(int port, String client, Heard listener) {
        RemoteVenueAdapter opened = new RemoteVenueAdapter(
                new RemoteTarget(new Venue("alpha", "Alpha"), "127.0.0.1", port, client, 5_000, 1_024),
                listed::incrementAndGet);
        opened.subscribe(listener);
        opened.start();
        Await.until("session up", listener::isUp);
        return opened;
    }

    @AfterEach
    void close() throws IOException {
        adapter.close();
        venue.close();
    }

    private void await(long child, Type type) {
        Await.until(() -> type + " of order " + child + ", heard " + heard.types(child), () -> heard.has(child, type));
    }

    @Test
    void orders_are_acknowledged_filled_replaced_cancelled_and_asked_for() throws Exception {
        adapter.submit(order(1, Side.BUY, TimeInForce.IOC, 10_000, 500));
        await(1, Type.TRADE);
        adapter.submit(order(2, Side.BUY, TimeInForce.GTC, 9_000, 500));
        adapter.replace(order(2, Side.BUY, TimeInForce.GTC, 9_000, 500), order(2, Side.BUY, TimeInForce.GTC, 9_100, 400));
        await(2, Type.REPLACED);
        var open = adapter.openOrders().toCompletableFuture().get(20, TimeUnit.SECONDS);
        assertEquals(List.of(2L), open.stream().map(o -> o.child()).toList());
        assertEquals(9_100, open.get(0).limitTicks());
        Map<String, Long> balances = adapter.balances().toCompletableFuture().get(20, TimeUnit.SECONDS);
        assertEquals(10_005_000_000L, balances.get("BTC"));
        adapter.cancel(order(2, Side.BUY, TimeInForce.GTC, 9_100, 400));
        await(2, Type.CANCELED);
        adapter.submit(order(3, Side.BUY, TimeInForce.GTC, 9_000, 500));
        adapter.cancelAll();
        await(3, Type.CANCELED);
        adapter.requestStatus(order(9, Side.BUY, TimeInForce.IOC, 1, 1));
        await(9, Type.NOT_FOUND);
        adapter.requestStatus(order(1, Side.BUY, TimeInForce.IOC, 10_000, 500));
        await(1, Type.STATUS);
        List<ExecutionReport> trades = heard.of(1).stream().filter(r -> r.type() == Type.TRADE).toList();
        assertEquals(2, trades.size());
        assertEquals(trades.get(0), trades.get(1), "repeated as it was");
        assertEquals(List.of(BTC), adapter.listings().stream().map(l -> l.id()).toList());
        assertEquals(1, listed.get());
    }

    @Test
    void busts_and_corrections_of_the_venues_operator_arrive() throws IOException {
        adapter.submit(order(1, Side.BUY, TimeInForce.IOC, 10_000, 500));
        await(1, Type.TRADE);
        String fill = heard.of(1).get(1).execId();
        venue.control().correct(fill, 300, 9_999);
        await(1, Type.TRADE_CORRECT);
        venue.control().bust(fill);
        await(1, Type.TRADE_CANCEL);
        assertEquals("3", venue.control().statistics().get("executions"));
        assertEquals("10000000000", venue.control().statistics().get("balance.BTC"));
    }

    @Test
    void after_a_lost_connection_every_report_comes_once_and_in_order() throws IOException {
        for (long id = 1; id <= 300; id++) {
            adapterSubmit(id);
            if (id % 60 == 0) {
                long losses = id / 60 - 1;
                Await.until("loss " + losses + " was noticed, and the session is up", () -> isUpAfter(losses));
                venue.control().disconnect();
            }
        }
        Await.until("the last loss was noticed, and the session is up", () -> isUpAfter(5));
        adapterSubmit(301);
        await(301, Type.TRADE);
        Await.until("all reports of the venue", () -> told().size() == recorded());
        List<ExecutionReport> told = told();
        assertEquals(told.size(), told.stream().map(ExecutionReport::execId).distinct().count());
        assertTrue(VenueJournal.read(folder.resolve("alpha.journal")).orders().size() > 0);
    }

    /** The session was lost so often, and is up again. */
    private boolean isUpAfter(long losses) {
        List<String> sessions = List.copyOf(heard.sessions);
        return sessions.stream().filter(s -> s.startsWith("up")).count() == losses + 1
                && sessions.get(sessions.size() - 1).startsWith("up");
    }

    /** What the venue told, without what this side said of its own. */
    private List<ExecutionReport> told() {
        return heard.reports.stream().filter(r -> r.type() != Type.UNKNOWN).toList();
    }

    private long recorded() {
        try {
            return VenueJournal.read(folder.resolve("alpha.journal")).reports().get("desk");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Sends; while the session is down it throws and nothing leaves, so it is sent again. */
    private void adapterSubmit(long id) {
        Await.until("order " + id + " is taken", () -> {
            try {
                adapter.submit(order(id, Side.BUY, TimeInForce.IOC, 10_000, 5));
                return true;
            } catch (IllegalStateException e) {
                return false;
            }
        });
    }

    @Test
    void a_second_process_of_the_desk_hears_only_what_comes_then() throws Exception {
        adapter.submit(order(1, Side.BUY, TimeInForce.IOC, 10_000, 500));
        await(1, Type.TRADE);
        adapter.close();
        Heard later = new Heard();
        try (RemoteVenueAdapter second = connect(venue.port(), "desk", later)) {
            second.submit(order(2, Side.BUY, TimeInForce.IOC, 10_000, 500));
            Await.until("a fill", () -> later.has(2, Type.TRADE));
            assertEquals(List.of(), later.of(1));
            second.requestStatus(order(1, Side.BUY, TimeInForce.IOC, 10_000, 500));
            Await.until("a status", () -> later.has(1, Type.STATUS));
            assertEquals(heard.of(1).get(1), later.of(1).get(0), "the lost fill is made good");
        }
    }

    @Test
    void another_desk_neither_sees_nor_touches_the_orders() throws Exception {
        adapter.submit(order(1, Side.BUY, TimeInForce.GTC, 9_000, 500));
        await(1, Type.NEW);
        Heard other = new Heard();
        try (RemoteVenueAdapter stranger = connect(venue.port(), "stranger", other)) {
            stranger.cancel(order(1, Side.BUY, TimeInForce.GTC, 9_000, 500));
            Await.until("not found", () -> other.has(1, Type.NOT_FOUND));
            stranger.submit(order(1, Side.BUY, TimeInForce.GTC, 9_000, 500));
            Await.until("rejected", () -> other.has(1, Type.REJECTED));
            assertEquals(List.of(), stranger.openOrders().toCompletableFuture().get(20, TimeUnit.SECONDS));
            stranger.cancelAll();
            assertEquals(1, adapter.openOrders().toCompletableFuture().get(20, TimeUnit.SECONDS).size());
        }
        assertEquals(List.of(Type.NEW), heard.types(1));
    }

    @Test
    void books_come_with_every_change_and_go_stale_with_the_connection() throws Exception {
        List<BookView> views = new CopyOnWriteArrayList<>();
        adapter.feed().subscribe(BTC, 10, views::add);
        Await.until("a live book", () -> adapter.feed().view(BTC, 10).isLive());
        adapter.submit(order(1, Side.BUY, TimeInForce.GTC, 9_000, 500));
        Await.until("the own order is in the book", () -> adapter.feed().view(BTC, 10).book().levels(Side.BUY) == 1);
        int port = venue.port();
        venue.close();
        Await.until("stale", () -> !adapter.feed().view(BTC, 10).isLive());
        Await.until("session down", () -> !heard.isUp());
        IllegalStateException e = assertThrows(
                IllegalStateException.class, () -> adapter.cancel(order(1, Side.BUY, TimeInForce.GTC, 9_000, 500)));
        assertTrue(e.getMessage().contains("CANCEL of order 1 was not sent"), e.getMessage());
        assertThrows(ExecutionException.class, () -> adapter.balances().toCompletableFuture().get(20, TimeUnit.SECONDS));
        venue = venue(port);
        Await.until("live again", () -> adapter.feed().view(BTC, 10).isLive());
        for (int i = 1; i < views.size(); i++) {
            assertTrue(views.get(i).sequence() > views.get(i - 1).sequence());
        }
        assertEquals(1, listed.get(), "the listings did not change");
    }

    @Test
    void a_flapping_session_goes_down_and_up() throws IOException {
        venue.control().faults(Faults.parse("flap.ms=50"));
        Await.until("down twice, heard " + heard.sessions,
                () -> heard.sessions.stream().filter(s -> s.startsWith("down")).count() > 2);
        venue.control().faults(Faults.NONE);
        Await.until("up", heard::isUp);
    }

    @Test
    void a_venue_under_another_name_is_not_used() {
        Heard wrong = new Heard();
        RemoteVenueAdapter other = new RemoteVenueAdapter(
                new RemoteTarget(new Venue("beta", "Beta"), "127.0.0.1", venue.port(), "desk2", 500, 10), () -> { });
        other.subscribe(wrong);
        other.start();
        Await.until("refused", () -> {
            try {
                other.cancelAll();
                return false;
            } catch (IllegalStateException e) {
                return e.getMessage().contains("venue 'alpha' answers there, not 'beta'");
            }
        });
        other.close();
        assertFalse(wrong.isUp());
        assertThrows(IllegalArgumentException.class,
                () -> new RemoteTarget(new Venue("beta", "Beta"), "127.0.0.1", 0, "desk", 500, 10));
    }
}
