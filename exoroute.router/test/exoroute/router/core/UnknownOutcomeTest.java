package exoroute.router.core;

import static exoroute.router.CoreFixture.A;
import static exoroute.router.CoreFixture.B;
import static exoroute.router.CoreFixture.ONE_BTC;
import static exoroute.router.CoreFixture.whole;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.adapter.OpenOrder;
import exoroute.api.desk.ChildView;
import exoroute.api.desk.ManualFill;
import exoroute.api.desk.Quantities;
import exoroute.api.desk.Reconciliation;
import exoroute.api.market.Side;
import exoroute.api.order.Amendment;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.ExecutionReport;
import exoroute.api.order.ExecutionReport.Type;
import exoroute.api.order.OrderStatus;
import exoroute.api.plan.PlanStatus;
import exoroute.router.CoreFixture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of orders nobody knows the outcome of. Alpha alone; one order of 5 BTC, one child. */
class UnknownOutcomeTest {
    private static final String BOOK = "9990x50000 | 10000x50000 10010x50000";
    private static final long SIZE = 5 * ONE_BTC;
    private static final long ASK = CoreFixture.OUTCOMES.askInterval();
    private static final long QUARANTINE = CoreFixture.OUTCOMES.quarantine();

    private CoreFixture f;
    private long id;
    private ChildOrder child;
    private Timer silence;

    @BeforeEach
    void send() {
        f = CoreFixture.with(CoreFixture.CONFIG, A);
        f.book(A, BOOK);
        id = f.buy(SIZE);
        child = f.answer().get(0);
        silence = f.timer(Timer.Purpose.CHILD_SILENT);
    }

    private Quantities quantities() {
        return f.parent(id).quantities();
    }

    private ChildView view() {
        return f.parent(id).children().get(0);
    }

    private PlanStatus status() {
        return f.parent(id).plan().status();
    }

    private void lose() {
        f.fire(silence);
        assertEquals(OrderStatus.UNKNOWN, view().status());
    }

    private boolean writeOff() {
        f.apply(new CoreEvent.WrittenOff(f.context(), child.id(), "the venue is gone"));
        return f.decision().accepted();
    }

    private boolean book(String execId, long lots) {
        f.apply(new CoreEvent.FillBooked(f.context(), new ManualFill(child.id(), execId, lots, 10_000, 0, "")));
        return f.decision().accepted();
    }

    private void cancel() {
        f.apply(new CoreEvent.CancelRequested(f.context(), id));
    }

    private void amend(long quantity) {
        f.apply(new CoreEvent.OrderAmended(f.context(), id, new Amendment(quantity, -1, -1)));
        assertTrue(f.decision().accepted(), f.decision().reason());
    }

    private ExecutionReport trade(String execId, long lots) {
        return f.trade(child, execId, lots, 10_000, 0);
    }

    // ---- asking

    @Test
    void a_silent_order_is_asked_for_at_once_and_again_after_pauses_that_double_up_to_64_times() {
        lose();
        assertEquals(List.of(child), f.asked());
        long pause = ASK;
        for (int i = 0; i < 9; i++) {
            Timer ask = f.timer(Timer.Purpose.ASK);
            assertEquals(f.time + pause, ask.due());
            f.fire(ask);
            assertEquals(List.of(child), f.asked());
            pause = Math.min(2 * pause, 64 * ASK);
        }
    }

    @Test
    void an_order_is_not_asked_for_while_the_session_is_down_and_is_after_the_next_logon() {
        f.session(A, false);
        assertTrue(f.asked().isEmpty());
        assertEquals(SIZE, quantities().unknown());
        f.session(A, true);
        assertEquals(List.of(child), f.asked());
        assertEquals(f.time + ASK, f.timer(Timer.Purpose.ASK).due(), "and the pauses begin anew");
    }

    @Test
    void an_order_is_asked_for_after_a_restart_when_the_session_is_up() {
        f.apply(new CoreEvent.Started("next"));
        assertTrue(f.asked().isEmpty());
        assertEquals(SIZE, quantities().unknown());
        f.session(A, true);
        assertEquals(List.of(child), f.asked());
    }

