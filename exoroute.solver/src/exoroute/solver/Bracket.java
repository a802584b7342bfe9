package exoroute.solver;

/**
 * Two prices with the target between them, and what is known of each venue there. A venue whose demand between them is
 * constant, or one straight line, is folded into two sums and not asked again; the others are active. Arrays are by
 * venue; levels are indices into the curves.
 */
final class Bracket {
    private static final int LOOKED_AT = 64;

    private final Curves curves;
    private final double[] lower;
    private final double[] upper;
    private final int[] active;
    private int count;
    /** First level whose end is at or above the price: at the lower end of the bracket, at its upper end, last asked. */
    final int[] lowLevel;
    final int[] highLevel;
    private final int[] level;
    /** Demand interval at the price last asked, within the bounds. */
    final double[] low;
    final double[] high;
    /** Demand just above the lower end of the bracket, and just below its upper end. */
    private final double[] above;
    private final double[] below;
    private double foldedSize;
    private double foldedSlope;

    double from;
    double to;
    private double sumAbove;
    private double sumBelow;
    private boolean wentUp;
    /** The smallest and the largest sum of all demands. */
    double least;
    double most;
    /** Sums of the demand intervals at the price last asked. */
    double sumLow;
    double sumHigh;
    /** The price at which all venues were asked last and know their demand; NaN when only some were asked. */
    double askedAll = Double.NaN;
    /** At most so many breakpoints lie between the ends. */
    int breakpoints;
    /** Active venues with 3/2-power impact. */
    int curved;
    /** The venue whose demand grew fastest with the price when all were asked; -1 for none. */
    int flattest;

    Bracket(Curves curves, double[] lower, double[] upper) {
        this.curves = curves;
        this.lower = lower;
        this.upper = upper;
        int n = curves.venues;
        active = new int[n];
        lowLevel = new int[n];
        highLevel = new int[n];
        level = new int[n];
        low = new double[n];
        high = new double[n];
        above = new double[n];
        below = new double[n];
        System.arraycopy(curves.first, 0, level, 0, n);
    }

    /**
     * Opens the bracket to both sides.
     *
     * @param stride 1 for all venues, n for a sample of every n-th
     * @param remember whether levels found before are where to look first
     */
    void open(int stride, boolean remember) {
        clear();
        for (int v = 0; v < curves.venues; v += stride) {
            active[count++] = v;
            lowLevel[v] = curves.first[v];
            highLevel[v] = curves.last[v];
            above[v] = lower[v];
            below[v] = upper[v];
            least += lower[v];
            most += upper[v];
            if (!remember) {
                level[v] = Integer.MAX_VALUE;
            }
        }
        from = Double.NEGATIVE_INFINITY;
        to = Double.POSITIVE_INFINITY;
        sumAbove = least;
        sumBelow = most;
    }

    private void clear() {
        count = 0;
        least = 0;
        most = 0;
        foldedSize = 0;
        foldedSlope = 0;
        breakpoints = 0;
        curved = 0;
    }

    /**
     * Opens it for all venues with both ends at prices, in one pass.
     *
     * @return whether the quantity is strictly between the demands there; if not, it must be opened otherwise
     */
    boolean openAt(double begin, double end, double quantity) {
        clear();
        askedAll = Double.NaN;
        from = begin;
        to = end;
        wentUp = true;
        // short loops, so that memory is asked for many venues at once
        for (int v = 0; v < curves.venues; v++) {
            lowLevel[v] = curves.rung(v, begin);
            highLevel[v] = curves.rung(v, end);
        }
        for (int v = 0; v < curves.venues; v++) {
            lowLevel[v] = curves.within(lowLevel[v], begin);
            highLevel[v] = curves.within(highLevel[v], end);
        }
        for (int v = 0; v < curves.venues; v++) {
            above[v] = curves.cumulative[lowLevel[v]];
        }
        double up = 0;
        double down = 0;
        for (int v = 0; v < curves.venues; v++) {
            demand(v, lowLevel[v], begin);
            above[v] = high[v];
            up += high[v];
            demand(v, highLevel[v], end);
            level[v] = highLevel[v];
            below[v] = low[v];
            down += low[v];
        }
        for (int v = 0; v < curves.venues; v++) {
            count = keep(v, count);
        }
        sumAbove = up;
        sumBelow = down;
        sumHigh = up;
        return up < quantity && quantity < down;
    }

