package exoroute.adapter.sim;

import static exoroute.adapter.sim.SimFixture.BTC;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.adapter.BookListener;
import exoroute.api.adapter.ExecutionListener;
import exoroute.api.adapter.MarketDataFeed;
import exoroute.api.market.Side;
import exoroute.api.market.Venue;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.ExecutionReport;
import exoroute.api.order.ExecutionReport.Type;
import exoroute.api.order.OrderType;
import exoroute.api.order.TimeInForce;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A paper venue opens every listing of its feed, follows it, and lets go of it at the end. */
class PaperVenueComponentTest {
    private final List<BookListener> books = new CopyOnWriteArrayList<>();

    private MarketDataFeed feed() {
        return (MarketDataFeed) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {MarketDataFeed.class}, (proxy, method, arguments) ->
                        switch (method.getName()) {
                            case "venue" -> new Venue("sim", "Simulated");
                            case "listings" -> List.of(BTC);
                            case "subscribe" -> {
                                BookListener listener = (BookListener) arguments[2];
                                books.add(listener);
                                yield (exoroute.api.adapter.Subscription) () -> books.remove(listener);
                            }
                            default -> throw new UnsupportedOperationException(method.getName());
                        });
    }

    private static PaperSettings settings(Map<String, Object> given) {
        return (PaperSettings) Proxy.newProxyInstance(
                PaperSettings.class.getClassLoader(), new Class<?>[] {PaperSettings.class},
                (proxy, method, arguments) -> given.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    @Test
    void it_trades_on_its_feeds_liquidity_and_lets_go_of_the_feed() throws Exception {
        PaperVenueComponent paper = new PaperVenueComponent(
                settings(Map.of("latency_min_us", 0L, "latency_max_us", 0L)), feed());
        BlockingQueue<ExecutionReport> reports = new LinkedBlockingQueue<>();
        paper.subscribe(new ExecutionListener() {
            @Override
            public void onReport(ExecutionReport report) {
                reports.add(report);
            }

            @Override
            public void onSession(boolean up, String reason) {}
        });
        books.forEach(b -> b.onView(SimFixture.view(1, "99x3 | 100x5")));
        ChildOrder order = new ChildOrder(
                7, 1, BTC.id(), Side.BUY, OrderType.LIMIT, TimeInForce.IOC, 100, 5, 0);
        paper.submit(order);
        assertEquals(Type.NEW, reports.poll(20, TimeUnit.SECONDS).type());
        assertEquals(Type.TRADE, reports.poll(20, TimeUnit.SECONDS).type());
        paper.cancel(order);
        assertEquals(Type.CANCEL_REJECTED, reports.poll(20, TimeUnit.SECONDS).type());
        assertEquals(List.of(BTC), paper.listings());
        paper.stop();
        assertTrue(books.isEmpty());
    }

    @Test
    void its_settings_are_microseconds_and_shares() {
        VenueModel.Fate fate = new VenueModel(1, 1_000_000, 20_000_000, 0, 0).fate("sim", 0);
        assertTrue(fate.latency() >= 1_000_000 && fate.latency() <= 20_000_000);
        PaperSettings defaults = settings(Map.of());
        assertEquals(1_000, defaults.latency_min_us());
        assertEquals(20_000, defaults.latency_max_us());
        assertEquals(0, defaults.reject_ppm() + defaults.partial_ppm());
    }
}
