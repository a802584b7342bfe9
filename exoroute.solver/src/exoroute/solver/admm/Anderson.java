package exoroute.solver.admm;

/**
 * Anderson acceleration from inner products alone: the combination of the latest rounds, with weights that sum to 1,
 * whose differences combine to the smallest (Walker and Ni, SIAM J. Numerical Analysis 49 (2011); for ADMM and with a
 * safeguard: Zhang, O'Donoghue, Boyd, SIAM J. Optimization 30 (2020)). The normal equations are regularised, so that
 * weights stay bounded.
 */
final class Anderson {
    private static final int MOST = Slots.MEMORY + 1;
    private static final double REGULARISATION = 1e-12;
    private static final double LARGEST = 1e5;
    private static final double PLATEAU = 1e-2;

    /** Products of the differences, newest first. */
    private final double[][] gram = new double[MOST][MOST];
    private final double[][] matrix = new double[MOST][MOST + 1];
    private final double[] weights = new double[MOST];
    private int kept;

    void reset() {
        kept = 0;
    }

    int kept() {
        return kept;
    }

    /** Takes the products of the newest difference with itself and its predecessors. */
    void add(double[] sums, int from) {
        for (int i = MOST - 1; i > 0; i--) {
            for (int j = MOST - 1; j > 0; j--) {
                gram[i][j] = gram[i - 1][j - 1];
            }
        }
        kept = Math.min(MOST, kept + 1);
        for (int j = 0; j < kept; j++) {
            gram[0][j] = sums[from + j];
            gram[j][0] = sums[from + j];
        }
    }

    /** Whether the two newest differences are all but the same: nothing changes until the prices have moved further. */
    boolean isPlateau() {
        return kept > 1 && gram[0][0] - 2 * gram[0][1] + gram[1][1] <= PLATEAU * gram[0][0];
    }

    /** Weights of the rounds, newest first, {@link #kept} of them; null when there is nothing to combine. */
    double[] weights() {
        for (int size = kept; size > 1; size--) {
            if (solve(size)) {
                return weights;
            }
        }
        return null;
    }

    /** Solves gram x = 1 by elimination with pivots, and scales x to sum 1. */
    private boolean solve(int n) {
        double trace = 0;
        for (int i = 0; i < n; i++) {
            trace += gram[i][i];
        }
        for (int i = 0; i < n; i++) {
            System.arraycopy(gram[i], 0, matrix[i], 0, n);
            matrix[i][i] += REGULARISATION * trace;
            matrix[i][n] = 1;
        }
        if (!(trace > 0) || !Elimination.solve(matrix, n)) {
            return false;
        }
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += matrix[i][n];
        }
        double size = 0;
        java.util.Arrays.fill(weights, 0);
        for (int i = 0; i < n; i++) {
            weights[i] = matrix[i][n] / sum;
            size += Math.abs(weights[i]);
        }
        return size <= LARGEST; // false for NaN
    }
}
