package exoroute.solver.hedge;

import exoroute.solver.Curves;
import exoroute.solver.admm.Elimination;

/**
 * Solves the conditions of optimality (Karush, Kuhn, Tucker) for a guess of which venues stand inside a level and which
 * at the end of one, changes the guess where the answer contradicts it, and stops when nothing does: then the answer is
 * optimal, because the problem is convex (Nocedal and Wright, Numerical Optimization (2006), section 16.5). A venue
 * inside a level has the price of the level; one at the end of a level has a price between both sides of it. One use at
 * a time.
 */
final class ActiveSet {
    private static final int EXCHANGES = 400;
    private static final int TOGETHER = 20;
    private static final double NEAR = 1e-4;
    private static final double PRICE = 1e-10;
    private static final double SIZE = 1e-10;
    private static final double SOFT = 1e-12;
    private static final double FLAT = 1e-3;

    private final Curves curves;
    private final double[][] risk;
    private final double[] exposure;
    private final double[][] coefficients;
    private final double[] target;
    private final int instruments;
    private final int n;
    private final int r;
    private final double[] x;
    /** Level that a venue is inside of; -1 when it stands at the end of one, or at nothing. */
    private final int[] inside;
    private final int[] row;
    private double[] lambda;
    private int exchanges;

    ActiveSet(
            Curves curves, double[][] risk, double[] exposure, double[][] coefficients, double[] target, int instruments) {
        this.curves = curves;
        this.risk = risk;
        this.exposure = exposure;
        this.coefficients = coefficients;
        this.target = target;
        this.instruments = instruments;
        n = curves.venues();
        r = target.length - instruments;
        x = new double[n];
        inside = new int[n];
        row = new int[n];
        lambda = new double[r];
    }

    double[] sizes() {
        return x.clone();
    }

    double[] multipliers() {
        return lambda.clone();
    }

    int exchanges() {
        return exchanges;
    }

    /** Solves from sizes and prices that are near; true when the answer is proved. */
    boolean solve(double[] near, double[] prices) {
        for (int v = 0; v < n; v++) {
            place(v, near[v]);
        }
        for (int c = 0; c < r; c++) {
            lambda[c] = prices[instruments + c];
        }
        for (exchanges = 0; exchanges < EXCHANGES; exchanges++) {
            if (!solveEquations()) {
                return false;
            }
            if (exchange(exchanges >= TOGETHER)) {
                continue;
            }
            if (holds()) {
                return true;
            }
            if (!release()) {
                return false;
            }
        }
        return false;
    }

    private void place(int v, double size) {
        int k = curves.levelAt(v, size);
        x[v] = size;
        inside[v] = k;
        if (k >= 0) {
            double low = curves.sizeBefore(v, k);
            double high = curves.sizeUpTo(v, k);
            double close = NEAR * (high - low);
            if (size <= low + close || size >= high - close) {
                x[v] = size <= low + close ? low : high;
                inside[v] = -1;
            }
        }
    }

    /** What a venue's size is worth at the margin: its share of the constraints less its share of the risk. */
    private double price(int v) {
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
    private boolean solveEquations() {
        int free = 0;
        for (int v = 0; v < n; v++) {
            row[v] = inside[v] >= 0 ? free++ : -1;
        }
        int size = free + r;
        double[][] rows = new double[size][size + 1];
        for (int step = 0; step < 30; step++) {
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
            price = row[v] >= 0 ? Math.max(price, Math.abs(curves.marginal(v, inside[v], x[v]))) : price;
            size = Math.max(size, curves.limit(v));
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
            equation[row[v]] += curves.steepness(v, x[v]);
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
            equation[size] = price(v) - curves.marginal(v, inside[v], x[v]);
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

    private double missing(int c) {
        double sum = target[instruments + c];
        for (int v = 0; v < n; v++) {
            sum -= coefficients[v][instruments + c] * x[v];
        }
        return sum;
    }

    /** Changes the guess where it is contradicted: everywhere, or only where most; false when nowhere. */
    private boolean exchange(boolean one) {
        double most = 0;
        int worst = -1;
        for (int v = 0; v < n; v++) {
            double off = contradiction(v);
            if (off > 0 && !one) {
                move(v);
            }
            if (off > most) {
                most = off;
                worst = v;
            }
        }
        if (one && worst >= 0) {
            move(worst);
        }
        return worst >= 0;
    }

    /**
     * Nothing contradicts its place, but a constraint does not hold: moves the multipliers along what is missing until
     * the first venue at the end of a level would rather have more, or less, and lets it; false when there is none.
     */
    private boolean release() {
        double least = Double.POSITIVE_INFINITY;
        int first = -1;
        boolean grows = false;
        for (int v = 0; v < n; v++) {
            double rate = 0;
            for (int c = 0; c < r; c++) {
                rate += coefficients[v][instruments + c] * missing(c);
            }
            if (inside[v] < 0 && rate != 0) {
                double way = rate > 0 ? curves.marginalAfter(v, x[v]) - price(v) : curves.marginalBefore(v, x[v]) - price(v);
                double steps = Math.max(0, way / rate);
                if (steps < least) {
                    least = steps;
                    first = v;
                    grows = rate > 0;
                }
            }
        }
        if (first < 0) {
            return false;
        }
        for (int c = 0; c < r; c++) {
            lambda[c] += least * missing(c);
        }
        inside[first] = grows ? curves.levelAfter(first, x[first]) : curves.levelAt(first, x[first]);
        return inside[first] >= 0;
    }

    /** How much a venue contradicts its place, relative; 0 when it does not. */
    private double contradiction(int v) {
        if (inside[v] >= 0) {
            double low = curves.sizeBefore(v, inside[v]);
            double high = curves.sizeUpTo(v, inside[v]);
            double off = Math.max(low - x[v], x[v] - high) / (high - low);
            return off > SIZE ? off : 0;
        }
        double price = price(v);
        double off = Math.max(curves.marginalBefore(v, x[v]) - price, price - curves.marginalAfter(v, x[v]));
        off /= Math.max(1, Math.abs(price));
        return off > PRICE ? off : 0;
    }

    private void move(int v) {
        if (inside[v] >= 0) {
            x[v] = x[v] < curves.sizeBefore(v, inside[v]) ? curves.sizeBefore(v, inside[v]) : curves.sizeUpTo(v, inside[v]);
            inside[v] = -1;
        } else {
            boolean grows = price(v) > curves.marginalAfter(v, x[v]);
            inside[v] = grows ? curves.levelAfter(v, x[v]) : curves.levelAt(v, x[v]);
        }
    }

    /** The constraints hold to the last digits, and every size is allowed. */
    private boolean holds() {
        for (int c = 0; c < r; c++) {
            double scale = Math.abs(target[instruments + c]);
            for (int v = 0; v < n; v++) {
                scale = Math.max(scale, Math.abs(coefficients[v][instruments + c] * x[v]));
            }
            if (Math.abs(missing(c)) > SIZE * Math.max(1, scale)) {
                return false;
            }
        }
        for (int v = 0; v < n; v++) {
            x[v] = Math.min(curves.limit(v), Math.max(0, x[v]));
        }
        return true;
    }
}
