package exoroute.solver.command;

import exoroute.api.market.FixedPoint;
import exoroute.api.solver.BookSolver;
import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.Solution;
import exoroute.api.solver.VenueLadder;
import exoroute.solver.Costs;
import exoroute.solver.Curves;
import exoroute.solver.PriceSearch;
import exoroute.solver.PriceSearchSolver;
import exoroute.solver.hedge.HedgeSearch;
import exoroute.solver.hedge.HedgeSolver;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
    /** Continuous instances are given to engines of whole units in units as small as sizes of so many bits allow. */
    private static final int SIZE_BITS = 50;
    private static final int FINEST = 9;

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
        RoutingProblem problem = instance.inLots() ? instance.problem() : fine(instance.problem());
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

    /** The continuous problem in the smallest units, which are its lots. */
    private static RoutingProblem fine(RoutingProblem problem) {
        long largest = problem.quantity();
        for (VenueLadder venue : problem.venues()) {
            long sum = 0;
            for (long size : venue.size()) {
                sum = Math.addExact(sum, size);
            }
            largest = Math.max(largest, sum);
        }
        int scale = problem.sizeScale();
        long factor = 1;
        while (scale < FINEST && largest < (1L << SIZE_BITS) / 10 / factor) {
            factor *= 10;
            scale++;
        }
        List<VenueLadder> venues = new ArrayList<>();
        for (VenueLadder v : problem.venues()) {
            long[] sizes = v.size().clone();
            for (int k = 0; k < sizes.length; k++) {
                sizes[k] *= factor;
            }
            long cap = v.cap() > Long.MAX_VALUE / factor ? Long.MAX_VALUE : v.cap() * factor;
            venues.add(new VenueLadder(v.id(), v.price(), sizes, v.penalty(), v.impact2(), v.impact32(), cap, 1, 0));
        }
        return fitting(new RoutingProblem(
                problem.side(), problem.quantity() * factor, scale, problem.priceScale(), problem.warmPrice(), venues));
    }

    /** With as many digits of prices as costs of so much fit 64 bits with; digits that are not 0 stay. */
    private static RoutingProblem fitting(RoutingProblem problem) {
        RoutingProblem fits = problem;
        while (fits.priceScale() > 0 && cost(fits) > Long.MAX_VALUE / 4.0 && endsInZero(fits)) {
            List<VenueLadder> venues = new ArrayList<>();
            for (VenueLadder v : fits.venues()) {
                venues.add(new VenueLadder(v.id(), Arrays.stream(v.price()).map(p -> p / 10).toArray(), v.size(),
                        v.penalty() / 10, v.impact2(), v.impact32(), v.cap(), v.lot(), v.minSize()));
            }
            fits = new RoutingProblem(fits.side(), fits.quantity(), fits.sizeScale(), fits.priceScale() - 1,
                    RoutingProblem.COLD, venues);
        }
        return fits;
    }

    private static double cost(RoutingProblem problem) {
        double dearest = 0;
        for (VenueLadder v : problem.venues()) {
            for (long price : v.price()) {
                dearest = Math.max(dearest, Math.abs((double) price));
            }
        }
        return dearest * problem.quantity() / FixedPoint.power(problem.sizeScale());
    }

    private static boolean endsInZero(RoutingProblem problem) {
        return problem.venues().stream().allMatch(
                v -> v.penalty() % 10 == 0 && Arrays.stream(v.price()).allMatch(p -> p % 10 == 0));
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

    /** By the engine for several coupled quantities, which takes no others. */
    static InstanceAnswer hedge(InstanceFile.Instance instance) {
        return instance.coupled() == null ? without(HedgeSolver.ID, "UNSUPPORTED", false) : hedged(instance);
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
