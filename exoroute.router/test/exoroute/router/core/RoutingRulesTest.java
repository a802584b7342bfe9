package exoroute.router.core;

import static exoroute.router.CoreFixture.A;
import static exoroute.router.CoreFixture.B;
import static exoroute.router.CoreFixture.CONFIG;
import static exoroute.router.CoreFixture.MILLISECOND;
import static exoroute.router.CoreFixture.ONE_BTC;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.desk.HaltLevel;
import exoroute.api.desk.Scope;
import exoroute.api.market.Listing;
import exoroute.api.market.Side;
import exoroute.api.order.Amendment;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.Constraints;
import exoroute.api.order.ExecutionReport.Type;
import exoroute.api.order.OrderStatus;
import exoroute.api.order.ParentOrder;
import exoroute.api.order.ParentOrder.LimitBasis;
import exoroute.api.order.TimeInForce;
import exoroute.api.plan.PlanStatus;
import exoroute.router.CoreFixture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rules of DESIGN section 4, one by one. The fixture checks conservation and plans after every event. */
class RoutingRulesTest {
    private final CoreFixture f = CoreFixture.standard();

    private ChildOrder childAt(List<ChildOrder> children, Listing listing) {
        return children.stream().filter(c -> c.listing().equals(listing.id())).findFirst().orElseThrow();
    }

    private ParentOrder until(long quantity, long deadline) {
        return new ParentOrder("BTC/USD", Side.BUY, quantity, 0, LimitBasis.GROSS, deadline, Constraints.NONE);
    }

    private void amend(long parent, long quantity, long limit, long deadline) {
        f.apply(new CoreEvent.OrderAmended(f.context(), parent, new Amendment(quantity, limit, deadline)));
    }

    private void cancel(long parent) {
        f.apply(new CoreEvent.CancelRequested(f.context(), parent));
    }

    @Test
    void nothing_leaves_before_an_engine_answered_and_then_ioc_limits_at_the_last_level_touched() {
        long id = f.buy(6 * ONE_BTC);
        assertTrue(f.submitted().isEmpty());
        assertEquals(PlanStatus.SOLVING, f.parent(id).plan().status());
        List<ChildOrder> children = f.answer();
        assertEquals(2, children.size());
        for (ChildOrder child : children) {
            assertEquals(TimeInForce.IOC, child.timeInForce());
            assertEquals(10_000, child.limitTicks());
            assertEquals(id, child.parent());
        }
        assertEquals(5 * ONE_BTC, childAt(children, A).lots(), "the cheaper fee first");
        assertEquals(ONE_BTC, childAt(children, B).lots());
        assertEquals(6 * ONE_BTC, f.parent(id).quantities().open());
    }

    @Test
    void a_filled_order_ends_filled() {
        long id = f.buy(6 * ONE_BTC);
        f.answer().forEach(c -> f.fill(c, c.lots()));
        assertEquals(PlanStatus.FILLED, f.parent(id).plan().status());
        assertEquals(6 * ONE_BTC, f.parent(id).quantities().filled());
        assertTrue(f.parent(id).quality().isPresent());
        assertFalse(f.core.hasLiveParents());
    }

    @Test
    void an_answer_for_an_older_generation_is_dropped() {
        f.buy(6 * ONE_BTC);
        CoreOutput.StartSolve old = f.only(CoreOutput.StartSolve.class);
        f.book(A, "9990x50000 | 10006x50000");
        CoreOutput.StartSolve current = f.only(CoreOutput.StartSolve.class);
        assertNotEquals(old.solve(), current.solve());
        f.apply(f.solved(old));
        assertTrue(f.last.isEmpty(), "recorded and ignored: " + f.last);
        f.apply(f.solved(current));
        assertEquals(2, f.submitted().size());
        f.apply(f.solved(current));
        assertTrue(f.last.isEmpty(), "the same answer again: " + f.last);
    }

    @Test
    void a_book_move_within_the_threshold_or_elsewhere_does_not_restart_a_solve() {
        f.buy(6 * ONE_BTC);
        f.book(A, "9990x50000 | 10005x50000");
        assertTrue(f.all(CoreOutput.StartSolve.class).isEmpty(), "five basis points exactly");
        f.book(A, "9990x50000 | 10000x1");
        assertTrue(f.all(CoreOutput.StartSolve.class).isEmpty(), "back again");
        f.stale(A);
        assertEquals(1, f.all(CoreOutput.StartSolve.class).size(), "a book that became stale is a move");
    }

    @Test
    void book_moves_restart_a_solve_a_bounded_number_of_times() {
        f.buy(ONE_BTC);
        int restarts = 0;
        for (int i = 0; i < 100; i++) {
            f.book(A, "9990x50000 | " + (i % 2 == 0 ? 10_050 : 10_000) + "x50000");
            restarts += f.all(CoreOutput.StartSolve.class).size();
        }
        assertEquals(4 * CONFIG.maxRounds() - 1, restarts);
    }

