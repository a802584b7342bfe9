package exoroute.router.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.adapter.MarketDataFeed;
import exoroute.api.adapter.VenueAdapter;
import exoroute.api.desk.CommandContext;
import exoroute.api.desk.DeskEvent;
import exoroute.api.desk.ParentView;
import exoroute.api.market.Side;
import exoroute.api.plan.DeltaLog;
import exoroute.api.plan.Durability;
import exoroute.api.plan.LogHead;
import exoroute.api.plan.LogRecord;
import exoroute.api.plan.LogSubscriber;
import exoroute.api.plan.LogSubscription;
import exoroute.api.plan.ReplayReport;
import exoroute.router.CoreFixture;
import exoroute.router.codec.LogFormat;
import exoroute.router.codec.SnapshotRecord;
import exoroute.router.core.CoreConfig;
import exoroute.router.core.SnapshotWalkTest;
import exoroute.router.core.Views;
import exoroute.router.runtime.DeskFixture.ManualLog;
import exoroute.router.runtime.DeskFixture.TestVenue;
import exoroute.solver.PriceSearchSolver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A desk starts from the older of the newest two snapshots, and never from one that lies. */
@Timeout(60)
class SnapshotRecoveryTest {
    private static CoreFixture walk;
    private static List<Integer> snapshots;

    /** Index in the log of the newest snapshot and of the one before. */
    private static int newest;
    private static int older;

    @BeforeAll
    static void record() {
        walk = SnapshotWalkTest.walk(11, 700);
        snapshots = new ArrayList<>();
        for (int i = 0; i < walk.log.size(); i++) {
            if (walk.log.get(i).kind().equals(SnapshotRecord.KIND)) {
                snapshots.add(i);
            }
        }
        newest = snapshots.get(snapshots.size() - 1);
        older = snapshots.get(snapshots.size() - 2);
    }

    /** Tells from where it is read and how many records. */
    private static final class CountingLog implements DeltaLog {
        private final ManualLog log;
        long from;
        int delivered;

        CountingLog(ManualLog log) {
            this.log = log;
        }

        @Override
        public CompletionStage<Long> offer(String producer, long sequence, String kind, byte[] payload, Urgency urgency) {
            return log.offer(producer, sequence, kind, payload, urgency);
        }

        @Override
        public CompletionStage<Long> snapshot(String producer, long sequence, String kind, byte[] payload) {
            return log.snapshot(producer, sequence, kind, payload);
        }

        @Override
        public List<LogRecord> snapshots() {
            return log.snapshots();
        }

        @Override
        public LogSubscription subscribe(long position, LogSubscriber subscriber) {
            from = position;
            return log.subscribe(position, record -> {
                delivered++;
                subscriber.onRecord(record);
            });
        }

        @Override
        public long lastSequence(String producer) {
            return log.lastSequence(producer);
        }

        @Override
        public LogHead head() {
            return log.head();
        }

        @Override
        public Durability durability() {
            return log.durability();
        }

        @Override
        public boolean isReduced() {
            return false;
        }
    }

    private static LogRecord with(LogRecord r, byte[] payload) {
        return new LogRecord(r.position(), r.logTime(), r.author(), r.producer(), r.producerSequence(), r.kind(), payload, r.leafHash());
    }

    private static List<LogRecord> changed(int at, UnaryOperator<byte[]> change) {
        List<LogRecord> records = new ArrayList<>(walk.log);
        records.set(at, with(records.get(at), change.apply(records.get(at).payload())));
        return records;
    }

    private static byte[] forged(byte[] payload) {
        return SnapshotRecord.of(SnapshotWalkTest.forged(SnapshotRecord.read(payload).snapshot())).payload();
    }

    private static byte[] truncated(byte[] payload) {
        return Arrays.copyOf(payload, payload.length / 2);
    }

    private static byte[] garbled(byte[] payload) {
        byte[] other = payload.clone();
        other[other.length * 2 / 3] ^= 0x10;
        return other;
    }

    private static Desk open(DeltaLog log) {
        return new Desk(log, walk.core.config(), 10, DeskFixture.NO_TIMER);
    }

