package exoroute.solver.admm;

import exoroute.api.solver.BookSolver;
import exoroute.api.solver.Explanation;
import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.Solution;
import exoroute.solver.Curves;
import exoroute.solver.PriceSearchSolver;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The engine {@code exchange-admm}: trusted ADMM finds the price, an exact snap at that price the answer, which is
 * therefore the exact one. Safe from any thread.
 */
public final class AdmmEngine implements BookSolver {
    private static final double TOLERANCE = 1e-6;
    private static final int ROUNDS = 400;

    @Override
    public String id() {
        return "exchange-admm";
    }

    @Override
    public String version() {
        return "1.1.0";
    }

    @Override
    public Traits traits() {
        return new Traits(Set.of("linear", "quadratic", "power32", "lots", "minimum-size"), Traits.Exactness.EXACT,
                Traits.Sees.BOOKS);
    }

    @Override
    public Solution solve(RoutingProblem problem) {
        Curves curves = PriceSearchSolver.curves(problem);
        return snap(problem, curves, run(problem, curves));
    }

    private static ExchangeAdmm.Result run(RoutingProblem problem, Curves curves) {
        if (curves.venues() == 0) {
            return new ExchangeAdmm.Result(
                    ExchangeAdmm.Status.EXHAUSTED, 0, new double[1], new double[1], 0, 0, 0, List.of());
        }
        ExchangeAdmm admm = new ExchangeAdmm(new double[] {problem.quantity()}, TOLERANCE, ROUNDS);
        return problem.warmPrice() == RoutingProblem.COLD ? TrustedAgents.of(curves).run(admm)
                : TrustedAgents.of(curves).run(admm, problem.warmPrice() - curves.reference());
    }

    private static Solution snap(RoutingProblem problem, Curves curves, ExchangeAdmm.Result result) {
        Solution exact = PriceSearchSolver.solve(problem, curves, result.prices()[0]);
        return new Solution(exact.status(), exact.allocation(), exact.missing(), exact.cost(), exact.bound(), exact.price(),
                exact.proved(), result.iterations(), exact.reason());
    }

    @Override
    public Explanation explain(RoutingProblem problem) {
        Curves curves = PriceSearchSolver.curves(problem);
        ExchangeAdmm.Result result = run(problem, curves);
        List<Explanation.Round> path = new ArrayList<>();
        for (double[] round : result.path()) {
            path.add(new Explanation.Round(curves.reference() + round[0], round[1]));
        }
        return new Explanation(snap(problem, curves, result), result.gap(), path, List.of(
                "ADMM " + result.status() + " after " + result.iterations() + " rounds, relative residual " + result.residual()
                        + "; then snapped"));
    }
}
