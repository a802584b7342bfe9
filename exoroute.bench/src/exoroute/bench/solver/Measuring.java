package exoroute.bench.solver;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the benchmarks one after the other, each in a JVM of its own, and collects what they find. */
final class Measuring {
    private static final String LARGE_PAGES = "-XX:+UseTransparentHugePages";
    /** JMH's own output, one file a benchmark. */
    private static final Path LOGS = Path.of("exoroute.bench/generated/jmh");

    private final Plan plan;
    private final Figures figures;
    private final Path agreement;
    private final List<String> failures = new ArrayList<>();

    Measuring(Plan plan, Figures figures) throws IOException {
        this.plan = plan;
        this.figures = figures;
        Files.createDirectories(LOGS);
        agreement = LOGS.resolve("agreement.txt").toAbsolutePath();
        Files.deleteIfExists(agreement);
    }

    /** What went wrong: a disagreement, or a benchmark that died. */
    List<String> failures() {
        return failures;
    }

    /**
     * Counts and times our own engine for one kind and size: its rows in turn, in several JVMs each, of whose medians the
     * middle one counts. A JVM has luck with its memory, a machine with its minutes.
     */
    void own(Kind kind, int venues) throws RunnerException {
        say("price search, " + kind.label() + ", " + venues + " venues");
        figures.rounds(kind, venues, Rounds.of(kind, venues, Instances.books(venues)));
        String[] methods = {"cold", "changed", "build"};
        String[] rows = {Figures.COLD, Figures.CHANGED, Figures.BUILD};
        double[][] micros = new double[methods.length][plan.passes()];
        for (int pass = 0; pass < plan.passes(); pass++) {
            for (int i = 0; i < methods.length; i++) {
                micros[i][pass] = own(methods[i], kind, venues, pass);
            }
        }
        for (int i = 0; i < methods.length; i++) {
            Arrays.sort(micros[i]); // NaN, no result, last
            boolean sound = !Double.isNaN(micros[i][plan.passes() - 1]);
            if (!sound) {
                failures.add(rows[i] + ", " + kind.label() + ", " + venues + " venues: no result, see "
                        + log(name(methods[i], kind, venues, 0)) + " and those beside it");
            }
            figures.time(rows[i], kind, venues, sound ? new Figures.Time(micros[i][plan.passes() / 2],
                    plan.countsBytes() ? bytes(methods[i], kind, venues) : Double.NaN) : Figures.Time.NONE);
        }
    }

    private static String name(String method, Kind kind, int venues, int pass) {
        return "own-" + method + "-" + kind.label() + "-" + venues + "-" + pass;
    }

    private double own(String method, Kind kind, int venues, int pass) throws RunnerException {
        ChainedOptionsBuilder options = options(OwnBench.class, method, name(method, kind, venues, pass))
                .param("kind", kind.name()).param("venues", Integer.toString(venues));
        plan.own(options);
        return time(options).micros();
    }

    /** In a run of its own: sampling keeps the times in memory, which the profiler would count as the solve's. */
    private double bytes(String method, Kind kind, int venues) throws RunnerException {
        String name = "own-" + method + "-" + kind.label() + "-" + venues + "-bytes";
        ChainedOptionsBuilder options = options(OwnBench.class, method, name).mode(Mode.AverageTime)
                .param("kind", kind.name()).param("venues", Integer.toString(venues));
        plan.bytes(options);
        return time(options).bytes();
    }

