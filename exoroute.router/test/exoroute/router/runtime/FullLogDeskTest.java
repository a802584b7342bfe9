package exoroute.router.runtime;

import static exoroute.router.CoreFixture.ONE_BTC;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.adapter.MarketDataFeed;
import exoroute.api.adapter.VenueAdapter;
import exoroute.api.desk.CommandContext;
import exoroute.api.desk.CommandResult;
import exoroute.api.desk.HaltLevel;
import exoroute.api.desk.Scope;
import exoroute.api.market.Side;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.ExecutionReport.Type;
import exoroute.api.plan.DeltaLog;
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
import exoroute.router.core.CoreEvent;
import exoroute.router.runtime.DeskFixture.TestVenue;
import exoroute.solver.PriceSearchSolver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A desk whose log has no room takes what reduces risk and what has happened, and nothing else; then it goes on. */
@Timeout(60)
class FullLogDeskTest {
    private static final String BOOK = "9990x50000 | 10000x50000 10010x50000";

    private final TestVenue alpha = new TestVenue(CoreFixture.A);
    private int requests;

    private Desk open(DeltaLog log) {
        Desk desk = new Desk(log, CoreFixture.CONFIG, 10, DeskFixture.NO_TIMER);
        desk.add(new PriceSearchSolver());
        desk.add((MarketDataFeed) alpha);
        desk.add((VenueAdapter) alpha);
        alpha.book(BOOK);
        return desk;
    }

    private CommandContext context() {
        return new CommandContext("trader", "r" + ++requests);
    }

    private CompletionStage<CommandResult> submit(Desk desk) {
        return desk.submit(context(), CoreFixture.order(Side.BUY, ONE_BTC, 0));
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static void refused(CompletionStage<?> stage) {
        Throwable why = assertThrows(ExecutionException.class, () -> get(stage)).getCause();
        assertTrue(why instanceof LogException e && e.reason() == LogException.Reason.FULL, String.valueOf(why));
    }

    @Test
    void without_room_orders_are_refused_cancels_decided_and_reports_counted_and_with_room_all_goes_on() throws Exception {
        RoomLog log = new RoomLog();
        try (Desk desk = open(log)) {
            CompletionStage<CommandResult> placed = submit(desk);
            log.commitUntil(() -> !alpha.submitted.isEmpty());
            log.commit();
            long id = get(placed).position();
            ChildOrder child = alpha.submitted.get(0);

            log.full = true;
            CompletionStage<CommandResult> order = submit(desk);
            log.commit();
            refused(order);
            assertTrue(desk.status().reduced());
            CompletionStage<CommandResult> probe = submit(desk);
            refused(submit(desk));
            log.commit();
            refused(probe);
            int deltas = (int) log.count("delta");
            CompletionStage<CommandResult> cancel = desk.cancel(context(), id);
            CompletionStage<CommandResult> kill = desk.halt(context(), Scope.ALL, HaltLevel.KILL);
            alpha.report(child, Type.TRADE, "x1", ONE_BTC / 2);
            log.commit();
            assertTrue(get(cancel).accepted());
            assertTrue(get(kill).accepted());
            assertEquals(List.of(child), alpha.cancelled);
            assertEquals(ONE_BTC / 2, desk.order(id).orElseThrow().quantities().filled());
            assertEquals(deltas, log.count("delta"), "deltas wait");

            log.full = false;
            log.commitUntil(() -> log.records.stream().anyMatch(FullLogDeskTest::tellsWhatWasLost)); // it finds out itself
            assertFalse(desk.status().reduced());
            CompletionStage<CommandResult> resume = desk.halt(context(), Scope.ALL, HaltLevel.NONE);
            log.commit();
            assertTrue(get(resume).accepted());
            CompletionStage<CommandResult> next = submit(desk);
            log.commit();
            assertTrue(get(next).accepted(), () -> "refused");
            assertTrue(log.count("delta") > deltas);
            log.commit();
        }
        ReplayReport report = new ReplayRunner(DeskFixture.archive(log.records), new Engines()).replay(Path.of("none"), false);
        assertTrue(report.identical(), report.divergedAt() + ": " + report.difference());
    }

    private static boolean tellsWhatWasLost(LogRecord record) {
        return record.kind().equals("event.restored")
                && ((CoreEvent.Restored) LogFormat.decodeEvent(record.kind(), record.payload())).lost() > 0;
    }

    @Test
    void on_the_real_ledger_a_full_disk_loses_nothing_that_was_recorded_and_the_log_replays_identically(@TempDir Path folder)
            throws Exception {
        SmallDisk disk = new SmallDisk();
        AtomicLong time = new AtomicLong(CoreFixture.START);
        LogSettings settings = LogSettings.of(folder, "desk-1", Durability.LOCAL_FSYNC);
        try (EmbeddedLog log = EmbeddedLog.open(settings, () -> time.addAndGet(300_000_000), disk); Desk desk = open(log)) {
            CountDownLatch restored = new CountDownLatch(1);
            CountDownLatch finished = new CountDownLatch(1);
            CountDownLatch sent = new CountDownLatch(1);
            desk.subscribe(1, e -> {
                (switch (e.type()) {
                    case RESTORED -> restored;
                    case CHILD_SENT -> sent;
                    case FINISHED -> finished;
                    default -> new CountDownLatch(1);
                }).countDown();
            });
            long id = get(submit(desk)).position();
            assertTrue(sent.await(20, TimeUnit.SECONDS));
            disk.full(true);
            refused(submit(desk));
            assertTrue(get(desk.cancel(context(), id)).accepted());
            alpha.report(alpha.submitted.get(0), Type.TRADE, "x1", ONE_BTC);
            assertTrue(finished.await(20, TimeUnit.SECONDS), "the fill is counted");
            assertEquals(PlanStatus.FILLED, desk.order(id).orElseThrow().plan().status());
            disk.full(false);
            assertTrue(restored.await(20, TimeUnit.SECONDS), "it finds out itself");
            assertTrue(get(desk.halt(context(), Scope.ALL, HaltLevel.NONE)).accepted());
            assertTrue(get(submit(desk)).accepted());
            assertFalse(desk.status().reduced());
            assertEquals("", desk.status().stopped());
        }
        List<LogRecord> records = new ArrayList<>();
        FolderArchive.read(folder, records::add, disk);
        ReplayReport report = new ReplayRunner(DeskFixture.archive(records), new Engines()).replay(Path.of("none"), false);
        assertTrue(report.identical(), report.divergedAt() + ": " + report.difference());
        assertTrue(records.stream().anyMatch(r -> r.kind().equals("event.restored")));
    }
}