    @Test
    void a_timer_that_was_replaced_does_not_ask() {
        lose();
        Timer first = f.timer(Timer.Purpose.ASK);
        f.session(A, false);
        f.session(A, true);
        f.fire(first);
        assertTrue(f.last.isEmpty(), f.last.toString());
    }

    @Test
    void what_was_to_be_asked_is_asked_when_the_log_has_room_again() {
        lose();
        f.apply(new CoreEvent.Restored(7));
        assertEquals(List.of(child), f.asked());
        f.thaw();
        f.fire(f.timer(Timer.Purpose.ASK));
        assertEquals(List.of(child), f.asked(), "also from a snapshot");
    }

    @Test
    void a_late_report_of_an_open_order_leads_to_its_cancel_and_silence_makes_it_unknown_again() {
        lose();
        f.tell(child, Type.NEW);
        assertEquals(List.of(child), f.cancelled());
        assertEquals(OrderStatus.PENDING_CANCEL, view().status());
        f.fire(Timer.Purpose.CHILD_SILENT);
        assertEquals(OrderStatus.UNKNOWN, view().status());
        assertEquals(List.of(child), f.asked());
    }

    // ---- NOT_FOUND

    @Test
    void a_venue_that_does_not_know_an_order_is_believed_after_the_quarantine_only() {
        lose();
        long since = f.time;
        f.tell(child, Type.NOT_FOUND);
        assertEquals(SIZE, quantities().unknown());
        Timer over = f.timer(Timer.Purpose.ASK);
        assertEquals(since + QUARANTINE, over.due());
        f.fire(over);
        assertEquals(List.of(child), f.asked());
        f.tell(child, Type.NOT_FOUND);
        assertEquals(0, quantities().unknown());
        assertEquals(SIZE, f.only(CoreOutput.StartSolve.class).problem().quantity(), "free again");
    }

    @Test
    void a_new_session_begins_the_quarantine_anew_and_none_ends_while_it_is_down() {
        lose();
        f.session(A, false);
        f.time += 10 * QUARANTINE;
        f.tell(child, Type.NOT_FOUND);
        assertEquals(SIZE, quantities().unknown(), "who said so?");
        f.session(A, true);
        f.tell(child, Type.NOT_FOUND);
        assertEquals(SIZE, quantities().unknown());
        f.time += QUARANTINE;
        f.tell(child, Type.NOT_FOUND);
        assertEquals(0, quantities().unknown());
    }

    @Test
    void an_open_order_that_the_venue_does_not_know_is_unknown_first() {
        f.time += 10 * QUARANTINE;
        f.tell(child, Type.NOT_FOUND);
        assertEquals(OrderStatus.UNKNOWN, view().status());
        assertEquals(List.of(child), f.asked());
    }

    // ---- STATUS

    @Test
    void a_status_that_says_open_makes_it_open_and_cancels_it() {
        lose();
        f.report(f.status(child, 0, SIZE));
        assertEquals(List.of(child), f.cancelled());
        assertEquals(SIZE, quantities().pendingCancel());
        f.tell(child, Type.CANCELED);
        assertEquals(SIZE, quantities().unsent());
    }

    @Test
    void a_status_that_says_ended_frees_what_was_not_filled() {
        lose();
        f.report(trade("x1", 2 * ONE_BTC));
        f.report(f.status(child, 2 * ONE_BTC, 0));
        assertEquals(2 * ONE_BTC, quantities().filled());
        assertEquals(3 * ONE_BTC, f.only(CoreOutput.StartSolve.class).problem().quantity());
    }

    @Test
    void a_status_that_says_filled_fills_the_order_when_its_fills_are_there() {
        lose();
        f.report(f.status(child, SIZE, 0));
        assertEquals(SIZE, quantities().unknown(), "the fills are missing");
        assertTrue(f.alerts().get(0).contains("venue counts 50000 lots filled, we have 0"), f.alerts().toString());
        f.report(trade("x1", SIZE));
        assertEquals(PlanStatus.FILLED, status());
    }

