package exoroute.router.runtime;

import static exoroute.router.CoreFixture.ONE_BTC;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.adapter.MarketDataFeed;
import exoroute.api.adapter.VenueAdapter;
import exoroute.api.desk.CommandContext;
import exoroute.api.desk.CommandResult;
import exoroute.api.desk.HaltLevel;
import exoroute.api.desk.Scope;
import exoroute.api.market.Side;
import exoroute.api.plan.Durability;
import exoroute.api.plan.LogException;
import exoroute.api.plan.LogException.Reason;
import exoroute.api.plan.LogRecord;
import exoroute.api.plan.PlanStatus;
import exoroute.api.plan.ReplayReport;
import exoroute.ledger.EmbeddedLog;
import exoroute.ledger.FolderArchive;
import exoroute.ledger.LogSettings;
import exoroute.router.CoreFixture;
import exoroute.router.runtime.DeskFixture.TestVenue;
import exoroute.router.runtime.SmallDisk.Fault;
import exoroute.solver.PriceSearchSolver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A desk on the real ledger, whose disk goes bad at each write of a scenario: what was accepted is there after a restart,
 * what was refused was never taken, and cancels and kills pass as long as anything at all can be written.
 */
@Timeout(120)
class BadDiskDeskTest {
    private static final int ORDERS = 3;
    /** More than there are writes. */
    private static final int RUNS = 16;

    @TempDir
    Path folder;
    private final AtomicLong time = new AtomicLong(CoreFixture.START);

    /** One desk's life on a disk. */
    private final class Life {
        private final SmallDisk disk = new SmallDisk();
        private final Map<String, Long> accepted = new TreeMap<>();
        private final List<String> refused = new ArrayList<>();
        private long cancelled;
        private boolean cancelAccepted;
        private boolean killAccepted;

        private EmbeddedLog log() {
            LogSettings settings = LogSettings.of(folder, "desk-1", Durability.LOCAL_FSYNC);
            return EmbeddedLog.open(settings, () -> time.addAndGet(300_000_000), disk);
        }

        /** Orders, a cancel of the first and a kill, with the fault at the n-th write after the desk is up; 0 for none. */
        void run(Fault fault, int at) throws Exception {
            try (EmbeddedLog log = log(); Desk desk = open(log)) {
                get(desk.started());
                if (at > 0) {
                    disk.failAt(at, fault);
                }
                for (int i = 1; i <= ORDERS; i++) {
                    String request = "r" + i;
                    CommandResult result = outcome(desk.submit(context(request), CoreFixture.order(Side.BUY, ONE_BTC, 0)), request);
                    if (result != null && result.accepted()) {
                        accepted.put(request, result.position());
                    }
                }
                if (!accepted.isEmpty()) {
                    cancelled = accepted.values().iterator().next();
                    CommandResult result = outcome(desk.cancel(context("c"), cancelled), "c");
                    cancelAccepted = result != null && result.accepted();
                }
                CommandResult result = outcome(desk.halt(context("k"), Scope.ALL, HaltLevel.KILL), "k");
                killAccepted = result != null && result.accepted();
            }
        }

        /** The decision; null when it was refused before it was recorded (noted), or nobody knows. */
        private CommandResult outcome(CompletionStage<CommandResult> stage, String request) throws Exception {
            try {
                return get(stage);
            } catch (ExecutionException e) {
                LogException why = (LogException) e.getCause();
                if (why.reason() == Reason.FULL) {
                    refused.add(request);
                }
                return null;
            }
        }

        /** On the repaired disk everything is as the client was told. */
        void verify() throws Exception {
            disk.repair();
            try (EmbeddedLog log = log(); Desk desk = open(log)) {
                get(desk.started());
                // answered once everything offered before it was applied: the listing too, if the first life did not record it
                assertFalse(get(desk.cancel(context("nothing"), Long.MAX_VALUE)).accepted());
                for (long id : accepted.values()) {
                    assertTrue(desk.order(id).isPresent(), "an accepted order is lost");
                }
                if (cancelAccepted) {
                    PlanStatus status = desk.order(cancelled).orElseThrow().plan().status();
                    assertTrue(status == PlanStatus.CANCELING || status.isTerminal(), "the cancel is lost: " + status);
                }
                assertTrue(!killAccepted || desk.listings().get(0).halt() == HaltLevel.KILL, "the kill is lost");
                assertTrue(get(desk.halt(context("k2"), Scope.ALL, HaltLevel.KILL)).accepted());
                for (String request : refused) {
                    CommandResult again = get(desk.submit(context(request), CoreFixture.order(Side.BUY, ONE_BTC, 0)));
                    assertFalse(again.reason().contains("was used before"), request + " was refused and yet taken");
                }
            }
            List<LogRecord> records = new ArrayList<>();
            FolderArchive.read(folder, records::add, disk);
            ReplayReport report = new ReplayRunner(DeskFixture.archive(records), new Engines()).replay(Path.of("none"), false);
            assertTrue(report.identical(), report.divergedAt() + ": " + report.difference());
        }
    }

    private static Desk open(EmbeddedLog log) {
        Desk desk = new Desk(log, CoreFixture.CONFIG, 10, DeskFixture.NO_TIMER);
        TestVenue alpha = new TestVenue(CoreFixture.A);
        desk.add(new PriceSearchSolver());
        desk.add((MarketDataFeed) alpha);
        desk.add((VenueAdapter) alpha);
        alpha.book("9990x50000 | 10000x50000 10010x50000");
        return desk;
    }

    private static CommandContext context(String request) {
        return new CommandContext("trader", request);
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @EnumSource
    void whatever_fails_at_whichever_write_the_client_was_told_the_truth(Fault fault) throws Exception {
        int struck = 0;
        for (int at = 1; at <= RUNS; at++) {
            Life life = new Life();
            life.run(fault, at);
            struck += life.disk.hasFailed() ? 1 : 0;
            try {
                assertTrue(fault == Fault.READ_ONLY || life.killAccepted, "the kill did not pass");
                assertTrue(fault == Fault.READ_ONLY || life.accepted.isEmpty() || life.cancelAccepted, "the cancel did not pass");
                life.verify();
            } catch (AssertionError e) {
                throw new AssertionError(fault + " at write " + at + ": " + e.getMessage(), e);
            }
        }
        assertTrue(struck >= ORDERS + 2, "each command is a write at least, struck were " + struck);
    }

    @Test
    void on_a_sound_disk_everything_is_accepted() throws Exception {
        Life life = new Life();
        life.run(Fault.FULL, 0);
        assertEquals(ORDERS, life.accepted.size());
        assertEquals(List.of(), life.refused);
        assertTrue(life.cancelAccepted && life.killAccepted);
        life.verify();
    }
}