    @Test
    void an_answer_is_checked_again_before_anything_leaves() {
        for (Runnable obstacle : List.<Runnable>of(
                () -> f.session(A, false),
                () -> f.halt(new Scope(Scope.Kind.VENUE, "alpha"), HaltLevel.HALT),
                () -> f.apply(new CoreEvent.Listed(CoreFixture.listing("alpha", 90_000), "alpha")))) {
            f.session(A, true);
            f.halt(new Scope(Scope.Kind.VENUE, "alpha"), HaltLevel.NONE);
            f.apply(new CoreEvent.Listed(A, "alpha"));
            f.book(A, "9990x50000 | 10000x50000 10010x50000");
            f.book(B, "9990x50000 | 10000x50000 10010x50000");
            f.buy(6 * ONE_BTC);
            CoreEvent.Solved answer = f.solved(f.only(CoreOutput.StartSolve.class));
            obstacle.run();
            f.apply(answer);
            assertEquals(List.of(B.id()), f.submitted().stream().map(ChildOrder::listing).toList());
            assertTrue(f.alerts().get(0).startsWith("alpha:BTCUSD left out: "), f.alerts().toString());
        }
    }

    @Test
    void an_answer_is_not_used_where_listing_facts_changed_since() {
        f.place(CoreFixture.partial(Side.BUY, 4 * ONE_BTC, 0));
        CoreOutput.StartSolve ask = f.only(CoreOutput.StartSolve.class);
        for (int i = 0; i < 4 * CONFIG.maxRounds(); i++) { // until no restart of the solve is left
            f.book(A, "9980x50000 | " + (i % 2 == 0 ? 9_994 : 10_050) + "x50000");
            ask = f.all(CoreOutput.StartSolve.class).stream().findFirst().orElse(ask);
        }
        CoreEvent.Solved answer = f.solved(ask);
        assertTrue(answer.solution().allocation()[0] > 0, "alpha is wanted");
        f.apply(new CoreEvent.Listed(CoreFixture.listing("alpha", CoreFixture.BTC, 2, 1, 100_000), "alpha"));
        f.book(A, "4995x50000 | 5000x50000");
        f.apply(answer);
        assertTrue(f.submitted().stream().noneMatch(c -> c.listing().equals(A.id())), f.submitted().toString());
    }

    @Test
    void a_flawed_answer_sends_nothing_and_is_asked_again_later() {
        long id = f.buy(6 * ONE_BTC);
        CoreOutput.StartSolve ask = f.only(CoreOutput.StartSolve.class);
        var sound = f.solved(ask).solution();
        for (long[] bad : new long[][] {{50_000}, {50_001, 10_000}, {-1, 10_000}, {100_001, 0}}) {
            var solution = new exoroute.api.solver.Solution(
                    sound.status(), bad, 0, 0, 0, sound.price(), true, 1, "");
            CoreFixture g = CoreFixture.standard();
            g.buy(6 * ONE_BTC);
            g.apply(new CoreEvent.Solved(g.only(CoreOutput.StartSolve.class).solve(), "x", "1", solution, ""));
            assertTrue(g.submitted().isEmpty());
            assertTrue(g.alerts().get(0).startsWith("engine x failed: "), g.alerts().toString());
            assertEquals(Timer.Purpose.RETRY, g.timer(Timer.Purpose.RETRY).purpose());
        }
        f.apply(new CoreEvent.Solved(ask.solve(), "", "", null, "engine 'x' is not there"));
        assertEquals(PlanStatus.WORKING, f.parent(id).plan().status());
        f.fire(Timer.Purpose.RETRY);
        assertEquals(2, f.answer().size());
    }

    @Test
    void an_answer_for_more_than_was_asked_is_flawed_although_so_much_is_free_by_now() {
        f.book(A, "9990x50000 | 10000x6000 10010x6000 10020x3000 10030x50000");
        f.stale(B);
        long id = f.buy(2 * ONE_BTC);
        ChildOrder first = f.answer().get(0);
        f.tell(first, Type.UNKNOWN);
        f.apply(new CoreEvent.OrderAmended(f.context(), id, new Amendment(3 * ONE_BTC, -1, -1)));
        CoreOutput.StartSolve ask = f.only(CoreOutput.StartSolve.class);
        assertEquals(ONE_BTC, ask.problem().quantity());
        f.tell(first, Type.CANCELED);
        assertEquals(3 * ONE_BTC, f.parent(id).quantities().unsent());
        var sound = f.solved(ask).solution();
        f.apply(new CoreEvent.Solved(ask.solve(), "x", "1", new exoroute.api.solver.Solution(
                sound.status(), new long[] {2 * ONE_BTC}, 0, 0, 0, sound.price(), true, 1, ""), ""));
        assertTrue(f.submitted().isEmpty());
        assertTrue(f.alerts().get(0).contains("or the unsent 10000"), f.alerts().toString());
        assertEquals(3 * ONE_BTC, f.parent(id).quantities().unsent());
        assertEquals(Timer.Purpose.RETRY, f.timer(Timer.Purpose.RETRY).purpose());
    }

