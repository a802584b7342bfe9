package exoroute.ledger;

import exoroute.api.plan.DeltaLog;
import exoroute.api.plan.Durability;
import exoroute.api.plan.LogRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Measures what a commit costs, for a person to read; not a test. Round trip: from calling {@code offer} to the
 * subscriber's call, one record of 200 bytes in flight, offered by the subscriber itself ("chained"), by a thread that
 * spins for the answer, or by one that parks. Throughput: 100,000 offers with at most 1024 unanswered.
 * Argument: durability, PROCESS_CRASH when absent.
 */
public final class LatencyBench {
    private static final int WARM_UP = 60_000;
    private static final int MEASURED = 60_000;
    private static final byte[] PAYLOAD = new byte[200];

    private LatencyBench() {}

    public static void main(String[] arguments) throws Exception {
        Arrays.fill(PAYLOAD, (byte) 7);
        Durability durability = Durability.valueOf(arguments.length > 0 ? arguments[0] : "PROCESS_CRASH");
        for (String mode : List.of("chained", "spinning", "parking", "throughput")) {
            Path folder = Files.createTempDirectory("exoroute-bench");
            try (EmbeddedLog log = EmbeddedLog.open(LogSettings.of(folder, "bench", durability), System::nanoTime)) {
                System.out.println(durability + " " + mode + ": " + run(mode, log));
            } finally {
                delete(folder);
            }
        }
    }

    private static String run(String mode, DeltaLog log) throws InterruptedException {
        return switch (mode) {
            case "chained" -> percentiles(chained(log));
            case "spinning" -> percentiles(asked(log, true));
            case "parking" -> percentiles(asked(log, false));
            default -> throughput(log);
        };
    }

    private static long[] chained(DeltaLog log) throws InterruptedException {
        long[] nanos = new long[WARM_UP + MEASURED];
        long[] start = {0};
        CountDownLatch done = new CountDownLatch(1);
        log.subscribe(1, record -> {
            long now = System.nanoTime();
            int sequence = (int) record.producerSequence();
            nanos[sequence - 1] = now - start[0];
            if (sequence == nanos.length) {
                done.countDown();
            } else {
                start[0] = System.nanoTime();
                log.offer("bench", sequence + 1, "test", PAYLOAD);
            }
        });
        start[0] = System.nanoTime();
        log.offer("bench", 1, "test", PAYLOAD);
        done.await();
        return nanos;
    }

    private static long[] asked(DeltaLog log, boolean spinning) {
        long[] nanos = new long[WARM_UP + MEASURED];
        Thread caller = Thread.currentThread();
        var seen = new java.util.concurrent.atomic.AtomicLong();
        log.subscribe(1, (LogRecord record) -> {
            seen.set(record.producerSequence());
            if (!spinning) {
                LockSupport.unpark(caller);
            }
        });
        for (int sequence = 1; sequence <= nanos.length; sequence++) {
            long start = System.nanoTime();
            log.offer("bench", sequence, "test", PAYLOAD);
            while (seen.get() < sequence) {
                if (spinning) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.park();
                }
            }
            nanos[sequence - 1] = System.nanoTime() - start;
        }
        return nanos;
    }

    private static String throughput(DeltaLog log) throws InterruptedException {
        int count = 100_000;
        Semaphore window = new Semaphore(1024);
        long[] took = new long[3];
        for (int round = 0; round < took.length; round++) {
            long start = System.nanoTime();
            for (int i = 1; i <= count; i++) {
                window.acquire();
                log.offer("bench", (long) round * count + i, "test", PAYLOAD).whenComplete((p, e) -> window.release());
            }
            window.acquire(1024);
            window.release(1024);
            took[round] = System.nanoTime() - start;
        }
        return String.format(Locale.ROOT, "%d offers in %.0f ms (%.0f/s), window 1024", count, took[2] / 1e6, count * 1e9 / took[2]);
    }

    private static String percentiles(long[] nanos) {
        long[] sorted = Arrays.copyOfRange(nanos, WARM_UP, nanos.length);
        Arrays.sort(sorted);
        return String.format(Locale.ROOT, "p50 %.1f us, p99 %.1f us, p99.9 %.1f us", at(sorted, 0.5), at(sorted, 0.99), at(sorted, 0.999));
    }

    private static double at(long[] sorted, double share) {
        return sorted[(int) (sorted.length * share)] / 1e3;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
