package exoroute.solver;

import exoroute.api.solver.BookSolver;
import exoroute.api.solver.Explanation;
import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.Solution;
import exoroute.api.solver.Solution.Status;
import exoroute.api.solver.VenueLadder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The engine {@code price-search}: exact for separable problems, with lots and minimum sizes. Safe from any thread. */
public final class PriceSearchSolver implements BookSolver {
    private static final int AT_ONCE_LEVELS = 2_000;

    @Override
    public String id() {
        return "price-search";
    }

    @Override
    public String version() {
        return "1.3.0";
    }

    @Override
    public Traits traits() {
        return new Traits(Set.of("linear", "quadratic", "power32", "lots", "minimum-size"), Traits.Exactness.EXACT,
                Traits.Sees.BOOKS);
    }

    @Override
    public Solution solve(RoutingProblem problem) {
        Curves curves = curves(problem);
        return solve(problem, curves, warm(problem, curves));
    }

    private static double warm(RoutingProblem problem, Curves curves) {
        return problem.warmPrice() == RoutingProblem.COLD ? Double.NaN : problem.warmPrice() - curves.reference;
    }

    /**
     * Checks the quantity and reads the ladders.
     *
     * @throws IllegalArgumentException naming what is out of range or order
     */
    public static Curves curves(RoutingProblem problem) {
        if (problem.quantity() < 0 || problem.quantity() > Curves.MAX_SIZE) {
            throw new IllegalArgumentException(
                    "quantity " + problem.quantity() + " must lie in 0.." + Curves.MAX_SIZE + " size units");
        }
        return new Curves(problem);
    }

    /**
     * Solves exactly, from a price where the search begins; it changes the work, not the answer.
     *
     * @param warm in price units above the curves' reference, NaN for none
     */
    public static Solution solve(RoutingProblem problem, Curves curves, double warm) {
        Lots lots = new Lots(problem, curves);
        long capacity = lots.capacity();
        if (capacity < problem.quantity()) {
            return everything(problem, lots.most.clone(), capacity);
        }
        LotSearch search = new LotSearch(curves, lots, problem.quantity(), warm);
        search.solve();
        if (search.best != null) {
            return optimal(problem, curves, search);
        }
        return problem.quantity() % lots.divisor() != 0
                ? wholeLots(problem, lots.divisor()) : new LeastMissing(problem, curves, lots).solve();
    }

    @Override
    public Explanation explain(RoutingProblem problem) {
        Curves curves = curves(problem);
        Solution solution = solve(problem);
        PriceSearch search = new PriceSearch(curves);
        List<Explanation.Round> path = new ArrayList<>();
        search.watch((price, missing) -> path.add(new Explanation.Round(curves.reference + price, missing)));
        boolean possible = search.solve(problem.quantity(), warm(problem, curves));
        String lots = solution.proved() ? "whole lots: proved" : "whole lots: not proved, see the bound";
        return new Explanation(solution, possible ? search.gap() : Double.NaN, path,
                List.of("rounds " + search.rounds() + ", then " + search.swept() + " breakpoints gone through, before whole lots", lots));
    }

    /** Few levels and one common lot without minimum sizes: the price search alone answers, nothing branches. */
    @Override
    public boolean answersAtOnce(RoutingProblem problem) {
        int levels = 0;
        long lot = problem.venues().isEmpty() ? 0 : problem.venues().get(0).lot();
        for (VenueLadder venue : problem.venues()) {
            levels += venue.price().length;
            if (venue.lot() != lot || venue.minSize() > lot) {
                return false;
            }
        }
        return levels <= AT_ONCE_LEVELS;
    }

    private static Solution optimal(RoutingProblem problem, Curves curves, LotSearch search) {
        long cost = cost(problem, search.best);
        long bound = search.proved ? cost : bound(problem, problem.quantity(), curves, search.bound);
        return new Solution(
                Status.OPTIMAL, search.best, 0, cost, bound, price(curves, search.price), search.proved, search.rounds, "");
    }

    static long cost(RoutingProblem problem, long[] allocation) {
        return Costs.priceUnits(problem, Costs.of(problem, Costs.sizes(problem, allocation)));
    }

    /** A lower bound of the cost of a quantity, from one relative to the curves' reference. */
    static long bound(RoutingProblem problem, long quantity, Curves curves, double relative) {
        BigDecimal absolute = new BigDecimal(relative)
                .add(BigDecimal.valueOf(curves.reference).multiply(BigDecimal.valueOf(quantity)))
                .movePointLeft(problem.sizeScale());
        return absolute.setScale(0, java.math.RoundingMode.FLOOR).longValueExact();
    }

    static long price(Curves curves, double relative) {
        return Math.addExact(curves.reference, (long) Math.rint(relative));
    }

    /** All there is: the only allocation that misses least. */
    private static Solution everything(RoutingProblem problem, long[] allocation, long capacity) {
        long cost = cost(problem, allocation);
        return new Solution(
                Status.INFEASIBLE, allocation, problem.quantity() - capacity, cost, cost, dearest(problem), true, 0,
                "asked " + Costs.size(problem, problem.quantity()) + ", the venues offer "
                        + Costs.size(problem, capacity) + " in whole lots within caps and minimum sizes");
    }

    private static long dearest(RoutingProblem problem) {
        long dearest = Long.MIN_VALUE;
        for (VenueLadder venue : problem.venues()) {
            if (venue.price().length > 0) {
                long last = Math.addExact(
                        problem.side().sign() * venue.price()[venue.price().length - 1], venue.penalty());
                dearest = Math.max(dearest, last);
            }
        }
        return dearest == Long.MIN_VALUE ? 0 : dearest;
    }

    /** Every sum is a multiple of the divisor: the rest is missing, whatever the books show. */
    private static Solution wholeLots(RoutingProblem problem, long divisor) {
        long placeable = problem.quantity() / divisor * divisor;
        RoutingProblem whole = new RoutingProblem(
                problem.side(), placeable, problem.sizeScale(), problem.priceScale(), RoutingProblem.COLD, problem.venues());
        Solution s = solve(whole, new Curves(whole), Double.NaN);
        return new Solution(
                Status.INFEASIBLE, s.allocation(), problem.quantity() - placeable + s.missing(), s.cost(), s.bound(),
                s.price(), s.proved(), s.iterations(), "quantity " + Costs.size(problem, problem.quantity())
                        + " is no multiple of " + Costs.size(problem, divisor) + ", as every sum of whole lots is"
                        + (s.missing() == 0 ? "" : "; " + s.reason()));
    }
}
