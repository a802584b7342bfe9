package exoroute.simulation;

import java.util.Optional;
import java.util.StringJoiner;

/**
 * Makes a failing script short: leaves out whole kinds of entry, then ever smaller pieces, while the same rule is still
 * broken (delta debugging).
 */
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
        Search search = new Search(script, violation);
        for (Script.Kind kind : Script.Kind.values()) {
            search.adopt(search.best.without(kind));
        }
        for (int piece = Math.max(1, search.best.entries().size() / 2); piece >= 1; piece /= 2) {
            int at = 0;
            while (at < search.best.entries().size()) {
                int end = Math.min(search.best.entries().size(), at + piece);
                at = search.adopt(search.best.without(at, end)) ? at : end;
            }
        }
        return search.text(script);
    }

    /** The shortest script so far that breaks the rule. */
    private static final class Search {
        private final String rule;
        private Script best;
        private Violation last;
        private int runs;

        Search(Script script, Violation violation) {
            this.rule = violation.rule();
            this.best = script;
            this.last = violation;
        }

        /** Whether a shorter script breaks the rule too; it is the best one then. No more are tried after so many. */
        boolean adopt(Script shorter) {
            if (runs == MAX_RUNS || shorter.entries().size() == best.entries().size()) {
                return false;
            }
            runs++;
            Optional<Violation> still = violation(new World(shorter));
            if (still.isEmpty() || !still.get().rule().equals(rule)) {
                return false;
            }
            best = shorter;
            last = still.get();
            return true;
        }

        String text(Script script) {
            StringJoiner text = new StringJoiner("\n");
            text.add(last.getMessage());
            text.add("seed " + script.seed() + ", " + best.entries().size() + " of " + script.entries().size()
                    + " entries are enough:");
            best.entries().forEach(entry -> text.add("  " + entry));
            return text.toString();
        }
    }
}
