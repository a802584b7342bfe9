package exoroute.router.core;

import static exoroute.router.CoreFixture.A;
import static exoroute.router.CoreFixture.B;
import static exoroute.router.CoreFixture.MILLISECOND;
import static exoroute.router.CoreFixture.ONE_BTC;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.desk.DeskEvent;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.ExecutionReport.Type;
import exoroute.api.order.OrderStatus;
import exoroute.api.plan.PlanChange;
import exoroute.api.plan.PlanDelta;
import exoroute.api.plan.RoutingPlan;
import exoroute.router.CoreFixture;
import exoroute.router.codec.LogFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A venue that fails is taken out, what is open there comes back, and it comes back by rule or by hand. */
class FailoverTest {
    private static final CoreConfig.Breaker LIMITS = new CoreConfig.Breaker(
            2, 2, 2, 2, 60_000 * MILLISECOND, 10_000 * MILLISECOND, 35_000 * MILLISECOND);
    private static final String BOOK = "9990x50000 | 10000x50000 10010x50000";

    private final CoreFixture f = CoreFixture.standard(
            CoreFixture.config(CoreFixture.LIMITS, LIMITS, CoreFixture.RETENTION));

    private ChildOrder toAlpha() {
        f.book(A, "9990x50000 | 10000x" + (40_000 + f.core.position()) + " 10010x50000");
        f.buy(ONE_BTC);
        ChildOrder child = f.answer().get(0);
        assertEquals(A.id(), child.listing());
        return child;
    }

    /** Two rejects: alpha is out. */
    private void out() {
        f.tell(toAlpha(), Type.REJECTED);
        f.tell(toAlpha(), Type.REJECTED);
        assertOut("2 rejects in a row");
    }

    private void assertOut(String reason) {
        assertTrue(f.deskPlan().venuesOut().getOrDefault("alpha", "alpha is in").contains(reason), f.deskPlan().toString());
    }

    private boolean isOut() {
        return f.deskPlan().venuesOut().containsKey("alpha");
    }

    private Timer readmission() {
        return f.timer(Timer.Purpose.READMIT);
    }

    // ---- reasons

    @Test
    void rejects_in_a_row_take_a_venue_out_and_a_success_between_them_does_not() {
        f.tell(toAlpha(), Type.REJECTED);
        ChildOrder good = toAlpha();
        f.tell(good, Type.NEW);
        f.fill(good, ONE_BTC);
        f.tell(toAlpha(), Type.REJECTED);
        assertFalse(isOut());
        f.tell(toAlpha(), Type.REJECTED);
        assertOut("2 rejects in a row");
        assertTrue(f.told(DeskEvent.Type.VENUE_OUT).get(0).contains("exo:readmit alpha"));
    }

    @Test
    void a_repeated_reject_counts_once() {
        ChildOrder child = toAlpha();
        f.tell(child, Type.REJECTED);
        f.tell(child, Type.REJECTED);
        assertFalse(isOut());
    }

    @Test
    void silences_in_a_row_take_a_venue_out() {
        toAlpha();
        f.fire(Timer.Purpose.CHILD_SILENT);
        assertFalse(isOut());
        toAlpha();
        f.fire(Timer.Purpose.CHILD_SILENT);
        assertOut("2 orders in a row not ended in time");
    }

    @Test
    void orders_that_end_without_a_fill_take_a_venue_out_and_those_cancelled_on_demand_do_not() {
        ChildOrder cancelled = toAlpha();
        f.apply(new CoreEvent.CancelRequested(f.context(), cancelled.parent()));
        f.tell(cancelled, Type.CANCELED);
        f.tell(toAlpha(), Type.EXPIRED);
        assertFalse(isOut());
        f.tell(toAlpha(), Type.EXPIRED);
        assertOut("2 orders in a row without a fill");
    }

    @Test
    void a_session_that_flaps_takes_a_venue_out_and_one_that_is_lost_rarely_does_not() {
        f.session(A, false);
        f.session(A, true);
        f.time += 60_000 * MILLISECOND;
        f.session(A, false);
        f.session(A, false);
        assertFalse(isOut());
        f.session(A, true);
        f.session(A, false);
        assertOut("session lost 2 times within 60000 ms");
    }

