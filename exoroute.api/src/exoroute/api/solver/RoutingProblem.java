package exoroute.api.solver;

import exoroute.api.market.Side;
import java.util.List;

/**
 * The separable routing problem (DESIGN section 5): minimise the sum of the venues' costs subject to the sum of
 * their sizes being {@code quantity}.
 *
 * <p>Venue cost at size x (in whole base units, s = +1 for BUY, -1 for SELL):
 * {@code f(x) = sum_k (s * price_k + penalty) * fill_k + impact2/2 * x^2 + impact32 * x^(3/2)}, where fill_k walks
 * the ladder best first.
 *
 * @param side buy or sell
 * @param quantity in 10^-sizeScale of the base, positive
 * @param sizeScale decimals of sizes
 * @param priceScale decimals of prices and penalties
 * @param warmPrice multiplier of an earlier, similar solve in price units, or {@link #COLD}; never changes the
 *     allocation or its cost, only the work (and the last digit of the price where impact makes it a limit)
 * @param venues in a fixed order, which is also the order ties are broken in
 */
public record RoutingProblem(
        Side side, long quantity, int sizeScale, int priceScale, long warmPrice, List<VenueLadder> venues) {
    /** No warm start. */
    public static final long COLD = Long.MIN_VALUE;

    /** Impact coefficients are counted in 10^-12. */
    public static final int IMPACT_SCALE = 12;

    /** Copies the list. */
    public RoutingProblem {
        venues = List.copyOf(venues);
    }
}