    @Test
    void an_order_that_ended_with_fills_missing_is_asked_for_until_they_are_there() {
        f.countAtVenue(child, 2 * ONE_BTC);
        f.tell(child, Type.CANCELED);
        Timer ask = f.timer(Timer.Purpose.ASK);
        assertEquals(f.time + ASK, ask.due());
        f.fire(ask);
        assertEquals(List.of(child), f.asked());
        Timer again = f.timer(Timer.Purpose.ASK);
        f.countAtVenue(child, 0);
        f.report(trade("x1", 2 * ONE_BTC));
        f.fire(again);
        assertTrue(f.asked().isEmpty());
    }

    @Test
    void an_order_that_was_unknown_was_found_and_ended_with_fills_missing_is_asked_for_too() {
        lose();
        Timer old = f.timer(Timer.Purpose.ASK);
        f.report(f.status(child, 0, SIZE));
        f.fire(old);
        assertTrue(f.asked().isEmpty(), "it is open: nothing to ask");
        f.countAtVenue(child, 2 * ONE_BTC);
        f.tell(child, Type.CANCELED);
        assertEquals(2 * ONE_BTC, quantities().unknown());
        f.fire(Timer.Purpose.ASK);
        assertEquals(List.of(child), f.asked());
    }

    @Test
    void a_fill_that_was_busted_before_it_was_reported_is_not_waited_for() {
        f.countAtVenue(child, 2 * ONE_BTC);
        f.tell(child, Type.CANCELED);
        f.countAtVenue(child, 0);
        f.report(f.about(child, Type.TRADE_CANCEL, "x1", 0, 0, ""));
        f.report(f.status(child, 0, 0));
        assertEquals(0, quantities().unknown());
        assertEquals(SIZE, quantities().unsent());
    }

    // ---- write-off

    @Test
    void a_write_off_frees_what_is_unknown_once() {
        lose();
        assertTrue(writeOff());
        assertEquals(SIZE, quantities().unsent());
        assertTrue(f.alerts().get(0).contains("written off by trader: the venue is gone"), f.alerts().toString());
        assertFalse(writeOff());
        assertEquals(SIZE, quantities().unsent());
    }

    @Test
    void what_is_in_flight_ended_or_not_known_cannot_be_written_off() {
        assertFalse(writeOff());
        assertTrue(f.decision().reason().contains("cancel its order first"), f.decision().reason());
        f.fill(child, SIZE);
        assertFalse(writeOff());
        f.apply(new CoreEvent.WrittenOff(f.context(), 12_345, ""));
        assertTrue(f.decision().reason().contains("unknown child 12345"), f.decision().reason());
    }

    @Test
    void a_write_off_of_missing_fills_frees_them() {
        f.countAtVenue(child, SIZE);
        f.tell(child, Type.CANCELED);
        assertTrue(writeOff());
        assertEquals(SIZE, quantities().unsent());
        assertEquals(OrderStatus.CANCELED, view().status());
    }

    @Test
    void a_late_fill_of_what_was_written_off_counts_and_takes_from_what_was_thought_free() {
        lose();
        writeOff();
        f.report(trade("x1", 2 * ONE_BTC));
        assertEquals(2 * ONE_BTC, quantities().filled());
        assertEquals(3 * ONE_BTC, quantities().unsent());
        assertEquals(List.of(child), f.cancelled(), "3 BTC of it are open there");
    }

    @Test
    void what_was_written_off_and_is_open_at_the_venue_is_cancelled_there_once_a_report() {
        lose();
        writeOff();
        f.tell(child, Type.NEW);
        assertEquals(List.of(child), f.cancelled());
        f.report(f.status(child, 0, SIZE));
        assertEquals(List.of(child), f.cancelled());
        f.tell(child, Type.CANCELED);
        assertTrue(f.cancelled().isEmpty());
        assertEquals(SIZE, quantities().unsent());
    }

