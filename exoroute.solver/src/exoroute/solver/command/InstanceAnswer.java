package exoroute.solver.command;

import exoroute.api.solver.BookSolver;
import exoroute.api.solver.CoupledProblem;
import exoroute.api.solver.CoupledSolution;
import exoroute.api.solver.CoupledSolver;
import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.Solution;
import exoroute.solver.Costs;
import exoroute.solver.Curves;
import exoroute.solver.PriceSearch;
import exoroute.solver.PriceSearchSolver;
import exoroute.solver.hedge.HedgeSearch;
import exoroute.solver.hedge.HedgeSolver;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;

/**
 * The answer to one instance, in decimals.
 *
 * @param engine which engine answered
 * @param status OPTIMAL, INFEASIBLE, UNDECIDED, or UNSUPPORTED when the engine does not take the instance's kind
 * @param cost absolute cost, risk included, null unless optimal
 * @param shortfall cost against the mid, null unless optimal
 * @param bound what the cost is at least, null when it is the cost
 * @param priceLow least optimal multiplier, null when unbounded or not defined (whole lots)
 * @param priceHigh largest optimal multiplier, null likewise
 * @param multipliers one per constraint, null for separable kinds
 * @param allocation size per venue, null unless optimal
 * @param proved whether the answer is proved
 */
