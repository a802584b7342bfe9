package exoroute.bench.solver;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code ./bench.sh changed}: a cold solve and a solve after 1 % changed, in turn over the same books, so that a
 * machine that is slower at some minutes is so for both. Each has its own engines; single calls are timed, medians told.
 */
public final class Alternating {
    private static final long WARM_UP = 4_000_000_000L;
    private static final long MEASURED = 6_000_000_000L;
    private static final int SAMPLES = 1 << 20;
    private static final double GOAL = 0.5;

    private final OwnEngine[] cold;
    private final OwnEngine[] warm;
    private final Feed[] turns;
    private final long[][] nanos = new long[2][SAMPLES];
    private int samples;
    private int turn;

    private Alternating(Kind kind, int venues) {
        List<Instance> instances = Instances.of(kind, venues, Instances.books(venues));
        cold = OwnEngine.all(instances);
        warm = OwnEngine.all(instances);
        turns = Feed.turns(instances);
        for (int i = 0; i < cold.length; i++) {
            cold[i].cold();
            warm[i].cold();
        }
    }

    /** Measures all sizes, each in a JVM of its own with the options of this one, and prints one table. */
    public static void run() throws IOException, InterruptedException {
        Table table = new Table("books", "venues", "cold, median us", "1 % changed, median us", "ratio, at most 0.5");
        for (Kind kind : Kind.values()) {
            for (int venues : Figures.VENUES) {
                System.err.println("measure  " + kind.label() + ", " + venues + " venues");
                double[] micros = inItsOwn(kind, venues);
                table.row(kind.label(), Integer.toString(venues), Table.number(micros[0]), Table.number(micros[1]),
                        Table.number(micros[1] / micros[0]) + (micros[1] <= GOAL * micros[0] ? " met" : " MISSED"));
            }
        }
        System.out.println(table);
    }

    private static double[] inItsOwn(Kind kind, int venues) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + "/bin/java");
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Alternating.class.getName(), kind.name(),
                Integer.toString(venues)));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("the measurement of " + kind.label() + " books of " + venues + " venues ended with status "
                    + process.exitValue() + "; what it said stands above");
        }
        return Arrays.stream(told.trim().split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    /** One size: prints both medians. */
    public static void main(String[] args) {
        Alternating books = new Alternating(Kind.valueOf(args[0]), Integer.parseInt(args[1]));
        books.pass(WARM_UP);
        books.samples = 0;
        books.pass(MEASURED);
        System.out.println(books.median(0) + " " + books.median(1));
    }

    private void pass(long length) {
        for (long end = System.nanoTime() + length; System.nanoTime() < end && samples + cold.length <= SAMPLES; ) {
            for (int i = 0; i < cold.length; i++) {
                long begun = System.nanoTime();
                cold[i].cold();
                nanos[0][samples + i] = System.nanoTime() - begun;
            }
            for (int i = 0; i < warm.length; i++) {
                long begun = System.nanoTime();
                turns[turn].change(warm[i], i);
                nanos[1][samples + i] = System.nanoTime() - begun;
            }
            samples += cold.length;
            turn = (turn + 1) % turns.length;
        }
    }

    private double median(int which) {
        Arrays.sort(nanos[which], 0, samples);
        return nanos[which][samples / 2] / 1e3;
    }
}
