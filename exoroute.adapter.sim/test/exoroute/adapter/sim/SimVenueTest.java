package exoroute.adapter.sim;

import static exoroute.adapter.sim.SimFixture.BTC;
import static exoroute.adapter.sim.SimFixture.MILLISECOND;
import static exoroute.adapter.sim.SimFixture.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.market.FixedPoint;
import exoroute.api.market.Instrument;
import exoroute.api.market.Listing;
import exoroute.api.market.ListingId;
import exoroute.api.market.Side;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.ExecutionReport;
import exoroute.api.order.ExecutionReport.Liquidity;
import exoroute.api.order.ExecutionReport.Type;
import exoroute.api.order.OrderType;
import exoroute.api.order.TimeInForce;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Matching, order life, latency and fees of the simulated venue. */
class SimVenueTest {
    private SimFixture f = SimFixture.perfect();

    private static ChildOrder changed(ChildOrder order, long ticks, long lots) {
        return new ChildOrder(
                order.id(), order.parent(), order.listing(), order.side(), order.type(), order.timeInForce(), ticks,
                        lots,
                order.expireTime());
    }

    @Test
    void the_best_price_trades_first_and_at_one_price_the_oldest_order() {
        ChildOrder worse = f.send(Side.SELL, TimeInForce.GTC, 102, 5);
        ChildOrder first = f.send(Side.SELL, TimeInForce.GTC, 101, 5);
        ChildOrder second = f.send(Side.SELL, TimeInForce.GTC, 101, 5);
        f.other(Side.BUY, 102, 12);
        assertEquals(List.of("5@101"), f.fills(first));
        assertEquals(List.of("5@101"), f.fills(second));
        assertEquals(List.of("2@102"), f.fills(worse));
        assertEquals("| 102x3", f.book());
        assertTrue(f.reports.indexOf(f.trades(first).get(0)) < f.reports.indexOf(f.trades(second).get(0)));
        assertEquals(Liquidity.MAKER, f.trades(first).get(0).liquidity());
    }

    @Test
    void a_trade_is_at_the_resting_price_also_when_the_limit_is_worse() {
        f.other(Side.SELL, 100, 3);
        f.other(Side.SELL, 101, 3);
        ChildOrder order = f.send(Side.BUY, TimeInForce.IOC, 105, 5);
        assertEquals(List.of("3@100", "2@101"), f.fills(order));
        assertEquals(List.of(Type.NEW, Type.TRADE, Type.TRADE), f.types(order));
        assertEquals(0, f.lastOf(order).leavesLots());
        assertEquals(5, f.lastOf(order).cumulativeLots());
        assertEquals("| 101x1", f.book());
    }

    @Test
    void an_ioc_ends_with_what_it_found() {
        f.other(Side.SELL, 100, 3);
        ChildOrder order = f.send(Side.BUY, TimeInForce.IOC, 100, 5);
        assertEquals(List.of(Type.NEW, Type.TRADE, Type.EXPIRED), f.types(order));
        assertEquals(3, f.lastOf(order).cumulativeLots());
        assertEquals(0, f.lastOf(order).leavesLots());
        assertEquals("|", f.book());
    }

    @Test
    void a_fok_takes_all_or_nothing() {
        f.other(Side.SELL, 100, 3);
        f.other(Side.SELL, 101, 3);
        ChildOrder much = f.send(Side.BUY, TimeInForce.FOK, 101, 7);
        assertEquals(List.of(Type.NEW, Type.EXPIRED), f.types(much));
        assertEquals("| 100x3 101x3", f.book());
        ChildOrder fits = f.send(Side.BUY, TimeInForce.FOK, 101, 6);
        assertEquals(List.of("3@100", "3@101"), f.fills(fits));
    }

    @Test
    void a_market_order_takes_any_price_and_never_rests() {
        f.other(Side.BUY, 1, 3);
        f.other(Side.BUY, 90, 3);
        ChildOrder order = f.send(f.order(Side.SELL, OrderType.MARKET, TimeInForce.GTC, 0, 10, 0));
        assertEquals(List.of("3@90", "3@1"), f.fills(order));
        assertEquals(Type.EXPIRED, f.lastOf(order).type());
        assertEquals("|", f.book());
    }