    /** Asks the active venues for their demand at a price. */
    void evaluate(double at) {
        double lowSum = foldedSize + foldedSlope * at;
        double highSum = lowSum;
        for (int i = 0; i < count; i++) {
            int v = active[i];
            int k = find(v, at);
            level[v] = k;
            demand(v, k, at);
            lowSum += low[v];
            highSum += high[v];
        }
        sumLow = lowSum;
        sumHigh = highSum;
        askedAll = count == curves.venues ? at : Double.NaN;
        flattest = -1;
    }

    /** The level at a price within the bracket: the last one, or one of a few, or searched for. */
    private int find(int v, double at) {
        double[] end = curves.end;
        int k = level[v];
        int begin = lowLevel[v];
        int stop = highLevel[v];
        if (k >= begin && k <= stop && end[k] >= at && (k == begin || end[k - 1] < at)) {
            return k;
        }
        if (stop - begin > 6) {
            return curves.find(v, at);
        }
        k = begin;
        while (end[k] < at) {
            k++;
        }
        return k;
    }

    /** Asks one venue, whose level at the price is known. */
    void demand(int v, int k, double at) {
        double before = k == curves.first[v] ? 0 : curves.cumulative[k - 1];
        double least = before;
        double most = before;
        if (k < curves.last[v]) {
            double a = curves.a[v];
            double b = curves.b[v];
            if (a == 0 && b == 0) {
                most = curves.end[k] == at ? curves.cumulative[k] : before;
            } else {
                double inside = b == 0 ? curves.straightSize(v, k, at)
                        : at > curves.base[k] ? curves.sizeAt(v, k, at) : 0;
                least = Math.min(curves.cumulative[k], Math.max(before, inside));
                most = least;
            }
        }
        low[v] = Math.min(upper[v], Math.max(lower[v], least));
        high[v] = Math.min(upper[v], Math.max(lower[v], most));
    }

