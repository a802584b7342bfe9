package exoroute.bench.solver;

import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.VenueLadder;

/**
 * An instance as solvers for linear and quadratic programs want it: one variable x_j a level, {@code 0 <= x_j <=
 * upper_j}, {@code sum x_j = quantity}, minimise {@code sum cost_j x_j + quadratic_j / 2 x_j^2}.
 *
 * <p>A venue's impact {@code a/2 (sum x_j)^2} becomes separable: the cost of a level counts the impact of the levels
 * before it as full. That is the same optimum, because a venue's marginal cost rises from level to level, so none is
 * used before those above it are full; and it is the easiest form for a peer (a diagonal matrix).
 *
 * @param quantity base units
 * @param cost quote per base unit, relative to the mid, so that the optimum is the shortfall in quote
 * @param quadratic quote per squared base unit; all 0 for the linear kind
 * @param upper base units
 */
record LevelModel(double quantity, double[] cost, double[] quadratic, double[] upper) {
    static LevelModel of(Instance instance) {
        RoutingProblem problem = instance.problem();
        int levels = problem.venues().stream().mapToInt(v -> v.price().length).sum();
        LevelModel model = new LevelModel(
                problem.quantity() / 1e8, new double[levels], new double[levels], new double[levels]);
        int at = 0;
        for (VenueLadder venue : problem.venues()) {
            double a = venue.impact2() / 1e12;
            double before = 0;
            for (int k = 0; k < venue.price().length; k++) {
                model.upper[at] = venue.size()[k] / 1e8;
                model.cost[at] = (venue.price()[k] + venue.penalty() - instance.mid()) / 1e9 + a * before;
                model.quadratic[at] = a;
                before += model.upper[at];
                at++;
            }
        }
        return model;
    }

    int levels() {
        return cost.length;
    }
}
