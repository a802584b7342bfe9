package exoroute.solver;

import exoroute.api.solver.BookSolver;
import exoroute.api.solver.Explanation;
import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.Solution;

/** Publishes an engine for books. */
public abstract class EngineComponent extends SolverComponent<BookSolver> implements BookSolver {
    /** Publishes an engine. */
    protected EngineComponent(BookSolver engine) {
        super(engine);
    }

    @Override
    public final Solution solve(RoutingProblem problem) {
        return engine.solve(problem);
    }

    @Override
    public final boolean answersAtOnce(RoutingProblem problem) {
        return engine.answersAtOnce(problem);
    }

    @Override
    public final Explanation explain(RoutingProblem problem) {
        return engine.explain(problem);
    }
}
