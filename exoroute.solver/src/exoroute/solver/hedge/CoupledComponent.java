package exoroute.solver.hedge;

import exoroute.api.solver.CoupledProblem;
import exoroute.api.solver.CoupledSolution;
import exoroute.api.solver.CoupledSolver;

/** An engine for coupled quantities as a service. */
abstract class CoupledComponent implements CoupledSolver {
    private final CoupledSolver engine;

    CoupledComponent(CoupledSolver engine) {
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
    public final CoupledSolution solve(CoupledProblem problem) {
        return engine.solve(problem);
    }
}
