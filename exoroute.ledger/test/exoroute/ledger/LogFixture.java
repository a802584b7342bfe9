package exoroute.ledger;

import exoroute.api.plan.DeltaLog;
import exoroute.api.plan.Durability;
import exoroute.api.plan.LogRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** Small logs for the tests. */
final class LogFixture {
    static final int OBJECT_THRESHOLD = 64;

    private LogFixture() {}

    /** Small segments and a small threshold, so that a few records make several segments and objects. */
    static LogSettings small(Path folder) {
        return new LogSettings(folder, "desk-1", Durability.PROCESS_CRASH, 700, OBJECT_THRESHOLD, 4, 1 << 20, 1000, 8192);
    }

    static LogSettings forced(Path folder) {
        return new LogSettings(folder, "desk-1", Durability.LOCAL_FSYNC, 700, OBJECT_THRESHOLD, 4, 1 << 20, 1000, 8192);
    }

    static LongSupplier clock() {
        AtomicLong time = new AtomicLong(1_700_000_000_000_000_000L);
        return () -> time.addAndGet(1_000);
    }

    static EmbeddedLog open(Path folder) {
        return EmbeddedLog.open(small(folder), clock());
    }

    static byte[] payload(long sequence) {
        byte[] payload = new byte[sequence % 5 == 0 ? OBJECT_THRESHOLD + 10 : (int) (sequence % 17)];
        Arrays.fill(payload, (byte) sequence);
        return payload;
    }

    static long await(CompletionStage<Long> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    /** Offers one after the other, each in a group of its own. */
    static void append(DeltaLog log, String producer, long from, long to) throws Exception {
        for (long sequence = from; sequence <= to; sequence++) {
            await(log.offer(producer, sequence, "test", payload(sequence)));
        }
    }

    /** A log of so many records, several segments and some objects, closed. */
    static void write(Path folder, int records) throws Exception {
        try (EmbeddedLog log = open(folder)) {
            append(log, "p", 1, records);
        }
    }

    static List<LogRecord> read(Path folder) {
        List<LogRecord> records = new ArrayList<>();
        new FolderArchive().read(folder, records::add);
        return records;
    }

    /** All files with records, sorted: not the lock, not the reserve. */
    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> Files.isRegularFile(f) && !f.endsWith("lock") && !f.endsWith("reserve")).sorted().toList();
        }
    }

    static List<Path> segments(Path folder) throws IOException {
        return files(folder).stream().filter(f -> f.toString().endsWith(".seg")).toList();
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
