package exoroute.solver;

import exoroute.api.solver.Solver;

/** What the components that publish engines have in common: all they do is delegate. */
public abstract class SolverComponent<S extends Solver> implements Solver {
    /** Who answers. */
    protected final S engine;

    /** Publishes an engine. */
    protected SolverComponent(S engine) {
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
}
