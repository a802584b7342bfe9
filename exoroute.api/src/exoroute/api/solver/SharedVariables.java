package exoroute.api.solver;

/**
 * What all agents together answered, and how far it is from balance. Sums only.
 *
 * @param iteration round it belongs to
 * @param aggregate sum of the agents' coupled quantities, in size units, one per constraint
 * @param primalResidual norm of the imbalance in size units
 * @param dualResidual norm of the price movement in price units
 */
public record SharedVariables(int iteration, long[] aggregate, long primalResidual, long dualResidual) {}
