package exoroute.solver.admm;

import java.util.ArrayList;
import java.util.List;

/**
 * The slots of an answer, all of which are summed over the agents; m coupled quantities, {@link #MEMORY} earlier rounds.
 * Squares and products are in the metric of the agents' weights: entry c of an agent divided by its weight c.
 */
public final class Slots {
    /** Earlier rounds that the acceleration looks at. */
    static final int MEMORY = 5;

    private Slots() {}

    /** What the plain step leads to: m sums. */
    static int next(int c) {
        return c;
    }

    /** The agents' weights: m sums. */
    static int weight(int m, int c) {
        return m + c;
    }

    /** What is taken: m sums. */
    static int taken(int m, int c) {
        return 2 * m + c;
    }

    /** How much of it is taken or given, whatever the sign: m sums. */
    static int gross(int m, int c) {
        return 3 * m + c;
    }

    static int cost(int m) {
        return 4 * m;
    }

    /** Local duality gaps at the prices of the round. */
    static int gap(int m) {
        return 4 * m + 1;
    }

    /** Squares of how far the shares moved since the last round. */
    static int moved(int m) {
        return 4 * m + 2;
    }

    /** Squares of what is taken. */
    static int size(int m) {
        return 4 * m + 3;
    }

    /** Products of the difference between taken and share with that of j rounds ago, j from 0. */
    static int product(int m, int j) {
        return 4 * m + 4 + j;
    }

    /** How many slots there are. */
    public static int count(int m) {
        return 4 * m + 5 + MEMORY;
    }

    /** What a slot counts. */
    enum Unit {
        /** Size units. */
        SIZE,
        /** Price units times size units. */
        COST,
        /** Size units per price unit. */
        SLOPE
    }

    static Unit unit(int m, int slot) {
        return slot >= 4 * m ? Unit.COST : slot >= m && slot < 2 * m ? Unit.SLOPE : Unit.SIZE;
    }

    /** Names in order. */
    static List<String> names(int m) {
        List<String> names = new ArrayList<>();
        for (String each : List.of("next", "weight", "taken", "gross")) {
            for (int c = 0; c < m; c++) {
                names.add(each + "-" + c);
            }
        }
        names.addAll(List.of("cost", "gap", "moved", "size"));
        for (int j = 0; j <= MEMORY; j++) {
            names.add("product-" + j);
        }
        return names;
    }
}