record InstanceAnswer(
        String engine,
        String status,
        BigDecimal cost,
        BigDecimal shortfall,
        BigDecimal bound,
        BigDecimal priceLow,
        BigDecimal priceHigh,
        BigDecimal[] multipliers,
        BigDecimal[] allocation,
        boolean proved) {
    private static final MathContext DOUBLE = new MathContext(17, RoundingMode.HALF_EVEN);

    private static InstanceAnswer without(String engine, String status, boolean proved) {
        return new InstanceAnswer(engine, status, null, null, null, null, null, null, null, proved);
    }

    /** By the engine that fits: price search, or hedge for instances of several coupled quantities. */
    static InstanceAnswer of(InstanceFile.Instance instance) {
        return instance.coupled() != null ? hedged(instance)
                : instance.inLots() ? by(new PriceSearchSolver(), instance) : continuous(instance);
    }

    /** By one engine. */
    static InstanceAnswer by(BookSolver engine, InstanceFile.Instance instance) {
        if (instance.problem() == null) {
            return without(engine.id(), "UNSUPPORTED", false);
        }
        RoutingProblem problem = instance.inLots() ? instance.problem() : FineUnits.of(instance.problem());
        Solution s = engine.solve(problem);
        if (s.status() != Solution.Status.OPTIMAL) {
            return without(engine.id(), "INFEASIBLE", s.proved());
        }
        BigDecimal[] sizes = Costs.sizes(problem, s.allocation());
        BigDecimal cost = Costs.of(problem, sizes);
        BigDecimal bound = s.proved() ? null : BigDecimal.valueOf(s.bound(), problem.priceScale());
        BigDecimal price = instance.inLots() ? null : BigDecimal.valueOf(s.price(), problem.priceScale());
        return new InstanceAnswer(engine.id(), "OPTIMAL", cost, shortfall(instance, cost, sizes), bound, price, price, null,
                sizes, s.proved());
    }

    private static InstanceAnswer continuous(InstanceFile.Instance instance) {
        RoutingProblem problem = instance.problem();
        String engine = new PriceSearchSolver().id();
        Curves curves = PriceSearchSolver.curves(problem);
        PriceSearch search = new PriceSearch(curves);
        if (!search.solve(problem.quantity(), Double.NaN)) {
            return without(engine, "INFEASIBLE", true);
        }
        search.interval();
        BigDecimal[] sizes = new BigDecimal[curves.venues()];
        for (int v = 0; v < sizes.length; v++) {
            sizes[v] = decimal(search.size(v), problem.sizeScale());
        }
        BigDecimal cost = Costs.of(problem, sizes);
        boolean empty = problem.quantity() == 0;
        return new InstanceAnswer(
                engine, "OPTIMAL", cost, shortfall(instance, cost, sizes), null,
                empty ? null : price(problem, curves, search.priceLow()),
                empty ? null : price(problem, curves, search.priceHigh()), null, sizes, true);
    }

    /** By one engine for several coupled quantities. */
    static InstanceAnswer by(CoupledSolver engine, InstanceFile.Instance instance) {
        if (instance.coupled() == null) {
            return without(engine.id(), "UNSUPPORTED", false);
        }
        CoupledProblem problem = FineUnits.of(instance.coupled());
        CoupledSolution s = engine.solve(problem);
        if (s.status() != Solution.Status.OPTIMAL) {
            return without(engine.id(), s.proved() ? "INFEASIBLE" : "UNDECIDED", s.proved());
        }
        BigDecimal[] sizes = decimals(s.allocation(), problem.sizeScale());
        BigDecimal cost = HedgeSolver.executionCost(problem, sizes).add(HedgeSolver.riskCost(problem, sizes));
        return new InstanceAnswer(engine.id(), "OPTIMAL", cost, shortfall(instance, cost, sizes), null, null, null,
                decimals(s.prices(), problem.priceScale()), sizes, s.proved());
    }

    private static BigDecimal[] decimals(long[] units, int scale) {
        return Arrays.stream(units).mapToObj(each -> BigDecimal.valueOf(each, scale)).toArray(BigDecimal[]::new);
    }

    private static InstanceAnswer hedged(InstanceFile.Instance instance) {
        String engine = HedgeSolver.ID;
        HedgeSearch search = new HedgeSearch(instance.coupled());
        HedgeSearch.Status status = search.solve();
        if (status != HedgeSearch.Status.OPTIMAL) {
            return without(engine, status.name(), status == HedgeSearch.Status.INFEASIBLE);
        }
        double[] x = search.sizes();
        BigDecimal[] sizes = new BigDecimal[x.length];
        for (int v = 0; v < x.length; v++) {
            sizes[v] = decimal(x[v], instance.coupled().sizeScale());
        }
        double[] prices = search.multipliers();
        BigDecimal[] multipliers = new BigDecimal[prices.length];
        for (int r = 0; r < prices.length; r++) {
            multipliers[r] = decimal(prices[r], instance.coupled().priceScale());
        }
        BigDecimal cost = HedgeSolver.executionCost(instance.coupled(), sizes)
                .add(HedgeSolver.riskCost(instance.coupled(), sizes));
        return new InstanceAnswer(
                engine, "OPTIMAL", cost, shortfall(instance, cost, sizes), null, null, null, multipliers, sizes, true);
    }

    private static BigDecimal decimal(double units, int scale) {
        return new BigDecimal(units, DOUBLE).movePointLeft(scale);
    }

    private static BigDecimal shortfall(InstanceFile.Instance instance, BigDecimal cost, BigDecimal[] sizes) {
        if (instance.mids().isEmpty()) {
            return null;
        }
        BigDecimal atMid = BigDecimal.ZERO;
        if (instance.coupled() == null) {
            RoutingProblem problem = instance.problem();
            atMid = BigDecimal.valueOf(problem.quantity(), problem.sizeScale()).multiply(instance.mids().get(0))
                    .multiply(BigDecimal.valueOf(problem.side().sign()));
        } else {
            for (int v = 0; v < sizes.length; v++) {
                var venue = instance.coupled().venues().get(v);
                atMid = atMid.add(sizes[v].multiply(instance.mids().get(venue.instrument()))
                        .multiply(BigDecimal.valueOf(venue.side().sign())));
            }
        }
        return cost.subtract(atMid);
    }

    private static BigDecimal price(RoutingProblem problem, Curves curves, double relative) {
        return Double.isInfinite(relative) ? null : new BigDecimal(relative, DOUBLE)
                .add(BigDecimal.valueOf(curves.reference())).movePointLeft(problem.priceScale());
    }
}