    @Test
    void gtc_rests_until_it_is_filled() {
        ChildOrder order = f.send(Side.BUY, TimeInForce.GTC, 100, 5);
        f.clock.advanceTo(START + 30L * 86_400_000 * MILLISECOND);
        assertEquals("100x5 |", f.book());
        f.other(Side.SELL, 99, 2);
        f.other(Side.SELL, 100, 3);
        assertEquals(List.of("2@100", "3@100"), f.fills(order));
    }

    @Test
    void day_ends_at_midnight_utc_and_gtd_at_its_time() {
        ChildOrder day = f.send(Side.BUY, TimeInForce.DAY, 100, 5);
        ChildOrder gtd = f.send(f.order(Side.BUY, OrderType.LIMIT, TimeInForce.GTD, 99, 5, START + 10 * MILLISECOND));
        f.clock.advanceTo(START + 10 * MILLISECOND - 1);
        assertEquals("100x5 99x5 |", f.book());
        f.clock.advanceTo(START + 10 * MILLISECOND);
        assertEquals(Type.EXPIRED, f.lastOf(gtd).type());
        long midnight = (START / (86_400_000 * MILLISECOND) + 1) * 86_400_000 * MILLISECOND;
        f.clock.advanceTo(midnight - 1);
        assertEquals(Type.NEW, f.lastOf(day).type());
        f.clock.advanceTo(midnight);
        assertEquals(Type.EXPIRED, f.lastOf(day).type());
        assertEquals("|", f.book());
        ChildOrder late = f.send(f.order(Side.BUY, OrderType.LIMIT, TimeInForce.GTD, 99, 5, START));
        assertEquals(List.of(Type.REJECTED), f.types(late));
    }

    @Test
    void post_only_is_refused_when_it_would_take_and_rests_otherwise() {
        f.other(Side.SELL, 100, 3);
        ChildOrder takes = f.send(f.order(Side.BUY, OrderType.POST_ONLY, TimeInForce.GTC, 100, 5, 0));
        assertEquals(List.of(Type.REJECTED), f.types(takes));
        ChildOrder makes = f.send(f.order(Side.BUY, OrderType.POST_ONLY, TimeInForce.GTC, 99, 5, 0));
        assertEquals("99x5 | 100x3", f.book());
        ChildOrder worse = changed(makes, 100, 5);
        f.venue.replace(worse);
        f.settle();
        assertEquals(Type.CANCEL_REJECTED, f.lastOf(makes).type(), "nor may it be moved to where it would");
        assertEquals("99x5 | 100x3", f.book());
    }

    @Test
    void a_cancel_ends_what_is_open_once() {
        ChildOrder order = f.send(Side.BUY, TimeInForce.GTC, 100, 5);
        f.other(Side.SELL, 100, 2);
        f.venue.cancel(order);
        f.settle();
        assertEquals(Type.CANCELED, f.lastOf(order).type());
        assertEquals(2, f.lastOf(order).cumulativeLots());
        assertEquals("|", f.book());
        f.venue.cancel(order);
        f.settle();
        assertEquals(Type.CANCEL_REJECTED, f.lastOf(order).type());
    }

    @Test
    void a_cancel_of_a_filled_order_changes_nothing() {
        ChildOrder order = f.send(Side.BUY, TimeInForce.GTC, 100, 5);
        f.other(Side.SELL, 100, 5);
        f.venue.cancel(order);
        f.settle();
        assertEquals(List.of(Type.NEW, Type.TRADE, Type.CANCEL_REJECTED), f.types(order));
        assertEquals(5, f.lastOf(order).cumulativeLots());
    }

    @Test
    void an_order_the_venue_never_saw_is_not_found() {
        ChildOrder order = f.limit(Side.BUY, TimeInForce.IOC, 100, 5);
        f.venue.cancel(order);
        f.venue.replace(order);
        f.venue.requestStatus(order);
        f.settle();
        assertEquals(List.of(Type.NOT_FOUND, Type.NOT_FOUND, Type.NOT_FOUND), f.types(order));
    }

