package exoroute.api.solver;

/**
 * An engine's answer. All numbers are integers: what leaves an engine was rounded by the rule stated here.
 *
 * @param status whether the whole quantity found a place
 * @param allocation size per venue in size units, in the problem's order; each a multiple of the lot and 0 or at
 *     least the minimum; sums to {@code quantity - missing}
 * @param missing quantity that found no place, in size units; 0 when optimal
 * @param cost cost of the allocation in price units of quote currency (10^-priceScale), rounded half-even
 * @param bound a lower bound of the optimal cost, same unit, rounded down; equals {@code cost} up to rounding when
 *     proved
 * @param price a multiplier of the quantity constraint in price units, rounded half-even: what one more base unit
 *     would cost
 * @param proved whether the allocation is proved optimal, to half a price unit times a size unit (with {@link Status#INFEASIBLE}: proved to be the most
 *     that can be placed, at least cost)
 * @param iterations rounds of the price search plus nodes of the branch and bound
 * @param reason why something is missing, empty when nothing is
 */
public record Solution(
        Status status,
        long[] allocation,
        long missing,
        long cost,
        long bound,
        long price,
        boolean proved,
        int iterations,
        String reason) {

    /** Whether the quantity found a place. */
    public enum Status {
        /** All of it. */
        OPTIMAL,
        /** Not all of it; the allocation is what there is. */
        INFEASIBLE
    }
}
