package exoroute.solver.cohort;

import exoroute.api.solver.BookSolver;
import exoroute.api.solver.Explanation;
import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.Solution;
import exoroute.api.solver.VenueLadder;
import exoroute.solver.Curves;
import exoroute.solver.PriceSearchSolver;
import exoroute.solver.VenueCurve;
import exoroute.solver.WholeLots;
import exoroute.solver.admm.ExchangeAdmm;
import exoroute.solver.admm.Magnitude;
import exoroute.solver.admm.PrivateAdmm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * The private engines on a problem whose ladders are all at hand: each venue is made an agent of its own, the coordinator
 * works with their sums as it would with agents elsewhere, and only then are the shares put together. What it finds is
 * what a private cohort would find. Safe from any thread.
 */
public final class PrivateEngine implements BookSolver {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);
    private static final double TOLERANCE = 1e-9;
    private static final int ROUNDS = 600;
    private static final int BITS_A_ROUND = 4;
    /** Books may be so many times, inverted, as large as what is placed. */
    private static final double TOLD = 0x1p-39;
    private static final double MOST_PRICES = 0x1p55;

    private final boolean admm;

    private PrivateEngine(boolean admm) {
        this.admm = admm;
    }

    /** The engine {@code private-price-search}. */
    public static PrivateEngine priceSearch() {
        return new PrivateEngine(false);
    }

    /** The engine {@code private-admm}. */
    public static PrivateEngine exchangeAdmm() {
        return new PrivateEngine(true);
    }

    @Override
    public String id() {
        return admm ? "private-admm" : "private-price-search";
    }

    @Override
    public String version() {
        return admm ? "1.1.0" : "1.0.0";
    }

    @Override
    public Traits traits() {
        return new Traits(Set.of("linear", "quadratic", "power32", "lots"), Traits.Exactness.BOUNDED, Traits.Sees.SUMS);
    }

    @Override
    public Solution solve(RoutingProblem problem) {
        return explain(problem).solution();
    }

    @Override
    public Explanation explain(RoutingProblem problem) {
        Curves curves = PriceSearchSolver.curves(problem);
        long offered = 0;
        for (int v = 0; v < curves.venues(); v++) {
            long lot = problem.venues().get(v).lot();
            offered = Math.min(Long.MAX_VALUE / 2, offered + curves.limit(v) / lot * lot);
        }
        if (problem.quantity() == 0 || offered < problem.quantity()) {
            return new Explanation(PriceSearchSolver.solve(problem, curves, Double.NaN), 0, List.of(),
                    List.of("nothing to search: the venues offer " + offered + " of " + problem.quantity() + " size units"));
        }
        Map<String, VenueAgent> agents = new LinkedHashMap<>();
        for (VenueLadder ladder : problem.venues()) {
            agents.put(agents.size() + " " + ladder.id(), new VenueAgent(
                    ladder, problem.side(), problem.sizeScale(), problem.priceScale(), curves.reference()));
        }
        LocalCohort cohort = new LocalCohort("venues", agents, agents.size(), Runnable::run, () -> 0);
        try {
            return admm ? admm(problem, curves, cohort, agents) : priceSearch(problem, curves, cohort, agents);
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static Explanation priceSearch(
            RoutingProblem problem, Curves curves, LocalCohort cohort, Map<String, VenueAgent> agents) {
        long low = Long.MAX_VALUE;
        long high = Long.MIN_VALUE;
        for (int v = 0; v < curves.venues(); v++) {
            if (curves.limit(v) > 0) {
                low = Math.min(low, (long) Math.floor(new VenueCurve(curves, v).marginalAfter(0)) - 1);
                high = Math.max(high, (long) Math.ceil(new VenueCurve(curves, v).marginalBefore(curves.limit(v))) + 1);
            }
        }
        if (high - (double) low >= MOST_PRICES) {
            throw new ArithmeticException("marginal costs from " + low + " to " + high + " price units span more than "
                    + MOST_PRICES + ": too many for the grid; cap the venues or use fewer decimals");
        }
        int rounds = (Long.SIZE - Long.numberOfLeadingZeros(high - low) + BITS_A_ROUND - 1) / BITS_A_ROUND;
        PrivatePriceSearch.Result found = new PrivatePriceSearch(
                cohort, "quote", problem.quantity(), low, 1, Math.min(rounds, PrivatePriceSearch.MOST_ROUNDS), PATIENCE, () -> 0)
                .run().toCompletableFuture().join();
        Solution solution = WholeLots.complete(problem, curves, shares(agents), found.highPrice(), found.rounds());
        return new Explanation(solution, gap(curves, solution, found.highPrice()), path(curves, found.path()), List.of(
                "prices " + found.rounds() + " rounds of " + PrivatePriceSearch.PRICES + " on a grid of 1 price unit, fraction "
                        + found.theta() + " of 10^9",
                "lots left over " + found.missing() + " size units"));
    }

    private static Explanation admm(
            RoutingProblem problem, Curves curves, LocalCohort cohort, Map<String, VenueAgent> agents) {
        double largest = 0;
        for (int v = 0; v < curves.venues(); v++) {
            largest = Math.max(largest, curves.limit(v));
        }
        PrivateAdmm run = new PrivateAdmm(
                cohort, "quote", new ExchangeAdmm(new double[] {problem.quantity()}, TOLERANCE, ROUNDS), 1,
                Magnitude.of(problem.quantity(), largest * TOLD), PATIENCE, () -> 0);
        ExchangeAdmm.Result found = run.run().toCompletableFuture().join();
        Solution solution = WholeLots.complete(problem, curves, shares(agents), found.prices()[0], found.iterations());
        return new Explanation(solution, gap(curves, solution, found.prices()[0]), path(curves, found.path()), List.of(
                "ADMM over sums " + found.status() + " after " + run.rounds() + " broadcasts, relative residual "
                        + found.residual()));
    }

    private static double gap(Curves curves, Solution solution, double price) {
        return solution.missing() == 0 ? WholeLots.gap(curves, solution.allocation(), price) : Double.NaN;
    }

    private static long[] shares(Map<String, VenueAgent> agents) {
        return agents.values().stream().mapToLong(VenueAgent::taken).toArray();
    }

    private static List<Explanation.Round> path(Curves curves, List<double[]> rounds) {
        List<Explanation.Round> path = new ArrayList<>();
        for (double[] round : rounds) {
            path.add(new Explanation.Round(curves.reference() + round[0], round[1]));
        }
        return path;
    }
}