    @Test
    void a_repeated_execution_counts_once_and_another_venue_may_use_the_same_id() {
        long id = f.buy(6 * ONE_BTC);
        List<ChildOrder> children = f.answer();
        var fill = f.trade(childAt(children, A), "x1", 100, 10_000, 0);
        f.report(fill);
        f.report(fill);
        assertEquals(100, f.parent(id).quantities().filled());
        f.report(f.trade(childAt(children, B), "x1", 7, 10_000, 0));
        assertEquals(107, f.parent(id).quantities().filled());
        assertEquals(1, f.parent(id).children().get(0).reports().size());
    }

    @Test
    void a_repeated_final_report_frees_its_rest_once() {
        long id = f.buy(6 * ONE_BTC);
        ChildOrder child = childAt(f.answer(), A);
        f.tell(child, Type.EXPIRED);
        f.tell(child, Type.EXPIRED);
        f.tell(child, Type.CANCELED);
        assertEquals(5 * ONE_BTC, f.parent(id).quantities().unsent());
    }

    @Test
    void unknown_quantity_is_not_sent_again_before_a_final_report() {
        long id = f.buy(6 * ONE_BTC);
        List<ChildOrder> children = f.answer();
        ChildOrder lost = childAt(children, A);
        f.tell(lost, Type.UNKNOWN);
        f.tell(childAt(children, B), Type.EXPIRED);
        assertEquals(5 * ONE_BTC, f.parent(id).quantities().unknown());
        assertEquals(ONE_BTC, f.only(CoreOutput.StartSolve.class).problem().quantity(),
                "only what is known to be free");
        f.answer().forEach(c -> f.fill(c, c.lots()));
        assertEquals(PlanStatus.WORKING, f.parent(id).plan().status());
        f.tell(lost, Type.NOT_FOUND);
        assertEquals(5 * ONE_BTC, f.parent(id).quantities().unknown(), "the venue's ignorance proves nothing");
        f.tell(lost, Type.CANCELED);
        assertEquals(5 * ONE_BTC, f.only(CoreOutput.StartSolve.class).problem().quantity());
    }

    @Test
    void a_silent_child_becomes_unknown_and_a_heard_one_that_ended_does_not() {
        long id = f.buy(6 * ONE_BTC);
        List<ChildOrder> children = f.answer();
        List<Timer> timers = f.all(CoreOutput.SetTimer.class).stream().map(CoreOutput.SetTimer::timer).toList();
        assertEquals(2, timers.size());
        f.fill(childAt(children, A), 5 * ONE_BTC);
        timers.forEach(f::fire);
        assertEquals(OrderStatus.FILLED, f.parent(id).children().get(0).status());
        assertEquals(OrderStatus.UNKNOWN, f.parent(id).children().get(1).status());
        f.fill(childAt(children, B), ONE_BTC);
        assertEquals(PlanStatus.FILLED, f.parent(id).plan().status(), "a late fill still counts");
    }

    @Test
    void children_at_a_venue_whose_session_is_lost_are_unknown() {
        long id = f.buy(6 * ONE_BTC);
        f.answer();
        f.session(A, false);
        assertEquals(5 * ONE_BTC, f.parent(id).quantities().unknown());
        assertEquals(ONE_BTC, f.parent(id).quantities().open());
        assertTrue(f.alerts().get(0).contains("session lost"), f.alerts().toString());
    }

    @Test
    void a_venue_that_keeps_rejecting_is_left_out_of_that_order() {
        f.buy(4 * ONE_BTC);
        for (int i = 0; i < CONFIG.maxRejects(); i++) {
            ChildOrder child = f.answer().get(0);
            assertEquals(A.id(), child.listing());
            f.tell(child, Type.REJECTED);
        }
        assertEquals(List.of(B.id()), f.answer().stream().map(ChildOrder::listing).toList());
        f.buy(ONE_BTC);
        assertEquals(A.id(), f.answer().get(0).listing(), "another order may still go there");
    }

    @Test
    void the_residual_is_solved_again_on_what_the_books_show_now() {
        f.buy(6 * ONE_BTC);
        List<ChildOrder> children = f.answer();
        f.fill(childAt(children, B), ONE_BTC);
        f.fill(childAt(children, A), 2 * ONE_BTC);
        f.book(B, "9990x50000 | 9995x30000");
        f.tell(childAt(children, A), Type.EXPIRED);
        List<ChildOrder> next = f.answer();
        assertEquals(1, next.size());
        assertEquals(B.id(), next.get(0).listing());
        assertEquals(3 * ONE_BTC, next.get(0).lots());
        assertEquals(9_995, next.get(0).limitTicks());
    }

