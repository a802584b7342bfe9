package exoroute.solver;

import exoroute.api.solver.BookSolver;
import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.Solution;
import org.osgi.service.component.annotations.Component;

/** Publishes the engine. */
@Component(property = {"exoroute.engine=price-search", "exoroute.exact:Boolean=true"})
public final class PriceSearchComponent implements BookSolver {
    private final PriceSearchSolver solver = new PriceSearchSolver();

    @Override
    public String id() {
        return solver.id();
    }

    @Override
    public String version() {
        return solver.version();
    }

    @Override
    public Solution solve(RoutingProblem problem) {
        return solver.solve(problem);
    }

    @Override
    public boolean answersAtOnce(RoutingProblem problem) {
        return solver.answersAtOnce(problem);
    }
}
