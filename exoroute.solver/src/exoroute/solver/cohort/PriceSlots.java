package exoroute.solver.cohort;

import java.util.ArrayList;
import java.util.List;

/** The slots of a price search. */
final class PriceSlots {
    /** The whole tie. */
    static final long THETA = 1_000_000_000L;
    /** The slot at the end. */
    static final List<String> TAKEN = List.of("taken");

    private PriceSlots() {}

    /** The least wanted at each of n prices, then the most. */
    static List<String> names(int n) {
        List<String> names = new ArrayList<>();
        for (String each : List.of("least", "most")) {
            for (int i = 0; i < n; i++) {
                names.add(each + "-" + i);
            }
        }
        return names;
    }
}
