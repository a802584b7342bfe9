package exoroute.bench.solver;

import exoroute.api.solver.RoutingProblem;
import java.util.List;

/**
 * One set of books and the order to route over it.
 *
 * @param problem the books; its arrays are never changed
 * @param mid common mid price in price units, to measure the shortfall against
 * @param changes changes of 1 % of the levels, each from the books as they stand in the problem
 */
public record Instance(RoutingProblem problem, long mid, List<Change> changes) {
    /** Copies the list. */
    public Instance {
        changes = List.copyOf(changes);
    }
}
