package exoroute.simulation;

import java.util.Optional;
import java.util.StringJoiner;

/** Makes a failing script short: leaves out ever smaller pieces while the same rule is still broken (delta debugging). */
final class Shrinker {
    private static final int MAX_RUNS = 400;

    private Shrinker() {}

    /** The rule that a run breaks. An exception of the core is one as well. */
    static Optional<Violation> violation(World world) {
        try {
            world.run();
            return Optional.empty();
        } catch (Violation e) {
            return Optional.of(e);
        } catch (RuntimeException e) {
            StackTraceElement at = e.getStackTrace().length == 0 ? null : e.getStackTrace()[0];
            Violation violation = new Violation("the core threw " + e.getClass().getSimpleName(), e.getMessage() + " at " + at);
            violation.initCause(e);
            return Optional.of(violation);
        }
    }

    static String shortest(Script script, Violation violation) {
        Script best = script;
        Violation last = violation;
        int runs = 0;
        for (int piece = Math.max(1, script.entries().size() / 2); piece >= 1 && runs < MAX_RUNS; piece /= 2) {
            int at = 0;
            while (at < best.entries().size() && runs < MAX_RUNS) {
                Script shorter = best.without(at, Math.min(best.entries().size(), at + piece));
                Optional<Violation> still = violation(new World(shorter));
                runs++;
                if (still.isPresent() && still.get().rule().equals(violation.rule())) {
                    best = shorter;
                    last = still.get();
                } else {
                    at += piece;
                }
            }
        }
        StringJoiner text = new StringJoiner("\n");
        text.add(last.getMessage());
        text.add("seed " + script.seed() + ", " + best.entries().size() + " of " + script.entries().size()
                + " entries are enough:");
        best.entries().forEach(entry -> text.add("  " + entry));
        return text.toString();
    }
}