    /** Times one peer at all sizes, smallest first. */
    void peer(Peer peer) throws RunnerException, IOException {
        double foreseen = Double.NaN; // seconds
        for (int venues : Figures.VENUES) {
            if (venues > peer.mostVenues()) {
                leftOut(peer, venues, "not asked", "it is not accurate there");
            } else if (!plan.worthwhile(foreseen)) {
                leftOut(peer, venues, "left out", foreseen == Double.POSITIVE_INFINITY
                        ? "the next smaller size did not end" : "about " + Math.round(foreseen) + " s a solve foreseen");
            } else {
                say(peer.label() + ", " + venues + " venues");
                boolean ended = peer(peer, "solve", Figures.SOLVE, venues, foreseen)
                        && peer(peer, "buildAndSolve", Figures.MODEL, venues, foreseen);
                double seconds = figures.time(peer.label() + Figures.SOLVE, peer.kind(), venues).micros() / 1e6;
                foreseen = ended ? 10 * seconds : Double.POSITIVE_INFINITY;
            }
        }
    }

    private void leftOut(Peer peer, int venues, String note, String reason) {
        say(peer.label() + ", " + venues + " venues: " + note + ", " + reason);
        figures.note(peer.label() + Figures.SOLVE, peer.kind(), venues, note);
        figures.note(peer.label() + Figures.MODEL, peer.kind(), venues, note);
    }

    private boolean peer(Peer peer, String method, String row, int venues, double foreseen) throws RunnerException, IOException {
        String name = peer.name() + "-" + method + "-" + venues;
        ChainedOptionsBuilder options = options(PeerBench.class, method, name)
                .param("peer", peer.name()).param("venues", Integer.toString(venues))
                .param("books", Integer.toString(plan.books(venues, foreseen)))
                .param("limitSeconds", Double.toString(plan.limitSeconds()));
        plan.peer(options, foreseen);
        Figures.Time time = time(options);
        Agreement.Found found = Agreement.take(agreement);
        figures.time(peer.label() + row, peer.kind(), venues, time);
        if (!Double.isNaN(found.worst())) {
            figures.difference(peer, venues, found.worst());
        }
        if (found.worst() > peer.tolerance()) {
            failures.add(peer.label() + ", " + venues + " venues: its optimum differs from ours by "
                    + Table.small(found.worst()) + " of the shortfall, at most " + peer.tolerance() + " is agreement");
            figures.note(peer.label() + row, peer.kind(), venues, "FAILED");
        } else if (!found.slow().isEmpty()) {
            leftOut(peer, venues, "> " + Math.round(plan.limitSeconds()) + " s", found.slow());
        } else if (time == Figures.Time.NONE) {
            failures.add(peer.label() + row + ", " + venues + " venues: no result, see " + log(name));
            figures.note(peer.label() + row, peer.kind(), venues, "FAILED");
        }
        return time != Figures.Time.NONE;
    }

    private ChainedOptionsBuilder options(Class<?> benchmark, String method, String name) {
        List<String> jvm = new ArrayList<>(List.of("-Xms1g", "-Xmx3g", "-XX:+UseParallelGC",
                "-D" + Agreement.PROPERTY + "=" + agreement));
        if (ManagementFactory.getRuntimeMXBean().getInputArguments().contains(LARGE_PAGES)) {
            jvm.add(LARGE_PAGES); // where bench.sh found that the system gives them
        }
        jvm.add("-Djava.library.path=" + System.getProperty("java.library.path"));
        return new OptionsBuilder()
                .include("^" + benchmark.getName().replace(".", "\\.") + "\\." + method + "$")
                .forks(1).threads(1).jvmArgs(jvm.toArray(String[]::new)).addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.NORMAL).output(log(name).toString());
    }

    private static Path log(String name) {
        return LOGS.resolve(name + ".log");
    }

    private static Figures.Time time(ChainedOptionsBuilder options) throws RunnerException {
        Collection<RunResult> results = new Runner(options.build()).run();
        if (results.isEmpty()) {
            return Figures.Time.NONE;
        }
        RunResult result = results.iterator().next();
        Result<?> bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
        return new Figures.Time(result.getPrimaryResult().getStatistics().getPercentile(50),
                bytes == null ? Double.NaN : bytes.getScore());
    }

    private static void say(String what) {
        System.err.println("measure  " + what);
    }
}
