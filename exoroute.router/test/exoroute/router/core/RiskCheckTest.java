package exoroute.router.core;

import static exoroute.router.CoreFixture.A;
import static exoroute.router.CoreFixture.B;
import static exoroute.router.CoreFixture.MILLISECOND;
import static exoroute.router.CoreFixture.ONE_BTC;
import static exoroute.router.CoreFixture.whole;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.desk.CommandResult;
import exoroute.api.desk.HaltLevel;
import exoroute.api.desk.Scope;
import exoroute.api.market.Instrument;
import exoroute.api.market.Listing;
import exoroute.api.market.Side;
import exoroute.api.order.Amendment;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.Constraints;
import exoroute.api.order.ParentOrder;
import exoroute.api.order.ParentOrder.LimitBasis;
import exoroute.router.CoreFixture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every pre-trade check refuses, does not refuse, and holds after a replay of the same events. */
class RiskCheckTest {
    private CoreFixture f = CoreFixture.standard();

    private static CoreFixture limited(long quantity, long parent, long child, long day, long collar) {
        return CoreFixture.standard(CoreFixture.config(
                CoreFixture.limits(quantity, parent, child, day, collar), Map.of(), 4));
    }

    private void refused(ParentOrder order, String... words) {
        CommandResult result = f.offer(order);
        assertFalse(result.accepted());
        for (String word : words) {
            assertTrue(result.reason().contains(word), () -> "'" + word + "' in: " + result.reason());
        }
        assertTrue(f.all(CoreOutput.StartSolve.class).isEmpty());
    }

    private void accepted(ParentOrder order) {
        CommandResult result = f.offer(order);
        assertTrue(result.accepted(), result.reason());
    }

    private static ParentOrder buy(long quantity) {
        return CoreFixture.order(Side.BUY, quantity, 0);
    }

    private static ParentOrder with(Constraints constraints, long quantity) {
        return new ParentOrder("BTC/USD", Side.BUY, quantity, 0, LimitBasis.GROSS, 0, constraints);
    }

    @Test
    void an_unknown_instrument_is_refused_with_the_known_ones() {
        refused(new ParentOrder("ETH/USD", Side.BUY, 1, 0, LimitBasis.GROSS, 0, Constraints.NONE),
                "unknown instrument ETH/USD", "BTC/USD");
    }

    @Test
    void an_unknown_venue_is_refused_with_the_known_ones() {
        refused(with(new Constraints(false, 0, 0, List.of("alpha", "omega")), 1), "unknown venue omega", "alpha, beta");
        accepted(with(new Constraints(false, 0, 0, List.of("beta")), ONE_BTC));
        assertEquals(B.id(), f.answer().get(0).listing());
    }

    @Test
    void a_quantity_that_is_not_positive_a_negative_limit_and_a_past_deadline_are_refused() {
        refused(buy(0), "must be positive");
        refused(buy(-1), "must be positive");
        refused(CoreFixture.order(Side.BUY, 1, -1), "limit price");
        refused(new ParentOrder("BTC/USD", Side.BUY, 1, 0, LimitBasis.GROSS, f.time - 5 * MILLISECOND,
                Constraints.NONE),
                "ms in the past");
    }

    @Test
    void a_limit_price_too_large_to_be_compared_is_refused_and_the_largest_other_is_not() {
        long most = 100_000_000_000L; // 10^9 USD in cents
        refused(CoreFixture.order(Side.BUY, 1, most + 1), "at most 1000000000");
        refused(CoreFixture.order(Side.BUY, 1, Long.MAX_VALUE), "at most 1000000000");
        accepted(CoreFixture.order(Side.BUY, 1, most));
        assertEquals(1, f.answer().size());
    }

    @Test
    void more_than_all_depth_is_refused_with_what_there_is_unless_a_part_will_do() {
        refused(buy(20 * ONE_BTC + 1), "20.0001 BTC", "more than the 20 BTC", "2 venues", "allow a partial fill");
        accepted(CoreFixture.partial(Side.BUY, 20 * ONE_BTC + 1, 0));
        accepted(buy(20 * ONE_BTC));
        refused(CoreFixture.order(Side.BUY, 10 * ONE_BTC + 1, 10_000), "10 BTC", "limit price");
        accepted(CoreFixture.order(Side.BUY, 10 * ONE_BTC, 10_000));
    }

    @Test
    void an_off_lot_quantity_is_refused_with_the_smallest_lot() {
        Listing coarse = CoreFixture.listing("delta", CoreFixture.BTC, 1, 100, 0);
        f = CoreFixture.with(CoreFixture.CONFIG, coarse);
        f.book(coarse, "9990x500 | 10000x500");
        refused(buy(150), "0.015 BTC", "smallest usable lot 0.01 BTC");
        accepted(buy(200));
        assertEquals(2, f.answer().get(0).lots());
    }