    @Test
    void a_refused_cancel_of_what_was_written_off_does_not_lead_to_the_next_for_ever() {
        lose();
        writeOff();
        f.tell(child, Type.NEW);
        f.tell(child, Type.CANCEL_REJECTED);
        assertTrue(f.cancelled().isEmpty(), "the venue, or a missing adapter, answers at once");
        f.tell(child, Type.UNKNOWN);
        assertTrue(f.cancelled().isEmpty(), "an adapter that throws answers at once");
    }

    // ---- booked fills

    @Test
    void a_booked_fill_counts_and_the_venues_own_report_of_it_does_not() {
        lose();
        assertTrue(book("x1", 2 * ONE_BTC));
        assertEquals(2 * ONE_BTC, quantities().filled());
        assertEquals(3 * ONE_BTC, quantities().unknown(), "the rest is as unknown as before");
        f.report(trade("x1", 2 * ONE_BTC));
        assertEquals(2 * ONE_BTC, quantities().filled());
        assertFalse(book("x1", 1));
        assertTrue(f.decision().reason().contains("counted already"), f.decision().reason());
    }

    @Test
    void the_last_booked_fill_fills_the_order() {
        lose();
        assertTrue(book("x1", SIZE));
        assertEquals(PlanStatus.FILLED, status());
        assertFalse(book("x2", 1));
    }

    @Test
    void a_booked_fill_stands_for_the_one_that_is_missing() {
        f.countAtVenue(child, 2 * ONE_BTC);
        f.tell(child, Type.CANCELED);
        assertFalse(book("x1", 2 * ONE_BTC + 1), "more than is missing");
        assertTrue(book("x1", 2 * ONE_BTC));
        assertEquals(0, quantities().unknown());
        assertEquals(3 * ONE_BTC, quantities().unsent());
    }

    @Test
    void impossible_fills_and_fills_of_unknown_orders_are_not_booked() {
        lose();
        assertFalse(book("x1", 0));
        assertFalse(book("x1", -1));
        assertFalse(book("x1", SIZE + 1));
        f.apply(new CoreEvent.FillBooked(f.context(), new ManualFill(1, "x", 1, 1, 0, "")));
        assertFalse(f.decision().accepted());
        assertTrue(book("x1", SIZE), "what was refused was not counted");
    }

    @Test
    void decisions_survive_a_snapshot_and_a_restart() {
        lose();
        book("x1", 2 * ONE_BTC);
        writeOff();
        f.thaw();
        f.restart(BOOK, A);
        f.report(trade("x1", 2 * ONE_BTC));
        assertEquals(2 * ONE_BTC, quantities().filled());
        f.tell(child, Type.NEW);
        assertEquals(List.of(child), f.cancelled());
    }

    // ---- twice, out of order, unknown

    @Test
    void reports_out_of_order_end_the_same() {
        f.countAtVenue(child, SIZE);
        f.tell(child, Type.EXPIRED);
        f.tell(child, Type.NEW);
        assertEquals(SIZE, quantities().unknown());
        f.countAtVenue(child, 3 * ONE_BTC);
        f.report(trade("x2", 2 * ONE_BTC));
        f.countAtVenue(child, 0);
        ExecutionReport first = trade("x1", 3 * ONE_BTC);
        f.report(first);
        assertEquals(PlanStatus.FILLED, status());
        f.report(first);
        f.tell(child, Type.EXPIRED);
        assertEquals(SIZE, quantities().filled());
    }

    @Test
    void fills_of_unknown_orders_are_kept_for_reconciliation_and_count_nowhere() {
        ChildOrder other = new ChildOrder(
                99, 1, A.id(), Side.BUY, child.type(), child.timeInForce(), 10_000, 100, 0);
        f.report(f.trade(other, "y1", 100, 10_000, 0));
        f.thaw();
        f.stated(A, Map.of());
        Reconciliation found = new Views(f.core).reconciliations().get(0);
        assertTrue(found.differences().stream().anyMatch(d -> d.kind() == Reconciliation.Kind.FOREIGN_REPORT && d.child() == 99
                && d.venue().equals("TRADE y1, 0.01 at 100")), found.toString());
        assertEquals(0, quantities().filled());
    }

