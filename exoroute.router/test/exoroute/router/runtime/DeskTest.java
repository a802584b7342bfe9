package exoroute.router.runtime;

import static exoroute.router.CoreFixture.ONE_BTC;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.adapter.MarketDataFeed;
import exoroute.api.adapter.VenueAdapter;
import exoroute.api.desk.CommandContext;
import exoroute.api.desk.CommandResult;
import exoroute.api.desk.DeskEvent;
import exoroute.api.desk.HaltLevel;
import exoroute.api.desk.ParentView;
import exoroute.api.desk.Quote;
import exoroute.api.desk.Scope;
import exoroute.api.market.Side;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.Constraints;
import exoroute.api.order.ExecutionReport.Type;
import exoroute.api.order.ParentOrder;
import exoroute.api.plan.Durability;
import exoroute.api.plan.LogException;
import exoroute.api.plan.LogRecord;
import exoroute.api.plan.PlanStatus;
import exoroute.api.plan.ReplayReport;
import exoroute.ledger.EmbeddedLog;
import exoroute.ledger.FolderArchive;
import exoroute.ledger.LogSettings;
import exoroute.router.CoreFixture;
import exoroute.router.codec.LogFormat;
import exoroute.router.runtime.DeskFixture.ManualLog;
import exoroute.router.runtime.DeskFixture.TestVenue;
import exoroute.solver.PriceSearchSolver;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The desk on a log that commits when the test says so, and on the real ledger. */
class DeskTest {
    private final ManualLog log = new ManualLog(List.of());
    private final TestVenue alpha = new TestVenue(CoreFixture.A);
    private final TestVenue beta = new TestVenue(CoreFixture.B);
    private Desk desk;
    private int requests;

