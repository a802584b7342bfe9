package exoroute.solver;

/** Walks the last breakpoints between the ends of a bracket in the order of their prices: the exact end of a search. */
final class Sweep {
    /** Breakpoints that are worth sorting. */
    static final int MOST = 20;

    private final Curves curves;
    private final Bracket bracket;
    private final double[] at = new double[2 * MOST + 4];
    private final double[] jump = new double[at.length];
    private final double[] bend = new double[at.length];
    private int events;
    private double slope;

    Sweep(Curves curves, Bracket bracket) {
        this.curves = curves;
        this.bracket = bracket;
    }

    /** The price at which demand reaches the quantity; no active venue may have 3/2-power impact. */
    double root(double quantity) {
        events = 0;
        slope = bracket.foldedSlope();
        for (int i = 0; i < bracket.count(); i++) {
            gather(bracket.active(i));
        }
        double sum = bracket.sumAbove();
        double price = bracket.from;
        double next = bracket.to;
        for (int e = 0; e < events; e++) {
            if (slope > 0) {
                double reached = sum + slope * (at[e] - price);
                if (reached >= quantity) {
                    next = at[e];
                    break;
                }
                sum = reached;
            }
            price = at[e];
            sum += jump[e];
            slope += bend[e];
            if (sum >= quantity) {
                return price;
            }
        }
        double root = slope > 0 ? price + (quantity - sum) / slope : price;
        return Math.min(next, Math.max(price, root));
    }

    /** The breakpoint next to a price: the first one not below it, else the last one; NaN when there is none. */
    double next(double price) {
        events = 0;
        for (int i = 0; i < bracket.count(); i++) {
            gather(bracket.active(i));
        }
        int e = 0;
        while (e < events - 1 && at[e] < price) {
            e++;
        }
        return events == 0 ? Double.NaN : at[e];
    }

    private void gather(int v) {
        double lower = bracket.lower(v);
        double upper = bracket.upper(v);
        int last = Math.min(bracket.highLevel[v], curves.last[v] - 1);
        for (int k = bracket.lowLevel[v]; k <= last; k++) {
            double least = Math.max(lower, k == curves.first[v] ? 0 : curves.cumulative[k - 1]);
            double most = Math.min(upper, curves.cumulative[k]);
            if (least < most) {
                if (curves.isFlat(v)) {
                    event(curves.base[k], most - least, 0);
                } else if (curves.b[v] == 0) {
                    line(k, least, most, curves.a[v]);
                } else {
                    event(curves.base[k] + curves.slopeCost(v, least), 0, 0);
                    event(curves.base[k] + curves.slopeCost(v, most), 0, 0);
                }
            }
        }
    }

    private void line(int k, double least, double most, double a) {
        double begin = curves.base[k] + a * least;
        double end = curves.base[k] + a * most;
        if (begin <= bracket.from && end > bracket.from) {
            slope += 1 / a;
        } else {
            event(begin, 0, 1 / a);
        }
        if (end > bracket.from) {
            event(end, 0, -1 / a);
        }
    }

    private void event(double price, double more, double turn) {
        if (price > bracket.from && price < bracket.to) {
            int i = events++;
            while (i > 0 && at[i - 1] > price) {
                at[i] = at[i - 1];
                jump[i] = jump[i - 1];
                bend[i] = bend[i - 1];
                i--;
            }
            at[i] = price;
            jump[i] = more;
            bend[i] = turn;
        }
    }
}
