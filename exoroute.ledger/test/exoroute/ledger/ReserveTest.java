package exoroute.ledger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.plan.DeltaLog.Urgency;
import exoroute.api.plan.Durability;
import exoroute.api.plan.LogException;
import exoroute.api.plan.LogException.Reason;
import exoroute.api.plan.LogRecord;
import exoroute.ledger.FaultyFiles.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With the disk full, what reduces risk is committed and the rest refused; with room, all is taken again. */
@Timeout(60)
class ReserveTest {
    private static final int RESERVE = 8192;

    @TempDir
    Path folder;

    private final FaultyFiles files = new FaultyFiles();
    private final AtomicLong time = new AtomicLong(1_000_000_000_000L);

    private EmbeddedLog open() {
        return EmbeddedLog.open(new LogSettings(folder, "desk-1", Durability.LOCAL_FSYNC, 1 << 20, 64, 16, 1 << 20, 100, RESERVE),
                time::incrementAndGet, files);
    }

    private static CompletionStage<Long> normal(EmbeddedLog log, String producer, long sequence) {
        return log.offer(producer, sequence, "test", LogFixture.payload(sequence));
    }

    private static CompletionStage<Long> urgent(EmbeddedLog log, String producer, long sequence, int bytes) {
        byte[] payload = new byte[bytes];
        Arrays.fill(payload, (byte) sequence);
        return log.offer(producer, sequence, "cancel", payload, Urgency.RISK_REDUCING);
    }

    private static LogException refused(CompletionStage<Long> stage) {
        LogException e = (LogException) assertThrows(ExecutionException.class, () -> LogFixture.await(stage)).getCause();
        assertEquals(Reason.FULL, e.reason(), e.getMessage());
        return e;
    }

    private void passTime() {
        time.addAndGet(Committer.RETRY_NANOS);
    }

    private List<LogRecord> records() {
        List<LogRecord> records = new ArrayList<>();
        assertEquals(0, FolderArchive.read(folder, records::add, files).incompleteTailBytes());
        return records;
    }

    private void fill() {
        files.limit(files.used());
    }

    @Test
    void with_a_full_disk_cancels_are_committed_and_normal_offers_refused_with_file_and_remedy() throws Exception {
        try (EmbeddedLog log = open()) {
            LogFixture.await(normal(log, "p", 1));
            fill();
            LogException why = refused(normal(log, "p", 2));
            assertTrue(why.getMessage().contains("00001.seg") && why.getMessage().contains("free space"), why.getMessage());
            assertTrue(log.isReduced());
            assertEquals(2, LogFixture.await(urgent(log, "kill", 1, 20)));
            assertEquals(3, LogFixture.await(urgent(log, "kill", 2, 20)));
            assertTrue(refused(normal(log, "p", 2)).getMessage().contains("only risk-reducing offers"));
            assertEquals(1, log.lastSequence("p"));
            assertEquals(1, LogFixture.await(normal(log, "p", 1)));
            assertEquals(3, records().size());
        }
        assertEquals(List.of("p", "kill", "kill"), records().stream().map(LogRecord::producer).toList());
    }

    @Test
    void a_large_urgent_payload_lies_in_the_group_while_there_is_no_room_for_an_object() throws Exception {
        try (EmbeddedLog log = open()) {
            fill();
            assertEquals(1, LogFixture.await(urgent(log, "kill", 1, 3000)));
            assertTrue(log.isReduced());
        }
        assertEquals(3000, records().get(0).payload().length);
        assertTrue(files.contents().keySet().stream().noneMatch(file -> file.toString().contains("objects")));
        try (EmbeddedLog log = open()) {
            assertEquals(1, LogFixture.await(urgent(log, "kill", 1, 3000)));
        }
    }

    @Test
    void the_log_looks_for_room_at_a_bounded_rate_and_then_takes_all_again() throws Exception {
        try (EmbeddedLog log = open()) {
            LogFixture.await(normal(log, "p", 1));
            fill();
            refused(normal(log, "p", 2));
            LogFixture.await(urgent(log, "kill", 1, 20));
            files.fail(Fault.IO_ERROR, Integer.MAX_VALUE);
            refused(normal(log, "p", 2));
            assertEquals(0, files.operations(), "no look for room within the time");
            passTime();
            refused(normal(log, "p", 2));
            assertTrue(files.operations() > 0 && log.isReduced());
            files.limit(Long.MAX_VALUE);
            passTime();
            assertEquals(3, LogFixture.await(normal(log, "p", 2)));
            assertFalse(log.isReduced());
            assertTrue(files.contents().containsKey(folder.resolve("reserve")));
            LogFixture.append(log, "p", 3, 20);
        }
        assertEquals(21, records().size());
    }

