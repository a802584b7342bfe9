package exoroute.api.solver;

/**
 * An answer to a {@link CoupledProblem}. What leaves the engine is rounded half-even.
 *
 * @param status optimal, or infeasible: the constraints cannot hold, or with {@code proved} false nothing was found
 * @param allocation size per venue in size units, within half a unit of the exact one
 * @param executionCost cost of the allocation in price units of quote currency
 * @param riskCost its risk, same unit
 * @param prices multipliers of the constraints in price units
 * @param proved whether the conditions of optimality were checked and hold, at the sizes before they were rounded; or
 *     with infeasibility: a proof was found
 * @param iterations rounds and exchanges
 * @param reason why nothing was found, empty otherwise
 */
public record CoupledSolution(
        Solution.Status status,
        long[] allocation,
        long executionCost,
        long riskCost,
        long[] prices,
        boolean proved,
        int iterations,
        String reason) {}
