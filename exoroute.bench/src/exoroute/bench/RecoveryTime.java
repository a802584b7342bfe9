package exoroute.bench;

import exoroute.api.adapter.MarketDataFeed;
import exoroute.api.adapter.VenueAdapter;
import exoroute.api.market.Listing;
import exoroute.api.market.Side;
import exoroute.api.plan.Durability;
import exoroute.ledger.EmbeddedLog;
import exoroute.ledger.LogSettings;
import exoroute.router.runtime.Desk;
import exoroute.solver.PriceSearchSolver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * From start to the first command: opening a log with more than a million events, rebuilding the core from its
 * snapshot, and the decision on a first order. In a JVM of its own, started here; the peer is the same without
 * snapshots in reach, so that all is replayed.
 */
final class RecoveryTime {
    private static final long EVENTS = 1_000_000;
    private static final int SNAPSHOT_EVENTS = 10_000;

    private RecoveryTime() {}

    static void run() throws Exception {
        try (Folder folder = new Folder()) {
            Path path = folder.path.resolve("log");
            long events = fill(path);
            List<Double> seconds = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                seconds.add(start(path));
            }
            seconds.sort(null);
            Bench.line("recovery, " + events + " events", String.format(Locale.ROOT,
                    "%.2f s from the start of the JVM to the first decision (median of 3: %s)", seconds.get(1), seconds),
                    seconds.get(1) <= 2, "<= 2 s");
        }
    }

    private static long fill(Path path) throws Exception {
        List<BenchVenue> venues = new ArrayList<>();
        for (Listing listing : Fixture.listings()) {
            venues.add(new BenchVenue(listing, order -> { }));
        }
        try (EmbeddedLog log = EmbeddedLog.open(LogSettings.of(path, "bench", Durability.PROCESS_CRASH), System::nanoTime);
                Desk desk = new Desk(log, Fixture.config(SNAPSHOT_EVENTS, 1_000), 50, System::nanoTime)) {
            desk.add(new PriceSearchSolver());
            venues.forEach(v -> {
                desk.add((MarketDataFeed) v);
                desk.add((VenueAdapter) v);
            });
            // orders whose price is never shown: they live, so that every move of a best price is recorded
            for (int i = 0; i < 200; i++) {
                desk.submit(Fixture.context(i), Fixture.order(Side.BUY, 100_000_000L, 5_000_000))
                        .toCompletableFuture().get(10, TimeUnit.SECONDS);
            }
            for (long i = 0; desk.status().events() < EVENTS + SNAPSHOT_EVENTS / 2; i++) {
                for (BenchVenue venue : venues) {
                    venue.show(Fixture.book(venue.listings().get(0), i, 6_000_000 + i % 2));
                }
                if (i % 100 == 0) {
                    desk.submit(Fixture.context(1_000 + i), Fixture.order(Side.BUY, 1, 1))
                            .toCompletableFuture().get(30, TimeUnit.SECONDS);
                }
            }
            return desk.status().events();
        }
    }

    private static double start(Path path) throws Exception {
        long before = System.nanoTime();
        Process process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), Restart.class.getName(), path.toString())
                .redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the restarted desk failed: " + said);
        }
        long decided = Long.parseLong(said.strip().replaceAll("(?s).*decided at ", ""));
        return (decided - before) / 1e9;
    }

    /** The process that recovers. */
    public static final class Restart {
        private Restart() {}

        /** Recovers the log in a folder and tells when the first order was decided. */
        public static void main(String[] args) throws Exception {
            try (EmbeddedLog log = EmbeddedLog.open(
                            LogSettings.of(Path.of(args[0]), "bench", Durability.PROCESS_CRASH), System::nanoTime);
                    Desk desk = new Desk(log, Fixture.config(SNAPSHOT_EVENTS, 1_000), 50, System::nanoTime)) {
                CompletableFuture<?> decision = desk.submit(
                        Fixture.context(System.nanoTime()), Fixture.order(Side.BUY, 100_000_000L, 5_000_000)).toCompletableFuture();
                decision.get(10, TimeUnit.SECONDS);
                System.out.println("decided at " + System.nanoTime());
                if (desk.status().recoveredFrom() == 0) {
                    throw new IllegalStateException("no snapshot was used");
                }
            }
        }
    }
}