    /** Moves an end of the bracket to the price last asked, folds what is decided, counts what is not. */
    void narrow(double at, boolean up) {
        wentUp = up;
        if (up) {
            from = at;
            sumAbove = sumHigh;
        } else {
            to = at;
            sumBelow = sumLow;
        }
        breakpoints = 0;
        curved = 0;
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int v = active[i];
            if (up) {
                lowLevel[v] = level[v];
                above[v] = high[v];
            } else {
                highLevel[v] = level[v];
                below[v] = low[v];
            }
            kept = keep(v, kept);
        }
        count = kept;
    }

    /** Folds a venue, or keeps it among the active ones; returns how many those are now. */
    private int keep(int v, int kept) {
        if (above[v] == below[v]) {
            foldedSize += above[v];
            return kept;
        }
        boolean power = curves.b[v] > 0;
        boolean smooth = isSmooth(v);
        if (smooth && !power) {
            foldedSize += curves.straightSize(v, lowLevel[v], 0);
            foldedSlope += curves.inverse[v];
            return kept;
        }
        int levels = highLevel[v] - lowLevel[v];
        breakpoints += smooth ? 0 : curves.isFlat(v) ? levels : 2 * levels + 2;
        curved += power ? 1 : 0;
        active[kept] = v;
        return kept + 1;
    }

    /** Whether the whole bracket lies within one sloped level. */
    private boolean isSmooth(int v) {
        int k = lowLevel[v];
        return k == highLevel[v] && k < curves.last[v] && !curves.isFlat(v) && curves.beginsBelow(v, k, from) && curves.end[k] >= to
                && lower[v] <= (k == curves.first[v] ? 0 : curves.cumulative[k - 1]) && upper[v] >= curves.cumulative[k];
    }

    /** Demand at the price last asked, on the side where it is not enough, or too much. */
    double sum() {
        return wentUp ? sumHigh : sumLow;
    }

    /** Sum of all demands just above the lower end. */
    double sumAbove() {
        return sumAbove;
    }

    double foldedSlope() {
        return foldedSlope;
    }

    int active(int i) {
        return active[i];
    }

    double lower(int v) {
        return lower[v];
    }

    double upper(int v) {
        return upper[v];
    }

    int count() {
        return count;
    }

    /** Whether both ends are prices that were asked. */
    boolean closed() {
        return from != Double.NEGATIVE_INFINITY && to != Double.POSITIVE_INFINITY;
    }

    boolean inside(double at) {
        return at > from && at < to && Math.abs(at) < Double.POSITIVE_INFINITY;
    }

    double middle() {
        return closed() ? from + (to - from) / 2 : Double.NaN;
    }

    /**
     * Where the target lies if demand grows evenly between the ends, and further from the nearer one by what so many
     * breakpoints are off at random, so that the next price is most often on the other side of the target.
     */
    double interpolate(double quantity, double margin) {
        double share = (quantity - sumAbove) / (sumBelow - sumAbove);
        double beyond = share < 0.5 ? share + margin : share - margin;
        return from + Math.min(0.98, Math.max(0.02, beyond)) * (to - from);
    }

    /** How fast demand grows around a price, over the steps of the books; from at most some active venues. */
    double slopeAround(double at) {
        int stride = Math.max(1, count / LOOKED_AT);
        double size = 0;
        double cost = 0;
        int asked = 0;
        for (int i = 0; i < count; i += stride) {
            int v = active[i];
            int begin = curves.first[v];
            int k = Math.min(level[v], curves.last[v] - 1);
            if (k > begin) {
                int back = Math.max(begin, k - 3);
                size += curves.cumulative[k] - curves.cumulative[back];
                cost += curves.end[k] - curves.end[back];
                asked++;
            }
        }
        return asked == 0 ? 0 : size / cost * asked * stride + foldedSlope;
    }

    /** How fast demand grows at the price last asked. */
    double slope(double at) {
        double sum = foldedSlope;
        for (int i = 0; i < count; i++) {
            sum += slopeOf(active[i], at);
        }
        return sum;
    }

    private double slopeOf(int v, double at) {
        int k = level[v];
        double size = low[v];
        if (k >= curves.last[v] || size <= lower[v] || size >= upper[v]) {
            return 0;
        }
        if (curves.b[v] == 0) {
            double before = k == curves.first[v] ? 0 : curves.cumulative[k - 1];
            return size > before && size < curves.cumulative[k] ? curves.inverse[v] : 0;
        }
        return curves.start(v, k) < at ? curves.slopeAt(v, size) : 0;
    }

    /** A breakpoint strictly between the ends: of a venue that the round picks; NaN when there is none. */
    double pivot(int round) {
        int begin = count == 0 ? 0 : Math.floorMod(round * 0x9E3779B1, count);
        for (int i = 0; i < count; i++) {
            int v = active[begin + i < count ? begin + i : begin + i - count];
            int last = Math.min(highLevel[v], curves.last[v] - 1);
            int middle = (lowLevel[v] + last) >>> 1;
            for (int k = middle; k <= last; k++) {
                if (inside(curves.end[k])) {
                    return curves.end[k];
                }
                if (inside(curves.start(v, k))) {
                    return curves.start(v, k);
                }
            }
            for (int k = middle; k >= lowLevel[v] && k <= last; k--) {
                if (inside(curves.start(v, k))) {
                    return curves.start(v, k);
                }
            }
            double bound = curves.marginalBelow(v, lower[v]);
            if (lower[v] > 0 && inside(bound)) {
                return bound;
            }
            bound = curves.marginalBelow(v, upper[v]);
            if (inside(bound)) {
                return bound;
            }
        }
        return Double.NaN;
    }

    /** Asks every venue at a price within the bracket; returns how fast their demand grows there. */
    double demands(double at) {
        double slope = 0;
        double lowSum = 0;
        double highSum = 0;
        double most = 0;
        flattest = -1;
        for (int v = 0; v < curves.venues; v++) {
            if (above[v] == below[v]) {
                low[v] = above[v];
                high[v] = above[v];
            } else {
                level[v] = find(v, at);
                demand(v, level[v], at);
                double mine = curves.a[v] + curves.b[v] == 0 ? 0 : slopeOf(v, at);
                slope += mine;
                if (mine > most) {
                    most = mine;
                    flattest = v;
                }
            }
            lowSum += low[v];
            highSum += high[v];
        }
        sumLow = lowSum;
        sumHigh = highSum;
        return slope;
    }
}
