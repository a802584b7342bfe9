package exoroute.router.core;

import exoroute.api.desk.PlanLine;
import exoroute.api.desk.Quote;
import exoroute.api.order.ParentOrder;
import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.Solution;
import exoroute.api.solver.VenueLadder;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

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

    /** What the problem holds, in the words of {@link exoroute.api.solver.Solver.Traits#costs}, sorted. */
    public List<String> needs() {
        TreeSet<String> needs = new TreeSet<>(List.of("linear"));
        for (VenueLadder venue : problem().venues()) {
            add(needs, "lots", venue.lot() > 1);
            add(needs, "minimum-size", venue.minSize() > venue.lot());
            add(needs, "quadratic", venue.impact2() > 0);
            add(needs, "power32", venue.impact32() > 0);
        }
        return new ArrayList<>(needs);
    }

    private static void add(TreeSet<String> needs, String kind, boolean needed) {
        if (needed) {
            needs.add(kind);
        }
    }

    /** What a quote costs above the worth of its size at the mid (a sell: brings below), 10^-8 of the quote currency. */
    public long shortfall(Quote quote) {
        long placed = quote.order().quantity() - quote.missing();
        long worth = Amounts.notional(solve.mid(), placed, problem().sizeScale());
        return order.side().sign() * (quote.cost() - worth);
    }

    /**
     * The answer, priced.
     *
     * @throws IllegalStateException when it cannot be an answer, naming the share
     */
    public Quote quote(Solution solution) {
        String flaw = Planner.flaw(solve, solution.allocation(), problem().quantity());
        if (flaw != null) {
            throw new IllegalStateException(flaw);
        }
        List<PlanLine> lines = Planner.lines(solve, solution.allocation());
        long cost = lines.stream().mapToLong(PlanLine::cost).sum();
        return new Quote(
                order, lines, solution.missing(), cost, solution.price(), solution.proved(), solution.reason());
    }
}
