package exoroute.simulation;

import java.util.TreeMap;

/** What really happened to each parent at the venues, whatever the desk believes. Sizes in size units. */
final class Truth {
    private static final class Whole {
        private long ordered;
        private long executed;
        private boolean excused;
    }

    private final TreeMap<Long, Whole> parents = new TreeMap<>();

    private Whole of(long parent) {
        return parents.computeIfAbsent(parent, id -> new Whole());
    }

    /** A parent was accepted, or amended; the most that was ever ordered counts. */
    void ordered(long parent, long quantity) {
        Whole whole = of(parent);
        whole.ordered = Math.max(whole.ordered, quantity);
    }

    /** A venue overfilled, or an operator decided wrongly: more than was ordered may be executed. */
    void excuse(long parent) {
        of(parent).excused = true;
    }

    boolean isExcused(long parent) {
        return of(parent).excused;
    }

    /** A venue executed, or took back. */
    void executed(long parent, long units) {
        Whole whole = of(parent);
        whole.executed += units;
        Violation.unless(whole.excused || whole.executed <= whole.ordered, "more was executed than ordered",
                () -> "order " + parent + ": " + whole.executed + " of " + whole.ordered);
    }
}
