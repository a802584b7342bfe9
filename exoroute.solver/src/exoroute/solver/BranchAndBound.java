package exoroute.solver;

/**
 * Whole lots of different size and minimum sizes: relax, branch on the venue furthest from its lots (or inside its
 * minimum), depth first, the nearer side first; every node also tries a quick rounding. Its work is bounded by counts,
 * never by time: the same problem stops at the same node everywhere, and then says so. One use per instance.
 */
final class BranchAndBound {
    private static final int MAX_DEPTH = 400;
    /** A unit is a few nanoseconds: one level walked, or a tenth of one venue's demand at one price. */
    private static final long MAX_WORK = 100_000_000;
    private static final int DEMAND_WORK = 10;
    private static final double SNAP = 1e-6;
    /** Steps of a quick rounding, for each venue. */
    private static final int STEPS = 8;

    private final Curves curves;
    private final Lots lots;
    private final PriceSearch search;
    private final PriceSearch rest;
    private final long quantity;
    private final long most;

    /** The best allocation found, null while there is none. */
    long[] best;
    /** Relaxed cost of the root: a lower bound. */
    double bound = Double.NEGATIVE_INFINITY;
    /** Price of the root relaxation. */
    double price;
    boolean proved = true;
    int nodes;
    private double bestCost = Double.POSITIVE_INFINITY;
    private long work;

    BranchAndBound(Curves curves, Lots lots, long quantity) {
        this(curves, lots, quantity, MAX_WORK);
    }

    /** With so much work allowed. */
    BranchAndBound(Curves curves, Lots lots, long quantity, long most) {
        this.most = most;
        this.curves = curves;
        this.lots = lots;
        this.quantity = quantity;
        this.search = new PriceSearch(curves);
        this.rest = new PriceSearch(curves);
    }

    void solve(double warm) {
        search.bound();
        rest.bound();
        for (int v = 0; v < lots.venues; v++) {
            search.upper[v] = lots.most[v];
        }
        if (search.solve(quantity, warm)) {
            price = search.canonicalPrice();
            bound = search.cost() - search.gap();
            node(0);
        }
    }

    /** Decides the node whose relaxation has just been solved. */
    private void node(int depth) {
        nodes++;
        work += (search.rounds + 1L) * lots.venues * DEMAND_WORK + 3L * curves.levels.size();
        if (work > most || depth > MAX_DEPTH) {
            proved = false;
            return;
        }
        double relaxed = (search.cost() - search.gap());
        if (relaxed >= bestCost - tolerance(relaxed)) {
            return;
        }
        int v = furthest();
        if (v < 0) {
            snap();
            return;
        }
        repair();
        branch(v, search.x[v], depth + 1);
    }

    /**
     * Half of a price unit times a size unit, which is half of the smallest difference two whole-lot costs can have
     * without impact, or the noise of the sums. With impact a node that could save less than that is not looked at.
     */
    private static double tolerance(double cost) {
        return Math.max(0.5, 1e-14 * Math.abs(cost));
    }

    private int furthest() {
        int found = -1;
        double most = SNAP;
        for (int v = 0; v < lots.venues; v++) {
            double x = search.x[v];
            double inLots = x / lots.lot[v];
            double off = Math.abs(inLots - Math.rint(inLots));
            if (x > SNAP * lots.lot[v] && x < lots.min[v] - SNAP * lots.lot[v]) {
                off = 1;
            }
            if (off > most) {
                most = off;
                found = v;
            }
        }
        return found;
    }

    private void snap() {
        long[] x = new long[lots.venues];
        for (int v = 0; v < lots.venues; v++) {
            x[v] = (long) Math.rint(search.x[v] / lots.lot[v]) * lots.lot[v];
        }
        if (Lots.sum(x) == quantity) {
            accept(x);
        } else {
            proved = false;
        }
    }

    /** A quick feasible allocation near the relaxation: round down, then complete greedily. */
    private void repair() {
        long[] x = lots.roundedDown(search.x);
        for (int v = 0; v < lots.venues; v++) {
            x[v] = Math.max(x[v], (long) search.lower[v]);
            boolean dropped = x[v] == 0 && search.x[v] >= lots.lot[v];
            rest.lower[v] = x[v];
            rest.upper[v] = dropped ? 0 : Math.max(x[v], search.upper[v]);
        }
        if (rest.solve(quantity, search.price)) {
            long[] more = lots.roundedDown(rest.x);
            for (int v = 0; v < lots.venues; v++) {
                x[v] = Math.max(x[v], more[v]);
            }
        }
        work += (long) (rest.rounds + 1) * lots.venues * DEMAND_WORK;
        long left = quantity - Lots.sum(x);
        for (int steps = 0; left > 0 && steps < STEPS * lots.venues; steps++) {
            work += lots.venues;
            int v = lots.cheapest(x, left, search.upper);
            if (v < 0) {
                return;
            }
            long room = Math.min(left, (long) search.upper[v] - x[v]);
            long alike = Math.min(room, untilDearer(v, x[v])) / lots.lot[v] * lots.lot[v];
            long more = Math.max(lots.step(v, x[v]), alike);
            x[v] += more;
            left -= more;
        }
        if (left == 0) {
            accept(x);
        }
    }

    /** Size until the venue's next level: within it every lot costs the same. */
    private long untilDearer(int v, long x) {
        int level = curves.levels.levelEndingAtOrAfter(v, x + 1.0);
        return level < 0 || !curves.isFlat(v) ? 0 : (long) curves.levels.upTo(v, level) - x;
    }

    private void accept(long[] x) {
        double cost = lots.cost(x);
        if (cost < bestCost) {
            bestCost = cost;
            best = x;
        }
    }

    private void branch(int v, double x, int depth) {
        double low = search.lower[v];
        double high = search.upper[v];
        double from = search.price;
        boolean inMinimum = x < lots.min[v];
        double down = inMinimum ? 0 : Math.floor(x / lots.lot[v]) * lots.lot[v];
        double up = inMinimum ? lots.min[v] : down + lots.lot[v];
        boolean upFirst = x - down > up - x;
        for (int side = 0; side < 2; side++) {
            boolean goUp = (side == 0) == upFirst;
            search.lower[v] = goUp ? Math.max(low, up) : low;
            search.upper[v] = goUp ? high : Math.min(high, down);
            if (search.lower[v] <= search.upper[v] && search.solve(quantity, from)) {
                node(depth);
            }
        }
        search.lower[v] = low;
        search.upper[v] = high;
    }
}
