package exoroute.api.solver;

/**
 * Prices, as the coordinator broadcasts them. Integers, so that every agent sees the same bits.
 *
 * @param prices in price units times 2^-fraction, counted from the reference that the cohort agreed on; one per
 *     coupled quantity in ADMM, the prices to answer in a price search, the lower and the upper one at its end
 * @param fraction binary digits behind the point
 * @param theta fraction of a tie that is taken, in 10^-9
 */
public record DualVariables(long[] prices, int fraction, long theta) {
    /** Price i in price units, counted from the reference. */
    public double price(int i) {
        return Math.scalb((double) prices[i], -fraction);
    }
}
