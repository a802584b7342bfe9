package exoroute.solver.hedge;

import exoroute.solver.admm.Elimination;
import exoroute.solver.admm.Part;

/**
 * The risk of what is held in the end as one more agent: it takes what the venues add to each instrument, with the sign
 * turned, so that both sum to zero, and pays half of {@code e' risk e} for the exposure e. Coordinates without risk are
 * left out.
 */
final class RiskPart implements Part {
    private final int m;
    private final double[] exposure;
    private final double[][] risk;
    private final double[][] rows;
    private final double[] held;
    private final int[] used;

    /**
     * A risk.
     *
     * @param m coupled quantities, of which the first are the instruments
     * @param exposure at the start, by instrument, in size units
     * @param risk price units for each squared size unit
     */
    RiskPart(int m, double[] exposure, double[][] risk) {
        this.m = m;
        this.exposure = exposure;
        this.risk = risk;
        held = exposure.clone();
        int count = 0;
        for (int c = 0; c < exposure.length; c++) {
            count += risk[c][c] > 0 ? 1 : 0;
        }
        used = new int[count];
        for (int c = 0, i = 0; c < exposure.length; c++) {
            if (risk[c][c] > 0) {
                used[i++] = c;
            }
        }
        rows = new double[count][count + 1];
    }

    @Override
    public int dimension() {
        return m;
    }

    @Override
    public void weights(double[] prices, double[] weights) {
        for (int c : used) {
            weights[c] = 1 / risk[c][c];
        }
    }

    @Override
    public void prox(double[] centre, double[] weights, double[] taken) {
        for (int i = 0; i < used.length; i++) {
            int c = used[i];
            for (int j = 0; j < used.length; j++) {
                rows[i][j] = risk[c][used[j]];
            }
            rows[i][i] += 1 / weights[c];
            rows[i][used.length] = marginal(c, exposure) + centre[c] / weights[c];
        }
        boolean solved = Elimination.solve(rows, used.length);
        for (int i = 0; i < used.length; i++) {
            int c = used[i];
            taken[c] = solved ? rows[i][used.length] : centre[c];
            held[c] = exposure[c] - taken[c];
        }
    }

    /** Marginal risk of an instrument at an exposure, in price units. */
    private double marginal(int instrument, double[] at) {
        double sum = 0;
        for (int c : used) {
            sum += risk[instrument][c] * at[c];
        }
        return sum;
    }

    @Override
    public double cost() {
        double sum = 0;
        for (int c : used) {
            sum += held[c] * marginal(c, held);
        }
        return sum / 2;
    }

    /** With a singular risk matrix there may be no least cost at some prices; then the gap is infinite. */
    @Override
    public double gap(double[] prices) {
        double[] off = new double[used.length];
        for (int i = 0; i < used.length; i++) {
            int c = used[i];
            off[i] = -marginal(c, held) - prices[c];
            for (int j = 0; j < used.length; j++) {
                rows[i][j] = risk[c][used[j]];
            }
            rows[i][used.length] = off[i];
        }
        if (!Elimination.solve(rows, used.length)) {
            return Double.POSITIVE_INFINITY;
        }
        double sum = 0;
        for (int i = 0; i < used.length; i++) {
            sum += off[i] * rows[i][used.length];
        }
        return sum / 2;
    }

    @Override
    public void demand(double[] prices, double[] taken) {
        java.util.Arrays.fill(taken, 0);
    }

    @Override
    public double support(double[] direction) {
        for (int c : used) {
            if (direction[c] != 0) {
                return Double.POSITIVE_INFINITY;
            }
        }
        return 0;
    }

    /** What it would pay to be rid of the first bit. */
    @Override
    public boolean firstPrices(double[] prices) {
        java.util.Arrays.fill(prices, 0);
        for (int c : used) {
            prices[c] = -marginal(c, exposure);
        }
        return true;
    }
}
