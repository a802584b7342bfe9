package exoroute.solver.hedge;

import exoroute.solver.VenueCurve;

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
    private static final double LEVEL = 1e-9;

    private final Conditions conditions;
    private final VenueCurve[] curves;
    private final double[] x;
    private final int[] inside;
    private int exchanges;

    ActiveSet(Conditions conditions) {
        this.conditions = conditions;
        curves = conditions.curves;
        x = conditions.x;
        inside = conditions.inside;
    }

    double[] sizes() {
        return x.clone();
    }

    double[] multipliers() {
        return conditions.lambda.clone();
    }

    int exchanges() {
        return exchanges;
    }

    /** Solves from sizes and multipliers that are near; true when the answer is proved. */
    boolean solve(double[] near, double[] multipliers) {
        for (int v = 0; v < x.length; v++) {
            place(v, near[v]);
        }
        System.arraycopy(multipliers, 0, conditions.lambda, 0, conditions.r);
        for (exchanges = 0; exchanges < EXCHANGES; exchanges++) {
            if (!conditions.solve()) {
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
        int k = curves[v].levelAt(size);
        x[v] = size;
        inside[v] = k;
        if (k >= 0) {
            double low = curves[v].sizeBefore(k);
            double high = curves[v].sizeUpTo(k);
            double close = NEAR * (high - low);
            if (size <= low + close || size >= high - close) {
                x[v] = size <= low + close ? low : high;
                inside[v] = -1;
            }
        }
    }

    /** Changes the guess where it is contradicted: everywhere, or only where most; false when nowhere. */
    private boolean exchange(boolean one) {
        double most = 0;
        int worst = -1;
        for (int v = 0; v < x.length; v++) {
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
        for (int v = 0; v < x.length; v++) {
            double rate = 0;
            for (int c = 0; c < conditions.r; c++) {
                rate += conditions.coefficient(v, c) * conditions.missing(c);
            }
            if (inside[v] < 0 && rate != 0) {
                double end = rate > 0 ? curves[v].marginalAfter(x[v]) : curves[v].marginalBefore(x[v]);
                double way = end - conditions.price(v);
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
        for (int c = 0; c < conditions.r; c++) {
            conditions.lambda[c] += least * conditions.missing(c);
        }
        inside[first] = grows ? curves[first].levelAfter(x[first]) : curves[first].levelAt(x[first]);
        return inside[first] >= 0;
    }

    /** How much a venue contradicts its place, relative; 0 when it does not. */
    private double contradiction(int v) {
        if (inside[v] >= 0) {
            double low = curves[v].sizeBefore(inside[v]);
            double high = curves[v].sizeUpTo(inside[v]);
            double off = Math.max(low - x[v], x[v] - high) / (high - low);
            return off > SIZE ? off : 0;
        }
        double price = conditions.price(v);
        double off = Math.max(curves[v].marginalBefore(x[v]) - price, price - curves[v].marginalAfter(x[v]));
        off /= Math.max(1, Math.abs(price));
        return off > PRICE ? off : 0;
    }

    private void move(int v) {
        if (inside[v] >= 0) {
            x[v] = x[v] < curves[v].sizeBefore(inside[v]) ? curves[v].sizeBefore(inside[v]) : curves[v].sizeUpTo(inside[v]);
            inside[v] = -1;
        } else {
            boolean grows = conditions.price(v) > curves[v].marginalAfter(x[v]);
            inside[v] = grows ? curves[v].levelAfter(x[v]) : curves[v].levelAt(x[v]);
        }
    }

    /** The constraints hold to the last digits, venues inside a level have its price, and every size is allowed. */
    private boolean holds() {
        for (int c = 0; c < conditions.r; c++) {
            double scale = Math.abs(conditions.target(c));
            for (int v = 0; v < x.length; v++) {
                scale = Math.max(scale, Math.abs(conditions.coefficient(v, c) * x[v]));
            }
            if (Math.abs(conditions.missing(c)) > SIZE * Math.max(1, scale)) {
                return false;
            }
        }
        for (int v = 0; v < x.length; v++) {
            double price = conditions.price(v);
            if (inside[v] >= 0 && Math.abs(price - curves[v].marginal(inside[v], x[v])) > LEVEL * Math.max(1, Math.abs(price))) {
                return false;
            }
            x[v] = Math.min(curves[v].limit(), Math.max(0, x[v]));
        }
        return true;
    }
}