    @Test
    void a_cancel_sent_right_after_its_order_arrives_after_it() {
        f = new SimFixture(new VenueModel(3, 5 * MILLISECOND, 5 * MILLISECOND, 0, 0));
        ChildOrder order = f.limit(Side.BUY, TimeInForce.GTC, 100, 5);
        f.venue.submit(order);
        f.venue.cancel(order);
        f.clock.advanceTo(START + 100 * MILLISECOND);
        assertEquals(List.of(Type.NEW, Type.CANCELED), f.types(order));
    }

    @Test
    void everything_open_is_cancelled_by_one_command() {
        f.other(Side.SELL, 101, 2);
        ChildOrder filled = f.send(Side.BUY, TimeInForce.IOC, 101, 2);
        ChildOrder one = f.send(Side.BUY, TimeInForce.GTC, 100, 5);
        ChildOrder two = f.send(Side.SELL, TimeInForce.DAY, 105, 5);
        f.venue.cancelAll();
        f.settle();
        assertEquals(Type.CANCELED, f.lastOf(one).type());
        assertEquals(Type.CANCELED, f.lastOf(two).type());
        assertEquals(Type.TRADE, f.lastOf(filled).type());
    }

    @Test
    void a_replaced_order_keeps_its_place_only_when_it_shrinks() {
        ChildOrder first = f.send(Side.BUY, TimeInForce.GTC, 100, 5);
        ChildOrder second = f.send(Side.BUY, TimeInForce.GTC, 100, 5);
        f.venue.replace(changed(first, 100, 3));
        f.settle();
        f.other(Side.SELL, 100, 3);
        assertEquals(List.of("3@100"), f.fills(first), "smaller: still first");

        ChildOrder third = f.send(Side.BUY, TimeInForce.GTC, 100, 5);
        f.venue.replace(changed(second, 100, 6));
        f.settle();
        f.other(Side.SELL, 100, 5);
        assertEquals(List.of("5@100"), f.fills(third), "larger: behind");
        assertEquals(List.of(), f.fills(second));
        f.venue.replace(changed(second, 101, 6));
        f.settle();
        assertEquals("101x6 |", f.book());
        assertEquals(Type.REPLACED, f.lastOf(second).type());
    }

    @Test
    void a_replace_counts_fills_in_and_may_trade_at_once() {
        ChildOrder order = f.send(Side.BUY, TimeInForce.GTC, 100, 5);
        f.other(Side.SELL, 100, 2);
        f.venue.replace(changed(order, 100, 2));
        f.settle();
        assertEquals(Type.CANCEL_REJECTED, f.lastOf(order).type(), "two are filled");
        f.other(Side.SELL, 101, 9);
        f.venue.replace(changed(order, 101, 6));
        f.settle();
        assertEquals(List.of("2@100", "4@101"), f.fills(order));
        assertEquals(0, f.lastOf(order).leavesLots());
        f.venue.replace(changed(order, 101, 9));
        f.settle();
        assertEquals(Type.CANCEL_REJECTED, f.lastOf(order).type());
    }

    @Test
    void a_replace_is_checked_like_an_order() {
        ChildOrder order = f.send(Side.BUY, TimeInForce.GTC, 100, 5);
        for (ChildOrder bad : List.of(changed(order, 0, 5), changed(order, 100, 1), changed(order, 100, 1_000_001))) {
            f.venue.replace(bad);
            f.settle();
            assertEquals(Type.CANCEL_REJECTED, f.lastOf(order).type(), bad.toString());
        }
        assertEquals("100x5 |", f.book());
    }

    @Test
    void own_orders_never_trade_with_each_other() {
        f.other(Side.SELL, 99, 2);
        ChildOrder resting = f.send(Side.SELL, TimeInForce.GTC, 100, 5);
        ChildOrder incoming = f.send(Side.BUY, TimeInForce.IOC, 100, 5);
        assertEquals(List.of(), f.fills(resting));
        assertEquals(Type.CANCELED, f.lastOf(incoming).type());
        assertTrue(f.lastOf(incoming).text().contains("self-trade"), f.lastOf(incoming).text());
        ChildOrder below = f.send(Side.BUY, TimeInForce.IOC, 99, 2);
        assertEquals(List.of("2@99"), f.fills(below), "it does not meet the own order");
    }

