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
import exoroute.api.market.Listing;
import exoroute.api.market.Side;
import exoroute.api.order.Amendment;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.ExecutionReport.Type;
import exoroute.api.plan.PlanStatus;
import exoroute.router.CoreFixture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every limit refuses, does not refuse, and holds across a restart and across a snapshot. */
class RiskHoldsTest {
    private static final String BOOK = "9990x50000 | 10000x50000 10010x50000";

    /** What a limit must survive. */
    enum Break { RESTART, SNAPSHOT }

    private static void survive(CoreFixture f, Break what, Listing... listings) {
        if (what == Break.RESTART) {
            f.restart(BOOK, listings);
        } else {
            f.thaw();
        }
    }

    private static CoreFixture alone(CoreConfig.RiskLimits limits) {
        CoreFixture f = CoreFixture.with(
                CoreFixture.config(limits, CoreFixture.BREAKER, CoreFixture.RETENTION), A);
        f.book(A, BOOK);
        return f;
    }

    private static CoreFixture both(CoreConfig.RiskLimits limits) {
        return CoreFixture.standard(CoreFixture.config(limits, CoreFixture.BREAKER, CoreFixture.RETENTION));
    }

    private static CoreConfig.RiskLimits limits(long childQuantity, long dayQuantity, long dayNotional, int perSecond) {
        return new CoreConfig.RiskLimits(
                whole(1_000), whole(1_000_000), childQuantity, whole(500_000), dayQuantity, dayNotional, 3_000_000, perSecond);
    }

    private static CoreConfig.RiskLimits rate(int perSecond) {
        return limits(whole(1_000), whole(1_000), whole(1_000_000), perSecond);
    }

    private static String refused(CoreFixture f, Side side, long quantity) {
        CommandResult result = f.offer(CoreFixture.order(side, quantity, 0));
        assertFalse(result.accepted(), "accepted");
        return result.reason();
    }

    private static ChildOrder sent(CoreFixture f, Side side, long quantity) {
        f.place(CoreFixture.order(side, quantity, 0));
        List<ChildOrder> children = f.answer();
        assertEquals(1, children.size(), () -> "sent: " + children + ", alerts: " + f.alerts());
        return children.get(0);
    }

    private static long deferred(CoreFixture f, Side side, long quantity, String why) {
        long id = f.place(CoreFixture.order(side, quantity, 0));
        assertTrue(f.answer().isEmpty(), () -> "left: " + f.submitted());
        assertTrue(f.alerts().stream().anyMatch(a -> a.contains(why)), () -> "'" + why + "' in " + f.alerts());
        return id;
    }

    // ---- balances

    /** Alpha alone with 1000 USD, of which a child of 4 BTC with an unknown outcome may spend 400.40. */
    private static CoreFixture poor() {
        CoreFixture f = alone(rate(1_000));
        f.stated(A, Map.of("USD", whole(1_000), "BTC", whole(2)));
        f.tell(sent(f, Side.BUY, 4 * ONE_BTC), Type.UNKNOWN);
        return f;
    }

    @Test
    void an_order_is_refused_when_open_and_unknown_orders_hold_the_balance_back() {
        CoreFixture f = poor();
        assertTrue(refused(f, Side.BUY, 6 * ONE_BTC).contains("balances"), "599.60 USD are free");
        assertTrue(refused(f, Side.SELL, 2 * ONE_BTC + 1).contains("balances"));
    }

    @Test
    void an_order_that_the_free_balance_pays_for_is_not_refused() {
        CoreFixture f = poor();
        assertEquals(2 * ONE_BTC, sent(f, Side.BUY, 2 * ONE_BTC).lots());
        CoreFixture g = alone(rate(1_000));
        g.stated(A, Map.of("USD", 0L, "BTC", whole(2)));
        assertEquals(2 * ONE_BTC, sent(g, Side.SELL, 2 * ONE_BTC).lots());
    }

    @ParameterizedTest
    @EnumSource
    void reserved_balances_hold_across(Break what) {
        CoreFixture f = poor();
        survive(f, what, A);
        assertTrue(refused(f, Side.BUY, 6 * ONE_BTC).contains("balances"));
        assertEquals(2 * ONE_BTC, sent(f, Side.BUY, 2 * ONE_BTC).lots());
    }

    @Test
    void what_an_order_did_not_spend_is_free_when_it_ended() {
        CoreFixture f = alone(rate(1_000));
        f.stated(A, Map.of("USD", whole(1_000)));
        ChildOrder child = sent(f, Side.BUY, 4 * ONE_BTC);
        assertTrue(refused(f, Side.BUY, 6 * ONE_BTC).contains("balances"));
        f.tell(child, Type.REJECTED);
        f.apply(new CoreEvent.CancelRequested(f.context(), child.parent()));
        assertTrue(f.offer(CoreFixture.order(Side.BUY, 6 * ONE_BTC, 0)).accepted(), f.decision().reason());
    }

