package exoroute.solver;

import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.Solution;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The answer to one instance, in decimals.
 *
 * @param status OPTIMAL, INFEASIBLE or UNSUPPORTED
 * @param cost absolute cost, null unless optimal
 * @param shortfall cost against the mid, null unless optimal
 * @param priceLow least optimal multiplier, null when unbounded or not defined (whole lots)
 * @param priceHigh largest optimal multiplier, null likewise
 * @param allocation size per venue, null unless optimal
 * @param proved whether the answer is proved
 */
record InstanceAnswer(
        String status,
        BigDecimal cost,
        BigDecimal shortfall,
        BigDecimal priceLow,
        BigDecimal priceHigh,
        BigDecimal[] allocation,
        boolean proved) {
    private static final MathContext DOUBLE = new MathContext(17, RoundingMode.HALF_EVEN);

    static InstanceAnswer of(InstanceFile.Instance instance) {
        if (instance.problem() == null) {
            return new InstanceAnswer("UNSUPPORTED", null, null, null, null, null, false);
        }
        return instance.inLots() ? lots(instance) : continuous(instance);
    }

    private static InstanceAnswer lots(InstanceFile.Instance instance) {
        RoutingProblem problem = instance.problem();
        Solution s = new PriceSearchSolver().solve(problem);
        if (s.status() != Solution.Status.OPTIMAL) {
            return new InstanceAnswer("INFEASIBLE", null, null, null, null, null, s.proved());
        }
        BigDecimal[] sizes = Costs.sizes(problem, s.allocation());
        BigDecimal cost = Costs.of(problem, sizes);
        return new InstanceAnswer("OPTIMAL", cost, shortfall(instance, cost), null, null, sizes, s.proved());
    }

    private static InstanceAnswer continuous(InstanceFile.Instance instance) {
        RoutingProblem problem = instance.problem();
        if (problem.quantity() < 0 || problem.quantity() > Curves.MAX_SIZE) {
            throw new IllegalArgumentException("parentQty of " + problem.quantity() + " size units must lie in 0.." + Curves.MAX_SIZE);
        }
        Curves curves = new Curves(problem);
        PriceSearch search = new PriceSearch(curves);
        if (!search.solve(problem.quantity(), Double.NaN)) {
            return new InstanceAnswer("INFEASIBLE", null, null, null, null, null, true);
        }
        search.interval();
        BigDecimal[] sizes = new BigDecimal[curves.venues];
        for (int v = 0; v < sizes.length; v++) {
            sizes[v] = new BigDecimal(search.x[v], DOUBLE).movePointLeft(problem.sizeScale());
        }
        BigDecimal cost = Costs.of(problem, sizes);
        boolean empty = problem.quantity() == 0;
        return new InstanceAnswer(
                "OPTIMAL", cost, shortfall(instance, cost), empty ? null : price(problem, curves, search.priceLow),
                empty ? null : price(problem, curves, search.priceHigh), sizes, true);
    }

    private static BigDecimal shortfall(InstanceFile.Instance instance, BigDecimal cost) {
        if (instance.mid() == null) {
            return null;
        }
        RoutingProblem problem = instance.problem();
        BigDecimal quantity = BigDecimal.valueOf(problem.quantity(), problem.sizeScale());
        BigDecimal atMid = instance.mid().multiply(quantity);
        return cost.subtract(problem.side().sign() > 0 ? atMid : atMid.negate());
    }

    private static BigDecimal price(RoutingProblem problem, Curves curves, double relative) {
        return Double.isInfinite(relative) ? null : new BigDecimal(relative, DOUBLE)
                .add(BigDecimal.valueOf(curves.reference)).movePointLeft(problem.priceScale());
    }
}
