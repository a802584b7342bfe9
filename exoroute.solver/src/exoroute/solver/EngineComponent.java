package exoroute.solver;

import exoroute.api.solver.BookSolver;
import exoroute.api.solver.Explanation;
import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.Solution;

/** What the components that publish engines have in common: all they do is delegate. */
public abstract class EngineComponent implements BookSolver {
    private final BookSolver engine;

    /** Publishes an engine. */
    protected EngineComponent(BookSolver engine) {
        this.engine = engine;
    }

    @Override
    public final String id() {
        return engine.id();
    }

    @Override
    public final String version() {
        return engine.version();
    }

    @Override
    public final Traits traits() {
        return engine.traits();
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
