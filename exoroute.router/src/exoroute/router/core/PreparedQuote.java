package exoroute.router.core;

import exoroute.api.desk.PlanLine;
import exoroute.api.desk.Quote;
import exoroute.api.order.ParentOrder;
import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.Solution;
import java.util.List;

/** A problem prepared for a quote; immutable, free of the core. */
public final class PreparedQuote {
    private final ParentOrder order;
    private final Solve solve;
    private final String engine;

    PreparedQuote(ParentOrder order, Solve solve, String engine) {
        this.order = order;
        this.solve = solve;
        this.engine = engine;
    }

    /** What to ask the engine. */
    public RoutingProblem problem() {
        return solve.problem();
    }

    /** Which engine to ask. */
    public String engine() {
        return engine;
    }

    /** The answer, priced. */
    public Quote quote(Solution solution) {
        List<PlanLine> lines = Planner.lines(solve, solution.allocation());
        long cost = lines.stream().mapToLong(PlanLine::cost).sum();
        return new Quote(
                order, lines, solution.missing(), cost, solution.price(), solution.proved(), solution.reason());
    }
}