    @Test
    void an_order_of_somebody_else_is_told_as_people_read_it_and_nonsense_in_lots() {
        f.stated(A, Map.of(), new OpenOrder(A.id(), 98, "v98", Side.SELL, 10_000, 150, 50),
                new OpenOrder(A.id(), 99, "v99", Side.SELL, 10_000, Long.MAX_VALUE, 0));
        List<String> told = new Views(f.core).reconciliations().get(0).differences().stream()
                .filter(d -> d.kind() == Reconciliation.Kind.OPEN_AT_VENUE).map(Reconciliation.Difference::venue).toList();
        assertEquals(List.of("SELL 0.01 open, venue order v98",
                "SELL 9223372036854775807 lots open, venue order v99"), told);
        assertTrue(f.cancelled().isEmpty(), "it is left alone");
    }

    // ---- busts and corrections

    @Test
    void a_bust_before_its_fill_keeps_it_from_being_counted() {
        f.report(f.about(child, Type.TRADE_CANCEL, "x1", 0, 0, ""));
        assertTrue(f.alerts().get(0).contains("before it was reported"), f.alerts().toString());
        f.report(trade("x1", ONE_BTC));
        f.thaw();
        f.report(trade("x1", ONE_BTC));
        assertEquals(0, quantities().filled());
        assertEquals(SIZE, quantities().open());
    }

    @Test
    void a_second_bust_of_the_same_fill_changes_nothing() {
        f.report(trade("x1", ONE_BTC));
        f.countAtVenue(child, 0);
        f.report(f.about(child, Type.TRADE_CANCEL, "x1", 0, 0, ""));
        f.report(f.about(child, Type.TRADE_CANCEL, "x1", 0, 0, ""));
        assertTrue(f.alerts().get(0).contains("not known, or no longer counted"), f.alerts().toString());
        assertEquals(SIZE, quantities().open());
        f.report(trade("x1", ONE_BTC));
        assertEquals(0, quantities().filled());
    }

    @Test
    void a_correction_before_its_fill_takes_its_place() {
        f.report(f.about(child, Type.TRADE_CORRECT, "x1", 2 * ONE_BTC, 10_000, ""));
        f.report(trade("x1", ONE_BTC));
        assertEquals(2 * ONE_BTC, quantities().filled());
        assertEquals(3 * ONE_BTC, quantities().open());
    }

    @Test
    void a_correction_after_its_fill_and_a_correction_of_that_count_once() {
        f.report(trade("x1", ONE_BTC));
        ExecutionReport first = f.about(child, Type.TRADE_CORRECT, "x1", 2 * ONE_BTC, 10_000, "");
        f.report(first);
        f.report(first);
        assertEquals(2 * ONE_BTC, quantities().filled());
        f.report(f.about(child, Type.TRADE_CORRECT, first.execId(), 3 * ONE_BTC, 10_000, ""));
        assertEquals(3 * ONE_BTC, quantities().filled());
        f.report(f.about(child, Type.TRADE_CORRECT, "x1", ONE_BTC, 10_000, ""));
        assertEquals(3 * ONE_BTC, quantities().filled(), "what it corrects counts no longer");
    }

    @Test
    void a_busted_fill_gives_its_balance_back() {
        f.stated(A, Map.of("USD", whole(1_000)));
        f.report(trade("x1", SIZE));
        long spent = f.core.state().holdings.spendable("alpha", "USD");
        f.countAtVenue(child, 0);
        f.report(f.about(child, Type.TRADE_CANCEL, "x1", 0, 0, ""));
        assertTrue(f.core.state().holdings.spendable("alpha", "USD") <= spent, "only a statement brings it back");
    }

    // ---- races

    @Test
    void a_cancel_that_races_a_fill_frees_only_what_was_not_filled() {
        cancel();
        assertEquals(SIZE, quantities().pendingCancel());
        f.report(trade("x1", 2 * ONE_BTC));
        f.tell(child, Type.CANCELED);
        assertEquals(PlanStatus.CANCELED, status());
        assertEquals(2 * ONE_BTC, quantities().filled());
    }

