package exoroute.ledger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.plan.DeltaLog.Urgency;
import exoroute.api.plan.Durability;
import exoroute.api.plan.LogException;
import exoroute.api.plan.LogException.Reason;
import exoroute.api.plan.LogRecord;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Producers that use a log as they should, remember what they were told, and hold the log against it. A record that was
 * refused (FULL, SEQUENCE) must not be there; one whose offer failed otherwise may be there, and is offered again.
 */
final class Workload {
    /** What one producer knows. */
    private static final class Producer {
        private final List<byte[]> acknowledged = new ArrayList<>();
        private final List<byte[]> unknown = new ArrayList<>();
        private final List<byte[]> offered = new ArrayList<>();
        private final List<CompletionStage<Long>> answers = new ArrayList<>();
    }

    private final FaultyFiles files;
    private final LogSettings settings;
    private final AtomicLong time = new AtomicLong(1_700_000_000_000_000_000L);
    private final Map<String, Producer> producers = new TreeMap<>();
    private int contents;

    Workload(FaultyFiles files, Path folder, Durability durability) {
        this.files = files;
        this.settings = new LogSettings(folder, "desk-1", durability, 1500, 64, 4, 1 << 20, 1000, 2048);
        for (String name : List.of("plain", "large", "urgent", "snap")) {
            producers.put(name, new Producer());
        }
    }

    /** The log's clock moves a second with each look, so that it looks for room whenever it may. */
    EmbeddedLog open() {
        return EmbeddedLog.open(settings, () -> time.addAndGet(1_000_000_000), files);
    }

    /** Two openings with groups of several producers, objects, segments, snapshots and risk-reducing offers. */
    void run() throws Exception {
        for (int session = 0; session < 2; session++) {
            session(-1, -1);
        }
    }

    /** The same, but the disk is full from the first opening's second round to the second opening's third. */
    void runOnAFullDisk() throws Exception {
        session(1, -1);
        session(-1, 2);
    }

    private void session(int fullAt, int roomAt) throws Exception {
        try (EmbeddedLog log = open()) {
            adopt(log);
            for (int round = 0; round < 5; round++) {
                if (round == fullAt) {
                    files.limit(files.used());
                } else if (round == roomAt) {
                    files.limit(Long.MAX_VALUE);
                }
                round(log, round == 1 || round == 3);
            }
        } catch (LogException e) {
            assertEquals(Reason.IO, e.reason(), e.getMessage());
        }
    }

    private void round(EmbeddedLog log, boolean snapshot) throws Exception {
        offer(log, "plain", 20, Urgency.NORMAL);
        offer(log, "plain", 30, Urgency.NORMAL);
        offer(log, "large", 100, Urgency.NORMAL);
        offer(log, "urgent", 90, Urgency.RISK_REDUCING);
        offer(log, "plain", 600, Urgency.NORMAL);
        settle();
        if (snapshot) {
            Producer producer = producers.get("snap");
            producer.offered.add(content(producer, 80));
            producer.answers.add(log.snapshot("snap", producer.acknowledged.size() + 1, "snap", producer.offered.get(0)));
            settle();
        }
    }

    private void offer(EmbeddedLog log, String name, int length, Urgency urgency) {
        Producer producer = producers.get(name);
        producer.offered.add(content(producer, length));
        long sequence = producer.acknowledged.size() + producer.offered.size();
        producer.answers.add(log.offer(name, sequence, "test", producer.offered.get(producer.offered.size() - 1), urgency));
    }

    /** What is unknown is offered again, else something new. */
    private byte[] content(Producer producer, int length) {
        int inFlight = producer.offered.size();
        return inFlight < producer.unknown.size() ? producer.unknown.get(inFlight)
                : ByteBuffer.allocate(length).putInt(++contents).array();
    }

    private void settle() throws Exception {
        for (Producer producer : producers.values()) {
            boolean failed = false;
            for (int i = 0; i < producer.offered.size(); i++) {
                byte[] offered = producer.offered.get(i);
                try {
                    LogFixture.await(producer.answers.get(i));
                    assertFalse(failed, "a record was taken although the one before it was not");
                    producer.acknowledged.add(offered);
                    producer.unknown.remove(offered);
                } catch (ExecutionException e) {
                    failed = true;
                    Reason reason = ((LogException) e.getCause()).reason();
                    assertTrue(reason == Reason.FULL || reason == Reason.IO || reason == Reason.SEQUENCE, e.getCause().getMessage());
                    if (reason == Reason.IO && !producer.unknown.contains(offered)) {
                        producer.unknown.add(offered);
                    }
                }
            }
            producer.offered.clear();
            producer.answers.clear();
        }
    }

    /** After an opening: what was acknowledged is there, and what else is there was unknown. */
    private void adopt(EmbeddedLog log) {
        producers.forEach((name, producer) -> {
            long last = log.lastSequence(name);
            assertTrue(last >= producer.acknowledged.size(), name + " lost acknowledged records");
            while (producer.acknowledged.size() < last) {
                assertFalse(producer.unknown.isEmpty(), name + " has a record that was refused");
                producer.acknowledged.add(producer.unknown.remove(0));
            }
        });
    }

    /** Opens the log, goes on, closes it; then the archive must find what the producers know, and nothing else. */
    void verify() throws Exception {
        try (EmbeddedLog log = open()) {
            adopt(log);
            assertFalse(log.isReduced());
            List<Long> told = snapshots(records()).stream().map(LogRecord::position).toList();
            assertEquals(told, log.snapshots().stream().map(LogRecord::position).toList());
            round(log, false);
            round(log, true);
        }
        Map<String, List<byte[]>> found = new TreeMap<>();
        for (LogRecord record : records()) {
            found.computeIfAbsent(record.producer(), p -> new ArrayList<>()).add(record.payload());
        }
        producers.forEach((name, producer) -> {
            assertTrue(producer.unknown.isEmpty());
            assertEquals(producer.acknowledged.size(), found.get(name).size(), name);
            for (int i = 0; i < producer.acknowledged.size(); i++) {
                assertArrayEquals(producer.acknowledged.get(i), found.get(name).get(i), name);
            }
        });
    }

    private List<LogRecord> records() {
        List<LogRecord> records = new ArrayList<>();
        FolderArchive.read(settings.directory(), records::add, files);
        return records;
    }

    private static List<LogRecord> snapshots(List<LogRecord> records) {
        List<LogRecord> newest = new ArrayList<>();
        records.stream().filter(record -> record.kind().equals("snap")).forEach(record -> newest.add(0, record));
        return newest.subList(0, Math.min(2, newest.size()));
    }

    long acknowledged() {
        return producers.values().stream().mapToLong(producer -> producer.acknowledged.size()).sum();
    }

    long acknowledged(String name) {
        return producers.get(name).acknowledged.size();
    }
}