    @Test
    void what_this_desk_took_stays_taken_until_the_feed_changes_that_level() {
        f.buy(5 * ONE_BTC);
        f.answer().forEach(c -> f.fill(c, c.lots()));
        f.buy(ONE_BTC);
        assertEquals(B.id(), f.answer().get(0).listing(), "alpha's level is ours already");
        f.book(A, "9980x50000 | 10000x50000 10010x50000");
        f.buy(ONE_BTC);
        assertEquals(B.id(), f.answer().get(0).listing(), "another level changed");
        f.book(A, "9980x50000 | 10000x40000 10010x50000");
        f.buy(ONE_BTC);
        assertEquals(A.id(), f.answer().get(0).listing());
    }

    @Test
    void an_ioc_that_found_too_little_proves_that_nothing_is_left_up_to_its_limit() {
        f.buy(5 * ONE_BTC);
        ChildOrder child = f.answer().get(0);
        f.fill(child, ONE_BTC);
        f.tell(child, Type.EXPIRED);
        assertEquals(B.id(), f.answer().get(0).listing());
    }

    @Test
    void an_ioc_that_found_all_it_wanted_proves_nothing_of_the_kind() {
        f.buy(ONE_BTC);
        ChildOrder child = f.answer().get(0);
        f.countAtVenue(child, ONE_BTC);
        f.tell(child, Type.EXPIRED);
        f.buy(ONE_BTC);
        assertEquals(A.id(), f.answer().get(0).listing());
    }

    @Test
    void rounds_are_bounded_and_the_rest_is_declared() {
        long id = f.buy(4 * ONE_BTC);
        for (int round = 1; round <= CONFIG.maxRounds(); round++) {
            assertEquals(round, f.parent(id).rounds());
            f.tell(f.answer().get(0), Type.EXPIRED);
        }
        assertEquals(PlanStatus.DONE, f.parent(id).plan().status());
        assertTrue(f.parent(id).plan().reason().startsWith("4 BTC unfilled after 4 rounds"),
                f.parent(id).plan().reason());
    }

    @Test
    void an_order_may_ask_for_fewer_rounds_than_the_desk_allows_but_not_for_more() {
        for (int[] wanted : new int[][] {{2, 2}, {99, CONFIG.maxRounds()}}) {
            CoreFixture g = CoreFixture.standard();
            long id = g.place(new ParentOrder(
                    "BTC/USD", Side.BUY, ONE_BTC, 0, LimitBasis.GROSS, 0, new Constraints(true, wanted[0], 0, List.of())));
            int rounds = 0;
            while (g.core.hasLiveParents()) {
                g.tell(g.answer().get(0), Type.EXPIRED);
                rounds++;
            }
            assertEquals(wanted[1], rounds);
            assertEquals(PlanStatus.DONE, g.parent(id).plan().status());
        }
    }

    @Test
    void impossible_reports_and_books_stop_nothing() {
        long id = f.buy(ONE_BTC);
        ChildOrder child = f.answer().get(0);
        f.report(f.trade(child, "x1", Long.MAX_VALUE, 10_000, 0));
        assertTrue(f.alerts().get(0).contains("impossible"), f.alerts().toString());
        f.countAtVenue(child, 0);
        f.report(f.trade(child, "x2", 1, Long.MAX_VALUE, 0));
        f.countAtVenue(child, 0);
        assertEquals(ONE_BTC, f.parent(id).quantities().open());
        f.book(A, "1x" + Long.MAX_VALUE + " | " + Long.MAX_VALUE / 2 + "x" + Long.MAX_VALUE);
        f.buy(ONE_BTC);
        assertEquals(B.id(), f.answer().get(0).listing());
    }

    @Test
    void a_deadline_cancels_what_is_open_and_ends_the_order() {
        long id = f.place(until(6 * ONE_BTC, f.time + 60_000 * MILLISECOND));
        Timer deadline = f.timer(Timer.Purpose.DEADLINE);
        List<ChildOrder> children = f.answer();
        f.fill(childAt(children, B), ONE_BTC);
        f.fire(deadline);
        assertEquals(childAt(children, A), f.only(CoreOutput.Cancel.class).order());
        f.tell(childAt(children, A), Type.CANCELED);
        assertEquals(PlanStatus.DONE, f.parent(id).plan().status());
        assertEquals("5 BTC unfilled: deadline", f.parent(id).plan().reason());
    }

