package exoroute.solver.hedge;

import exoroute.api.solver.CoupledProblem;
import exoroute.api.solver.CoupledSolution;
import exoroute.api.solver.CoupledSolver;
import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.Solution;
import exoroute.solver.Costs;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Set;

/** The engine {@code hedge}: several instruments with covariance risk and linear constraints. Safe from any thread. */
public final class HedgeSolver implements CoupledSolver {
    /** Its id. */
    public static final String ID = "hedge";

    /** What both forms take. */
    static final Set<String> KINDS = Set.of("linear", "quadratic", "power32", "coupled", "risk");

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String version() {
        return "1.1.0";
    }

    @Override
    public Traits traits() {
        return new Traits(KINDS, Traits.Exactness.EXACT, Traits.Sees.BOOKS);
    }

    @Override
    public CoupledSolution solve(CoupledProblem problem) {
        HedgeSearch search = new HedgeSearch(problem);
        HedgeSearch.Status status = search.solve();
        int iterations = search.rounds() + search.exchanges();
        if (status != HedgeSearch.Status.OPTIMAL) {
            return without(problem, status == HedgeSearch.Status.INFEASIBLE, iterations);
        }
        return answer(problem, search.sizes(), search.multipliers(), true, iterations, "");
    }

    /** Rounds what was found. */
    static CoupledSolution answer(
            CoupledProblem problem, double[] sizes, double[] multipliers, boolean proved, int iterations, String reason) {
        long[] allocation = new long[sizes.length];
        BigDecimal[] x = new BigDecimal[sizes.length];
        for (int v = 0; v < sizes.length; v++) {
            allocation[v] = (long) Math.rint(sizes[v]);
            x[v] = BigDecimal.valueOf(allocation[v], problem.sizeScale());
        }
        long[] prices = new long[multipliers.length];
        for (int r = 0; r < prices.length; r++) {
            prices[r] = (long) Math.rint(multipliers[r]);
        }
        return new CoupledSolution(Solution.Status.OPTIMAL, allocation, units(problem, executionCost(problem, x)),
                units(problem, riskCost(problem, x)), prices, proved, iterations, reason);
    }

    static CoupledSolution without(CoupledProblem problem, boolean proved, int iterations) {
        return without(problem, proved, iterations, proved ? "the constraints cannot all hold within the books"
                : "no answer that can be vouched for was found in " + iterations + " rounds");
    }

    static CoupledSolution without(CoupledProblem problem, boolean proved, int iterations, String reason) {
        return new CoupledSolution(Solution.Status.INFEASIBLE, new long[problem.venues().size()], 0, 0,
                new long[problem.constraints().size()], proved, iterations, reason);
    }

    private static long units(CoupledProblem problem, BigDecimal amount) {
        BigDecimal units = amount.movePointRight(problem.priceScale()).setScale(0, RoundingMode.HALF_EVEN);
        if (units.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw new IllegalArgumentException("a cost of " + amount.stripTrailingZeros().toPlainString() + " does not fit 64 bits with "
                    + problem.priceScale() + " decimals; give prices with fewer");
        }
        return units.longValueExact();
    }

    /** Cost of sizes in whole base units, in whole quote units. */
    public static BigDecimal executionCost(CoupledProblem problem, BigDecimal[] x) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int v = 0; v < x.length; v++) {
            CoupledProblem.Venue venue = problem.venues().get(v);
            sum = sum.add(Costs.venue(venue.ladder(), venue.side(), problem.sizeScale(), problem.priceScale(), x[v]));
        }
        return sum;
    }

    /** Risk of what is held after sizes in whole base units, in whole quote units. */
    public static BigDecimal riskCost(CoupledProblem problem, BigDecimal[] x) {
        int n = problem.exposure().length;
        BigDecimal[] held = new BigDecimal[n];
        for (int i = 0; i < n; i++) {
            held[i] = BigDecimal.valueOf(problem.exposure()[i], problem.sizeScale());
        }
        for (int v = 0; v < x.length; v++) {
            CoupledProblem.Venue venue = problem.venues().get(v);
            held[venue.instrument()] = held[venue.instrument()].add(x[v].multiply(BigDecimal.valueOf(venue.exposure())));
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                sum = sum.add(BigDecimal.valueOf(problem.risk()[i][j], RoutingProblem.IMPACT_SCALE)
                        .multiply(held[i]).multiply(held[j]));
            }
        }
        return sum.divide(BigDecimal.valueOf(2));
    }
}
