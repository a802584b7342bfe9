package exoroute.api.solver;

/**
 * Prices of the coupled quantities, as the coordinator broadcasts them. Integers, so that every agent sees the
 * same bits.
 *
 * @param prices one per coupled quantity, in price units; for ADMM the scaled dual u
 * @param rho penalty of the augmented Lagrangian in 10^-12, 0 in a price search
 * @param theta fraction of a tie that is taken, in 10^-9
 */
public record DualVariables(long[] prices, long rho, long theta) {}