    @Test
    void a_cancel_that_comes_too_late_ends_filled() {
        cancel();
        f.tell(child, Type.CANCEL_REJECTED);
        f.report(trade("x1", SIZE));
        assertEquals(PlanStatus.FILLED, status());
    }

    @Test
    void a_cancelled_order_whose_fill_comes_later_is_filled_that_far() {
        cancel();
        f.tell(child, Type.CANCELED);
        f.report(trade("x1", 2 * ONE_BTC));
        assertEquals(2 * ONE_BTC, quantities().filled());
        assertEquals(3 * ONE_BTC, quantities().unsent());
    }

    @Test
    void an_amendment_down_replaces_the_open_order_and_frees_nothing_before_the_venue_says_so() {
        amend(3 * ONE_BTC);
        CoreOutput.Replace replace = f.only(CoreOutput.Replace.class);
        assertEquals(3 * ONE_BTC, replace.changed().lots());
        assertEquals(child, replace.original());
        assertEquals(SIZE, quantities().open());
        f.report(f.replaced(child, 0, 3 * ONE_BTC));
        assertEquals(3 * ONE_BTC, quantities().open());
        f.fill(child, 3 * ONE_BTC);
        assertEquals(PlanStatus.FILLED, status());
        assertEquals(0, quantities().overfill());
    }

    @Test
    void a_fill_faster_than_the_replace_is_an_overfill_and_a_replace_faster_than_the_fill_is_none() {
        amend(3 * ONE_BTC);
        f.report(trade("x1", 4 * ONE_BTC));
        assertEquals(4 * ONE_BTC, quantities().filled());
        f.report(f.replaced(child, 4 * ONE_BTC, 0));
        assertEquals(PlanStatus.FILLED, status());
        assertEquals(ONE_BTC, quantities().overfill());

        send();
        amend(3 * ONE_BTC);
        f.report(f.replaced(child, 2 * ONE_BTC, ONE_BTC));
        f.report(trade("x1", 2 * ONE_BTC));
        f.report(trade("x2", ONE_BTC));
        assertEquals(PlanStatus.FILLED, status());
        assertEquals(0, quantities().overfill());
    }

    @Test
    void a_refused_replace_leaves_the_order_as_it_is_and_what_fills_too_much_is_an_overfill() {
        amend(3 * ONE_BTC);
        f.tell(child, Type.CANCEL_REJECTED);
        assertEquals(SIZE, quantities().open());
        f.report(trade("x1", SIZE));
        assertEquals(2 * ONE_BTC, quantities().overfill());
        assertEquals(PlanStatus.FILLED, status());
    }

    @Test
    void a_replace_by_cancelling_is_no_mark_against_the_venue_or_its_book() {
        amend(3 * ONE_BTC);
        f.tell(child, Type.CANCELED);
        assertEquals(0, f.core.state().breakers.of("alpha").barren(), "the desk asked for it");
        assertEquals(3 * ONE_BTC, f.answer().stream().mapToLong(ChildOrder::lots).sum(), "the book still shows it");
    }

    @Test
    void an_impossible_replace_changes_nothing() {
        f.report(trade("x1", ONE_BTC));
        amend(3 * ONE_BTC);
        f.report(f.replaced(child, 0, SIZE + 1));
        f.report(f.replaced(child, Long.MAX_VALUE, Long.MAX_VALUE));
        assertEquals(4 * ONE_BTC, quantities().open());
    }

    @Test
    void an_amendment_asks_for_no_more_than_is_too_much() {
        CoreFixture g = CoreFixture.standard();
        long other = g.buy(7 * ONE_BTC);
        g.answer();
        g.apply(new CoreEvent.OrderAmended(g.context(), other, new Amendment(6 * ONE_BTC, -1, -1)));
        assertEquals(1, g.all(CoreOutput.Replace.class).size());
        g.apply(new CoreEvent.OrderAmended(g.context(), other, new Amendment(5 * ONE_BTC, -1, -1)));
        CoreOutput.Replace second = g.only(CoreOutput.Replace.class);
        assertEquals(ONE_BTC, second.original().lots() - second.changed().lots(), "one BTC is being taken back already");
    }