    private static List<ParentView> expected() {
        return new Views(walk.core).parents();
    }

    /** The desk is in the state of the walk, and tells a client which snapshot it did not use. */
    private static void comesUpWithTheWholeLog(List<LogRecord> records, String position) throws Exception {
        CountingLog log = new CountingLog(new ManualLog(records));
        try (Desk desk = open(log)) {
            assertEquals(expected(), desk.orders());
            assertEquals(1, log.from);
            assertEquals(0, desk.status().recoveredFrom());
            CompletableFuture<String> alert = new CompletableFuture<>();
            desk.subscribe(1, e -> {
                if (e.type() == DeskEvent.Type.ALERT && e.text().contains("the whole log was replayed instead")) {
                    alert.complete(e.text());
                }
            });
            String text = alert.get(20, TimeUnit.SECONDS);
            assertTrue(text.contains("snapshot at position " + position), text);
            log.log.commit();
        }
    }

    private static String at(int index) {
        return String.valueOf(walk.log.get(index).position());
    }

    private static ReplayReport replay(List<LogRecord> records) {
        return new ReplayRunner(DeskFixture.archive(records), new Engines()).replay(Path.of("none"), false);
    }

    @Test
    void a_desk_starts_from_the_older_of_two_snapshots_and_reads_only_what_lies_behind() {
        long base = SnapshotRecord.read(walk.log.get(older).payload()).position();
        CountingLog log = new CountingLog(new ManualLog(walk.log));
        try (Desk desk = open(log)) {
            assertEquals(expected(), desk.orders());
            assertEquals(base + 1, log.from);
            assertEquals(walk.log.size() - base, log.delivered);
            assertEquals(base, desk.status().recoveredFrom());
            assertEquals(SnapshotRecord.read(walk.log.get(newest).payload()).position(), desk.status().lastSnapshot());
            log.log.commit();
        }
    }

    @Test
    void from_any_two_snapshots_a_desk_comes_up_as_from_the_whole_log() {
        int behind = 0;
        for (int i = 2; i < snapshots.size(); i++) {
            List<LogRecord> records = walk.log.subList(0, snapshots.get(i));
            long base = SnapshotRecord.read(walk.log.get(snapshots.get(i - 2)).payload()).position();
            behind += records.stream().anyMatch(r -> r.position() > base && r.kind().equals(LogFormat.DELTA)
                    && LogFormat.decodeDelta(r.payload()).cause() <= base) ? 1 : 0;
            List<LogRecord> bare = records.stream().map(r -> r.kind().equals(SnapshotRecord.KIND)
                    ? new LogRecord(r.position(), r.logTime(), r.author(), r.producer(), r.producerSequence(), "other", r.payload(), r.leafHash())
                    : r).toList();
            ManualLog fastLog = new ManualLog(records);
            ManualLog slowLog = new ManualLog(bare);
            try (Desk fast = open(fastLog); Desk slow = open(slowLog)) {
                assertEquals(base, fast.status().recoveredFrom());
                assertEquals(0, slow.status().recoveredFrom());
                assertEquals(slow.orders(), fast.orders());
                assertEquals(slow.venues(), fast.venues());
                assertEquals(slow.listings(), fast.listings());
                assertEquals(slow.reconciliations(), fast.reconciliations());
                fastLog.commit();
                slowLog.commit();
                assertEquals(slow.orders(), fast.orders());
            }
        }
        assertTrue(behind > 0, "deltas behind a snapshot that follow from what is in it");
    }

    @Test
    void one_snapshot_is_not_enough_and_none_neither() {
        for (int count : new int[] {0, 1}) {
            int end = count == 0 ? snapshots.get(0) : snapshots.get(1);
            CountingLog log = new CountingLog(new ManualLog(walk.log.subList(0, end)));
            try (Desk desk = open(log)) {
                assertEquals(1, log.from);
                assertEquals(0, desk.status().recoveredFrom());
                log.log.commit();
            }
        }
    }

    @Test
    void a_newest_snapshot_of_another_state_is_not_used() throws Exception {
        comesUpWithTheWholeLog(changed(newest, SnapshotRecoveryTest::forged), at(newest));
    }