    @Test
    void an_order_without_a_usable_venue_is_refused_with_the_reason_of_each() {
        f.session(A, false);
        f.stale(B);
        refused(buy(1), "no usable venue", "alpha:BTCUSD: session down", "beta:BTCUSD: book stale: gap");
        f.apply(new CoreEvent.Listed(new Listing(
                B.id(), B.instrument(), 1, 1, 0, 10, 0, 0, 0, "USD", Listing.State.HALTED, false), "beta"));
        refused(buy(1), "listing halted");
    }

    @Test
    void an_order_that_cannot_be_valued_is_refused() {
        f.book(A, "| 10000x50000");
        f.book(B, "| 10000x50000");
        refused(CoreFixture.partial(Side.BUY, ONE_BTC, 0), "no consolidated mid");
        f.book(A, "9990x50000 |");
        accepted(buy(ONE_BTC));
        f.book(B, "9990x50000 |");
        refused(CoreFixture.order(Side.SELL, ONE_BTC, 0), "no consolidated mid");
    }

    @Test
    void nothing_leaves_while_the_collar_has_no_mid() {
        f.place(CoreFixture.order(Side.SELL, ONE_BTC, 0));
        CoreEvent.Solved answer = f.solved(f.only(CoreOutput.StartSolve.class));
        f.session(A, false);
        f.book(B, "9990x50000 |");
        Timer retry = f.timer(Timer.Purpose.RETRY);
        f.apply(answer);
        assertTrue(f.submitted().isEmpty());
        f.fire(retry);
        assertTrue(f.all(CoreOutput.StartSolve.class).isEmpty(), "nor is an engine asked");
    }

    @Test
    void a_quantity_above_the_limit_is_refused_and_the_limit_itself_is_not() {
        f = limited(whole(1) / 2 + 5_000, whole(1_000_000), whole(1_000_000), whole(1_000_000), 3_000_000);
        refused(buy(5_001), "0.5001 BTC", "limit of 0.5 BTC");
        accepted(buy(5_000));
    }

    @Test
    void a_notional_above_the_limit_at_the_mid_is_refused_and_the_limit_itself_is_not() {
        f = limited(whole(1_000), 99_95L * 1_000_000, whole(1_000_000), whole(1_000_000), 3_000_000);
        refused(buy(10_001), "notional 99.96 USD", "99.95 USD per order");
        accepted(buy(10_000));
    }

    @Test
    void the_day_limit_counts_accepted_orders_until_midnight() {
        f = limited(whole(1_000), whole(1_000_000), whole(1_000_000), 5 * 99_95L * 1_000_000, 3_000_000);
        accepted(buy(3 * ONE_BTC));
        refused(buy(3 * ONE_BTC), "299.85 USD accepted today", "499.75 USD per day");
        accepted(buy(2 * ONE_BTC));
        refused(buy(100), "per day");
        f.time += 86_400_000 * MILLISECOND;
        accepted(buy(5 * ONE_BTC));
    }

    @Test
    void an_amendment_counts_on_its_day_with_what_it_adds() {
        f = limited(whole(1_000), whole(1_000_000), whole(1_000_000), 5 * 99_95L * 1_000_000, 3_000_000);
        long id = f.place(buy(3 * ONE_BTC));
        f.apply(new CoreEvent.OrderAmended(f.context(), id, new Amendment(5 * ONE_BTC + 100, -1, -1)));
        assertFalse(f.decision().accepted());
        f.apply(new CoreEvent.OrderAmended(f.context(), id, new Amendment(5 * ONE_BTC, -1, -1)));
        assertTrue(f.decision().accepted(), f.decision().reason());
        refused(buy(100), "per day");
    }

    @Test
    void an_amendment_is_checked_like_an_order() {
        f = limited(whole(2), whole(1_000_000), whole(1_000_000), whole(1_000_000), 3_000_000);
        long id = f.place(buy(ONE_BTC));
        for (Amendment bad : List.of(
                new Amendment(3 * ONE_BTC, -1, -1), new Amendment(0, -1, -1), new Amendment(-1, -2, -1),
                new Amendment(-1, -1, 5), new Amendment(Long.MAX_VALUE, -1, -1),
                        new Amendment(-1, Long.MAX_VALUE, -1))) {
            f.apply(new CoreEvent.OrderAmended(f.context(), id, bad));
            assertFalse(f.decision().accepted(), bad.toString());
        }
        assertEquals(ONE_BTC, f.parent(id).order().quantity());
    }

    @Test
    void a_quantity_too_large_to_be_counted_is_refused_not_wrapped() {
        f = limited(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, 3_000_000);
        refused(CoreFixture.partial(Side.BUY, Long.MAX_VALUE, 0), "BTC");
        refused(CoreFixture.partial(Side.BUY, Long.MAX_VALUE / 10_000, 0), "too large");
    }

