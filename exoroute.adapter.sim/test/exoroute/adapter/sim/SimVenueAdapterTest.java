package exoroute.adapter.sim;

import static exoroute.adapter.sim.SimFixture.BTC;
import static exoroute.adapter.sim.SimFixture.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.adapter.ExecutionListener;
import exoroute.api.adapter.Subscription;
import exoroute.api.market.Side;
import exoroute.api.market.Venue;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.ExecutionReport;
import exoroute.api.order.ExecutionReport.Type;
import exoroute.api.order.OrderType;
import exoroute.api.order.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The venue's thread: nothing blocks the caller, everything arrives, in order. */
class SimVenueAdapterTest {
    private static final long LIMIT = 20;

    private final AtomicLong time = new AtomicLong(START);
    private final BlockingQueue<ExecutionReport> reports = new LinkedBlockingQueue<>();
    private final List<String> sessions = new CopyOnWriteArrayList<>();
    private final ExecutionListener listener = new ExecutionListener() {
        @Override
        public void onReport(ExecutionReport report) {
            reports.add(report);
        }

        @Override
        public void onSession(boolean up, String reason) {
            sessions.add((up ? "up: " : "down: ") + reason);
        }
    };
    private SimVenueAdapter adapter = open(VenueModel.PERFECT);

    private SimVenueAdapter open(VenueModel model) {
        SimVenueAdapter opened = new SimVenueAdapter(new Venue("sim", "Simulated"), List.of(BTC), model, time::get);
        opened.followPaper(BTC.id());
        return opened;
    }

    @AfterEach
    void close() {
        adapter.close();
    }

    private static ChildOrder order(long id, TimeInForce tif) {
        return new ChildOrder(id, 1, BTC.id(), Side.BUY, OrderType.LIMIT, tif, 100, 5, 0);
    }

    private Type next() throws InterruptedException {
        ExecutionReport report = reports.poll(LIMIT, TimeUnit.SECONDS);
        assertTrue(report != null, "no report came");
        return report.type();
    }

    @Test
    void orders_travel_through_the_venues_thread_in_order() throws Exception {
        adapter.subscribe(listener);
        adapter.onView(SimFixture.view(1, "99x3 | 100x5"));
        adapter.submit(order(1, TimeInForce.IOC));
        adapter.submit(order(2, TimeInForce.GTC));
        adapter.requestStatus(order(2, TimeInForce.GTC));
        adapter.replace(order(2, TimeInForce.GTC), order(2, TimeInForce.GTC));
        adapter.cancel(order(2, TimeInForce.GTC));
        adapter.cancelAll();
        List<Type> seen = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            seen.add(next());
        }
        assertEquals(List.of(Type.NEW, Type.TRADE, Type.NEW, Type.STATUS, Type.REPLACED, Type.CANCELED), seen);
        assertEquals("sim", adapter.venue().id());
        assertEquals(List.of(BTC), adapter.listings());
    }

    @Test
    void latency_passes_with_the_clock() throws Exception {
        adapter.close();
        adapter = open(new VenueModel(1, 1_000_000, 1_000_000, 0, 0));
        adapter.subscribe(listener);
        adapter.onView(SimFixture.view(1, "99x3 | 100x5"));
        adapter.submit(order(1, TimeInForce.IOC));
        adapter.requestStatus(order(77, TimeInForce.IOC));
        assertEquals(Type.NOT_FOUND, next(), "the order is still under way");
        time.addAndGet(2_000_000);
        assertEquals(Type.NEW, next());
        assertEquals(Type.TRADE, next());
    }

    @Test
    void a_session_is_told_at_once_and_its_end_to_those_who_still_listen() {
        adapter.subscribe(listener);
        Subscription second = adapter.subscribe(new ExecutionListener() {
            @Override
            public void onReport(ExecutionReport report) {}

            @Override
            public void onSession(boolean up, String reason) {
                assertTrue(up, "told after it ended");
            }
        });
        second.close();
        adapter.close();
        assertEquals(List.of("up: simulated venue", "down: simulated venue closed"), sessions);
        assertThrows(RuntimeException.class, () -> adapter.submit(order(1, TimeInForce.IOC)),
                "nothing is swallowed: the caller must count it as unknown");
    }

    @Test
    void a_listener_that_throws_does_not_stop_the_venue() throws Exception {
        adapter.subscribe(new ExecutionListener() {
            @Override
            public void onReport(ExecutionReport report) {
                if (report.child() == 1) {
                    throw new IllegalStateException("on purpose");
                }
                reports.add(report);
            }

            @Override
            public void onSession(boolean up, String reason) {}
        });
        adapter.onView(SimFixture.view(1, "99x3 | 100x5"));
        adapter.submit(order(1, TimeInForce.IOC));
        adapter.submit(order(2, TimeInForce.IOC));
        assertEquals(Type.NEW, next());
    }

    @Test
    void open_orders_are_listed_and_a_deaf_venue_fails_the_question() throws Exception {
        adapter.onView(SimFixture.view(1, "99x3 | 101x5"));
        adapter.submit(order(1, TimeInForce.GTC));
        assertEquals(1, adapter.openOrders().toCompletableFuture().get(LIMIT, TimeUnit.SECONDS).size());
        assertEquals(Map.of(), adapter.balances().toCompletableFuture().get(LIMIT, TimeUnit.SECONDS));
        adapter.faults(Faults.parse("deaf"));
        CompletableFuture<?> question = adapter.balances().toCompletableFuture();
        Await.until("no answer", () -> {
            time.addAndGet(1_000_000_000L);
            adapter.onView(SimFixture.view(2, "99x3 | 101x5"));
            return question.isDone();
        });
        Throwable why = assertThrows(ExecutionException.class, () -> question.get(LIMIT, TimeUnit.SECONDS)).getCause();
        assertTrue(why.getMessage().contains("did not answer"), why.toString());
    }

    @Test
    void a_session_that_flaps_refuses_messages_and_keeps_reports_until_it_is_up() throws Exception {
        adapter.subscribe(listener);
        adapter.onView(SimFixture.view(1, "99x3 | 101x5"));
        adapter.submit(order(1, TimeInForce.GTC));
        assertEquals(Type.NEW, next());
        adapter.faults(Faults.parse("flap.ms=1"));
        adapter.openOrders().toCompletableFuture().get(LIMIT, TimeUnit.SECONDS);
        time.addAndGet(1_000_000);
        adapter.onView(SimFixture.view(2, "99x3 | 100x5"));
        Await.until("down", () -> {
            try {
                adapter.cancel(order(2, TimeInForce.GTC));
                return false;
            } catch (IllegalStateException e) {
                return e.getMessage().contains("the session flaps");
            }
        });
        reports.removeIf(r -> r.type() == Type.NOT_FOUND);
        time.addAndGet(1_000_000);
        adapter.onView(SimFixture.view(3, "99x3 | 100x5"));
        Await.until("the fill is told", () -> reports.stream().anyMatch(r -> r.type() == Type.TRADE));
        assertTrue(sessions.size() >= 3, sessions.toString());
    }
}
