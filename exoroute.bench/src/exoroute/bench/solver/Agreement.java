package exoroute.bench.solver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * How far the peers' optima lie from ours, as parts of the shortfall. Benchmarks run in a JVM of their own, so what
 * they find is handed over in a file.
 */
final class Agreement {
    /** Names the file. */
    static final String PROPERTY = "exoroute.bench.agreement";

    private static final String SLOW = "slow ";

    private Agreement() {}

    /** Called in the benchmark's JVM; throws when the peer disagrees. */
    static void report(Peer peer, int venues, double difference) {
        write(Double.toString(difference));
        if (!(Math.abs(difference) <= peer.tolerance())) {
            throw new IllegalStateException(peer.label() + " with " + venues + " venues: its optimum differs from ours by "
                    + difference + " of the shortfall, more than " + peer.tolerance());
        }
    }

    /** Called in the benchmark's JVM. */
    static void tooSlow(Peer.TooSlow reason) {
        write(SLOW + reason.getMessage());
    }

    private static void write(String line) {
        try {
            Files.writeString(Path.of(System.getProperty(PROPERTY)), line + "\n",
                    StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What one benchmark found.
     *
     * @param worst largest difference, NaN when nothing was compared
     * @param slow why the peer did not end; empty when it did
     */
    record Found(double worst, String slow) {}

    /** Reads what a benchmark wrote and empties the file. */
    static Found take(Path file) throws IOException {
        double worst = Double.NaN;
        String slow = "";
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                if (line.startsWith(SLOW)) {
                    slow = line.substring(SLOW.length());
                } else {
                    double difference = Math.abs(Double.parseDouble(line));
                    // no number is no agreement
                    worst = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference <= worst ? worst : difference;
                }
            }
            Files.delete(file);
        }
        return new Found(worst, slow);
    }
}
