package exoroute.solver;

/**
 * An allocation in whole lots that adds up to the quantity. With one common lot the rounded relaxation is completed
 * greedily and improved by single moves, which is exact because lot costs of a convex curve are convex; otherwise
 * {@link BranchAndBound} decides. One use per instance.
 */
final class LotSearch {
    private static final int MAX_MOVES = 10_000;
    /** A gain of so many last digits of the price is none. */
    private static final double NOISE = 4;

    private final Curves curves;
    private final Lots lots;
    private final long quantity;
    private final double warm;

    /** The best allocation found, null when no combination adds up to the quantity. */
    long[] best;
    /** Lower bound of the optimal relative cost. */
    double bound = Double.NEGATIVE_INFINITY;
    /** Price of the root relaxation. */
    double price;
    boolean proved = true;
    int rounds;

    /**
     * Prepares.
     *
     * @param warm price to start at, NaN for none
     */
    LotSearch(Curves curves, Lots lots, long quantity, double warm) {
        this.curves = curves;
        this.lots = lots;
        this.quantity = quantity;
        this.warm = warm;
    }

    void solve() {
        if (quantity % lots.divisor() != 0) {
            return;
        }
        if (lots.common() > 0) {
            common(lots.common());
        } else {
            BranchAndBound search = new BranchAndBound(curves, lots, quantity);
            search.solve(warm);
            best = search.best;
            bound = search.bound;
            price = search.price;
            proved = search.proved;
            rounds = search.nodes;
        }
        if (proved && best != null) {
            bound = lots.cost(best);
        }
    }

    private void common(long lot) {
        PriceSearch search = new PriceSearch(curves);
        search.bound();
        for (int v = 0; v < lots.venues; v++) {
            search.upper[v] = lots.most[v];
        }
        if (!search.solve(quantity, warm)) {
            return;
        }
        price = search.canonicalPrice();
        rounds = search.rounds;
        bound = search.cost() - search.gap();
        long[] x = lots.roundedDown(search.x);
        for (long over = Lots.sum(x) - quantity; over > 0; over -= lot) {
            x[lots.dearest(x)] -= lot; // sizes near 2^53 do not add up to the last digit
        }
        new NextLots(curves, x, lot, search.upper).take((quantity - Lots.sum(x)) / lot);
        exchange(x, lot, search.upper);
        best = x;
    }

    /**
     * Moves one lot at a time from where it costs most to where it costs least, while that saves: with convex costs
     * no single move left means optimal.
     */
    private void exchange(long[] x, long lot, double[] upper) {
        for (int moves = 0; moves < MAX_MOVES; moves++) {
            int to = lots.cheapest(x, lot, upper);
            int from = lots.dearest(x);
            if (to < 0 || from < 0 || to == from) {
                return;
            }
            double gain = curves.costBetween(from, (double) x[from] - lot, x[from])
                    - curves.costBetween(to, x[to], (double) x[to] + lot);
            if (gain <= NOISE * Math.ulp(price) * lot) {
                return;
            }
            x[to] += lot;
            x[from] -= lot;
        }
        proved = false;
    }
}