    @Test
    void no_child_leaves_after_the_deadline_even_when_its_timer_is_late() {
        long id = f.place(until(6 * ONE_BTC, f.time + 10 * MILLISECOND));
        CoreEvent.Solved answer = f.solved(f.only(CoreOutput.StartSolve.class));
        f.time += 20 * MILLISECOND;
        f.apply(answer);
        assertTrue(f.submitted().isEmpty());
        assertEquals(PlanStatus.DONE, f.parent(id).plan().status());
    }

    @Test
    void an_amended_deadline_replaces_the_former_one() {
        long id = f.place(until(6 * ONE_BTC, f.time + 1_000 * MILLISECOND));
        Timer first = f.timer(Timer.Purpose.DEADLINE);
        amend(id, Amendment.KEEP, Amendment.KEEP, f.time + 2_000 * MILLISECOND);
        Timer second = f.timer(Timer.Purpose.DEADLINE);
        f.answer();
        f.fire(first);
        assertTrue(f.all(CoreOutput.Cancel.class).isEmpty(), "the former deadline is void");
        f.fire(second);
        assertEquals(2, f.all(CoreOutput.Cancel.class).size());
    }

    @Test
    void a_later_deadline_revives_an_order_whose_former_one_passed() {
        long id = f.place(until(6 * ONE_BTC, f.time + 1_000 * MILLISECOND));
        Timer deadline = f.timer(Timer.Purpose.DEADLINE);
        List<ChildOrder> children = f.answer();
        f.tell(childAt(children, A), Type.UNKNOWN);
        f.fire(deadline);
        f.tell(childAt(children, B), Type.CANCELED);
        assertTrue(f.core.hasLiveParents(), "the unknown part keeps it");
        amend(id, Amendment.KEEP, Amendment.KEEP, f.time + 60_000 * MILLISECOND);
        assertEquals(ONE_BTC, f.only(CoreOutput.StartSolve.class).problem().quantity());
    }

    @Test
    void a_kill_cancels_what_is_open_and_nothing_leaves_until_it_is_lifted() {
        for (Scope scope : List.of(Scope.ALL, new Scope(Scope.Kind.INSTRUMENT, "BTC/USD"))) {
            CoreFixture g = CoreFixture.standard();
            long id = g.buy(6 * ONE_BTC);
            List<ChildOrder> children = g.answer();
            g.halt(scope, HaltLevel.KILL);
            assertEquals(2, g.all(CoreOutput.Cancel.class).size());
            children.forEach(c -> g.tell(c, Type.CANCELED));
            assertEquals(PlanStatus.HALTED, g.parent(id).plan().status());
            assertFalse(g.offer(CoreFixture.order(Side.BUY, ONE_BTC, 0)).accepted());
            g.halt(scope, HaltLevel.NONE);
            g.answer().forEach(c -> g.fill(c, c.lots()));
            assertEquals(PlanStatus.FILLED, g.parent(id).plan().status());
        }
    }

    @Test
    void a_halt_leaves_open_children_alone_and_a_venue_kill_concerns_that_venue_only() {
        long id = f.buy(6 * ONE_BTC);
        List<ChildOrder> children = f.answer();
        f.halt(Scope.ALL, HaltLevel.HALT);
        assertTrue(f.all(CoreOutput.Cancel.class).isEmpty());
        f.halt(Scope.ALL, HaltLevel.NONE);
        f.halt(new Scope(Scope.Kind.VENUE, "beta"), HaltLevel.KILL);
        assertEquals(childAt(children, B), f.only(CoreOutput.Cancel.class).order());
        f.tell(childAt(children, B), Type.CANCELED);
        f.fill(childAt(children, A), 5 * ONE_BTC);
        assertEquals(List.of(A.id()), f.answer().stream().map(ChildOrder::listing).toList());
        assertEquals(ONE_BTC, f.parent(id).quantities().open());
    }

    @Test
    void a_kill_survives_a_restart() {
        f.halt(Scope.ALL, HaltLevel.KILL);
        f.apply(new CoreEvent.Started("next"));
        f.session(A, true);
        f.book(A, "9990x50000 | 10000x50000");
        String reason = f.offer(CoreFixture.order(Side.BUY, ONE_BTC, 0)).reason();
        assertTrue(reason.contains("halted"), reason);
    }

    @Test
    void a_halt_of_something_unknown_is_refused() {
        assertFalse(f.halt(new Scope(Scope.Kind.VENUE, "nowhere"), HaltLevel.KILL).accepted());
        assertFalse(f.halt(new Scope(Scope.Kind.INSTRUMENT, "X/Y"), HaltLevel.KILL).accepted());
        assertTrue(f.halt(new Scope(Scope.Kind.VENUE, "alpha"), HaltLevel.KILL).accepted());
    }

