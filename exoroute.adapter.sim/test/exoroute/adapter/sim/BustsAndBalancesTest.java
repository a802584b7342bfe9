package exoroute.adapter.sim;

import static exoroute.adapter.sim.SimFixture.BTC;
import static exoroute.adapter.sim.SimFixture.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.market.FixedPoint;
import exoroute.api.market.Side;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.ExecutionReport;
import exoroute.api.order.ExecutionReport.Type;
import exoroute.api.order.OrderType;
import exoroute.api.order.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Fills that are taken back or changed, and what the desk holds. BTC/USD, tick 0.01, lot 0.0001. */
class BustsAndBalancesTest {
    private final VirtualClock clock = new VirtualClock(START);
    private final List<ExecutionReport> reports = new ArrayList<>();
    private final SimVenue venue = new SimVenue(
            "sim", clock, VenueModel.PERFECT, reports::add, new Balances(Balances.parse(List.of("USD=1000", "BTC=1"))),
            VenueRecorder.NONE, new ExecIds("sim-x", 0));
    private long orders;

    BustsAndBalancesTest() {
        venue.list(BTC);
    }

    private ChildOrder send(Side side, TimeInForce tif, long ticks, long lots) {
        ChildOrder order = new ChildOrder(++orders, 1, BTC.id(), side, OrderType.LIMIT, tif, ticks, lots, 0);
        venue.submit(order);
        clock.advanceTo(clock.now());
        return order;
    }

    private ExecutionReport last() {
        clock.advanceTo(clock.now());
        return reports.get(reports.size() - 1);
    }

    private static long amount(String text) {
        return FixedPoint.parse(text, 8);
    }

    @Test
    void balances_move_by_fills_and_fees_to_the_last_digit() {
        venue.arrive(BTC.id(), Side.SELL, 10_001, 3);
        send(Side.BUY, TimeInForce.IOC, 10_001, 3);
        // 0.0003 BTC at 100.01 USD is 0.030003 USD; the fee is 10 bp of it, 0.000030003, half-up to 0.00003
        assertEquals(Map.of("BTC", amount("1.0003"), "USD", amount("999.969967")), venue.balances());
    }

    @Test
    void a_busted_fill_is_taken_back_with_its_fee() {
        venue.arrive(BTC.id(), Side.SELL, 10_000, 100);
        ChildOrder order = send(Side.BUY, TimeInForce.IOC, 10_000, 100);
        String fill = last().execId();
        venue.bust(fill);
        assertEquals(Type.TRADE_CANCEL, last().type());
        assertEquals(fill, last().refExecId());
        assertEquals(order.id(), last().child());
        assertEquals(0, last().cumulativeLots());
        assertEquals(0, last().leavesLots(), "it has ended");
        assertEquals(Map.of("BTC", amount("1"), "USD", amount("1000")), venue.balances());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> venue.bust(fill)).getMessage().contains(fill));
    }

    @Test
    void a_corrected_fill_counts_with_its_last_size_and_price() {
        venue.arrive(BTC.id(), Side.SELL, 10_000, 100);
        send(Side.BUY, TimeInForce.IOC, 10_000, 100);
        String fill = last().execId();
        venue.correct(fill, 80, 9_000);
        String first = last().execId();
        assertEquals(Type.TRADE_CORRECT, last().type());
        assertEquals(fill, last().refExecId());
        assertEquals(80, last().cumulativeLots());
        venue.correct(fill, 50, 10_000);
        assertEquals(first, last().refExecId(), "the second correction concerns the first");
        assertEquals(Map.of("BTC", amount("1.005"), "USD", amount("999.4995")), venue.balances());
        venue.bust(first);
        assertEquals(Map.of("BTC", amount("1"), "USD", amount("1000")), venue.balances());
        assertThrows(IllegalArgumentException.class, () -> venue.correct(fill, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> venue.correct("sim-x-99", 1, 1));
        assertThrows(IllegalArgumentException.class, () -> venue.correct(fill, 0, 1));
    }

    @Test
    void what_a_bust_gives_back_to_an_open_order_is_open_again() {
        ChildOrder order = send(Side.BUY, TimeInForce.GTC, 10_000, 100);
        venue.arrive(BTC.id(), Side.SELL, 10_000, 40);
        String fill = last().execId();
        venue.bust(fill);
        assertEquals(100, last().leavesLots());
        assertEquals(100, venue.shown(BTC.id()).size(Side.BUY, 0));
        venue.arrive(BTC.id(), Side.SELL, 10_000, 30);
        venue.correct(last().execId(), 100, 10_000);
        assertEquals(0, last().leavesLots());
        assertEquals(0, venue.shown(BTC.id()).levels(Side.BUY), "the correction filled it");
        venue.requestStatus(order);
        assertEquals("FILLED", last().text());
    }

    @Test
    void a_venue_without_start_balances_keeps_none() {
        SimFixture f = SimFixture.perfect();
        f.other(Side.SELL, 100, 9);
        f.send(Side.BUY, TimeInForce.IOC, 100, 5);
        assertEquals(Map.of(), f.venue.balances());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Balances.parse(List.of("USD"))).getMessage()
                .contains("USD"));
    }
}