    @Test
    void an_order_sent_twice_is_one_order() {
        f.other(Side.SELL, 100, 9);
        ChildOrder order = f.send(Side.BUY, TimeInForce.IOC, 100, 5);
        f.send(order);
        assertEquals(List.of(Type.NEW, Type.TRADE, Type.TRADE, Type.STATUS), f.types(order));
        assertEquals(f.trades(order).get(0), f.trades(order).get(1), "the execution is repeated as it was");
        assertEquals(5, f.lastOf(order).cumulativeLots());
        assertEquals("| 100x4", f.book());
    }

    @Test
    void execution_ids_are_unique() {
        for (int i = 0; i < 5; i++) {
            f.other(Side.SELL, 100, 2);
            f.send(Side.BUY, TimeInForce.IOC, 100, 3);
        }
        assertEquals(f.reports.size(), f.reports.stream().map(ExecutionReport::execId).distinct().count());
    }

    @Test
    void sizes_prices_and_listings_are_checked() {
        for (ChildOrder bad : List.of(
                f.limit(Side.BUY, TimeInForce.IOC, 100, 1), f.limit(Side.BUY, TimeInForce.IOC, 100, 1_000_001),
                f.limit(Side.BUY, TimeInForce.IOC, 0, 5), f.limit(Side.BUY, TimeInForce.IOC, 100, 0),
                new ChildOrder(99, 1, new ListingId("sim", "NONE"), Side.BUY, OrderType.LIMIT, TimeInForce.IOC, 1, 5,
                        0))) {
            f.send(bad);
            assertEquals(List.of(Type.REJECTED), f.types(bad), bad.toString());
        }
    }

    @Test
    void an_order_meets_the_book_as_it_is_on_arrival() {
        f = new SimFixture(new VenueModel(3, 7 * MILLISECOND, 7 * MILLISECOND, 0, 0));
        RestingOrder gone = f.other(Side.SELL, 100, 5);
        ChildOrder order = f.limit(Side.BUY, TimeInForce.IOC, 105, 5);
        f.venue.submit(order);
        f.clock.advanceTo(START + 7 * MILLISECOND - 1);
        f.venue.book(BTC.id()).remove(gone);
        f.venue.arrive(BTC.id(), Side.SELL, 104, 5);
        f.clock.advanceTo(START + 7 * MILLISECOND);
        assertEquals(List.of(), f.reports, "the report travels back");
        f.clock.advanceTo(START + 14 * MILLISECOND);
        assertEquals(List.of("5@104"), f.fills(order));
        assertEquals(START + 7 * MILLISECOND, f.trades(order).get(0).venueTime());
    }

    @Test
    void a_venue_that_finds_less_than_it_shows_never_leaves_a_crossed_book() {
        f = new SimFixture(new VenueModel(3, 0, 0, 0, 1_000_000));
        f.other(Side.SELL, 100, 100_000);
        ChildOrder ioc = f.send(Side.BUY, TimeInForce.IOC, 100, 10_000);
        long found = f.lastOf(ioc).cumulativeLots();
        assertTrue(found >= 3_000 && found < 9_000, "between 30 and 90 percent: " + found);
        f.send(Side.BUY, TimeInForce.GTC, 100, 10_000);
        assertFalse(f.venue.book(BTC.id()).snapshot().isCrossed(), f.book());
    }

    @Test
    void the_model_repeats_for_a_seed_and_differs_between_venues_and_orders() {
        VenueModel model = new VenueModel(42, 1_000, 1_000_000, 100_000, 300_000);
        int same = 0;
        int rejects = 0;
        int partial = 0;
        long latency = 0;
        int orders = 20_000;
        for (int n = 0; n < orders; n++) {
            VenueModel.Fate a = model.fate("alpha", n);
            assertEquals(a, new VenueModel(42, 1_000, 1_000_000, 100_000, 300_000).fate("alpha", n));
            same += a.latency() == model.fate("beta", n).latency() ? 1 : 0;
            same += a.latency() == model.fate("alpha", n + 1).latency() ? 1 : 0;
            same += a.latency() == new VenueModel(43, 1_000, 1_000_000, 0, 0).fate("alpha", n).latency() ? 1 : 0;
            rejects += a.reject() ? 1 : 0;
            partial += a.fillable() < 1_000_000 ? 1 : 0;
            assertTrue(a.latency() >= 1_000 && a.latency() <= 1_000_000);
            assertTrue(a.fillable() == 1_000_000 || (a.fillable() >= 300_000 && a.fillable() < 900_000));
            latency += a.latency();
        }
        assertTrue(same < 10, same + " of 60000 coincide");
        assertEquals(0.1, rejects / (double) orders, 0.01);
        assertEquals(0.3, partial / (double) orders, 0.01);
        assertEquals(500_500, latency / (double) orders, 10_000);
    }