    @Test
    void a_request_id_is_accepted_once_per_actor() {
        var context = f.context();
        f.apply(new CoreEvent.OrderPlaced(context, CoreFixture.order(Side.BUY, ONE_BTC, 0)));
        assertTrue(f.decision().accepted());
        long first = f.decision().position();
        f.apply(new CoreEvent.OrderPlaced(context, CoreFixture.order(Side.BUY, ONE_BTC, 0)));
        assertFalse(f.decision().accepted());
        assertTrue(f.decision().reason().contains(context.requestId()), f.decision().reason());
        f.apply(new CoreEvent.OrderAmended(context, first, new Amendment(2 * ONE_BTC, -1, -1)));
        assertFalse(f.decision().accepted());
        f.apply(new CoreEvent.OrderPlaced(
                new exoroute.api.desk.CommandContext("other", context.requestId()),
                CoreFixture.order(Side.BUY, ONE_BTC, 0)));
        assertTrue(f.decision().accepted(), "another actor's ids are his own");
    }

    @Test
    void an_amended_quantity_moves_only_what_is_unsent() {
        long id = f.buy(6 * ONE_BTC);
        List<ChildOrder> children = f.answer();
        amend(id, 7 * ONE_BTC, -1, -1);
        assertEquals(ONE_BTC, f.parent(id).quantities().unsent());
        amend(id, 6 * ONE_BTC, -1, -1);
        children.forEach(c -> f.fill(c, c.lots()));
        assertEquals(PlanStatus.FILLED, f.parent(id).plan().status());
        amend(id, 8 * ONE_BTC, -1, -1);
        assertFalse(f.decision().accepted(), "finished");
        amend(99, ONE_BTC, -1, -1);
        assertFalse(f.decision().accepted(), "no such order");
    }

    @Test
    void an_amended_limit_binds_the_next_solve_and_drops_the_running_one() {
        long id = f.buy(6 * ONE_BTC);
        CoreOutput.StartSolve old = f.only(CoreOutput.StartSolve.class);
        f.book(B, "9990x50000 | 10003x50000");
        amend(id, Amendment.KEEP, 10_000, Amendment.KEEP);
        CoreOutput.StartSolve next = f.only(CoreOutput.StartSolve.class);
        assertEquals(1, next.problem().venues().size());
        f.apply(f.solved(old));
        assertTrue(f.last.isEmpty());
        f.apply(f.solved(next));
        assertEquals(List.of(A.id()), f.submitted().stream().map(ChildOrder::listing).toList());
    }

    @Test
    void commands_and_restarts_do_not_use_up_the_rounds_of_an_order() {
        CoreFixture g = CoreFixture.standard(CoreFixture.config(CoreFixture.LIMITS, Map.of(), 1));
        long id = g.buy(6 * ONE_BTC);
        g.apply(new CoreEvent.OrderAmended(g.context(), id, new Amendment(5 * ONE_BTC, -1, -1)));
        assertEquals(5 * ONE_BTC, g.only(CoreOutput.StartSolve.class).problem().quantity());
        g.halt(Scope.ALL, HaltLevel.HALT);
        g.halt(Scope.ALL, HaltLevel.NONE);
        assertEquals(1, g.all(CoreOutput.StartSolve.class).size());
        g.apply(new CoreEvent.Started("next"));
        Timer retry = g.timer(Timer.Purpose.RETRY);
        g.session(A, true);
        g.book(A, "9990x50000 | 10000x50000");
        g.book(B, "9990x50000 | 10000x50000");
        g.fire(retry);
        assertEquals(1, g.answer().size());
    }

    @Test
    void a_cancel_cancels_what_is_open_and_forgets_the_rest() {
        long id = f.buy(6 * ONE_BTC);
        List<ChildOrder> children = f.answer();
        f.fill(childAt(children, A), ONE_BTC);
        cancel(id);
        assertEquals(2, f.all(CoreOutput.Cancel.class).size());
        assertEquals(5 * ONE_BTC, f.parent(id).quantities().pendingCancel());
        f.fill(childAt(children, A), ONE_BTC);
        children.forEach(c -> f.tell(c, Type.CANCELED));
        assertEquals(PlanStatus.CANCELED, f.parent(id).plan().status());
        assertEquals(4 * ONE_BTC, f.parent(id).quantities().unsent());
        assertTrue(f.all(CoreOutput.StartSolve.class).isEmpty());
        cancel(id);
        assertFalse(f.decision().accepted());
        cancel(12345);
        assertFalse(f.decision().accepted());
    }

