package exoroute.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What happens to a desk from outside, as a list that can be shortened: each entry means the same whether others are
 * there or not.
 *
 * @param seed of everything the entries leave open
 * @param entries in order of time
 */
record Script(long seed, List<Entry> entries) {
    /** Mean virtual time between two entries, nanoseconds. */
    private static final long SPACING = 12_000_000L;

    /**
     * One thing that happens.
     *
     * @param time nanoseconds after the start
     * @param kind what
     * @param salt decides its details
     */
    record Entry(long time, Kind kind, long salt) {
        @Override
        public String toString() {
            return String.format(java.util.Locale.ROOT, "%9.3f ms  %s %016x", time / 1e6, kind, salt);
        }
    }

    /** Kinds of thing, with how often they come. */
    enum Kind {
        /** A new order. */
        ORDER(260),
        /** An order is cancelled. */
        CANCEL(25),
        /** An order is amended. */
        AMEND(30),
        /** A book changes. */
        BOOK(420),
        /** A book becomes stale for a while. */
        STALE(6),
        /** A session is lost and comes back. */
        SESSION(8),
        /** A venue misbehaves for a while. */
        FAULT(22),
        /** Something is halted or killed, and resumed. */
        HALT(3),
        /** The process dies and starts again. */
        CRASH(2),
        /** The log has no room for a while. */
        REDUCED(2),
        /** A venue is asked for its open orders and balances. */
        RECONCILE(10),
        /** An operator looks at unknown quantity. */
        DECIDE(8),
        /** A venue busts an execution. */
        BUST(10),
        /** A venue corrects an execution. */
        CORRECT(10),
        /** A venue repeats an old report. */
        REPEAT(30),
        /** A venue reports an order nobody sent. */
        FOREIGN(2),
        /** An old engine answer arrives again. */
        STALE_ANSWER(20),
        /** An operator takes a venue back. */
        READMIT(3);

        private final int weight;

        Kind(int weight) {
            this.weight = weight;
        }
    }

    /** A script of so many entries. */
    static Script random(long seed, int length) {
        SplittableRandom random = new SplittableRandom(seed);
        int sum = 0;
        for (Kind kind : Kind.values()) {
            sum += kind.weight;
        }
        List<Entry> entries = new ArrayList<>(length);
        long time = 0;
        for (int i = 0; i < length; i++) {
            time += random.nextLong(2 * SPACING);
            int dice = random.nextInt(sum);
            int k = 0;
            while (dice >= Kind.values()[k].weight) {
                dice -= Kind.values()[k++].weight;
            }
            entries.add(new Entry(time, Kind.values()[k], random.nextLong()));
        }
        return new Script(seed, entries);
    }

    /** The same without all entries of a kind. */
    Script without(Kind kind) {
        return new Script(seed, entries.stream().filter(entry -> entry.kind() != kind).toList());
    }

    /** The same without some entries. */
    Script without(int from, int to) {
        List<Entry> left = new ArrayList<>(entries.subList(0, from));
        left.addAll(entries.subList(to, entries.size()));
        return new Script(seed, left);
    }
}
