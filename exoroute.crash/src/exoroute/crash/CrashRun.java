package exoroute.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Kills routers at every named point and at random ones, lets what is left settle, and compares. Ends with status 1 when
 * anything did not agree, and says how to do the same again; with 2 when it could not be run.
 */
public final class CrashRun {
    private static final int FOUND = 1;
    private static final int BAD_OPTION = 2;

    private final RunOptions options;
    private final Consumer<String> progress;
    private final Results results = new Results();

    /** @param progress told a line after every comparison */
    public CrashRun(RunOptions options, Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
    }

    /** Runs from the command line; see {@link RunOptions}. */
    public static void main(String... arguments) throws Exception {
        System.setProperty("slf4j.internal.verbosity", "ERROR"); // nothing is logged here, findings are printed
        RunOptions options;
        try {
            options = RunOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("crash run: " + e.getMessage());
            System.exit(BAD_OPTION);
            return;
        }
        Results results;
        try {
            results = new CrashRun(options, line -> {
                System.out.println(line);
                System.out.flush();
            }).run();
        } catch (IOException e) {
            System.err.println("crash run: " + e.getMessage());
            System.exit(BAD_OPTION);
            return;
        }
        System.out.println(results.table());
        if (!results.findings().isEmpty()) {
            results.findings().forEach(System.out::println);
            System.out.println("seed " + options.seed() + "; again: java -cp CLASS-PATH " + options.command());
            System.exit(FOUND);
        }
    }

    /** Does all kills and comparisons. */
    public Results run() throws Exception {
        if (Files.exists(options.folder().resolve("round1"))) {
            throw new IOException("folder " + options.folder() + " holds an earlier run; name a new one");
        }
        long begun = System.nanoTime();
        List<Kill> kills = Kill.schedule(options);
        for (int from = 0, number = 1; from < kills.size(); from += options.roundKills(), number++) {
            List<Kill> some = kills.subList(from, Math.min(kills.size(), from + options.roundKills()));
            try (Round round = new Round(options, number, results, progress)) {
                round(round, some);
            }
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
            progress.accept("round " + number + ": " + results.kills() + " of " + kills.size() + " planned kills and more, "
                    + results.comparisons() + " comparisons, " + results.findings().size() + " findings, " + seconds + " s");
        }
        return results;
    }

    private void round(Round round, List<Kill> kills) throws Exception {
        for (int i = 0; i < kills.size(); i++) {
            round.kill(kills.get(i));
            if ((i + 1) % options.settleEvery() == 0 || i + 1 == kills.size()) {
                round.compare();
            }
        }
        round.count();
    }
}