    @Test
    void a_cancel_drops_a_running_solve_and_a_refused_cancel_leaves_the_child_open() {
        long solving = f.buy(ONE_BTC);
        CoreEvent.Solved answer = f.solved(f.only(CoreOutput.StartSolve.class));
        cancel(solving);
        assertEquals(PlanStatus.CANCELED, f.parent(solving).plan().status());
        f.apply(answer);
        assertTrue(f.last.isEmpty());

        long open = f.buy(ONE_BTC);
        ChildOrder child = f.answer().get(0);
        cancel(open);
        f.tell(child, Type.CANCEL_REJECTED);
        assertEquals(ONE_BTC, f.parent(open).quantities().open());
        cancel(open);
        assertEquals(child, f.only(CoreOutput.Cancel.class).order(), "can be asked for again");
    }

    @Test
    void a_restart_makes_open_children_unknown_and_starts_the_solve_again() {
        long working = f.buy(6 * ONE_BTC);
        List<ChildOrder> children = f.answer();
        f.tell(children.get(0), Type.NEW);
        long solving = f.buy(ONE_BTC);
        CoreEvent.Solved late = f.solved(f.only(CoreOutput.StartSolve.class));
        f.apply(new CoreEvent.Started("next"));
        assertEquals(6 * ONE_BTC, f.parent(working).quantities().unknown());
        List<Timer> retries = f.all(CoreOutput.SetTimer.class).stream().map(CoreOutput.SetTimer::timer).toList();
        assertEquals(2, retries.size());
        f.apply(late);
        assertTrue(f.last.isEmpty(), "an answer asked for by the former process");
        f.session(A, true);
        f.book(A, "9990x50000 | 10000x50000");
        f.book(B, "9990x50000 | 10000x50000");
        retries.forEach(f::fire);
        assertEquals(List.of(A.id()), f.answer().stream().map(ChildOrder::listing).toList(), "beta's session is down");
        assertEquals(ONE_BTC, f.parent(solving).quantities().open());
        assertEquals(6 * ONE_BTC, f.parent(working).quantities().unknown());
    }

    @Test
    void a_restart_keeps_deadlines_and_a_cancel_that_was_asked_for() {
        long id = f.place(until(6 * ONE_BTC, f.time + 60_000 * MILLISECOND));
        Timer deadline = f.timer(Timer.Purpose.DEADLINE);
        List<ChildOrder> children = f.answer();
        cancel(id);
        f.apply(new CoreEvent.Started("next"));
        assertEquals(deadline, f.timer(Timer.Purpose.DEADLINE));
        assertEquals(PlanStatus.CANCELING, f.parent(id).plan().status());
        children.forEach(c -> f.tell(c, Type.CANCELED));
        assertEquals(PlanStatus.CANCELED, f.parent(id).plan().status());
    }

    @Test
    void an_overfill_alerts_and_stops_new_children() {
        long id = f.buy(6 * ONE_BTC);
        List<ChildOrder> children = f.answer();
        f.fill(childAt(children, B), 4 * ONE_BTC);
        assertEquals(3 * ONE_BTC, f.parent(id).quantities().overfill());
        assertTrue(f.alerts().get(0).contains("overfill of 30000 units"), f.alerts().toString());
        f.fill(childAt(children, A), ONE_BTC);
        f.tell(childAt(children, A), Type.EXPIRED);
        assertEquals(0, f.parent(id).quantities().overfill(), "what comes back undoes it first");
        assertEquals(ONE_BTC, f.only(CoreOutput.StartSolve.class).problem().quantity());
    }

    @Test
    void an_overfill_that_stays_ends_the_order() {
        long id = f.buy(ONE_BTC);
        f.fill(f.answer().get(0), ONE_BTC + 5);
        assertEquals(PlanStatus.FILLED, f.parent(id).plan().status());
        assertEquals("overfilled by 5 units", f.parent(id).plan().reason());
        assertEquals(5, f.parent(id).quantities().overfill());
    }

    @Test
    void a_late_fill_takes_from_what_was_thought_free() {
        long id = f.buy(6 * ONE_BTC);
        List<ChildOrder> children = f.answer();
        f.tell(childAt(children, A), Type.CANCELED);
        assertEquals(5 * ONE_BTC, f.parent(id).quantities().unsent());
        f.fill(childAt(children, A), 2 * ONE_BTC);
        assertEquals(3 * ONE_BTC, f.parent(id).quantities().unsent());
        assertEquals(2 * ONE_BTC, f.parent(id).quantities().filled());
    }

    @Test
    void lots_that_the_venue_counts_but_did_not_report_stay_unknown() {
        long id = f.buy(5 * ONE_BTC);
        ChildOrder child = f.answer().get(0);
        f.countAtVenue(child, 2 * ONE_BTC);
        f.tell(child, Type.CANCELED);
        assertEquals(2 * ONE_BTC, f.parent(id).quantities().unknown());
        assertEquals(3 * ONE_BTC, f.parent(id).quantities().unsent());
        f.countAtVenue(child, 0);
        f.fill(child, 2 * ONE_BTC);
        assertEquals(0, f.parent(id).quantities().unknown());
        assertEquals(3 * ONE_BTC, f.parent(id).quantities().unsent());
    }