    @Test
    void what_a_fill_spends_is_gone_at_once_and_what_it_brings_only_with_the_next_statement() {
        CoreFixture f = alone(rate(1_000));
        f.stated(A, Map.of("USD", whole(1_000), "BTC", 0L));
        ChildOrder child = sent(f, Side.BUY, 4 * ONE_BTC);
        f.fill(child, 4 * ONE_BTC);
        f.book(A, "9990x50000 | 10000x60000");
        assertTrue(refused(f, Side.BUY, 6 * ONE_BTC).contains("balances"), "600 USD and a fee of 0.60 are wanted");
        assertTrue(refused(f, Side.SELL, ONE_BTC).contains("balances"), "the venue did not say so yet");
        f.stated(A, Map.of("USD", whole(1_000), "BTC", whole(4)));
        assertEquals(ONE_BTC, sent(f, Side.SELL, ONE_BTC).lots());
    }

    @Test
    void a_statement_that_an_order_may_have_crossed_can_only_lower_what_is_free() {
        CoreFixture f = alone(rate(1_000));
        f.stated(A, Map.of("USD", whole(1_000)));
        long before = f.core.position();
        ChildOrder child = sent(f, Side.BUY, 4 * ONE_BTC);
        f.fill(child, 4 * ONE_BTC);
        f.apply(f.stated(A, before, Map.of("USD", whole(1_000))));
        f.book(A, "9990x50000 | 10000x60000");
        assertTrue(refused(f, Side.BUY, 6 * ONE_BTC).contains("balances"), "the statement is from before the fill");
    }

    @Test
    void a_currency_that_a_venue_does_not_tell_is_not_there_and_a_venue_that_tells_nothing_binds_nothing() {
        CoreFixture f = both(rate(1_000));
        f.stated(A, Map.of("EUR", whole(1_000)));
        assertEquals(B.id(), sent(f, Side.BUY, ONE_BTC).listing());
    }

    // ---- order rate

    /** Two orders of the two that may leave for alpha in a second have left. */
    private static CoreFixture busy() {
        CoreFixture f = alone(rate(2));
        sent(f, Side.BUY, 100);
        sent(f, Side.BUY, 100);
        return f;
    }

    @Test
    void an_order_beyond_the_rate_waits_uses_no_round_and_leaves_when_the_second_is_over() {
        CoreFixture f = busy();
        long id = deferred(f, Side.BUY, 100, "order rate of 2 a second");
        for (int i = 0; i < 2; i++) {
            f.fire(Timer.Purpose.RETRY);
            f.apply(f.solved(f.only(CoreOutput.StartSolve.class)));
        }
        assertEquals(1, f.submitted().size(), () -> f.alerts().toString());
        assertEquals(1, f.parent(id).rounds());
    }

    @Test
    void orders_within_the_rate_and_to_other_venues_leave() {
        CoreFixture f = both(rate(2));
        sent(f, Side.BUY, 100);
        sent(f, Side.BUY, 100);
        f.book(A, "9990x50000 | 10050x50000");
        assertEquals(B.id(), sent(f, Side.BUY, 100).listing());
        f.time += 1_000 * MILLISECOND;
        f.book(A, "9990x50000 | 10000x50000");
        assertEquals(A.id(), sent(f, Side.BUY, 100).listing());
    }

    @ParameterizedTest
    @EnumSource
    void the_order_rate_holds_across(Break what) {
        CoreFixture f = busy();
        survive(f, what, A);
        deferred(f, Side.BUY, 100, "order rate of 2 a second");
        f.time += 1_000 * MILLISECOND;
        f.fire(Timer.Purpose.RETRY);
        f.apply(f.solved(f.only(CoreOutput.StartSolve.class)));
        assertEquals(1, f.submitted().size());
    }

    @Test
    void a_rate_of_none_defers_everything_and_breaks_nothing() {
        deferred(alone(rate(0)), Side.BUY, 100, "order rate of 0 a second");
    }

