package exoroute.solver;

import exoroute.api.market.Side;
import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.Solution;
import exoroute.api.solver.Solution.Status;
import exoroute.api.solver.VenueLadder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What to do when no combination of lots and minimum sizes adds up: first as little as possible is left out, whatever it
 * costs (all books cost nothing, and one more venue has what is missing for one unit each), then what can be placed is
 * placed at least cost.
 */
final class LeastMissing {
    private static final String MISSING = "missing";

    private final RoutingProblem problem;
    private final Curves curves;
    private final Lots lots;

    LeastMissing(RoutingProblem problem, Curves curves, Lots lots) {
        this.problem = problem;
        this.curves = curves;
        this.lots = lots;
    }

    Solution solve() {
        LotSearch least = leastMissing();
        int n = lots.venues;
        boolean found = least.best != null;
        long[] allocation = found ? Arrays.copyOf(least.best, n) : new long[n];
        long missing = found ? least.best[n] : problem.quantity();
        boolean proved = found && least.proved;
        long placed = problem.quantity() - missing;
        LotSearch cheapest = new LotSearch(curves, lots, placed, Double.NaN);
        cheapest.solve();
        if (cheapest.best != null) {
            allocation = cheapest.best;
        }
        proved &= cheapest.best != null && cheapest.proved;
        long cost = PriceSearchSolver.cost(problem, allocation);
        long bound = proved || cheapest.best == null ? cost
                : PriceSearchSolver.bound(problem, placed, curves, cheapest.bound);
        return new Solution(
                missing == 0 ? Status.OPTIMAL : Status.INFEASIBLE, allocation, missing, cost, bound,
                PriceSearchSolver.price(curves, cheapest.price), proved, least.rounds + cheapest.rounds,
                missing == 0 ? "" : reason(missing, found && least.proved));
    }

    private LotSearch leastMissing() {
        List<VenueLadder> venues = new ArrayList<>();
        for (int v = 0; v < lots.venues; v++) {
            venues.add(free(problem.venues().get(v).id(), 0, lots.most[v], lots.lot[v], lots.min[v]));
        }
        venues.add(free(MISSING, 1, problem.quantity(), lots.divisor(), 0));
        RoutingProblem free = new RoutingProblem(Side.BUY, problem.quantity(), 0, 0, RoutingProblem.COLD, venues);
        Curves flat = new Curves(free);
        LotSearch search = new LotSearch(flat, new Lots(free, flat), problem.quantity(), Double.NaN);
        search.solve();
        return search;
    }

    private static VenueLadder free(String id, long price, long size, long lot, long min) {
        return new VenueLadder(id, new long[] {price}, new long[] {size}, 0, 0, 0, Long.MAX_VALUE, lot, min);
    }

    private String reason(long missing, boolean proved) {
        return (proved ? "no combination of lots and minimum sizes adds up to "
                : "within the work allowed no combination of lots and minimum sizes was found that adds up to ")
                + Costs.size(problem, problem.quantity()) + "; " + Costs.size(problem, missing) + " is missing";
    }
}