    @Test
    void a_bust_gives_the_quantity_back_once() {
        long id = f.buy(6 * ONE_BTC);
        List<ChildOrder> children = f.answer();
        ChildOrder child = childAt(children, A);
        f.report(f.trade(child, "x1", 5 * ONE_BTC, 10_000, 77));
        f.countAtVenue(child, 0);
        var bust = f.about(child, Type.TRADE_CANCEL, "x1", 0, 0, "");
        f.report(bust);
        f.report(bust);
        assertEquals(5 * ONE_BTC, f.parent(id).quantities().unsent());
        assertEquals(0, f.parent(id).quantities().filled());
        assertEquals(0, f.parent(id).children().get(0).fees());
        assertEquals(0, f.parent(id).children().get(0).notional());
        assertEquals(OrderStatus.CANCELED, f.parent(id).children().get(0).status());
        f.report(f.about(child, Type.TRADE_CANCEL, "never", 0, 0, ""));
        assertTrue(f.alerts().get(0).contains("never"), f.alerts().toString());
    }

    @Test
    void a_correction_replaces_size_and_price_of_its_fill() {
        long id = f.buy(6 * ONE_BTC);
        ChildOrder child = childAt(f.answer(), A);
        f.report(f.trade(child, "x1", 5 * ONE_BTC, 10_000, 0));
        f.report(f.about(child, Type.TRADE_CORRECT, "x1", 3 * ONE_BTC, 9_999, ""));
        var view = f.parent(id).children().get(0);
        assertEquals(3 * ONE_BTC, view.filledLots());
        assertEquals(3 * 99_99L * 1_000_000L, view.notional());
        assertEquals(2 * ONE_BTC, f.parent(id).quantities().unsent());
        assertEquals(OrderStatus.CANCELED, view.status(), "a child that lost lots is not filled");
    }

    @Test
    void a_correction_can_be_busted_and_one_that_overfills_says_so() {
        long id = f.buy(ONE_BTC);
        ChildOrder child = f.answer().get(0);
        f.report(f.trade(child, "x1", ONE_BTC, 10_000, 0));
        var correction = f.about(child, Type.TRADE_CORRECT, "x1", ONE_BTC + 9, 10_000, "");
        f.report(correction);
        assertTrue(f.alerts().get(0).contains("overfill of 9 units"), f.alerts().toString());
        f.report(f.about(child, Type.TRADE_CANCEL, correction.execId(), 0, 0, ""));
        assertEquals(0, f.parent(id).quantities().filled());
    }

    @Test
    void a_report_for_an_order_that_was_never_sent_only_alerts() {
        f.report(f.trade(new ChildOrder(
                987, 1, A.id(), Side.BUY, exoroute.api.order.OrderType.LIMIT, TimeInForce.IOC, 1, 1, 0), "x", 1, 1, 0));
        assertTrue(f.alerts().get(0).contains("did not send"), f.alerts().toString());
    }

    @Test
    void child_ids_tell_the_record_that_caused_them() {
        f.buy(6 * ONE_BTC);
        List<ChildOrder> children = f.answer();
        long cause = f.only(CoreOutput.Planned.class).delta().cause();
        children.forEach(c -> assertEquals(cause, c.id() >> 16));
    }

    @Test
    void lifting_a_halt_restarts_any_number_of_orders() {
        int orders = 600;
        for (int i = 0; i < orders; i++) {
            f.buy(100);
        }
        f.halt(Scope.ALL, HaltLevel.HALT);
        f.halt(Scope.ALL, HaltLevel.NONE);
        assertEquals(orders, f.all(CoreOutput.StartSolve.class).stream().map(CoreOutput.StartSolve::solve).distinct()
                .count());
    }

    @Test
    void an_engine_is_asked_warm_from_the_last_price() {
        f.buy(6 * ONE_BTC);
        assertEquals(exoroute.api.solver.RoutingProblem.COLD, f.only(CoreOutput.StartSolve.class).problem()
                .warmPrice());
        List<ChildOrder> children = f.answer();
        long price = f.only(CoreOutput.Planned.class).delta().provenance().orElseThrow().price();
        children.forEach(c -> f.tell(c, Type.EXPIRED));
        assertEquals(price, f.only(CoreOutput.StartSolve.class).problem().warmPrice());
    }

    @Test
    void a_delta_names_engine_views_price_and_iterations() {
        f.buy(6 * ONE_BTC);
        f.answer();
        var p = f.only(CoreOutput.Planned.class).delta().provenance().orElseThrow();
        assertEquals("price-search", p.engine());
        assertEquals(64, p.views().length());
        assertTrue(p.proved());
        assertTrue(p.price() >= 100_200_000_000L, "alpha's net price at least: " + p.price());
    }
}