    @Test
    void a_venues_own_orders_do_not_change_the_fate_of_another_venues() {
        VenueModel model = new VenueModel(7, 0, 50 * MILLISECOND, 200_000, 200_000);
        SimFixture alone = new SimFixture(model);
        SimFixture beside = new SimFixture(model);
        SimVenue neighbour = new SimVenue("other", beside.clock, model, r -> { });
        neighbour.list(BTC);
        for (int i = 0; i < 50; i++) {
            for (SimFixture each : List.of(alone, beside)) {
                each.other(Side.SELL, 100, 10);
                each.venue.submit(each.limit(Side.BUY, TimeInForce.IOC, 100, 10));
            }
            neighbour.submit(beside.limit(Side.BUY, TimeInForce.IOC, 100, 10));
            neighbour.submit(new ChildOrder(
                    1_000 + i, 1, BTC.id(), Side.SELL, OrderType.LIMIT, TimeInForce.IOC, 100, 10, 0));
            alone.limit(Side.BUY, TimeInForce.IOC, 100, 10);
        }
        alone.clock.advanceTo(START + 1_000 * MILLISECOND);
        beside.clock.advanceTo(START + 1_000 * MILLISECOND);
        assertEquals(alone.reports, beside.reports);
        assertTrue(alone.reports.stream().anyMatch(r -> r.type() == Type.REJECTED));
    }

    @ParameterizedTest
    @EnumSource(value = Liquidity.class, names = {"TAKER", "MAKER"})
    void fees_are_exact_in_the_quote_and_in_the_base(Liquidity liquidity) {
        SplittableRandom random = new SplittableRandom(5);
        for (int n = 0; n < 5_000; n++) {
            boolean inBase = random.nextBoolean();
            Listing listing = new Listing(
                    BTC.id(), new Instrument("BTC/USD", "BTC", "USD", 3 + random.nextInt(6), random.nextInt(7)),
                    1 + random.nextInt(50), 1 + random.nextInt(1_000), 0, Long.MAX_VALUE, 0,
                    random.nextInt(-50_000, 500_000), random.nextInt(-50_000, 500_000), inBase ? "BTC" : "USD",
                    Listing.State.OPEN, false);
            long ticks = 1 + random.nextLong(1_000_000);
            long lots = 1 + random.nextLong(10_000);
            BigDecimal size = BigDecimal.valueOf(lots * listing.lot(), listing.instrument().sizeScale());
            BigDecimal price = BigDecimal.valueOf(ticks * listing.tick(), listing.instrument().priceScale());
            BigDecimal rate = BigDecimal.valueOf(liquidity == Liquidity.MAKER ? listing.makerFee()
                    : listing.takerFee(), 8);
            BigDecimal exact = inBase ? size.multiply(rate) : size.multiply(price).multiply(rate);
            assertEquals(
                    exact.setScale(8, RoundingMode.HALF_UP),
                    BigDecimal.valueOf(Fees.of(listing, ticks, lots, liquidity), 8), listing.toString());
        }
    }

    @Test
    void takers_pay_and_makers_are_paid_what_the_listing_says() {
        ChildOrder maker = f.send(Side.BUY, TimeInForce.GTC, 10_000, 10_000);
        f.other(Side.SELL, 10_000, 10_000);
        f.other(Side.SELL, 10_000, 5_000);
        ChildOrder taker = f.send(Side.BUY, TimeInForce.IOC, 10_000, 5_000);
        assertEquals(FixedPoint.parse("-0.02", 8), f.trades(maker).get(0).fee(), "100 USD at -2 bp");
        assertEquals(FixedPoint.parse("0.05", 8), f.trades(taker).get(0).fee(), "50 USD at 10 bp");
        assertEquals("USD", f.trades(taker).get(0).feeCurrency());
        assertEquals("", f.of(taker).get(0).feeCurrency());
    }
}
