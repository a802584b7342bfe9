package exoroute.solver.hedge;

import exoroute.solver.VenueCurve;
import exoroute.solver.admm.Elimination;

/**
 * The conditions of optimality for a guess of which venues stand inside which level: their level's price is what their
 * size is worth at the margin, and the constraints hold. Holds the sizes, the guess and the multipliers.
 */
final class Conditions {
    private static final int STEPS = 30;
    private static final double SOFT = 1e-12;
    private static final double FLAT = 1e-3;

    final VenueCurve[] curves;
    private final double[][] risk;
    private final double[] exposure;
    private final double[][] coefficients;
    private final double[] target;
    private final int instruments;
    private final int n;
    /** Number of constraints. */
    final int r;
    final double[] x;
    /** Level that a venue is inside of; -1 when it stands at the end of one, or at nothing. */
    final int[] inside;
    private final int[] row;
    final double[] lambda;

    /**
     * Conditions.
     *
     * @param coefficients by venue: of the instruments, then of the constraints
     * @param target by coupled quantity
     */
    Conditions(
            VenueCurve[] curves, double[][] risk, double[] exposure, double[][] coefficients, double[] target,
            int instruments) {
        this.curves = curves;
        this.risk = risk;
        this.exposure = exposure;
        this.coefficients = coefficients;
        this.target = target;
        this.instruments = instruments;
        n = curves.length;
        r = target.length - instruments;
        x = new double[n];
        inside = new int[n];
        row = new int[n];
        lambda = new double[r];
    }

    /** How much one unit of a venue counts in a constraint. */
    double coefficient(int v, int constraint) {
        return coefficients[v][instruments + constraint];
    }

    /** What a constraint wants in sum. */
    double target(int constraint) {
        return target[instruments + constraint];
    }

    /** What a venue's size is worth at the margin: its share of the constraints less its share of the risk. */
    double price(int v) {
        double sum = 0;
        for (int c = 0; c < r; c++) {
            sum += coefficients[v][instruments + c] * lambda[c];
        }
        for (int i = 0; i < instruments; i++) {
            if (coefficients[v][i] != 0) {
                sum -= coefficients[v][i] * marginalRisk(i);
            }
        }
        return sum;
    }

    private double marginalRisk(int instrument) {
        double sum = 0;
        for (int i = 0; i < instruments; i++) {
            sum += risk[instrument][i] * held(i);
        }
        return sum;
    }

    private double held(int instrument) {
        double held = exposure[instrument];
        for (int v = 0; v < n; v++) {
            held += coefficients[v][instrument] * x[v];
        }
        return held;
    }

    /**
     * Newton steps on price of the level = price of the venue for those inside one, and on the constraints; one step is
     * exact where there is no 3/2-power impact. A little softness keeps ties from making it singular.
     */
    boolean solve() {
        int free = 0;
        for (int v = 0; v < n; v++) {
            row[v] = inside[v] >= 0 ? free++ : -1;
        }
        int size = free + r;
        double[][] rows = new double[size][size + 1];
        for (int step = 0; step < STEPS; step++) {
            for (double[] each : rows) {
                java.util.Arrays.fill(each, 0);
            }
            double scale = Math.max(fill(rows, free), flatScale());
            for (int i = 0; i < size; i++) {
                rows[i][i] += i < free ? SOFT * scale : -SOFT / Math.max(scale, 1e-300);
            }
            if (size > 0 && !Elimination.solve(rows, size)) {
                return false;
            }
            double moved = 0;
            for (int v = 0; v < n; v++) {
                if (row[v] >= 0) {
                    x[v] += rows[row[v]][size];
                    moved = Math.max(moved, Math.abs(rows[row[v]][size]) / Math.max(1, Math.abs(x[v])));
                }
            }
            for (int c = 0; c < r; c++) {
                lambda[c] += rows[free + c][size];
            }
            if (moved <= 1e-15) {
                break;
            }
        }
        return true;
    }

    /** Second derivatives of books that have none: as if prices and sizes went together. */
    private double flatScale() {
        double price = 1;
        double size = 1;
        for (int v = 0; v < n; v++) {
            price = row[v] >= 0 ? Math.max(price, Math.abs(curves[v].marginal(inside[v], x[v]))) : price;
            size = Math.max(size, curves[v].limit());
        }
        return FLAT * price / size;
    }

    /** Jacobian and residuals; returns the largest second derivative. */
    private double fill(double[][] rows, int free) {
        int size = free + r;
        double scale = 0;
        for (int v = 0; v < n; v++) {
            if (row[v] < 0) {
                continue;
            }
            double[] equation = rows[row[v]];
            equation[row[v]] += curves[v].steepness(x[v]);
            for (int w = 0; w < n; w++) {
                if (row[w] >= 0) {
                    equation[row[w]] += coupling(v, w);
                }
            }
            scale = Math.max(scale, Math.abs(equation[row[v]]));
            for (int c = 0; c < r; c++) {
                equation[free + c] = -coefficients[v][instruments + c];
                rows[free + c][row[v]] = -coefficients[v][instruments + c];
            }
            equation[size] = price(v) - curves[v].marginal(inside[v], x[v]);
        }
        for (int c = 0; c < r; c++) {
            rows[free + c][size] = -missing(c);
        }
        return scale;
    }

    private double coupling(int v, int w) {
        double sum = 0;
        for (int i = 0; i < instruments; i++) {
            for (int j = 0; j < instruments && coefficients[v][i] != 0; j++) {
                sum += coefficients[v][i] * risk[i][j] * coefficients[w][j];
            }
        }
        return sum;
    }

    /** What a constraint lacks. */
    double missing(int c) {
        double sum = target[instruments + c];
        for (int v = 0; v < n; v++) {
            sum -= coefficients[v][instruments + c] * x[v];
        }
        return sum;
    }
}