    @Test
    void a_changed_rate_counts_what_left_before() {
        CoreFixture f = busy();
        f.apply(new CoreEvent.Configured(CoreFixture.config(rate(3), CoreFixture.BREAKER, CoreFixture.RETENTION)));
        sent(f, Side.BUY, 100);
        deferred(f, Side.BUY, 100, "order rate of 3 a second");
        Timer retry = f.timer(Timer.Purpose.RETRY);
        f.apply(new CoreEvent.Configured(CoreFixture.config(rate(1), CoreFixture.BREAKER, CoreFixture.RETENTION)));
        f.fire(retry);
        f.apply(f.solved(f.only(CoreOutput.StartSolve.class)));
        assertTrue(f.submitted().isEmpty());
    }

    // ---- the day

    @Test
    void a_quantity_beyond_what_is_left_of_the_day_is_refused() {
        CoreFixture f = both(limits(whole(1_000), whole(5), whole(1_000_000), 1_000));
        f.buy(3 * ONE_BTC);
        assertTrue(refused(f, Side.BUY, 2 * ONE_BTC + 1).contains("3 BTC accepted today is above the limit of 5 BTC per day"));
        assertTrue(refused(f, Side.SELL, 2 * ONE_BTC + 1).contains("per day"), "both sides count");
    }

    @Test
    void what_is_left_of_the_day_is_not_refused_and_a_new_day_begins_at_nothing() {
        CoreFixture f = both(limits(whole(1_000), whole(5), whole(1_000_000), 1_000));
        f.buy(3 * ONE_BTC);
        f.buy(2 * ONE_BTC);
        f.time += 86_400_000 * MILLISECOND;
        f.buy(5 * ONE_BTC);
    }

    @ParameterizedTest
    @EnumSource
    void the_quantity_of_the_day_holds_across(Break what) {
        CoreFixture f = both(limits(whole(1_000), whole(5), whole(1_000_000), 1_000));
        f.buy(3 * ONE_BTC);
        survive(f, what, A, B);
        assertTrue(refused(f, Side.BUY, 2 * ONE_BTC + 1).contains("per day"));
        f.buy(2 * ONE_BTC);
    }

    @ParameterizedTest
    @EnumSource
    void the_notional_of_the_day_holds_across(Break what) {
        CoreFixture f = both(limits(whole(1_000), whole(1_000), 5 * 99_95L * 1_000_000, 1_000));
        f.buy(3 * ONE_BTC);
        survive(f, what, A, B);
        assertTrue(refused(f, Side.BUY, 3 * ONE_BTC).contains("299.85 USD accepted today"));
        f.buy(2 * ONE_BTC);
    }

    @Test
    void what_an_amendment_takes_back_from_yesterdays_order_is_not_free_today() {
        CoreFixture f = both(limits(whole(1_000), whole(5), whole(1_000_000), 1_000));
        long id = f.buy(5 * ONE_BTC);
        f.time += 86_400_000 * MILLISECOND;
        f.apply(new CoreEvent.OrderAmended(f.context(), id, new Amendment(ONE_BTC, -1, -1)));
        assertTrue(f.decision().accepted(), f.decision().reason());
        assertTrue(refused(f, Side.BUY, 5 * ONE_BTC + 1).contains("per day"));
        f.buy(5 * ONE_BTC);
    }

    // ---- one child

    @Test
    void an_order_that_needs_a_larger_child_is_refused() {
        CoreFixture f = both(limits(whole(1), whole(1_000), whole(1_000_000), 1_000));
        assertTrue(refused(f, Side.BUY, 2 * ONE_BTC + 1).contains("child limits"));
    }

    @Test
    void no_child_is_larger_than_its_quantity_and_the_quantity_itself_leaves() {
        CoreFixture f = both(limits(whole(1), whole(1_000), whole(1_000_000), 1_000));
        f.buy(2 * ONE_BTC);
        assertEquals(List.of(ONE_BTC, ONE_BTC), f.answer().stream().map(ChildOrder::lots).toList());
    }

    @ParameterizedTest
    @EnumSource
    void the_quantity_of_a_child_holds_across(Break what) {
        CoreFixture f = both(limits(whole(1), whole(1_000), whole(1_000_000), 1_000));
        survive(f, what, A, B);
        assertTrue(refused(f, Side.BUY, 2 * ONE_BTC + 1).contains("child limits"));
        f.buy(2 * ONE_BTC);
        assertEquals(List.of(ONE_BTC, ONE_BTC), f.answer().stream().map(ChildOrder::lots).toList());
    }

    // ---- self-trade prevention

    @Test
    void an_order_that_would_meet_an_own_one_waits_until_that_ended() {
        CoreFixture f = alone(rate(1_000));
        ChildOrder own = sent(f, Side.BUY, ONE_BTC);
        long id = deferred(f, Side.SELL, ONE_BTC, "self-trade prevention: own child " + own.id());
        Timer retry = f.timer(Timer.Purpose.RETRY);
        f.fill(own, ONE_BTC);
        f.fire(retry);
        assertEquals(1, f.answer().size());
        assertEquals(1, f.parent(id).rounds(), "waiting used no round");
    }

