package exoroute.api.solver;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * An engine that sees whole ladders and solves exactly. The same problem gives the same bits on every machine, and
 * a call depends on nothing but its argument. Safe from any thread.
 */
@ConsumerType
public interface BookSolver extends Solver {
    /**
     * Solves.
     *
     * @throws IllegalArgumentException when the problem is malformed: names the venue and the value
     * @throws ArithmeticException when a product does not fit 128 bits or a result 64: names the numbers
     */
    Solution solve(RoutingProblem problem);
}
