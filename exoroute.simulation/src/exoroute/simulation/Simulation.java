package exoroute.simulation;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Runs scripts until a number of events is reached or a rule is broken: {@code Simulation EVENTS [SEED] [LENGTH]}. The
 * same seed gives the same run. Exit status 1 when a rule was broken; the script is shortened and printed then.
 */
public final class Simulation {
    /** Entries of a script: a few thousand events of some hundred orders. */
    static final int LENGTH = 1_500;

    private final Map<String, Integer> seen = new TreeMap<>();
    private long events;
    private long scripts;

    /** Simulates. */
    public static void main(String[] args) {
        long wanted = args.length > 0 ? Long.parseLong(args[0]) : 1_000_000;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
        int length = args.length > 2 ? Integer.parseInt(args[2]) : LENGTH;
        Simulation simulation = new Simulation();
        long begun = System.nanoTime();
        Optional<String> broken = simulation.run(wanted, seed, length);
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(java.util.Locale.ROOT, "%d events in %d scripts from seed %d, %.0f s, %.0f events a minute%n",
                simulation.events, simulation.scripts, seed, seconds, simulation.events / seconds * 60);
        simulation.seen.forEach((what, count) -> System.out.println("  " + count + "  " + what));
        System.out.println(broken.orElse("no violation"));
        System.exit(broken.isPresent() ? 1 : 0);
    }

    /** Events simulated so far. */
    public long events() {
        return events;
    }

    /** How often what was seen. */
    public Map<String, Integer> seen() {
        return seen;
    }

    /**
     * Runs scripts of consecutive seeds.
     *
     * @param wanted events at least
     * @param seed of the first script
     * @param length entries of each
     * @return the first rule broken with the shortened script, or nothing
     */
    public Optional<String> run(long wanted, long seed, int length) {
        for (long s = seed; events < wanted; s++) {
            Script script = Script.random(s, length);
            World world = new World(script);
            Optional<Violation> violation = Shrinker.violation(world);
            events += world.events();
            scripts++;
            world.seen().forEach((what, count) -> seen.merge(what, count, Integer::sum));
            if (violation.isPresent()) {
                return Optional.of(Shrinker.shortest(script, violation.get()));
            }
        }
        return Optional.empty();
    }
}