    @Test
    void orders_on_the_same_side_at_other_venues_or_at_prices_that_do_not_meet_leave() {
        CoreFixture f = both(rate(1_000));
        sent(f, Side.BUY, ONE_BTC);
        assertEquals(A.id(), sent(f, Side.BUY, ONE_BTC).listing());
        f.book(B, "10005x50000 | 10010x50000");
        assertEquals(B.id(), sent(f, Side.SELL, ONE_BTC).listing());
        f.book(A, "10050x50000 | 10060x50000");
        assertEquals(A.id(), sent(f, Side.SELL, ONE_BTC).listing(), "sold at 100.50, bought at 100.00");
    }

    @ParameterizedTest
    @EnumSource
    void self_trade_prevention_holds_across(Break what) {
        CoreFixture f = alone(rate(1_000));
        ChildOrder own = sent(f, Side.BUY, ONE_BTC);
        survive(f, what, A);
        deferred(f, Side.SELL, ONE_BTC, "self-trade prevention: own child " + own.id());
    }

    @Test
    void an_own_order_that_ended_is_not_met_even_while_its_fills_are_missing() {
        CoreFixture f = alone(rate(1_000));
        ChildOrder own = sent(f, Side.BUY, ONE_BTC);
        f.countAtVenue(own, ONE_BTC);
        f.tell(own, Type.EXPIRED);
        assertEquals(ONE_BTC, f.parent(own.parent()).quantities().unknown());
        assertEquals(ONE_BTC, sent(f, Side.SELL, ONE_BTC).lots());
    }

    // ---- halts

    private static final Scope INSTRUMENT = new Scope(Scope.Kind.INSTRUMENT, "BTC/USD");
    private static final Scope ALPHA = new Scope(Scope.Kind.VENUE, "alpha");

    @Test
    void a_halt_of_the_instrument_or_of_all_refuses_and_one_of_a_venue_leaves_it_out() {
        CoreFixture f = both(rate(1_000));
        for (Scope scope : List.of(INSTRUMENT, Scope.ALL)) {
            f.halt(scope, HaltLevel.HALT);
            assertTrue(refused(f, Side.BUY, ONE_BTC).contains("halted"));
            f.halt(scope, HaltLevel.NONE);
        }
        f.halt(ALPHA, HaltLevel.HALT);
        assertEquals(B.id(), sent(f, Side.BUY, ONE_BTC).listing());
    }

    @Test
    void another_instruments_halt_and_a_lifted_one_refuse_nothing() {
        CoreFixture f = both(rate(1_000));
        f.halt(INSTRUMENT, HaltLevel.KILL);
        f.halt(INSTRUMENT, HaltLevel.NONE);
        f.halt(new Scope(Scope.Kind.VENUE, "beta"), HaltLevel.HALT);
        assertEquals(A.id(), sent(f, Side.BUY, ONE_BTC).listing());
    }

    @ParameterizedTest
    @EnumSource
    void halts_hold_across(Break what) {
        CoreFixture f = both(rate(1_000));
        f.halt(INSTRUMENT, HaltLevel.HALT);
        survive(f, what, A, B);
        assertTrue(refused(f, Side.BUY, ONE_BTC).contains("BTC/USD is halted"));
        f.halt(INSTRUMENT, HaltLevel.NONE);
        f.halt(Scope.ALL, HaltLevel.KILL);
        survive(f, what, A, B);
        assertTrue(refused(f, Side.BUY, ONE_BTC).contains("halted"));
        f.halt(Scope.ALL, HaltLevel.NONE);
        f.halt(ALPHA, HaltLevel.HALT);
        survive(f, what, A, B);
        assertEquals(B.id(), sent(f, Side.BUY, ONE_BTC).listing());
    }

    @Test
    void an_order_that_runs_when_its_instrument_is_halted_sends_nothing_and_goes_on_when_that_is_lifted() {
        CoreFixture f = both(rate(1_000));
        long id = f.buy(ONE_BTC);
        CoreEvent.Solved answer = f.solved(f.only(CoreOutput.StartSolve.class));
        f.halt(INSTRUMENT, HaltLevel.HALT);
        f.apply(answer);
        assertTrue(f.submitted().isEmpty());
        assertEquals(PlanStatus.HALTED, f.parent(id).plan().status());
        f.thaw();
        f.halt(INSTRUMENT, HaltLevel.NONE);
        assertEquals(1, f.answer().size());
    }
}
