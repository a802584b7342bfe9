package exoroute.solver;

import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.VenueLadder;

/**
 * Whole lots and minimum sizes on top of the price search. With one common lot the rounded relaxation is
 * completed greedily and improved by single moves, which is exact because lot costs of a convex curve are convex. Otherwise branch and bound: relax, branch on
 * the venue furthest from its lots (or inside its minimum), depth first, the nearer side first. One use per
 * instance.
 */
final class LotSearch {
    private static final int MAX_NODES = 20_000;
    private static final double SNAP = 1e-6;

    private final Curves curves;
    private final PriceSearch search;
    private final int venues;
    private final long quantity;
    private final long[] lot;
    private final long[] min;
    private final long[] most;
    private final double warm;

    /** The best allocation found, null while there is none. */
    long[] best;
    double bestCost = Double.POSITIVE_INFINITY;
    /** Lower bound of the optimal relative cost. */
    double bound = Double.NEGATIVE_INFINITY;
    /** Price of the root relaxation. */
    double price;
    boolean proved = true;
    int nodes;

    LotSearch(RoutingProblem problem, Curves curves, long quantity) {
        this.curves = curves;
        this.search = new PriceSearch(curves);
        this.venues = curves.venues;
        this.quantity = quantity;
        this.lot = new long[venues];
        this.min = new long[venues];
        this.most = new long[venues];
        for (int v = 0; v < venues; v++) {
            VenueLadder venue = problem.venues().get(v);
            lot[v] = venue.lot();
            min[v] = ceil(venue.minSize(), venue.lot());
            long whole = curves.limit[v] / lot[v] * lot[v];
            most[v] = whole < min[v] ? 0 : whole;
        }
        this.warm = problem.warmPrice() == RoutingProblem.COLD
                ? Double.NaN : (double) (problem.warmPrice() - curves.reference);
    }

    private static long ceil(long size, long lot) {
        return (size + lot - 1) / lot * lot;
    }

    /** Everything that can be placed. */
    long capacity() {
        long sum = 0;
        for (long m : most) {
            sum = Math.addExact(sum, m);
        }
        return sum;
    }

    /** The allocation of everything. */
    long[] everything() {
        return most.clone();
    }

    /** The one lot of all venues when minimum sizes never bind, else 0. */
    long commonLot() {
        for (int v = 0; v < venues; v++) {
            if (lot[v] != lot[0] || min[v] > lot[v]) {
                return 0;
            }
        }
        return venues == 0 ? 0 : lot[0];
    }

    /** Solves; {@link #best} is null when no combination adds up to the quantity. */
    void solve() {
        for (int v = 0; v < venues; v++) {
            search.lower[v] = 0;
            search.upper[v] = most[v];
        }
        if (commonLot() > 0) {
            greedy();
        } else {
            node(true);
        }
        if (proved) {
            bound = bestCost;
        }
    }

    private void greedy() {
        long common = commonLot();
        nodes = 1;
        if (quantity % common != 0 || !search.solve(quantity, warm)) {
            return;
        }
        price = search.price;
        long[] x = rounded();
        long left = quantity - sum(x);
        while (left > 0) {
            int v = cheapest(x, left);
            if (v < 0) {
                return;
            }
            x[v] += common;
            left -= common;
        }
        exchange(x, common);
        accept(x);
    }

    /**
     * Moves one lot at a time from where it costs most to where it costs least, while that saves: with convex costs
     * no single move left means optimal.
     */
    private void exchange(long[] x, long common) {
        for (int moves = 0; moves < MAX_NODES; moves++) {
            int to = cheapest(x, common);
            int from = dearest(x, common);
            if (to < 0 || from < 0 || to == from) {
                return;
            }
            double gain = curves.costBetween(from, (double) x[from] - common, x[from])
                    - curves.costBetween(to, x[to], (double) x[to] + common);
            if (gain <= 0) {
                return;
            }
            x[to] += common;
            x[from] -= common;
        }
        proved = false;
    }

    /** The venue whose last lot costs most, the last of equals; -1 for none. */
    private int dearest(long[] x, long common) {
        int found = -1;
        double most = Double.NEGATIVE_INFINITY;
        for (int v = 0; v < venues; v++) {
            double last = x[v] == 0 ? Double.NEGATIVE_INFINITY
                    : curves.costBetween(v, (double) x[v] - common, x[v]) / common;
            if (last > Double.NEGATIVE_INFINITY && last >= most) {
                most = last;
                found = v;
            }
        }
        return found;
    }