    @Test
    void a_used_up_reserve_refuses_cancels_clearly_and_loses_nothing() throws Exception {
        int committed = 0;
        try (EmbeddedLog log = open()) {
            fill();
            LogException full = null;
            while (full == null) {
                try {
                    LogFixture.await(urgent(log, "kill", committed + 1, 500));
                    committed++;
                } catch (ExecutionException e) {
                    full = (LogException) e.getCause();
                }
            }
            assertEquals(Reason.FULL, full.reason());
            assertTrue(full.getMessage().contains("the reserve is used up"), full.getMessage());
            assertTrue(committed >= RESERVE / 1000, "committed " + committed);
            files.limit(Long.MAX_VALUE);
            passTime();
            assertEquals(committed + 1, LogFixture.await(urgent(log, "kill", committed + 1, 500)), "room is found for a cancel too");
        }
        assertEquals(committed + 1, records().size());
    }

    @Test
    void what_stands_behind_a_refused_offer_of_its_producer_is_refused_too_and_others_are_not() throws Exception {
        try (EmbeddedLog log = open()) {
            fill();
            CompletionStage<Long> first = normal(log, "p", 1);
            CompletionStage<Long> behind = urgent(log, "p", 2, 20);
            CompletionStage<Long> other = urgent(log, "kill", 1, 20);
            refused(first);
            assertTrue(refused(behind).getMessage().contains("continue with 1"));
            assertEquals(1, LogFixture.await(other));
            assertEquals(2, LogFixture.await(urgent(log, "p", 1, 30)));
            assertEquals(3, LogFixture.await(urgent(log, "p", 2, 30)));
        }
        assertArrayEquals(new long[] {1, 1, 2}, records().stream().mapToLong(LogRecord::producerSequence).toArray());
    }

    @Test
    void a_log_in_its_reserve_opens_again_without_a_cut_and_stays_reduced_until_there_is_room() throws Exception {
        try (EmbeddedLog log = open()) {
            fill();
            LogFixture.await(urgent(log, "kill", 1, 20));
        }
        try (EmbeddedLog log = open()) {
            assertTrue(log.recovery().isEmpty());
            assertTrue(log.isReduced());
            LogFixture.await(urgent(log, "kill", 2, 20));
        }
        files.limit(Long.MAX_VALUE);
        try (EmbeddedLog log = open()) {
            assertTrue(log.recovery().isEmpty());
            assertFalse(log.isReduced());
            LogFixture.await(normal(log, "p", 1));
        }
        assertEquals(3, records().size());
    }

    @Test
    void a_log_on_a_disk_that_is_full_from_the_start_opens_reduced_and_goes_on_with_room() throws Exception {
        files.limit(0);
        try (EmbeddedLog log = open()) {
            assertTrue(log.isReduced());
            refused(normal(log, "p", 1));
            refused(urgent(log, "kill", 1, 20));
            files.limit(Long.MAX_VALUE);
            passTime();
            assertEquals(1, LogFixture.await(normal(log, "p", 1)));
            assertFalse(log.isReduced());
        }
        assertEquals(1, records().size());
    }

    @Test
    void a_read_only_file_system_opens_for_reading() throws Exception {
        try (EmbeddedLog log = open()) {
            LogFixture.append(log, "p", 1, 3);
        }
        files.fail(Fault.READ_ONLY, 1);
        try (EmbeddedLog log = open()) {
            assertTrue(log.isReduced());
            assertEquals(3, log.head().position());
            refused(urgent(log, "kill", 1, 20));
        }
        files.heal();
        assertEquals(3, records().size());
    }

    @Test
    void a_normal_offer_that_meets_no_room_leaves_the_reserve_for_cancels() throws Exception {
        try (EmbeddedLog log = open()) {
            LogFixture.append(log, "p", 1, 3);
            fill();
            for (int i = 0; i < 10; i++) {
                passTime();
                refused(normal(log, "p", 4));
            }
            assertEquals(4, LogFixture.await(urgent(log, "kill", 1, 20)));
        }
        assertEquals(4, records().size());
    }
}