    @Test
    void levels_beyond_the_collar_are_not_used() {
        f.book(A, "9990x50000 | 10000x10000 10294x10000 10295x10000");
        f.book(B, "9990x50000 | 10299x10000");
        refused(buy(2 * ONE_BTC + 1), "more than the 2 BTC", "collar");
        f.buy(2 * ONE_BTC);
        assertEquals(10_294, f.answer().get(0).limitTicks(), "3 percent over 99.95 is 102.9485");
    }

    @Test
    void a_child_that_fell_out_of_the_collar_while_solving_does_not_leave() {
        f.book(A, "9990x50000 | 10000x10000");
        f.book(B, "9980x50000 | 10290x50000");
        f.place(CoreFixture.partial(Side.BUY, 2 * ONE_BTC, 0));
        CoreOutput.StartSolve ask = f.only(CoreOutput.StartSolve.class);
        for (int i = 0; i < 4 * 4; i++) {
            f.book(A, "9990x50000 | " + (i % 2 == 0 ? 10_100 : 10_000) + "x10000");
            ask = f.all(CoreOutput.StartSolve.class).stream().findFirst().orElse(ask);
        }
        CoreEvent.Solved answer = f.solved(ask);
        f.book(A, "9700x50000 | 9800x10000");
        f.book(B, "9700x50000 | 10290x50000");
        f.apply(answer);
        assertTrue(f.submitted().stream().noneMatch(c -> c.listing().equals(B.id())), f.submitted().toString());
        assertTrue(f.alerts().stream().anyMatch(a -> a.contains("collar")), f.alerts().toString());
    }

    @Test
    void no_child_is_larger_than_its_limits_and_no_order_is_accepted_that_needs_one() {
        f = limited(whole(1_000), whole(1_000_000), whole(200), whole(5_000_000), 3_000_000);
        f.buy(20_000);
        long most = f.answer().stream().mapToLong(ChildOrder::lots).max().orElseThrow();
        assertTrue(most <= 19_980, "200 USD at 100.10 is 1.9980 BTC: " + most);
        refused(buy(40_000), "child limits");
        f = CoreFixture.standard();
        f.place(with(new Constraints(false, 0, 3_000, List.of()), 6_000));
        assertEquals(List.of(3_000L, 3_000L), f.answer().stream().map(ChildOrder::lots).toList());
    }

    @Test
    void venue_minimums_bind_size_and_notional() {
        Instrument btc = CoreFixture.BTC;
        Listing picky = new Listing(
                A.id(), btc, 1, 1, 7, 50_000, 10_00, 0, 0, "USD", Listing.State.OPEN, false);
        f = CoreFixture.with(CoreFixture.CONFIG, picky);
        f.book(picky, "9990x50000 | 10000x50000");
        f.place(buy(1_000));
        assertEquals(1_000, f.answer().get(0).lots(), "10 USD exactly");
        long id = f.place(buy(999));
        assertEquals(List.of(), f.answer(), "9.99 USD is below the minimum of 10 USD");
        assertEquals(999, f.parent(id).quantities().unsent());
    }

    @Test
    void halts_refuse_new_orders_by_scope() {
        f.halt(new Scope(Scope.Kind.INSTRUMENT, "BTC/USD"), HaltLevel.HALT);
        refused(buy(1), "halted");
        f.halt(new Scope(Scope.Kind.INSTRUMENT, "BTC/USD"), HaltLevel.NONE);
        f.halt(new Scope(Scope.Kind.VENUE, "alpha"), HaltLevel.HALT);
        accepted(buy(ONE_BTC));
        assertEquals(B.id(), f.answer().get(0).listing());
        f.halt(new Scope(Scope.Kind.VENUE, "beta"), HaltLevel.HALT);
        refused(buy(1), "alpha:BTCUSD: halted");
    }

    @Test
    void a_net_limit_counts_fees_and_a_gross_limit_does_not() {
        accepted(CoreFixture.order(Side.BUY, 10 * ONE_BTC, 10_000));
        refused(new ParentOrder("BTC/USD", Side.BUY, 1, 10_009, LimitBasis.NET, 0, Constraints.NONE), "limit price");
        accepted(new ParentOrder("BTC/USD", Side.BUY, 5 * ONE_BTC, 10_010, LimitBasis.NET, 0, Constraints.NONE));
        refused(new ParentOrder("BTC/USD", Side.SELL, 1, 9_981, LimitBasis.NET, 0, Constraints.NONE), "limit price");
        accepted(new ParentOrder("BTC/USD", Side.SELL, 5 * ONE_BTC, 9_980, LimitBasis.NET, 0, Constraints.NONE));
    }

    @Test
    void without_configuration_nothing_is_allowed() {
        f = CoreFixture.with(CoreConfig.NONE, A);
        f.book(A, "9990x50000 | 10000x50000");
        refused(buy(1), "unknown instrument", "configure");
        f = limited(0, 0, 0, 0, 0);
        refused(buy(1), "");
    }
}
