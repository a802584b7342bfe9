package exoroute.adapter.sim;

import static exoroute.adapter.sim.SimFixture.BTC;
import static exoroute.adapter.sim.SimFixture.MILLISECOND;
import static exoroute.adapter.sim.SimFixture.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.market.Side;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.ExecutionReport;
import exoroute.api.order.ExecutionReport.Type;
import exoroute.api.order.TimeInForce;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each fault makes of orders and reports. */
class FaultsTest {
    private final SimFixture f = SimFixture.perfect();

    private void wrong(String faults) {
        f.venue.faults(Faults.parse(faults));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "none", "silent", "deaf", "never-fills", "rejects", "cancel-races", "duplicates", "reorders",
        "silent,deaf,never-fills,rejects,cancel-races,duplicates,reorders,worse=1,overfill=2,delay.us=3,drop.ppm=4,"
                + "flap.ms=5,seed=6"})
    void faults_are_written_as_they_are_read(String text) {
        assertEquals(text, Faults.parse(text).toString());
        assertEquals(Faults.parse(text), Faults.parse(Faults.parse(text).toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"loud", "worse", "worse=x", "worse=-1", "silent=1", "drop.ppm=1000001", "delay.us=9999999999"})
    void a_fault_that_is_none_is_named(String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> Faults.parse(text)).getMessage();
        assertTrue(message.contains(text.split("=")[0].split("\\.")[0]), message);
    }

    @Test
    void a_silent_venue_works_orders_and_says_nothing() {
        f.other(Side.SELL, 100, 9);
        wrong("silent");
        ChildOrder order = f.send(Side.BUY, TimeInForce.IOC, 100, 5);
        assertEquals(List.of(), f.of(order));
        assertEquals("| 100x4", f.book());
        wrong("none");
        f.venue.requestStatus(order);
        f.settle();
        assertEquals(List.of(Type.TRADE, Type.STATUS), f.types(order));
        assertEquals("FILLED", f.lastOf(order).text());
    }

    @Test
    void a_deaf_venue_never_gets_the_order() {
        f.other(Side.SELL, 100, 9);
        wrong("deaf");
        ChildOrder order = f.send(Side.BUY, TimeInForce.IOC, 100, 5);
        f.venue.requestStatus(order);
        f.settle();
        assertEquals(List.of(), f.of(order));
        wrong("none");
        f.venue.requestStatus(order);
        f.settle();
        assertEquals(List.of(Type.NOT_FOUND), f.types(order));
        assertEquals("| 100x9", f.book());
    }

    @Test
    void an_ioc_that_is_never_filled_stays_open_until_it_is_cancelled() {
        f.other(Side.SELL, 100, 9);
        wrong("never-fills");
        ChildOrder order = f.send(Side.BUY, TimeInForce.IOC, 100, 5);
        assertEquals(List.of(Type.NEW), f.types(order));
        wrong("none");
        assertEquals(1, f.venue.openOrders().size());
        assertEquals(order.id(), f.venue.openOrders().get(0).child());
        f.venue.cancel(order);
        f.settle();
        assertEquals(List.of(Type.NEW, Type.CANCELED), f.types(order));
        assertEquals("| 100x9", f.book());
        assertEquals(List.of(), f.venue.openOrders());
    }

    @Test
    void a_venue_may_reject_everything() {
        f.other(Side.SELL, 100, 9);
        wrong("rejects");
        assertEquals(List.of(Type.REJECTED), f.types(f.send(Side.BUY, TimeInForce.IOC, 100, 5)));
    }

    @Test
    void fills_may_be_worse_than_the_limit_and_too_large() {
        f.other(Side.SELL, 100, 9);
        f.other(Side.BUY, 90, 9);
        wrong("worse=3,overfill=2");
        assertEquals(List.of("7@108"), f.fills(f.send(Side.BUY, TimeInForce.IOC, 105, 5)));
        ChildOrder sold = f.send(Side.SELL, TimeInForce.IOC, 85, 5);
        assertEquals(List.of("7@82"), f.fills(sold));
        assertEquals(7, f.lastOf(sold).cumulativeLots());
        assertEquals(0, f.lastOf(sold).leavesLots());
    }

    @Test
    void reports_are_doubled_delayed_and_reversed() {
        f.other(Side.SELL, 100, 3);
        wrong("duplicates");
        assertEquals(List.of(Type.NEW, Type.NEW, Type.TRADE, Type.TRADE, Type.EXPIRED, Type.EXPIRED),
                f.types(f.send(Side.BUY, TimeInForce.IOC, 100, 5)));
        f.other(Side.SELL, 100, 3);
        wrong("reorders");
        assertEquals(List.of(Type.EXPIRED, Type.TRADE, Type.NEW), f.types(f.send(Side.BUY, TimeInForce.IOC, 100, 5)));
        wrong("delay.us=2000");
        ChildOrder late = f.send(Side.BUY, TimeInForce.IOC, 100, 5);
        f.clock.advanceTo(START + 2 * MILLISECOND - 1);
        assertEquals(List.of(), f.types(late));
        f.clock.advanceTo(START + 2 * MILLISECOND);
        assertEquals(List.of(Type.NEW, Type.EXPIRED), f.types(late));
    }

    @Test
    void a_share_of_reports_is_lost_the_same_for_a_seed() {
        List<Long> first = lost("drop.ppm=300000,seed=5");
        assertEquals(first, lost("drop.ppm=300000,seed=5"));
        assertTrue(first.size() > 400 && first.size() < 800, first.size() + " of 2000");
    }

    /** Which of two thousand orders' reports came. */
    private static List<Long> lost(String faults) {
        SimFixture fixture = SimFixture.perfect();
        fixture.venue.faults(Faults.parse(faults));
        for (int i = 0; i < 1_000; i++) {
            fixture.send(Side.BUY, TimeInForce.IOC, 100, 5);
        }
        List<Long> came = fixture.reports.stream().map(r -> Long.parseLong(r.execId().split("-")[2])).toList();
        return java.util.stream.LongStream.rangeClosed(1, 2_000).boxed().filter(n -> !came.contains(n)).toList();
    }

    @Test
    void a_cancel_may_be_overtaken_by_a_fill() {
        wrong("cancel-races");
        ChildOrder order = f.send(Side.BUY, TimeInForce.GTC, 100, 5);
        f.venue.cancel(order);
        f.settle();
        assertEquals(List.of(Type.NEW, Type.TRADE, Type.CANCEL_REJECTED), f.types(order));
        assertEquals(List.of("5@100"), f.fills(order));
        assertEquals("|", f.book());
    }

    @Test
    void an_order_whose_price_times_size_cannot_be_counted_is_refused() {
        ChildOrder huge = f.limit(Side.BUY, TimeInForce.IOC, Long.MAX_VALUE / 2, 1_000_000);
        assertEquals(List.of(Type.REJECTED), f.types(f.send(huge)));
        ChildOrder wide = f.limit(Side.BUY, TimeInForce.IOC, 100, Long.MAX_VALUE);
        assertEquals(List.of(Type.REJECTED), f.types(f.send(wide)));
    }

    @Test
    void an_order_sent_again_is_answered_as_a_status_question() {
        f.other(Side.SELL, 100, 2);
        f.other(Side.SELL, 101, 9);
        ChildOrder order = f.send(Side.BUY, TimeInForce.IOC, 101, 5);
        int before = f.reports.size();
        f.send(order);
        List<ExecutionReport> again = f.reports.subList(before, f.reports.size());
        assertEquals(f.reports.subList(1, 3), again.subList(0, 2), "the executions as they were reported");
        assertEquals(Type.STATUS, again.get(2).type());
        assertEquals(5, again.get(2).cumulativeLots());
        assertEquals("| 101x6", f.book());
        assertEquals(BTC.id(), again.get(2).listing());
    }
}
