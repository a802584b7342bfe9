package exoroute.crash;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The command line of a router process.
 *
 * @param folder of the log
 * @param venues port by venue id
 * @param seed of the orders
 * @param again request numbers whose fate an earlier process did not tell: asked again, word for word
 * @param first the first new request number
 * @param orders how many new orders are placed
 * @param point where to stop, null for nowhere
 * @param occurrence how often the point must be reached
 * @param settle no orders: wait until nothing is open, describe everything in {@code picture}, close, end
 * @param picture file for that
 * @param limitMillis how long settling may take
 * @param defect what the process does wrong
 */
record RouterOptions(
        Path folder, Map<String, Integer> venues, long seed, List<Long> again, long first, int orders, Point point,
        long occurrence, boolean settle, Path picture, long limitMillis, Defect defect) {
    private static final String USAGE = """
            usage: RouterProcess --folder FOLDER --venue ID=PORT... [option...]
              --seed N          seed of the orders, 1
              --again N,N...    request numbers that are asked again first
              --first N         first new request number, 1
              --orders N        number of new orders, 0
              --point NAME      where to stop, see Point
              --occurrence N    how often it must be reached, 1
              --settle FILE     no orders: settle, describe everything in the file, close, end
              --limit-ms N      how long settling may take, 30000
              --defect NAME     what the process does wrong, see Defect""";
    private static final List<String> KNOWN = List.of(
            "--folder", "--venue", "--seed", "--again", "--first", "--orders", "--point", "--occurrence", "--settle",
            "--limit-ms", "--defect");
    private static final long LIMIT = 30_000;

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException naming option and value
     */
    static RouterOptions parse(String... arguments) {
        Arguments a = new Arguments(KNOWN, USAGE, arguments);
        Map<String, Integer> venues = new TreeMap<>();
        for (String venue : a.all("--venue")) {
            String[] parts = venue.split("=");
            if (parts.length != 2 || !parts[1].matches("[0-9]{1,5}")) {
                throw new IllegalArgumentException("option --venue: '" + venue + "' is not ID=PORT\n" + USAGE);
            }
            venues.put(parts[0], Integer.parseInt(parts[1]));
        }
        String again = a.text("--again", "");
        String point = a.text("--point", "");
        String settle = a.text("--settle", "");
        return new RouterOptions(
                Path.of(a.text("--folder")), venues, a.number("--seed", 1, Long.MIN_VALUE),
                again.isEmpty() ? List.of() : Arrays.stream(again.split(",")).map(Long::valueOf).toList(),
                a.number("--first", 1, 1), (int) a.number("--orders", 0, 0), point.isEmpty() ? null : Point.parse(point),
                a.number("--occurrence", 1, 1), !settle.isEmpty(), settle.isEmpty() ? null : Path.of(settle),
                a.number("--limit-ms", LIMIT, 1), Defect.parse(a.text("--defect", "none")));
    }
}
