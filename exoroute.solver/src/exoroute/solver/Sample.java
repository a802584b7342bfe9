package exoroute.solver;

/** Looks at some venues before all are asked, to tell where the price is and how far off that may be. */
final class Sample {
    private static final double DEVIATIONS = 3;

    private final Curves curves;
    private final Bracket bracket;
    private final double[] lower;
    private final double[] upper;
    /** How far from the last guess the price may be; 0 when there is no telling. */
    double spread;

    Sample(Curves curves, Bracket bracket, double[] lower, double[] upper) {
        this.curves = curves;
        this.bracket = bracket;
        this.lower = lower;
        this.upper = upper;
    }

    /** Where a few venues stand when each gives the same share of what it has; and in {@link #spread} how far off that may be. */
    double guess(double share) {
        int stride = Math.max(1, curves.venues / 8);
        double sum = 0;
        double squares = 0;
        int asked = 0;
        for (int v = 0; v < curves.venues; v += stride) {
            if (upper[v] > 0) {
                double at = curves.marginalBelow(v, Math.max(Math.min(1, upper[v]), share * upper[v]));
                sum += at;
                squares += at * at;
                asked++;
            }
        }
        double mean = asked == 0 ? 0 : sum / asked;
        spread = asked < 4 ? 0 : DEVIATIONS * Math.sqrt(Math.max(0, squares / asked - mean * mean) / (asked - 1));
        return mean;
    }

    /** How far from the price that a sample found the price of all may be: by the spread of their demands there. */
    double deviation(int stride, double share, double at) {
        bracket.askedAll = Double.NaN;
        double squares = 0;
        double slope = slopeAcross(stride, at);
        for (int v = 0; v < curves.venues; v += stride) {
            bracket.demand(v, curves.find(v, at), at);
            double wants = (bracket.low[v] + bracket.high[v]) / 2;
            double off = wants - lower[v] - share * (upper[v] - lower[v]);
            squares += off * off;
        }
        return DEVIATIONS * Math.sqrt(squares) / slope;
    }

    private double slopeAcross(int stride, double at) {
        double size = 0;
        double cost = 0;
        int asked = 0;
        for (int v = 0; v < curves.venues; v += stride) {
            int k = curves.find(v, at);
            int begin = Math.max(curves.first[v], k - 3);
            int stop = Math.min(curves.last[v] - 1, k + 3);
            if (stop > begin) {
                size += curves.cumulative[stop] - curves.cumulative[begin];
                cost += curves.end[stop] - curves.end[begin];
                asked++;
            }
        }
        return asked == 0 ? 0 : size / cost * asked;
    }
}
