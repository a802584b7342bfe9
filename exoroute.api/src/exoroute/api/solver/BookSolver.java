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

    /**
     * Whether a problem is answered within some tens of microseconds and without waiting for anything: then the desk
     * may ask on the thread that applies events, which saves two changes of thread.
     */
    default boolean answersAtOnce(RoutingProblem problem) {
        return false;
    }

    /** Solves and tells how; the solution is the one of {@link #solve}. */
    default Explanation explain(RoutingProblem problem) {
        return new Explanation(solve(problem), Double.NaN, java.util.List.of(), java.util.List.of());
    }
}