    @Test
    void a_fill_at_a_worse_price_takes_a_venue_out_and_one_at_a_better_price_does_not() {
        f.report(f.trade(toAlpha(), "x1", 100, 9_999, 0));
        assertFalse(isOut());
        f.report(f.trade(toAlpha(), "x2", 100, 10_001, 0));
        assertOut("at 100.01, worse than its limit 100");
    }

    @Test
    void a_fill_of_more_than_was_ordered_takes_a_venue_out() {
        f.fill(toAlpha(), ONE_BTC + 1);
        assertOut("more than its 1");
    }

    @Test
    void a_repeated_fill_is_no_reason() {
        ChildOrder child = toAlpha();
        var fill = f.trade(child, "x1", ONE_BTC, 10_000, 0);
        f.report(fill);
        f.report(fill);
        assertFalse(isOut());
    }

    // ---- what follows

    @Test
    void open_orders_there_are_cancelled_unknown_ones_stay_aside_and_the_rest_goes_elsewhere() {
        ChildOrder open = toAlpha();
        ChildOrder unknown = toAlpha();
        f.tell(unknown, Type.UNKNOWN);
        f.tell(toAlpha(), Type.REJECTED);
        ChildOrder last = toAlpha();
        f.tell(last, Type.REJECTED);
        assertOut("rejects");
        assertEquals(List.of(open), f.cancelled());
        assertEquals(List.of(B.id()), f.answer().stream().map(ChildOrder::listing).toList());
        assertEquals(last.parent(), f.submitted().get(0).parent());
        f.tell(open, Type.CANCELED);
        assertEquals(List.of(B.id()), f.answer().stream().map(ChildOrder::listing).toList());
        assertEquals(ONE_BTC, f.parent(unknown.parent()).quantities().unknown());
        f.buy(ONE_BTC);
        assertEquals(B.id(), f.answer().get(0).listing());
    }

    @Test
    void an_answer_that_still_wants_the_venue_sends_nothing_there() {
        f.tell(toAlpha(), Type.REJECTED);
        ChildOrder second = toAlpha();
        f.buy(ONE_BTC);
        CoreEvent.Solved answer = f.solved(f.only(CoreOutput.StartSolve.class));
        f.tell(second, Type.REJECTED);
        f.apply(answer);
        assertTrue(f.submitted().isEmpty());
        assertTrue(f.alerts().get(0).contains("venue taken out: 2 rejects"), f.alerts().toString());
    }

    // ---- back

    @Test
    void a_venue_comes_back_by_rule_when_its_pause_is_over() {
        out();
        Timer back = readmission();
        assertEquals(f.time + LIMITS.pause(), back.due());
        f.fire(back);
        assertFalse(isOut());
        assertEquals(List.of("alpha is back in: pause over"), f.told(DeskEvent.Type.VENUE_BACK));
        toAlpha();
    }

    @Test
    void a_venue_does_not_come_back_while_its_session_is_down_or_something_there_is_unknown() {
        ChildOrder unknown = toAlpha();
        f.tell(unknown, Type.UNKNOWN);
        out();
        Timer back = readmission();
        f.session(A, false);
        f.fire(back);
        assertTrue(isOut(), "session down");
        Timer again = readmission();
        f.session(A, true);
        f.fire(again);
        assertTrue(isOut(), "unknown");
        again = readmission();
        f.tell(unknown, Type.CANCELED);
        f.fire(again);
        assertFalse(isOut());
    }

    @Test
    void on_probation_one_failure_is_enough_and_the_pause_doubles_up_to_the_longest() {
        out();
        for (long pause : new long[] {20_000, 35_000, 35_000}) {
            f.fire(readmission());
            assertFalse(isOut());
            f.tell(toAlpha(), Type.REJECTED);
            assertOut("1 rejects in a row");
            assertEquals(f.time + pause * MILLISECOND, readmission().due());
        }
    }

    @Test
    void a_fill_ends_the_probation() {
        out();
        f.fire(readmission());
        f.fill(toAlpha(), ONE_BTC);
        f.tell(toAlpha(), Type.REJECTED);
        assertFalse(isOut());
        f.tell(toAlpha(), Type.REJECTED);
        assertEquals(f.time + LIMITS.pause(), readmission().due(), "and the pause is short again");
    }

