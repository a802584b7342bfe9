package exoroute.api.solver;

import org.osgi.annotation.versioning.ConsumerType;

/** An engine for several coupled quantities that sees whole ladders. Safe from any thread; the same problem, same bits. */
@ConsumerType
public interface CoupledSolver extends Solver {
    /**
     * Solves.
     *
     * @throws IllegalArgumentException when the problem is malformed: names the venue or constraint and the value
     */
    CoupledSolution solve(CoupledProblem problem);
}
