package exoroute.solver.admm;

import java.util.Arrays;

/**
 * Notices where acceleration has led astray: to prices that tell less of the optimum than the best ones did, by more
 * than the latest rounds had gained. What a round tells is the dual function at its prices, from the agents' sums; it is
 * concave, so the way back would be long. From there the run begins anew at the best prices, and plain rounds follow,
 * twice as many every time, so that it cannot go round in circles.
 */
final class Safeguard {
    private static final int LATEST = 8;
    private static final double LOSS = 4;
    private static final int CALM = 8;
    private static final int DOUBLINGS = 8;

    /** The best so far, by iteration modulo {@link #LATEST}. */
    private final double[] bests = new double[LATEST];
    private double best;
    private double[] bestPrices;
    private int strays;
    private int calmUntil;

    Safeguard() {
        forget();
    }

    /** Other agents: what is known of the optimum is not true of them. */
    void forget() {
        best = Double.NEGATIVE_INFINITY;
        Arrays.fill(bests, Double.NEGATIVE_INFINITY);
    }

    /**
     * Takes what a round tells.
     *
     * @param bound what the optimum costs at least; may be infinite or not a number, which tells nothing
     * @param accelerated whether acceleration led to the prices
     * @param least a smaller loss is none
     */
    boolean isAstray(int iteration, double bound, double[] prices, boolean accelerated, double least) {
        if (!(Math.abs(bound) < Double.POSITIVE_INFINITY)) {
            return false;
        }
        double lost = best - bound;
        double gained = best - bests[iteration % LATEST];
        if (bound >= best) {
            best = bound;
            bestPrices = prices;
        }
        bests[iteration % LATEST] = best;
        boolean astray = accelerated && lost > Math.max(LOSS * gained, least);
        if (astray) {
            calmUntil = iteration + (CALM << Math.min(strays++, DOUBLINGS));
        }
        return astray;
    }

    /** The prices that told most. */
    double[] bestPrices() {
        return bestPrices;
    }

    /** Whether no round may be accelerated yet. */
    boolean isCalm(int iteration) {
        return iteration < calmUntil;
    }
}
