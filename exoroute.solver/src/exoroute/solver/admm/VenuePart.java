package exoroute.solver.admm;

import exoroute.solver.Curves;
import exoroute.solver.VenueCurve;

/** A venue: one size, which counts in one or several coupled quantities by fixed coefficients. */
public final class VenuePart implements Part {
    /** Share of the book over which its mean slope is taken. */
    private static final double NEAR = 0.5;
    /** Levels to both sides of a price over which the slope there is taken, where levels themselves have none. */
    private static final int AROUND = 2;

    private final VenueCurve curve;
    private final double[] coefficients;
    private final int entries;
    private final int told;
    private double size;

    /**
     * A venue of some curves.
     *
     * @param coefficients what one unit counts in each coupled quantity
     */
    public VenuePart(Curves curves, int venue, double... coefficients) {
        this(curves, venue, coefficients, 0);
    }

    /**
     * A venue of some curves.
     *
     * @param told so many quantities, from the first, have prices that other agents tell at the start
     */
    public VenuePart(Curves curves, int venue, double[] coefficients, int told) {
        this.told = told;
        curve = new VenueCurve(curves, venue);
        this.coefficients = coefficients.clone();
        int nonzero = 0;
        for (double each : coefficients) {
            nonzero += each == 0 ? 0 : 1;
        }
        entries = nonzero;
    }

    @Override
    public int dimension() {
        return coefficients.length;
    }

    /** Size of the last prox, in size units. */
    public double size() {
        return size;
    }

    @Override
    public void weights(double[] prices, double[] weights) {
        double slope = prices.length == 0 ? curve.meanSlope(NEAR)
                : slopeAround(price(prices));
        slope *= entries;
        for (int c = 0; c < weights.length; c++) {
            weights[c] = coefficients[c] * coefficients[c] * slope;
        }
    }

    /** A level with impact has a slope; between two of them that slope and the mean one each tell half of it. */
    private double slopeAround(double price) {
        if (curve.isFlat()) {
            return curve.slopeAround(price, AROUND);
        }
        return Math.sqrt(curve.slopeAround(price, 0) * curve.slopeAround(price, 1));
    }

    @Override
    public void prox(double[] centre, double[] weights, double[] taken) {
        double charge = 0;
        double price = 0;
        for (int c = 0; c < centre.length; c++) {
            if (coefficients[c] != 0 && weights[c] > 0) {
                charge += coefficients[c] * coefficients[c] / weights[c];
                price += coefficients[c] * centre[c] / weights[c];
            }
        }
        size = charge > 0 ? curve.prox(charge, price) : 0;
        take(size, taken);
    }

    private void take(double x, double[] taken) {
        for (int c = 0; c < taken.length; c++) {
            taken[c] = coefficients[c] * x;
        }
    }

    private double price(double[] prices) {
        double price = 0;
        for (int c = 0; c < prices.length; c++) {
            price += coefficients[c] * prices[c];
        }
        return price;
    }

    @Override
    public double cost() {
        return curve.cost(size);
    }

    @Override
    public double gap(double[] prices) {
        return curve.gap(size, price(prices));
    }

    @Override
    public void demand(double[] prices, double[] taken) {
        double price = price(prices);
        take((curve.demandLow(price) + curve.demandHigh(price)) / 2, taken);
    }

    @Override
    public double support(double[] direction) {
        return Math.max(0, price(direction)) * curve.limit();
    }

    /** The smallest prices that make it begin; those that others tell are left at nothing. */
    @Override
    public boolean firstPrices(double[] prices) {
        double first = curve.firstMarginal();
        double square = 0;
        for (int c = told; c < coefficients.length; c++) {
            square += coefficients[c] * coefficients[c];
        }
        for (int c = 0; c < prices.length; c++) {
            prices[c] = c < told ? 0 : first * coefficients[c] / square;
        }
        return square > 0 && first < Double.POSITIVE_INFINITY;
    }
}
