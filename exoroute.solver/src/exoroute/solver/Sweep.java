package exoroute.solver;

/**
 * The exact end of a search: the breakpoints left between the ends of a bracket are gathered, and the half that the
 * target is not in is left out again and again (Kiwiel, Math. Programming 112 (2008)), down to a few that are sorted and
 * walked. Equal prices, of which markets have many, stay together.
 */
final class Sweep {
    private static final int SORTED = 12;
    private static final int ROOM = 64;
    private static final double NARROW = 8;
    /** Of the quantity, what is lost or won by adding up: the price is that of a breakpoint which is no further away. */
    private static final double NOISE = 1e-13;

    private final Bracket bracket;
    private Levels levels;
    /** Breakpoints that there is room for. */
    int most;
    private double[] at = {};
    private double[] jump;
    private double[] bend;
    private int events;
    private double slope;

    Sweep(Bracket bracket) {
        this.bracket = bracket;
    }

    /** Serves a search from now on; allocates when none of so many venues was served before. */
    void serve(Levels served) {
        levels = served;
        most = served.first.length + ROOM;
        if (at.length < most) {
            at = new double[most];
            jump = new double[most];
            bend = new double[most];
        }
    }

    /** The price at which demand reaches the quantity; no active venue may have 3/2-power impact. */
    double root(double quantity) {
        gather();
        double sum = bracket.sumAbove();
        double price = bracket.from;
        double next = bracket.to;
        int begin = 0;
        int end = events;
        while (end - begin > SORTED) {
            double pivot = median(at[begin], at[(begin + end) >>> 1], at[end - 1]);
            int less = begin;
            int more = end;
            double reached = sum + slope * (pivot - price);
            double turns = 0;
            double here = 0;
            for (int e = begin; e < more; ) {
                if (at[e] < pivot) {
                    reached += jump[e] + bend[e] * (pivot - at[e]);
                    turns += bend[e];
                    swap(less++, e++);
                } else if (at[e] > pivot) {
                    swap(e, --more);
                } else {
                    here += jump[e];
                    turns += bend[e];
                    e++;
                }
            }
            if (reached >= quantity) {
                next = pivot;
                end = less;
            } else if (reached + here >= quantity) {
                return pivot;
            } else {
                sum = reached + here;
                slope += turns;
                price = pivot;
                begin = more;
            }
        }
        sort(begin, end);
        return walk(quantity, begin, end, sum, price, next);
    }

    private double walk(double quantity, int begin, int end, double size, double from, double to) {
        double sum = size;
        double price = from;
        double next = to;
        for (int e = begin; e < end; e++) {
            if (slope > 0) {
                double reached = sum + slope * (at[e] - price);
                if (reached >= quantity - NOISE * quantity) {
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
        if (!(slope > 0) || quantity - sum <= NOISE * quantity) {
            return price;
        }
        double root = Math.max(price, price + (quantity - sum) / slope);
        return slope * (next - root) <= NOISE * quantity ? next : Math.min(next, root);
    }

    private static double median(double a, double b, double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }

    private void swap(int i, int j) {
        double t = at[i];
        at[i] = at[j];
        at[j] = t;
        t = jump[i];
        jump[i] = jump[j];
        jump[j] = t;
        t = bend[i];
        bend[i] = bend[j];
        bend[j] = t;
    }

    private void sort(int begin, int end) {
        for (int i = begin + 1; i < end; i++) {
            double price = at[i];
            double more = jump[i];
            double turn = bend[i];
            int j = i;
            while (j > begin && at[j - 1] > price) {
                at[j] = at[j - 1];
                jump[j] = jump[j - 1];
                bend[j] = bend[j - 1];
                j--;
            }
            at[j] = price;
            jump[j] = more;
            bend[j] = turn;
        }
    }

    /** The breakpoint next to a price: the first one not below it, else the last one; NaN when there is none. */
    double next(double price) {
        gather();
        double above = Double.POSITIVE_INFINITY;
        double below = Double.NaN;
        for (int e = 0; e < events; e++) {
            if (at[e] >= price) {
                above = Math.min(above, at[e]);
            } else if (!(at[e] <= below)) {
                below = at[e];
            }
        }
        return above < Double.POSITIVE_INFINITY ? above : below;
    }

    private void gather() {
        events = 0;
        slope = bracket.foldedSlope();
        for (int i = 0; i < bracket.count(); i++) {
            gather(bracket.active(i));
        }
    }

    private void gather(int v) {
        double lower = bracket.lower(v);
        double upper = bracket.upper(v);
        int last = Math.min(bracket.highLevel[v], levels.last[v] - 1);
        for (int k = bracket.lowLevel[v]; k <= last; k++) {
            double least = Math.max(lower, levels.before(v, k));
            double most = Math.min(upper, levels.upTo(v, k));
            if (least < most) {
                if (levels.isFlat(v)) {
                    event(levels.base(k), most - least, 0);
                } else if (!levels.isCurved(v)) {
                    line(k, least, most, levels.a[v]);
                } else {
                    event(levels.base(k) + levels.slopeCost(v, least), 0, 0);
                    event(levels.base(k) + levels.slopeCost(v, most), 0, 0);
                }
            }
        }
    }

    private void line(int k, double least, double most, double a) {
        double begin = levels.base(k) + a * least;
        double end = levels.base(k) + a * most;
        if (end - begin <= NARROW * Math.ulp(end)) { // prices tell no sizes apart in it
            if (begin < bracket.to && end > bracket.from) {
                event(Math.max(Math.nextUp(bracket.from), Math.min(end, Math.nextDown(bracket.to))), most - least, 0);
            }
            return;
        }
        double grows = (most - least) / (end - begin);
        if (begin <= bracket.from && end > bracket.from) {
            slope += grows;
        } else {
            event(begin, 0, grows);
        }
        if (end > bracket.from) {
            event(end, 0, -grows);
        }
    }

    private void event(double price, double more, double turn) {
        if (price > bracket.from && price < bracket.to) {
            at[events] = price;
            jump[events] = more;
            bend[events] = turn;
            events++;
        }
    }
}