    @Test
    void an_older_snapshot_of_another_state_is_not_used_even_when_a_delta_parts_first() throws Exception {
        comesUpWithTheWholeLog(changed(older, SnapshotRecoveryTest::forged), "");
    }

    @Test
    void a_truncated_snapshot_is_not_used() throws Exception {
        comesUpWithTheWholeLog(changed(newest, SnapshotRecoveryTest::truncated), at(newest));
        comesUpWithTheWholeLog(changed(older, SnapshotRecoveryTest::truncated), at(older));
        comesUpWithTheWholeLog(changed(older, payload -> new byte[0]), at(older));
    }

    @Test
    void a_garbled_snapshot_is_not_used() throws Exception {
        comesUpWithTheWholeLog(changed(newest, SnapshotRecoveryTest::garbled), at(newest));
        comesUpWithTheWholeLog(changed(older, SnapshotRecoveryTest::garbled), at(older));
    }

    @Test
    void a_log_with_snapshots_replays_identically() {
        ReplayReport report = replay(walk.log);
        assertTrue(report.identical(), report.divergedAt() + ": " + report.difference());
        assertEquals(report.recordedHead(), report.replayedHead());
    }

    @Test
    void replay_names_the_snapshot_that_lies() {
        for (UnaryOperator<byte[]> change : List.<UnaryOperator<byte[]>>of(
                SnapshotRecoveryTest::forged, SnapshotRecoveryTest::truncated, SnapshotRecoveryTest::garbled)) {
            ReplayReport report = replay(changed(older, change));
            assertFalse(report.identical());
            assertEquals(older + 1, report.divergedAt());
            assertTrue(report.difference().contains("snapshot"), report.difference());
        }
    }

    @Test
    void a_snapshot_of_a_moment_when_none_was_due_is_named() {
        List<LogRecord> records = changed(newest, payload -> walk.log.get(older).payload());
        assertEquals(newest + 1, replay(records).divergedAt());
    }

    @Test
    void a_desk_records_snapshots_once_their_deltas_are_recorded_and_starts_from_them() throws Exception {
        CoreConfig config = CoreFixture.config(CoreFixture.LIMITS, CoreFixture.BREAKER, new CoreConfig.Retention(10, 100, 9));
        ManualLog log = new ManualLog(List.of());
        TestVenue alpha = new TestVenue(CoreFixture.A);
        alpha.fillsAtOnce = true;
        List<ParentView> before;
        try (Desk desk = new Desk(log, config, 10, DeskFixture.NO_TIMER)) {
            desk.add(new PriceSearchSolver());
            desk.add((MarketDataFeed) alpha);
            desk.add((VenueAdapter) alpha);
            alpha.book("9990x50000 | 10000x50000 10010x50000");
            for (int i = 1; i <= 12 || log.count(SnapshotRecord.KIND) < 2; i++) { // one that is late leaves out the next
                int orders = i;
                desk.submit(new CommandContext("trader", "r" + i), CoreFixture.order(Side.BUY, 100, 0));
                log.commitUntil(() -> desk.orders().size() == Math.min(orders, 10)
                        && desk.orders().stream().allMatch(p -> p.plan().status().isTerminal()));
            }
            log.commit();
            before = desk.orders();
            assertEquals(10, before.size(), "older ones are in the log only");
        }
        for (LogRecord record : log.records) {
            if (record.kind().equals(SnapshotRecord.KIND)) {
                long covers = SnapshotRecord.read(record.payload()).position();
                assertTrue(log.records.stream().noneMatch(r -> r.position() > record.position() && r.kind().equals(LogFormat.DELTA)
                        && LogFormat.decodeDelta(r.payload()).cause() <= covers), "a delta it builds on comes later");
            }
        }
        ManualLog second = new ManualLog(log.records);
        try (Desk desk = new Desk(second, config, 10, DeskFixture.NO_TIMER)) {
            assertNotEquals(0, desk.status().recoveredFrom());
            assertEquals(before, desk.orders());
            second.commit();
        }
        assertTrue(replay(log.records).identical(), replay(log.records).difference());
    }
}
