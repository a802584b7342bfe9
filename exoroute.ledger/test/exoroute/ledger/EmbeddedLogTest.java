package exoroute.ledger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.plan.DeltaLog;
import exoroute.api.plan.Durability;
import exoroute.api.plan.LogException;
import exoroute.api.plan.LogException.Reason;
import exoroute.api.plan.LogHead;
import exoroute.api.plan.LogRecord;
import exoroute.api.plan.LogSubscription;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EmbeddedLogTest {
    @TempDir
    Path folder;

    private static Reason refused(CompletionStage<Long> stage) {
        Throwable e = assertThrows(ExecutionException.class, () -> LogFixture.await(stage)).getCause();
        return ((LogException) e).reason();
    }

    @Test
    void positions_are_dense_and_the_archive_reads_what_was_offered() throws Exception {
        LogHead head;
        try (EmbeddedLog log = LogFixture.open(folder)) {
            assertEquals(0, log.head().position());
            for (long i = 1; i <= 50; i++) {
                assertEquals(i, LogFixture.await(log.offer("p", i, "k" + i, LogFixture.payload(i))));
            }
            head = log.head();
        }
        List<LogRecord> records = LogFixture.read(folder);
        for (int i = 0; i < 50; i++) {
            LogRecord record = records.get(i);
            assertEquals(i + 1, record.position());
            assertEquals("k" + (i + 1), record.kind());
            assertEquals("desk-1", record.author());
            assertArrayEquals(LogFixture.payload(i + 1), record.payload());
        }
        assertEquals(head.hex(), new FolderArchive().read(folder, r -> {}).head().hex());
        assertEquals(50, records.size());
    }

    @Test
    void the_archive_reads_a_log_that_is_running() throws Exception {
        try (EmbeddedLog log = LogFixture.open(folder)) {
            LogFixture.append(log, "p", 1, 20);
            assertEquals(20, LogFixture.read(folder).size());
        }
    }

    @Test
    void the_leaf_hash_can_be_rebuilt_from_the_record() throws Exception {
        LogFixture.write(folder, 10);
        byte[] previous = new byte[32];
        for (LogRecord record : LogFixture.read(folder)) {
            assertArrayEquals(record.leafHash(), new FolderArchive().leafHash(record, previous, record.payload()));
            previous = record.leafHash();
        }
    }

    @Test
    void a_repeated_offer_gets_its_old_position_even_after_a_restart() throws Exception {
        LogFixture.write(folder, 20);
        try (EmbeddedLog log = LogFixture.open(folder)) {
            assertEquals(20, log.lastSequence("p"));
            assertEquals(0, log.lastSequence("q"));
            for (long i = 1; i <= 20; i++) {
                assertEquals(i, LogFixture.await(log.offer("p", i, "test", LogFixture.payload(i))));
            }
            assertEquals(20, log.head().position());
            assertEquals(21, LogFixture.await(log.offer("p", 21, "test", new byte[0])));
        }
    }

    @Test
    void repeats_within_one_group_share_a_position() throws Exception {
        try (EmbeddedLog log = LogFixture.open(folder)) {
            List<CompletionStage<Long>> stages = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                stages.add(log.offer("p", i / 4 + 1, "test", new byte[] {(byte) (i / 4)}));
            }
            for (int i = 0; i < 1000; i++) {
                assertEquals(i / 4 + 1, LogFixture.await(stages.get(i)));
            }
        }
        assertEquals(250, LogFixture.read(folder).size());
    }

    @Test
    void gaps_and_reuse_with_other_content_are_refused_and_write_nothing() throws Exception {
        try (EmbeddedLog log = LogFixture.open(folder)) {
            assertEquals(Reason.SEQUENCE, refused(log.offer("p", 2, "test", new byte[0])));
            assertEquals(Reason.SEQUENCE, refused(log.offer("p", 0, "test", new byte[0])));
            LogFixture.append(log, "p", 1, 1);
            assertEquals(Reason.SEQUENCE, refused(log.offer("p", 1, "test", new byte[] {9})));
            assertEquals(Reason.SEQUENCE, refused(log.offer("p", 1, "other", LogFixture.payload(1))));
            assertEquals(1, log.head().position());
        }
    }

    @Test
    void malformed_offers_are_refused_at_once() {
        try (EmbeddedLog log = LogFixture.open(folder)) {
            for (String name : new String[] {"", "A", "a b", "ä", "x".repeat(65)}) {
                assertThrows(IllegalArgumentException.class, () -> log.offer(name, 1, "test", new byte[0]));
                assertThrows(IllegalArgumentException.class, () -> log.offer("p", 1, name, new byte[0]));
            }
            byte[] tooLarge = new byte[DeltaLog.MAX_PAYLOAD + 1];
            assertThrows(IllegalArgumentException.class, () -> log.offer("p", 1, "test", tooLarge));
        }
    }

    @Test
    void concurrent_producers_keep_their_order_and_subscribers_see_every_record_once() throws Exception {
        int producers = 4;
        int each = 2_000;
        CountDownLatch seen = new CountDownLatch(producers * each);
        List<LogRecord> live = new ArrayList<>();
        try (EmbeddedLog log = LogFixture.open(folder)) {
            log.subscribe(1, record -> {
                live.add(record);
                seen.countDown();
            });
            List<Thread> threads = new ArrayList<>();
            for (int p = 0; p < producers; p++) {
                String name = "p" + p;
                threads.add(new Thread(() -> {
                    for (long i = 1; i <= each; i++) {
                        log.offer(name, i, "test", new byte[] {(byte) i});
                    }
                }));
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            assertTrue(seen.await(30, TimeUnit.SECONDS));
        }
        Map<String, Long> last = new HashMap<>();
        for (int i = 0; i < live.size(); i++) {
            LogRecord record = live.get(i);
            assertEquals(i + 1, record.position());
            assertEquals(last.getOrDefault(record.producer(), 0L) + 1, record.producerSequence());
            last.put(record.producer(), record.producerSequence());
        }
        assertEquals(producers * each, live.size());
        assertEquals(producers * each, LogFixture.read(folder).size());
    }

    @Test
    void a_subscription_from_anywhere_delivers_stored_then_live_without_gap_or_duplicate() throws Exception {
        LogFixture.write(folder, 300);
        try (EmbeddedLog log = LogFixture.open(folder)) {
            List<LinkedBlockingQueue<LogRecord>> queues = new ArrayList<>();
            long[] starts = {1, 150, 300, 301, 350, 600};
            for (int s = 0; s < starts.length; s++) {
                LogFixture.append(log, "p", 301 + s * 50L, 350 + s * 50L);
                LinkedBlockingQueue<LogRecord> queue = new LinkedBlockingQueue<>();
                queues.add(queue);
                log.subscribe(starts[s], queue::add);
            }
            for (int s = 0; s < starts.length; s++) {
                for (long position = starts[s]; position <= 600; position++) {
                    LogRecord record = queues.get(s).poll(20, TimeUnit.SECONDS);
                    assertEquals(position, record.position());
                    assertArrayEquals(LogFixture.payload(position), record.payload());
                }
                assertTrue(queues.get(s).isEmpty());
            }
        }
    }

    @Test
    void futures_complete_before_their_record_is_delivered() throws Exception {
        try (EmbeddedLog log = LogFixture.open(folder)) {
            List<CompletionStage<Long>> stages = new ArrayList<>();
            CountDownLatch offered = new CountDownLatch(1);
            LinkedBlockingQueue<Boolean> done = new LinkedBlockingQueue<>();
            log.subscribe(1, record -> {
                awaitLatch(offered);
                done.add(stages.get((int) record.position() - 1).toCompletableFuture().isDone());
            });
            for (long i = 1; i <= 200; i++) {
                stages.add(log.offer("p", i, "test", new byte[0]));
            }
            offered.countDown();
            for (int i = 0; i < 200; i++) {
                assertTrue(done.poll(20, TimeUnit.SECONDS));
            }
        }
    }

    @Test
    void a_subscriber_may_offer_more_than_may_be_in_flight() throws Exception {
        LogSettings two = new LogSettings(folder, "a", Durability.PROCESS_CRASH, 1 << 20, 64, 4, 1 << 20, 2, 8192);
        CountDownLatch seen = new CountDownLatch(120);
        try (EmbeddedLog log = EmbeddedLog.open(two, LogFixture.clock())) {
            log.subscribe(1, record -> {
                for (int i = 0; i < 5 && record.producer().equals("p"); i++) {
                    log.offer("echo", (record.producerSequence() - 1) * 5 + i + 1, "test", new byte[0]);
                }
                seen.countDown();
            });
            for (long i = 1; i <= 20; i++) {
                log.offer("p", i, "test", new byte[0]);
            }
            assertTrue(seen.await(30, TimeUnit.SECONDS));
        }
        assertEquals(120, LogFixture.read(folder).size());
    }

    @Test
    void an_offer_beyond_the_flight_limit_waits_until_one_is_answered() throws Exception {
        LogSettings two = new LogSettings(folder, "a", Durability.PROCESS_CRASH, 1 << 20, 64, 4, 1 << 20, 2, 8192);
        try (EmbeddedLog log = EmbeddedLog.open(two, LogFixture.clock())) {
            CountDownLatch gate = new CountDownLatch(1);
            log.offer("p", 1, "test", new byte[0]).thenRun(() -> awaitLatch(gate)).toCompletableFuture();
            log.subscribe(1, record -> awaitLatch(gate));
            Thread producer = new Thread(() -> {
                for (long i = 2; i <= 10; i++) {
                    log.offer("p", i, "test", new byte[0]);
                }
            });
            producer.start();
            while (producer.getState() != Thread.State.WAITING) {
                Thread.onSpinWait(); // bounded by this class's timeout
            }
            gate.countDown();
            producer.join();
        }
        assertEquals(10, LogFixture.read(folder).size());
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_failing_subscriber_ends_alone_and_a_closed_one_gets_nothing_more() throws Exception {
        try (EmbeddedLog log = LogFixture.open(folder)) {
            LinkedBlockingQueue<Long> sound = new LinkedBlockingQueue<>();
            AtomicLong failing = new AtomicLong();
            AtomicLong closedCalls = new AtomicLong();
            log.subscribe(1, record -> {
                failing.incrementAndGet();
                throw new IllegalStateException("on purpose");
            });
            LogSubscription closed = log.subscribe(1, record -> closedCalls.incrementAndGet());
            log.subscribe(1, record -> sound.add(record.position()));
            LogFixture.append(log, "p", 1, 1);
            assertEquals(1, sound.poll(20, TimeUnit.SECONDS));
            closed.close();
            long before = closedCalls.get();
            LogFixture.append(log, "p", 2, 5);
            for (long i = 2; i <= 5; i++) {
                assertEquals(i, sound.poll(20, TimeUnit.SECONDS));
            }
            assertEquals(1, failing.get());
            assertEquals(before, closedCalls.get());
        }
    }

    @Test
    void log_time_never_goes_back_even_over_a_restart() throws Exception {
        AtomicLong time = new AtomicLong(1_000);
        try (EmbeddedLog log = EmbeddedLog.open(LogFixture.small(folder), time::get)) {
            LogFixture.append(log, "p", 1, 1);
            time.set(500);
            LogFixture.append(log, "p", 2, 2);
            time.set(2_000);
            LogFixture.append(log, "p", 3, 3);
        }
        try (EmbeddedLog log = EmbeddedLog.open(LogFixture.small(folder), () -> 1)) {
            LogFixture.append(log, "p", 4, 4);
        }
        assertEquals(List.of(1_000L, 1_000L, 2_000L, 2_000L), LogFixture.read(folder).stream().map(LogRecord::logTime).toList());
    }

    @Test
    void large_payloads_lie_in_objects_and_equal_ones_once() throws Exception {
        byte[] large = new byte[100_000];
        try (EmbeddedLog log = EmbeddedLog.open(LogSettings.of(folder, "a", Durability.LOCAL_FSYNC), LogFixture.clock())) {
            LogFixture.await(log.offer("p", 1, "book", large));
            LogFixture.await(log.offer("p", 2, "book", large));
            LogFixture.await(log.offer("p", 3, "book", filled(4096)));
        }
        List<Path> objects = LogFixture.files(folder).stream().filter(f -> f.toString().contains("objects")).toList();
        assertEquals(1, objects.size());
        assertEquals(100_000, Files.size(objects.get(0)));
        assertEquals(List.of(100_000, 100_000, 4096), LogFixture.read(folder).stream().map(r -> r.payload().length).toList());
    }

    private static byte[] filled(int length) {
        byte[] payload = new byte[length];
        java.util.Arrays.fill(payload, (byte) 1);
        return payload;
    }

    @Test
    void a_second_process_is_refused_with_the_owner_and_the_remedy() throws Exception {
        try (EmbeddedLog log = LogFixture.open(folder)) {
            assertEquals(Reason.LOCKED, assertThrows(LogException.class, () -> LogFixture.open(folder)).reason());
            Process other = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                            absoluteClassPath(), SecondProcess.class.getName(), folder.toString())
                    .redirectErrorStream(true).start();
            String said = new String(other.getInputStream().readAllBytes());
            assertEquals(3, other.waitFor(), said);
            assertTrue(said.contains("in use by process " + ProcessHandle.current().pid()), said);
            assertTrue(said.contains("LOCKED") && said.contains(folder.toString()), said);
            LogFixture.append(log, "p", 1, 1);
        }
        LogFixture.open(folder).close();
    }

    private static String absoluteClassPath() {
        return String.join(File.pathSeparator, java.util.Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(p -> new File(p).getAbsolutePath()).toList());
    }

    /** Tries to open the folder that its parent holds. */
    static final class SecondProcess {
        public static void main(String[] args) {
            try {
                LogFixture.open(Path.of(args[0]));
            } catch (LogException e) {
                System.out.println(e.reason() + " " + e.getMessage());
                System.exit(3);
            }
        }
    }

    @Test
    void a_folder_that_cannot_be_written_is_named() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        LogException e = assertThrows(LogException.class, () -> LogFixture.open(file.resolve("log")));
        assertEquals(Reason.IO, e.reason());
        assertTrue(e.getMessage().contains("file"), e.getMessage());
        assertEquals(Reason.IO, assertThrows(LogException.class, () -> LogFixture.read(file)).reason());
    }

    @Test
    void closing_commits_what_was_offered_and_refuses_the_rest() throws Exception {
        EmbeddedLog log = LogFixture.open(folder);
        CompletionStage<Long> last = null;
        for (long i = 1; i <= 500; i++) {
            last = log.offer("p", i, "test", new byte[0]);
        }
        log.close();
        log.close();
        assertEquals(500, LogFixture.await(last));
        assertEquals(Reason.CLOSED, refused(log.offer("p", 501, "test", new byte[0])));
        assertEquals(Reason.CLOSED, assertThrows(LogException.class, () -> log.subscribe(1, r -> {})).reason());
        assertEquals(500, LogFixture.read(folder).size());
    }

    @Test
    void quorum_durability_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> LogSettings.of(folder, "a", Durability.QUORUM_FSYNC));
    }
}
