package exoroute.solver;

import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.Solution;
import exoroute.api.solver.Solution.Status;
import java.math.BigDecimal;

/** Makes an answer of agents' own shares complete: what their lots left over goes where the next lot costs least. */
public final class WholeLots {
    private static final int STEPS = 8;

    private WholeLots() {}

    /**
     * Completes.
     *
     * @param shares what the agents took, at most the quantity in sum or trimmed to it
     * @param price multiplier relative to the curves' reference
     * @return status, allocation and cost; not proved, with a bound
     */
    public static Solution complete(RoutingProblem problem, Curves curves, long[] shares, double price, int rounds) {
        Lots lots = new Lots(problem, curves);
        double[] upper = new double[lots.venues];
        long[] x = new long[lots.venues];
        long left = problem.quantity();
        for (int v = 0; v < lots.venues; v++) {
            upper[v] = lots.most[v];
            x[v] = Math.min(Math.min(shares[v], lots.most[v]), left / lots.lot[v] * lots.lot[v]);
            if (x[v] < lots.min[v]) {
                upper[v] = x[v] == 0 ? upper[v] : 0;
                x[v] = 0;
            }
            left -= x[v];
        }
        left = fill(curves, lots, x, left, upper);
        long cost = Costs.priceUnits(problem, Costs.of(problem, Costs.sizes(problem, x)));
        BigDecimal off = BigDecimal.valueOf(gap(curves, x, price)).movePointLeft(problem.sizeScale());
        long bound = cost - off.setScale(0, java.math.RoundingMode.CEILING).longValueExact();
        return new Solution(left == 0 ? Status.OPTIMAL : Status.INFEASIBLE, x, left, cost, bound,
                Math.addExact(curves.reference, Math.round(price)), false, rounds,
                left == 0 ? "" : Costs.size(problem, left) + " is missing: it was not placed in whole lots and minimum sizes");
    }

    /** What is more than some lots is searched a price for; the last lots go one by one. */
    private static long fill(Curves curves, Lots lots, long[] x, long quantity, double[] upper) {
        PriceSearch search = new PriceSearch(curves);
        search.bound();
        long left = quantity;
        boolean dropped = true;
        while (dropped && left > 0) {
            dropped = false;
            for (int v = 0; v < x.length; v++) {
                search.lower[v] = x[v];
                search.upper[v] = Math.max(x[v], upper[v]);
            }
            if (search.solve((double) Lots.sum(x) + left, Double.NaN)) {
                long[] more = lots.roundedDown(search.x);
                for (int v = 0; v < x.length; v++) {
                    long grown = Math.max(x[v], more[v]);
                    left -= grown - x[v];
                    x[v] = grown;
                    if (x[v] == 0 && search.x[v] >= lots.lot[v] && upper[v] > 0) {
                        upper[v] = 0; // less than its minimum: the others have to do
                        dropped = true;
                    }
                }
            }
        }
        int steps = 0;
        while (left > 0) {
            int v = lots.cheapest(x, left, upper);
            if (v < 0 || steps++ > STEPS * x.length) {
                return left;
            }
            long step = lots.step(v, x[v]);
            x[v] += step;
            left -= step;
        }
        return left;
    }

    /** The duality gap of an allocation at a price: it costs at most so much more than the optimum. */
    public static double gap(Curves curves, long[] x, double price) {
        double sum = 0;
        for (int v = 0; v < x.length; v++) {
            sum += new VenueCurve(curves, v).gap(x[v], price);
        }
        return sum;
    }
}