    // ---- reconciliation

    @Test
    void an_order_that_a_venue_does_not_list_is_asked_for_and_one_that_it_lists_too_much_is_cancelled() {
        f.stated(A, Map.of());
        assertEquals(List.of(child), f.asked());
        f.tell(child, Type.CANCELED);
        f.stated(A, Map.of(), new OpenOrder(A.id(), child.id(), "v", Side.BUY, 10_000, SIZE, 0));
        assertEquals(List.of(child), f.cancelled());
    }

    @Test
    void what_another_venue_says_concerns_no_order_here() {
        f.apply(new CoreEvent.Listed(B, "beta"));
        f.stated(B, Map.of("USD", whole(1)));
        assertTrue(f.asked().isEmpty());
        assertTrue(new Views(f.core).reconciliations().get(0).differences().isEmpty());
    }

    private static ExecutionReport revision(ChildOrder child, Type type, String execId, String ref, long filled, long lots) {
        return new ExecutionReport(
                child.listing(), child.id(), "v", type, execId, ref, filled, 0, lots, lots == 0 ? 0 : child.limitTicks(), 0, "",
                ExecutionReport.Liquidity.TAKER, 0, "");
    }

    /** Found by the simulation after 21 million events: a chain of revisions that arrives in the wrong order. */
    @Test
    void a_bust_of_a_correction_that_comes_before_it_undoes_the_fill_that_was_corrected() {
        CoreFixture f = CoreFixture.standard();
        long id = f.buy(CoreFixture.ONE_BTC);
        ChildOrder child = f.answer().get(0);
        f.report(f.trade(child, "fill", child.lots(), child.limitTicks(), 0));
        assertEquals(CoreFixture.ONE_BTC, f.parent(id).quantities().filled());
        f.report(revision(child, Type.TRADE_CANCEL, "bust", "correction", 0, 0));
        f.report(revision(child, Type.TRADE_CORRECT, "correction", "fill", child.lots(), child.lots()));
        assertEquals(0, f.parent(id).quantities().filled(), "the correction took the fill's place, and was busted");
        f.report(revision(child, Type.TRADE_CORRECT, "correction", "fill", child.lots(), child.lots()));
        assertEquals(0, f.parent(id).quantities().filled(), "a repetition changes nothing");
    }

    @Test
    void a_correction_of_a_correction_that_comes_before_it_counts_alone() {
        CoreFixture f = CoreFixture.standard();
        long id = f.buy(CoreFixture.ONE_BTC);
        ChildOrder child = f.answer().get(0);
        f.report(f.trade(child, "fill", child.lots(), child.limitTicks(), 0));
        f.report(revision(child, Type.TRADE_CORRECT, "second", "first", 30, 30));
        f.report(revision(child, Type.TRADE_CORRECT, "first", "fill", 40, 40));
        assertEquals(30, f.parent(id).quantities().filled(), "only the last correction stands");
    }

    /** Found by the simulation after 37 million events: what a correction replaces is not what is missing. */
    @Test
    void a_correction_of_one_fill_leaves_another_that_is_missing_missing() {
        CoreFixture f = CoreFixture.standard();
        long id = f.buy(CoreFixture.ONE_BTC);
        ChildOrder child = f.answer().get(0);
        long lots = child.lots();
        f.report(f.trade(child, "second", 400, child.limitTicks(), 0));
        f.report(revision(child, Type.EXPIRED, "end", "", lots, 0));
        assertEquals(lots - 400, f.parent(id).quantities().unknown(), "one fill was never reported");
        f.report(revision(child, Type.TRADE_CORRECT, "corrected", "second", lots - 10, 390));
        assertEquals(lots - 400, f.parent(id).quantities().unknown());
        assertEquals(390, f.parent(id).quantities().filled());
        assertEquals(10, f.parent(id).quantities().unsent());
    }
}
