package exoroute.crash;

import exoroute.api.plan.ReplayReport;
import exoroute.ledger.FolderArchive;
import exoroute.router.runtime.ReplayComponent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Kills that share one log and three venues. Between comparisons nothing is put right by hand. */
final class Round implements AutoCloseable {
    private static final long LIMIT_MILLIS = 60_000;
    private static final String[] ENDS = {"POINT ", "DONE", "NOT-READY", "UNDECIDED", "FAILED"};
    private static final int TRIES = 9;

    private final RunOptions options;
    private final Results results;
    private final Consumer<String> progress;
    private final Path folder;
    private final Path log;
    private final Venues venues;
    private final Requests requests = new Requests();
    /** Row by the time, nanoseconds UTC, from which on what happens is counted there. */
    private final TreeMap<Long, String> rows = new TreeMap<>();
    private final List<String> sinceCompared = new ArrayList<>();
    private int processes;

    Round(RunOptions options, int number, Results results, Consumer<String> progress)
            throws IOException, InterruptedException {
        this.options = options;
        this.results = results;
        this.progress = progress;
        this.folder = options.folder().resolve("round" + number);
        this.log = folder.resolve("log");
        Files.createDirectories(log);
        this.venues = new Venues(folder, options.seed() + number);
    }

    private Child router(List<String> more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "--folder", log.toString(), "--seed", Long.toString(options.seed()), "--defect", options.defect().text()));
        venues.ports().forEach((venue, port) -> arguments.addAll(List.of("--venue", venue + "=" + port)));
        arguments.addAll(more);
        processes++;
        return new Child(RouterProcess.class, folder.resolve("router" + processes + ".err"), arguments);
    }

    private List<String> orders() {
        List<String> arguments = new ArrayList<>(List.of(
                "--first", Long.toString(requests.next()), "--orders", Integer.toString(options.orders())));
        if (!requests.open().isEmpty()) {
            arguments.addAll(List.of(
                    "--again", String.join(",", requests.open().stream().map(n -> Long.toString(n)).toList())));
        }
        return arguments;
    }

    /** Kills once, or twice, where the plan says. */
    void kill(Kill plan) throws Exception {
        venues.faults(Setup.VENUES.get(plan.faulty()), plan.fault());
        rows.put(Router.utcNanos(), plan.row());
        sinceCompared.add(plan.row());
        boolean done = false;
        Kill next = plan;
        for (int attempt = 1; !done && attempt <= TRIES; attempt++) {
            done = plan.point() == null ? killAnywhere(plan.row(), plan.live(), plan.delayMillis()) : killAt(next);
            next = next.sooner();
        }
        if (!done) {
            results.found("kill " + plan + ": the point was not reached in " + TRIES + " runs", List.of(plan.row()));
        }
        if (plan.again() >= 0) {
            rows.put(Router.utcNanos(), Kill.TWICE);
            sinceCompared.add(Kill.TWICE);
            killAnywhere(Kill.TWICE, false, plan.again());
        }
    }

    private boolean killAt(Kill plan) throws Exception {
        List<String> arguments = orders();
        arguments.addAll(List.of("--point", plan.point().text(), "--occurrence", Long.toString(plan.occurrence())));
        try (Child router = router(arguments)) {
            String end = router.await(LIMIT_MILLIS, ENDS);
            boolean reached = end != null && end.startsWith("POINT ");
            killed(router, plan.row(), reached);
            if (!reached && !"DONE".equals(end)) {
                results.found("the router said " + end + " before " + plan + ": " + router.errors(), List.of(plan.row()));
            }
            return reached;
        }
    }

    private boolean killAnywhere(String row, boolean live, long delayMillis) throws Exception {
        try (Child router = router(orders())) {
            if (live) {
                router.await(LIMIT_MILLIS, "LIVE ");
            }
            router.run(delayMillis);
            killed(router, row, true);
            return true;
        }
    }

    private void killed(Child router, String row, boolean counts) throws InterruptedException {
        int code = router.kill();
        requests.heard(router.lines());
        results.heard(router.lines());
        if (code != Child.KILLED) {
            results.found("a router ended by itself with code " + code + ", log " + log + ", " + router.errors(),
                    List.of(row));
        } else if (counts) {
            results.killed(row);
        }
    }

    /** Starts a router that only settles and closes, then compares everything. */
    void compare() throws Exception {
        venues.faults("", "none");
        Path picture = folder.resolve("picture" + processes);
        List<String> found = new ArrayList<>();
        try (Child router = router(List.of(
                "--settle", picture.toString(), "--limit-ms", Long.toString(options.limitMillis())))) {
            String end = router.await(3 * options.limitMillis(), "CLOSED");
            int code = end == null ? router.kill() : router.ending();
            results.heard(router.lines());
            requests.heard(router.lines());
            for (String line : router.lines()) {
                boolean bad = line.startsWith("STUCK") || (line.startsWith("RECONCILED ") && !line.endsWith(" equal"));
                if (bad) {
                    found.add(line);
                } else if (line.startsWith("SETTLED ") && !line.contains("recoveredFrom=0,")) {
                    results.recoveredFromSnapshot();
                }
            }
            if (end == null || code != 0) {
                found.add("settling ended with code " + code + ", " + router.errors());
            }
        }
        RouterRecord record = RouterRecord.read(log);
        found.addAll(new Comparison(venues.journals(), record, requests).run());
        if (Files.exists(picture) && !Files.readAllLines(picture).equals(Picture.of(record.parents()))) {
            found.add("the recovered router's orders (" + picture + ") are not those of its whole log");
        }
        replay(found);
        results.compared();
        for (String finding : found) {
            if (results.found(log + ": " + finding, sinceCompared)) {
                progress.accept("  " + finding);
            }
        }
        sinceCompared.clear();
    }

    private void replay(List<String> found) {
        ReplayReport report = new ReplayComponent(new FolderArchive()).replay(log, false);
        if (report.identical() && report.recordedHead().equals(report.replayedHead())) {
            results.replayed();
        } else {
            found.add("the replay differs at position " + report.divergedAt() + ": " + report.difference());
        }
    }

    /** Adds this round to the table; after the last comparison. */
    void count() {
        RouterRecord record = RouterRecord.read(log);
        results.snapshots(record.snapshots());
        for (RouterRecord.Happening happening : record.happenings()) {
            Map.Entry<Long, String> row = rows.floorEntry(happening.logTime());
            if (row != null) {
                results.happened(row.getValue(), happening.kind());
            }
        }
    }

    @Override
    public void close() {
        venues.close();
    }
}