    @Test
    void a_venue_comes_back_by_hand_as_if_nothing_had_been_and_its_timer_means_nothing_then() {
        out();
        Timer old = readmission();
        f.apply(new CoreEvent.VenueReadmitted(f.context(), "alpha"));
        assertTrue(f.decision().accepted());
        assertFalse(isOut());
        f.tell(toAlpha(), Type.REJECTED);
        assertFalse(isOut(), "no probation");
        f.tell(toAlpha(), Type.REJECTED);
        assertTrue(isOut());
        f.fire(old);
        assertTrue(isOut(), "that decision is over");
    }

    @Test
    void a_venue_that_is_in_or_not_known_cannot_be_taken_back() {
        for (Map.Entry<String, String> e : Map.of("alpha", "is not taken out", "omega", "unknown venue").entrySet()) {
            f.apply(new CoreEvent.VenueReadmitted(f.context(), e.getKey()));
            assertFalse(f.decision().accepted());
            assertTrue(f.decision().reason().contains(e.getValue()), f.decision().reason());
        }
    }

    @Test
    void waiting_orders_are_tried_again_when_their_venue_is_back() {
        f.session(B, false);
        f.tell(toAlpha(), Type.REJECTED);
        f.tell(toAlpha(), Type.REJECTED);
        f.apply(new CoreEvent.VenueReadmitted(f.context(), "alpha"));
        assertTrue(f.all(CoreOutput.StartSolve.class).size() >= 1, f.last.toString());
    }

    @Test
    void a_venue_stays_out_across_a_restart_and_a_snapshot_and_its_timer_is_set_again() {
        out();
        Timer timer = readmission();
        for (Consumer<CoreFixture> broken : List.<Consumer<CoreFixture>>of(
                CoreFixture::thaw, g -> g.apply(new CoreEvent.Restored(1)), g -> g.apply(new CoreEvent.Started("next")))) {
            broken.accept(f);
            assertOut("rejects");
            assertEquals("2 rejects in a row", f.core.state().breakers.of("alpha").reason());
        }
        assertEquals(timer, readmission());
        f.session(A, true);
        f.session(B, true);
        f.book(A, BOOK);
        f.book(B, BOOK);
        f.buy(ONE_BTC);
        assertEquals(B.id(), f.answer().get(0).listing());
        f.fire(timer);
        assertFalse(isOut());
    }

    // ---- the desk's own plan

    @Test
    void decisions_are_deltas_of_the_desks_own_plan_and_replay_from_the_log() {
        out();
        PlanDelta delta = f.all(CoreOutput.Planned.class).stream().map(CoreOutput.Planned::delta)
                .filter(d -> d.parent() == 0).findFirst().orElseThrow();
        assertTrue(delta.changes().get(0) instanceof PlanChange.VenueTakenOut t && t.venue().equals("alpha")
                && t.until() == readmission().due(), delta.toString());
        f.fire(readmission());
        f.tell(toAlpha(), Type.REJECTED);
        RoutingPlan plan = RoutingPlan.empty(0);
        for (var record : f.log) {
            PlanDelta d = record.kind().equals(LogFormat.DELTA) ? LogFormat.decodeDelta(record.payload()) : null;
            plan = d == null || d.parent() != 0 ? plan : plan.apply(d);
        }
        assertEquals(3, plan.sequence());
        assertEquals(Map.of("alpha", "1 rejects in a row"), plan.venuesOut());
        assertEquals(plan, f.deskPlan());
        assertEquals(3, new Views(f.core).deltas(0).size());
    }

    @Test
    void the_desks_own_plan_goes_on_from_a_snapshot_with_its_next_delta() {
        out();
        f.thaw();
        f.apply(new CoreEvent.VenueReadmitted(f.context(), "alpha"));
        assertEquals(2, f.deskPlan().sequence());
        assertEquals(OrderStatus.REJECTED, f.parent(new Views(f.core).parents().get(0).id()).children().get(0).status());
    }
}
