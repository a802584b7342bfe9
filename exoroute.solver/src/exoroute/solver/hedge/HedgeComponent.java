package exoroute.solver.hedge;

import exoroute.api.solver.CoupledProblem;
import exoroute.api.solver.CoupledSolution;
import exoroute.api.solver.CoupledSolver;
import org.osgi.service.component.annotations.Component;

/** Publishes the engine {@code hedge}. */
@Component(service = CoupledSolver.class, property = {"exoroute.engine=hedge", "exoroute.exact:Boolean=true"})
public final class HedgeComponent implements CoupledSolver {
    private final HedgeSolver engine = new HedgeSolver();

    @Override
    public String id() {
        return engine.id();
    }

    @Override
    public String version() {
        return engine.version();
    }

    @Override
    public Traits traits() {
        return engine.traits();
    }

    @Override
    public CoupledSolution solve(CoupledProblem problem) {
        return engine.solve(problem);
    }
}
