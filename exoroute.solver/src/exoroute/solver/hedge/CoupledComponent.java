package exoroute.solver.hedge;

import exoroute.api.solver.CoupledProblem;
import exoroute.api.solver.CoupledSolution;
import exoroute.api.solver.CoupledSolver;
import exoroute.solver.SolverComponent;

/** Publishes an engine for coupled quantities. */
abstract class CoupledComponent extends SolverComponent<CoupledSolver> implements CoupledSolver {
    CoupledComponent(CoupledSolver engine) {
        super(engine);
    }

    @Override
    public final CoupledSolution solve(CoupledProblem problem) {
        return engine.solve(problem);
    }
}