    @BeforeEach
    void open() {
        desk = open(log);
        connect(desk, alpha);
        connect(desk, beta);
        alpha.book("9990x50000 | 10000x50000 10010x50000");
        beta.book("9990x50000 | 10000x50000 10010x50000");
        log.commit();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private static Desk open(exoroute.api.plan.DeltaLog log) {
        Desk desk = new Desk(log, CoreFixture.CONFIG, 10, DeskFixture.NO_TIMER);
        desk.add(new PriceSearchSolver());
        return desk;
    }

    private static void connect(Desk desk, TestVenue venue) {
        desk.add((MarketDataFeed) venue);
        desk.add((VenueAdapter) venue);
    }

    private CommandContext context() {
        return new CommandContext("trader", "r" + ++requests);
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static Throwable failure(CompletionStage<?> stage) {
        return assertThrows(ExecutionException.class, () -> get(stage)).getCause();
    }

    private long placed(long quantity) throws Exception {
        CompletionStage<CommandResult> result = desk.submit(context(), CoreFixture.order(Side.BUY, quantity, 0));
        log.commit();
        assertTrue(get(result).accepted(), get(result).reason());
        return get(result).position();
    }

    private ChildOrder child(TestVenue venue) throws Exception {
        log.commitUntil(() -> !venue.submitted.isEmpty());
        return venue.submitted.get(0);
    }

    private ParentView order(long id) {
        return desk.order(id).orElseThrow();
    }

    @Test
    void commands_leave_only_for_committed_events() throws Exception {
        CompletableFuture<CommandResult> result =
                desk.submit(context(), CoreFixture.order(Side.BUY, ONE_BTC, 0)).toCompletableFuture();
        assertFalse(result.isDone(), "offered, not committed");
        assertEquals(List.of(), desk.orders());
        log.commitOne();
        assertTrue(get(result).accepted());
        log.awaitOffer("event.solved");
        assertTrue(alpha.submitted.isEmpty(), "the answer is not committed");
        log.commit();
        assertEquals(1, alpha.submitted.size());
        assertEquals(get(result).position(), alpha.submitted.get(0).parent());
    }

    @Test
    void an_order_is_filled_and_every_delta_recorded() throws Exception {
        alpha.fillsAtOnce = true;
        long id = placed(ONE_BTC);
        log.commitUntil(() -> order(id).plan().status() == PlanStatus.FILLED);
        log.commit();
        assertEquals(desk.deltas(id, 1).size(), log.count(LogFormat.DELTA));
        assertEquals(desk.deltas(id, 2).size() + 1, desk.deltas(id, 1).size());
        ParentView view = order(id);
        long bytes = log.records.stream().filter(r -> r.kind().equals(LogFormat.DELTA))
                .mapToLong(r -> r.payload().length).sum();
        assertEquals(bytes, view.deltaBytes());
        assertTrue(view.planBytes() > 0 && view.quality().isPresent());
    }

    @Test
    void a_restart_from_the_log_reaches_the_same_state_and_records_what_was_missing() throws Exception {
        alpha.fillsAtOnce = true;
        long id = placed(ONE_BTC);
        log.commitUntil(() -> order(id).plan().status() == PlanStatus.FILLED);
        log.commit();
        ParentView before = order(id);
        desk.close();
        List<LogRecord> cut = log.records.subList(0, log.records.size() - 1);
        assertEquals(LogFormat.DELTA, log.records.get(log.records.size() - 1).kind());
        ManualLog second = new ManualLog(cut);
        desk = open(second);
        assertEquals(List.of(LogFormat.DELTA, "event.started"), second.waiting());
        second.commit();
        assertEquals(before, order(id));
        assertEquals(log.count(LogFormat.DELTA), second.count(LogFormat.DELTA));
        assertTrue(replay(second.records).identical(), replay(second.records).difference());
    }

    private static ReplayReport replay(List<LogRecord> records) {
        return new ReplayRunner(DeskFixture.archive(records), new Engines()).replay(Path.of("none"), false);
    }

    @Test
    void a_restart_with_a_child_out_makes_it_unknown_and_sends_nothing_again() throws Exception {
        long id = placed(ONE_BTC);
        ChildOrder child = child(alpha);
        desk.close();
        ManualLog second = new ManualLog(log.records);
        desk = open(second);
        TestVenue again = new TestVenue(CoreFixture.A);
        connect(desk, again);
        again.book("9990x50000 | 10000x50000");
        second.commit();
        assertEquals(ONE_BTC, order(id).quantities().unknown());
        again.report(child, Type.TRADE, "late", ONE_BTC);
        second.commit();
        assertEquals(PlanStatus.FILLED, order(id).plan().status());
        assertTrue(again.submitted.isEmpty());
    }

    @Test
    void a_log_that_says_something_else_than_the_core_stops_the_desk_with_its_position() throws Exception {
        placed(ONE_BTC);
        child(alpha);
        int at = 0;
        while (!log.records.get(at).kind().equals(LogFormat.DELTA)) {
            at++;
        }
        LogRecord r = log.records.get(at);
        byte[] other = r.payload().clone();
        other[other.length - 3] ^= 1;
        List<LogRecord> forged = new java.util.ArrayList<>(log.records);
        forged.set(at, new LogRecord(
                r.position(), r.logTime(), r.author(), r.producer(), r.producerSequence(), r.kind(), other,
                        r.leafHash()));
        LogException e = assertThrows(LogException.class, () -> open(new ManualLog(forged)));
        assertEquals(at + 1, e.position());
        assertTrue(e.getMessage().contains("position " + (at + 1)), e.getMessage());
    }

    @Test
    void a_desk_that_cannot_follow_its_log_answers_everybody_with_the_reason() throws Exception {
        CompletionStage<CommandResult> waiting;
        log.offer("router.delta", 1, LogFormat.DELTA, new byte[] {1, 2, 3});
        waiting = desk.submit(context(), CoreFixture.order(Side.BUY, ONE_BTC, 0));
        log.commit();
        assertTrue(failure(waiting).getMessage().contains("the core and the log part"), failure(waiting).getMessage());
        assertTrue(failure(desk.cancel(context(), 1)) instanceof LogException);
    }

    @Test
    void an_adapter_that_throws_leaves_the_outcome_unknown() throws Exception {
        alpha.throwing = new IllegalStateException("socket closed");
        long id = placed(ONE_BTC);
        child(alpha);
        log.commit();
        assertEquals(ONE_BTC, order(id).quantities().unknown());
        assertTrue(order(id).children().get(0).reports().get(0).text().contains("socket closed"));
        assertEquals(1, alpha.submitted.size() + beta.submitted.size(), "and nothing is sent elsewhere");
    }

    @Test
    void an_adapter_removed_while_a_child_is_leaving_loses_no_order() throws Exception {
        CompletionStage<CommandResult> result = desk.submit(context(), CoreFixture.order(Side.BUY, ONE_BTC, 0));
        log.commitOne();
        long id = get(result).position();
        log.awaitOffer("event.solved");
        desk.remove((VenueAdapter) alpha);
        child(beta);
        assertTrue(alpha.submitted.isEmpty());
        assertEquals("no adapter for venue alpha", order(id).children().get(0).reports().get(0).text());
        beta.report(beta.submitted.get(0), Type.TRADE, "b", ONE_BTC);
        log.commit();
        assertEquals(PlanStatus.FILLED, order(id).plan().status());
    }

    @Test
    void an_adapter_that_leaves_makes_its_children_unknown_and_finds_them_again_when_it_is_back() throws Exception {
        long id = placed(ONE_BTC);
        ChildOrder child = child(alpha);
        desk.remove((VenueAdapter) alpha);
        log.commit();
        assertEquals(ONE_BTC, order(id).quantities().unknown());
        desk.add((VenueAdapter) alpha);
        alpha.report(child, Type.TRADE, "a", ONE_BTC);
        log.commit();
        assertEquals(PlanStatus.FILLED, order(id).plan().status());
    }

    @Test
    void a_feed_that_leaves_makes_its_books_stale_and_the_order_goes_on_elsewhere() throws Exception {
        desk.remove((MarketDataFeed) alpha);
        log.commit();
        placed(ONE_BTC);
        assertEquals(ONE_BTC, child(beta).lots());
        assertTrue(alpha.submitted.isEmpty());
        desk.remove((MarketDataFeed) alpha);
        desk.add((MarketDataFeed) alpha);
        alpha.book("9990x50000 | 10000x50000");
        log.commit();
        assertTrue(desk.listings().get(0).book().isLive());
    }

    @Test
    void a_second_adapter_of_a_venue_is_not_used_and_its_removal_changes_nothing() throws Exception {
        TestVenue other = new TestVenue(CoreFixture.A);
        desk.add((VenueAdapter) other);
        desk.remove((VenueAdapter) other);
        placed(ONE_BTC);
        child(alpha);
        assertTrue(other.submitted.isEmpty());
    }

    @Test
    void a_missing_engine_is_an_answer_and_the_order_waits_for_one() throws Exception {
        PriceSearchSolver engine = new PriceSearchSolver();
        desk.close();
        desk = new Desk(log, CoreFixture.CONFIG, 10, () -> Long.MAX_VALUE / 2); // every timer is due at once
        connect(desk, alpha);
        alpha.book("9990x50000 | 10000x50000");
        log.commit();
        desk.submit(context(), CoreFixture.order(Side.BUY, ONE_BTC, 0));
        log.commitOne();
        log.awaitOffer("event.solved");
        desk.add(engine);
        assertEquals(ONE_BTC, child(alpha).lots());
    }

    @Test
    void a_deadline_becomes_an_event_when_it_is_due() throws Exception {
        desk.close();
        AtomicLong clock = new AtomicLong(CoreFixture.START);
        desk = new Desk(log, CoreFixture.CONFIG, 10, clock::get);
        desk.add(new PriceSearchSolver());
        connect(desk, alpha);
        alpha.book("9990x50000 | 10000x50000");
        log.commit();
        clock.set(Long.MAX_VALUE / 2);
        CompletionStage<CommandResult> result = desk.submit(context(), new ParentOrder(
                "BTC/USD", Side.BUY, ONE_BTC, 0, ParentOrder.LimitBasis.GROSS, Long.MAX_VALUE / 4, Constraints.NONE));
        log.commitUntil(() -> log.count("event.timer-fired") > 0);
        log.commit();
        assertTrue(get(result).accepted());
    }

    @Test
    void a_log_that_fails_fails_the_command_and_every_later_one_with_its_reason() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        desk.subscribe(1, event -> {
            if (event.type() == DeskEvent.Type.STOPPED && event.text().contains("disk full")) {
                told.countDown();
            }
        });
        log.failWith(new LogException(LogException.Reason.IO, 0, "disk full: free space on the log's disk", null));
        CompletionStage<CommandResult> first = desk.submit(context(), CoreFixture.order(Side.BUY, ONE_BTC, 0));
        assertTrue(failure(first).getMessage().contains("disk full"), failure(first).getMessage());
        assertTrue(failure(desk.halt(context(), Scope.ALL, HaltLevel.KILL)).getMessage().contains("disk full"));
        assertTrue(told.await(20, TimeUnit.SECONDS), "clients are told");
        assertTrue(alpha.submitted.isEmpty());
    }

    @Test
    void a_closed_desk_answers_who_waits() {
        CompletionStage<CommandResult> waiting = desk.cancel(context(), 1);
        desk.close();
        assertTrue(failure(waiting).getMessage().contains("closed"), failure(waiting).getMessage());
    }

    @Test
    void cancel_amend_and_halt_are_decided_and_answered() throws Exception {
        long id = placed(ONE_BTC);
        child(alpha);
        CompletionStage<CommandResult> amended =
                desk.amend(context(), id, new exoroute.api.order.Amendment(2 * ONE_BTC, -1, -1));
        CompletionStage<CommandResult> halted = desk.halt(context(), Scope.ALL, HaltLevel.KILL);
        CompletionStage<CommandResult> cancelled = desk.cancel(context(), id);
        CompletionStage<CommandResult> unknown = desk.cancel(context(), 9_999);
        log.commit();
        assertTrue(get(amended).accepted());
        assertTrue(get(halted).accepted());
        assertTrue(get(cancelled).accepted());
        assertFalse(get(unknown).accepted());
        assertEquals(alpha.submitted, alpha.cancelled);
        assertSame(HaltLevel.KILL, desk.listings().get(0).halt());
    }

    @Test
    void a_quote_sees_the_newest_books_and_records_nothing() throws Exception {
        beta.book("9990x50000 | 9995x50000");
        int records = log.records.size();
        Quote quote = get(desk.quote(CoreFixture.order(Side.BUY, ONE_BTC, 0)));
        assertEquals(CoreFixture.A.id(), quote.lines().get(0).listing(), "100.10 net against 100.15 net");
        beta.book("9980x50000 | 9981x50000");
        quote = get(desk.quote(CoreFixture.order(Side.BUY, 30 * ONE_BTC, 0)));
        assertEquals(CoreFixture.B.id(), get(desk.quote(CoreFixture.order(Side.BUY, ONE_BTC, 0))).lines().get(0)
                .listing());
        assertTrue(quote.missing() > 0 && !quote.reason().isEmpty());
        assertEquals(records, log.records.size());
        assertTrue(failure(desk.quote(CoreFixture.order(Side.BUY, -1, 0))) instanceof IllegalArgumentException);
    }

    @Test
    void books_are_recorded_when_a_decision_needs_them_and_not_before() throws Exception {
        long recorded = log.count("event.book-observed");
        alpha.book("9990x50000 | 10000x40000 10010x50000");
        alpha.book("9990x50000 | 10001x40000");
        log.commit();
        assertEquals(recorded, log.count("event.book-observed"), "no order is live");
        placed(ONE_BTC);
        assertEquals(recorded + 1, log.count("event.book-observed"), "the newest only");
        alpha.book("9990x50000 | 10001x39999");
        log.commit();
        assertEquals(recorded + 1, log.count("event.book-observed"), "the touch did not move");
        alpha.book("9990x50000 | 10002x40000");
        log.commit();
        assertEquals(recorded + 2, log.count("event.book-observed"));
    }

    @Test
    void a_listener_gets_every_event_once_from_any_position_and_one_that_throws_ends_only_itself() throws Exception {
        long id = placed(ONE_BTC);
        child(alpha);
        List<DeskEvent> early = new CopyOnWriteArrayList<>();
        CountDownLatch sent = new CountDownLatch(1);
        desk.subscribe(1, event -> {
            throw new IllegalStateException("on purpose");
        });
        desk.subscribe(id, event -> {
            early.add(event);
            if (event.type() == DeskEvent.Type.FINISHED) {
                sent.countDown();
            }
        });
        alpha.report(alpha.submitted.get(0), Type.TRADE, "a", ONE_BTC);
        log.commit();
        assertTrue(sent.await(20, TimeUnit.SECONDS));
        assertEquals(List.of(DeskEvent.Type.ACCEPTED, DeskEvent.Type.CHILD_SENT, DeskEvent.Type.CHILD_REPORT,
                DeskEvent.Type.FINISHED), early.stream().map(DeskEvent::type).toList());
    }

    @Test
    void on_the_real_ledger_an_order_survives_a_restart_and_replays_identically(@TempDir Path folder) throws Exception {
        AtomicLong time = new AtomicLong(CoreFixture.START);
        LogSettings settings = LogSettings.of(folder, "desk-1", Durability.PROCESS_CRASH);
        ParentView before;
        try (EmbeddedLog real = EmbeddedLog.open(settings, () -> time.addAndGet(1_000))) {
            before = trade(real);
        }
        try (EmbeddedLog real = EmbeddedLog.open(settings, () -> time.addAndGet(1_000)); Desk again = open(real)) {
            assertEquals(before, again.order(before.id()).orElseThrow());
            assertEquals(PlanStatus.FILLED, before.plan().status());
            get(again.halt(context(), Scope.ALL, HaltLevel.KILL));
        }
        Engines engines = new Engines();
        engines.add(new PriceSearchSolver());
        ReplayReport report = new ReplayRunner(new FolderArchive(), engines).replay(folder, true);
        assertTrue(report.identical(), report.divergedAt() + ": " + report.difference());
        assertEquals(report.recordedHead(), report.replayedHead());
        assertEquals(before.plan().sequence(), report.deltas());
        assertTrue(report.solves() >= 1 && report.events() > 8, report.toString());
    }

    @Test
    void a_desk_closed_in_the_middle_of_orders_leaves_a_log_that_replays_identically(@TempDir Path folder) throws Exception {
        AtomicLong time = new AtomicLong(CoreFixture.START);
        LogSettings settings = LogSettings.of(folder, "desk-1", Durability.PROCESS_CRASH);
        for (int run = 0; run < 20; run++) {
            try (EmbeddedLog real = EmbeddedLog.open(settings, () -> time.addAndGet(1_000)); Desk live = open(real)) {
                TestVenue venue = new TestVenue(CoreFixture.A);
                venue.fillsAtOnce = true;
                connect(live, venue);
                venue.book("9990x50000 | 10000x50000");
                for (int i = 0; i <= run; i++) {
                    live.submit(context(), CoreFixture.order(Side.BUY, 100 + i, 0));
                }
            }
            ReplayReport report = new ReplayRunner(new FolderArchive(), new Engines()).replay(folder, false);
            assertTrue(report.identical(), "run " + run + ", position " + report.divergedAt() + ": " + report.difference());
        }
    }

    private ParentView trade(EmbeddedLog real) throws Exception {
        try (Desk live = open(real)) {
            TestVenue venue = new TestVenue(CoreFixture.A);
            venue.fillsAtOnce = true;
            CountDownLatch finished = new CountDownLatch(1);
            live.subscribe(1, e -> {
                if (e.type() == DeskEvent.Type.FINISHED) {
                    finished.countDown();
                }
            });
            connect(live, venue);
            venue.book("9990x50000 | 10000x50000");
            long id = get(live.submit(context(), CoreFixture.order(Side.BUY, 3 * ONE_BTC, 0))).position();
            assertTrue(finished.await(20, TimeUnit.SECONDS));
            return live.order(id).orElseThrow();
        }
    }
}
