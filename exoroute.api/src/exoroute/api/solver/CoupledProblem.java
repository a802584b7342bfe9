package exoroute.api.solver;

import exoroute.api.market.Side;
import java.util.List;

/**
 * Several instruments at once: minimise the venues' costs and half of {@code e' risk e}, where {@code e} is what is held
 * of each instrument in the end, subject to linear constraints on the sizes. A risk matrix is risk aversion times
 * covariance (Markowitz, The Journal of Finance 7 (1952), "Portfolio Selection").
 *
 * @param sizeScale decimals of sizes
 * @param priceScale decimals of prices
 * @param venues in a fixed order
 * @param exposure what is held of each instrument at the start, in size units
 * @param risk by instruments, symmetric and positive semidefinite, in 10^-12 quote per base^2
 * @param constraints must hold exactly
 */
public record CoupledProblem(
        int sizeScale, int priceScale, List<Venue> venues, long[] exposure, long[][] risk, List<Constraint> constraints) {
    /** Coefficients are counted in 10^-9. */
    public static final int COEFFICIENT_SCALE = 9;

    /** Copies the lists. */
    public CoupledProblem {
        venues = List.copyOf(venues);
        constraints = List.copyOf(constraints);
    }

    /**
     * One venue.
     *
     * @param ladder what it offers; its lot and minimum size are not looked at
     * @param side buy or sell
     * @param instrument which one it trades, from 0
     * @param exposure what one unit adds to the exposure: 1 for a buy, -1 for a sell
     */
    public record Venue(VenueLadder ladder, Side side, int instrument, int exposure) {}

    /**
     * One linear constraint: the coefficients times the sizes sum to the right side.
     *
     * @param name for messages
     * @param coefficients one per venue, 10^-9
     * @param rightSide in size units
     */
    public record Constraint(String name, long[] coefficients, long rightSide) {}
}
