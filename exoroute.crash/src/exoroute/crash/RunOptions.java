package exoroute.crash;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run of the harness does.
 *
 * @param killsPerPoint kills at each named point
 * @param random kills at no point
 * @param seed of everything that is chosen
 * @param folder made by the run; logs, journals and outputs stay there
 * @param points at which points
 * @param roundKills so many kills share a log and venues
 * @param settleEvery so many kills lie between comparisons at most
 * @param orders new orders a process
 * @param limitMillis how long settling may take
 * @param defect what the router is made to do wrong
 */
public record RunOptions(
        int killsPerPoint, int random, long seed, Path folder, List<Point> points, int roundKills, int settleEvery,
        int orders, long limitMillis, Defect defect) {
    private static final String USAGE = """
            usage: CrashRun --folder FOLDER [option...]
              --kills-per-point N   kills at each named point, 19
              --random N            kills at no named point, 100
              --seed N              of everything that is chosen, 1
              --point NAME...       only at these points, else at all
              --round-kills N       so many kills share a log and venues, 20
              --settle-every N      kills between comparisons at most, 5
              --orders N            new orders of a router process, 14
              --limit-ms N          how long settling may take, 30000
              --defect NAME         what the router is made to do wrong, none""";
    private static final List<String> KNOWN = List.of(
            "--kills-per-point", "--random", "--seed", "--folder", "--point", "--round-kills", "--settle-every", "--orders",
            "--limit-ms", "--defect");

    /** Copies the list. */
    public RunOptions {
        points = List.copyOf(points);
    }

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException naming option and value
     */
    public static RunOptions parse(String... arguments) {
        Arguments a = new Arguments(KNOWN, USAGE, arguments);
        List<Point> points = a.all("--point").isEmpty()
                ? List.of(Point.values()) : a.all("--point").stream().map(Point::parse).toList();
        return new RunOptions(
                (int) a.number("--kills-per-point", 19, 0), (int) a.number("--random", 100, 0),
                a.number("--seed", 1, Long.MIN_VALUE), Path.of(a.text("--folder")).toAbsolutePath().normalize(), points,
                (int) a.number("--round-kills", 20, 1), (int) a.number("--settle-every", 5, 1),
                (int) a.number("--orders", 14, 1), a.number("--limit-ms", 30_000, 1),
                Defect.parse(a.text("--defect", "none")));
    }

    /** The command that does the same again in another folder; everything chosen is the same, the threads' luck is not. */
    public String command() {
        List<String> words = new ArrayList<>(List.of(
                "exoroute.crash.CrashRun", "--kills-per-point", "" + killsPerPoint, "--random", "" + random, "--seed",
                "" + seed, "--round-kills", "" + roundKills, "--settle-every", "" + settleEvery, "--orders", "" + orders,
                "--limit-ms", "" + limitMillis, "--defect", defect.text()));
        if (points.size() < Point.values().length) {
            points.forEach(p -> words.addAll(List.of("--point", p.text())));
        }
        return String.join(" ", words) + " --folder NEW-FOLDER";
    }
}
