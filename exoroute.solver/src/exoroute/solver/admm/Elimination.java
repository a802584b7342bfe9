package exoroute.solver.admm;

/** Gaussian elimination with partial pivoting of a small dense system. */
public final class Elimination {
    private static final double SINGULAR = 1e-13;

    private Elimination() {}

    /**
     * Solves n equations in place.
     *
     * @param rows n rows of n + 1 entries, the last one the right side, which becomes the solution
     * @return false when the matrix is singular to working precision; the rows are then of no use
     */
    public static boolean solve(double[][] rows, int n) {
        double largest = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                largest = Math.max(largest, Math.abs(rows[i][j]));
            }
        }
        for (int i = 0; i < n; i++) {
            int pivot = i;
            for (int r = i + 1; r < n; r++) {
                pivot = Math.abs(rows[r][i]) > Math.abs(rows[pivot][i]) ? r : pivot;
            }
            if (!(Math.abs(rows[pivot][i]) > SINGULAR * largest)) {
                return false;
            }
            double[] swapped = rows[i];
            rows[i] = rows[pivot];
            rows[pivot] = swapped;
            for (int r = i + 1; r < n; r++) {
                double factor = rows[r][i] / rows[i][i];
                for (int j = i; j <= n && factor != 0; j++) {
                    rows[r][j] -= factor * rows[i][j];
                }
            }
        }
        for (int i = n - 1; i >= 0; i--) {
            double sum = rows[i][n];
            for (int j = i + 1; j < n; j++) {
                sum -= rows[i][j] * rows[j][n];
            }
            rows[i][n] = sum / rows[i][i];
        }
        return true;
    }
}