    private long[] rounded() {
        long[] x = new long[venues];
        for (int v = 0; v < venues; v++) {
            long down = (long) (search.x[v] / lot[v]) * lot[v];
            x[v] = down < min[v] ? 0 : Math.min(down, most[v]);
        }
        return x;
    }

    /** The venue whose next lot costs least per unit and fits into what is left, the first of equals; -1 for none. */
    private int cheapest(long[] x, long left) {
        int found = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int v = 0; v < venues; v++) {
            long step = x[v] == 0 ? Math.max(lot[v], min[v]) : lot[v];
            if (step <= left && x[v] + step <= search.upper[v]) {
                double each = curves.costBetween(v, x[v], (double) x[v] + step) / step;
                if (each < least) {
                    least = each;
                    found = v;
                }
            }
        }
        return found;
    }

    private static long sum(long[] x) {
        long sum = 0;
        for (long each : x) {
            sum += each;
        }
        return sum;
    }

    private void node(boolean root) {
        if (++nodes > MAX_NODES) {
            proved = false;
            return;
        }
        if (!search.solve(quantity, root ? warm : search.price)) {
            return;
        }
        double relaxed = search.cost();
        if (root) {
            price = search.price;
            bound = relaxed;
        }
        if (relaxed >= bestCost - tolerance(relaxed)) {
            return;
        }
        int v = furthest();
        if (v < 0) {
            snap();
            return;
        }
        repair();
        branch(v, search.x[v]);
    }

    private double tolerance(double cost) {
        return Math.max(0.5, 1e-14 * Math.abs(cost));
    }

    private int furthest() {
        int found = -1;
        double most = SNAP;
        for (int v = 0; v < venues; v++) {
            double x = search.x[v];
            double inLots = x / lot[v];
            double off = Math.abs(inLots - Math.rint(inLots));
            if (x > SNAP * lot[v] && x < min[v] - SNAP * lot[v]) {
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
        long[] x = new long[venues];
        for (int v = 0; v < venues; v++) {
            x[v] = (long) Math.rint(search.x[v] / lot[v]) * lot[v];
        }
        if (sum(x) == quantity) {
            accept(x);
        } else {
            proved = false;
        }
    }

    /** A quick feasible allocation near the relaxation: round down, then complete greedily. */
    private void repair() {
        long[] x = rounded();
        for (int v = 0; v < venues; v++) {
            x[v] = Math.max(x[v], (long) search.lower[v]);
        }
        long left = quantity - sum(x);
        while (left > 0) {
            int v = cheapest(x, left);
            if (v < 0) {
                return;
            }
            long step = x[v] == 0 ? Math.max(lot[v], min[v]) : lot[v];
            long room = Math.min(left, (long) search.upper[v] - x[v]);
            long more = Math.max(step, Math.min(room, untilDearer(v, x[v])) / lot[v] * lot[v]);
            x[v] += more;
            left -= more;
        }
        if (left == 0) {
            accept(x);
        }
    }

    /** Size until the venue's next level: within it every lot costs the same. */
    private long untilDearer(int v, long x) {
        int level = curves.levelEndingAtOrAfter(v, x + 1.0);
        return level < 0 || !curves.isFlat(v) ? 0 : (long) curves.cumulative[level] - x;
    }

    private void accept(long[] x) {
        double cost = 0;
        for (int v = 0; v < venues; v++) {
            cost += curves.cost(v, x[v]);
        }
        if (cost < bestCost) {
            bestCost = cost;
            best = x;
        }
    }

    private void branch(int v, double x) {
        double low = search.lower[v];
        double high = search.upper[v];
        double down;
        double up;
        if (x < min[v]) {
            down = 0;
            up = min[v];
        } else {
            down = Math.floor(x / lot[v]) * lot[v];
            up = down + lot[v];
        }
        boolean upFirst = x - down > up - x;
        for (int side = 0; side < 2; side++) {
            boolean goUp = (side == 0) == upFirst;
            search.lower[v] = goUp ? Math.max(low, up) : low;
            search.upper[v] = goUp ? high : Math.min(high, down);
            if (search.lower[v] <= search.upper[v]) {
                node(false);
            }
        }
        search.lower[v] = low;
        search.upper[v] = high;
    }
}
