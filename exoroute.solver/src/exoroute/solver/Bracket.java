package exoroute.solver;

/**
 * Two prices with the target between them, and what is known of each venue there. A venue whose demand between them is
 * constant, or one straight line, is folded into two sums and not asked again; the others are active. Arrays are by
 * venue; levels are indices into the {@link Levels}. One bracket serves many searches, one at a time.
 */
final class Bracket {
    private final Demands demands;
    private Levels levels;
    private Pieces pieces;
    private double[] low;
    private double[] high;
    private double[] lower;
    private double[] upper;
    private int venues;
    private int[] active = {};
    private int[] next;
    private int count;
    /** First level whose end is at or above the price: at the lower end of the bracket, at its upper end. */
    int[] lowLevel;
    int[] highLevel;
    /** The same at the two prices of {@link #enclose}. */
    private int[] levelBelow;
    private int[] levelAbove;
    /** Venues asked at once, and their levels. */
    private int[] asked;
    private int[] found;
    /** Demand just above the lower end of the bracket, and just below its upper end. */
    private double[] above;
    private double[] below;
    /** Demand of the folded: {@code foldedSize + foldedSlope (price - origin)}. */
    private double foldedSize;
    private double foldedSlope;
    private double origin;

    double from;
    double to;
    private double sumAbove;
    private double sumBelow;
    private boolean wentUp;
    /** At most so many breakpoints lie between the ends. */
    int breakpoints;
    /** Active venues with 3/2-power impact. */
    int curved;
    /** Of the pass that encloses the target: sums at its two prices, what it folds and keeps. */
    private double newAbove;
    private double newBelow;
    private double newSize;
    private double newSlope;
    private int newBreakpoints;
    private int newCurved;
    private int kept;
    Bracket(Demands demands) {
        this.demands = demands;
    }

    /** Serves whom the demands serve now; allocates when none of so many venues was served before. */
    void serve() {
        levels = demands.levels;
        pieces = demands.pieces;
        lower = demands.lower;
        upper = demands.upper;
        low = demands.low;
        high = demands.high;
        venues = demands.venues;
        if (active.length < venues) {
            active = new int[venues];
            next = new int[venues];
            asked = new int[Math.min(venues, Demands.AT_ONCE)];
            found = new int[asked.length];
            lowLevel = new int[venues];
            highLevel = new int[venues];
            levelBelow = new int[venues];
            levelAbove = new int[venues];
            above = new double[venues];
            below = new double[venues];
        }
    }

    /** Opens the bracket to both sides for all venues. */
    void open() {
        clear();
        origin = 0;
        sumAbove = 0;
        sumBelow = 0;
        count = venues;
        for (int v = 0; v < count; v++) {
            active[v] = v;
            lowLevel[v] = levels.first[v];
            highLevel[v] = levels.last[v];
            above[v] = lower[v];
            below[v] = upper[v];
            sumAbove += lower[v];
            sumBelow += upper[v];
        }
        from = Double.NEGATIVE_INFINITY;
        to = Double.POSITIVE_INFINITY;
    }

    private void clear() {
        count = 0;
        foldedSize = 0;
        foldedSlope = 0;
        breakpoints = 0;
        curved = 0;
    }

    /**
     * Opens it for all venues with both ends at prices.
     *
     * @param anew whether no venue was asked near them before
     * @return whether the quantity is strictly between the demands there; if not, it must be opened otherwise
     */
    boolean encloseAll(double begin, double end, double quantity, boolean anew) {
        clear();
        origin = begin;
        beginPass();
        for (int part = 0; part < venues; part += Demands.AT_ONCE) {
            int stop = Math.min(venues, part + Demands.AT_ONCE);
            if (anew) {
                demands.seeAll(part, stop, begin);
            }
            int others = encloseKnown(part, stop, begin, end);
            demands.find(asked, others, begin, found);
            for (int i = 0; i < others; i++) {
                int v = asked[i];
                levelBelow[v] = found[i];
                levelAbove[v] = levels.findFrom(v, found[i], end);
                enclose(v, begin, end);
            }
        }
        return commit(begin, end, quantity);
    }

    /** The venues whose pieces reach from end to end; returns how many do not. */
    private int encloseKnown(int part, int stop, double begin, double end) {
        double aboveSum = 0;
        double belowSum = 0;
        double steepSum = 0;
        int others = 0;
        for (int v = part; v < stop; v++) {
            double least = pieces.at(v, begin);
            double most = pieces.at(v, end);
            if (pieces.covers(v, begin, end) && least >= lower[v] && most <= upper[v]) {
                aboveSum += least;
                belowSum += most;
                steepSum += pieces.slope(v);
            } else {
                asked[others++] = v;
            }
        }
        newAbove += aboveSum;
        newBelow += belowSum;
        newSize += aboveSum;
        newSlope += steepSum;
        return others;
    }

    /** Moves both ends to prices between them; when the target is not strictly between those, nothing is changed. */
    boolean enclose(double begin, double end, double quantity) {
        beginPass();
        newSize = foldedSize;
        newSlope = foldedSlope;
        newAbove = folded(begin);
        newBelow = folded(end);
        for (int i = 0; i < count; i++) {
            int v = active[i];
            levelBelow[v] = levels.findFrom(v, lowLevel[v], begin);
            levelAbove[v] = levels.findFrom(v, levelBelow[v], end);
            enclose(v, begin, end);
        }
        return commit(begin, end, quantity);
    }

    private void beginPass() {
        newAbove = 0;
        newBelow = 0;
        newSize = 0;
        newSlope = 0;
        newBreakpoints = 0;
        newCurved = 0;
        kept = 0;
    }

    private double folded(double at) {
        return foldedSize + foldedSlope * (at - origin);
    }

    /** One venue, whose levels at both prices are known. */
    private void enclose(int v, double begin, double end) {
        int k = levelBelow[v];
        int last = levelAbove[v];
        double wants = levels.wantsMost(v, k, begin);
        double would = levels.wantsLeast(v, last, end);
        double least = Math.min(upper[v], Math.max(lower[v], wants));
        double most = Math.min(upper[v], Math.max(lower[v], would));
        newAbove += least;
        newBelow += most;
        if (least == most) {
            newSize += least;
            if (k == last) {
                pieces.see(v, k, end);
            }
            return;
        }
        boolean power = levels.isCurved(v);
        boolean straight = k == last && least == wants && most == would && levels.start(v, k) <= begin;
        if (straight && !power) {
            pieces.see(v, k, end);
            newSize += levels.straightSize(v, k, origin);
            newSlope += levels.inverse[v];
            return;
        }
        newBreakpoints += straight ? 0 : levels.isFlat(v) ? last - k : 2 * (last - k) + 2;
        newCurved += power ? 1 : 0;
        next[kept++] = v;
        low[v] = least;
        high[v] = most;
    }

    private boolean commit(double begin, double end, double quantity) {
        demands.sumHigh = newAbove;
        demands.sumLow = newBelow;
        if (!(newAbove < quantity && quantity < newBelow)) {
            return false;
        }
        for (int i = 0; i < kept; i++) {
            int v = next[i];
            lowLevel[v] = levelBelow[v];
            highLevel[v] = levelAbove[v];
            above[v] = low[v];
            below[v] = high[v];
        }
        int[] old = active;
        active = next;
        next = old;
        count = kept;
        foldedSize = newSize;
        foldedSlope = newSlope;
        breakpoints = newBreakpoints;
        curved = newCurved;
        from = begin;
        to = end;
        sumAbove = newAbove;
        sumBelow = newBelow;
        wentUp = true;
        return true;
    }

    /** Asks the active venues for their demand at a price. */
    void evaluate(double at) {
        double lowSum = folded(at);
        double highSum = lowSum;
        for (int i = 0; i < count; i++) {
            int v = active[i];
            demands.ask(v, at);
            lowSum += low[v];
            highSum += high[v];
        }
        demands.sumLow = lowSum;
        demands.sumHigh = highSum;
    }

    /** Moves an end of the bracket to the price last asked, folds what is decided, counts what is not. */
    void narrow(double at, boolean up) {
        wentUp = up;
        if (up) {
            from = at;
            sumAbove = demands.sumHigh;
        } else {
            to = at;
            sumBelow = demands.sumLow;
        }
        breakpoints = 0;
        curved = 0;
        int left = 0;
        for (int i = 0; i < count; i++) {
            int v = active[i];
            if (up) {
                lowLevel[v] = pieces.level(v);
                above[v] = high[v];
            } else {
                highLevel[v] = pieces.level(v);
                below[v] = low[v];
            }
            left = keep(v, left);
        }
        count = left;
    }

    /** Folds a venue, or keeps it among the active ones; returns how many those are now. */
    private int keep(int v, int left) {
        if (above[v] == below[v]) {
            foldedSize += above[v];
            return left;
        }
        boolean power = levels.isCurved(v);
        boolean smooth = isSmooth(v);
        if (smooth && !power) {
            foldedSize += levels.straightSize(v, lowLevel[v], origin);
            foldedSlope += levels.inverse[v];
            return left;
        }
        int between = highLevel[v] - lowLevel[v];
        breakpoints += smooth ? 0 : levels.isFlat(v) ? between : 2 * between + 2;
        curved += power ? 1 : 0;
        active[left] = v;
        return left + 1;
    }

    /** Whether the whole bracket lies within one sloped level. */
    private boolean isSmooth(int v) {
        int k = lowLevel[v];
        return k == highLevel[v] && k < levels.last[v] && !levels.isFlat(v) && levels.start(v, k) <= from
                && levels.end(v, k) >= to && lower[v] <= levels.before(v, k) && upper[v] >= levels.upTo(v, k);
    }

    /** Demand at the price last asked, on the side where it is not enough, or too much. */
    double sum() {
        return wentUp ? demands.sumHigh : demands.sumLow;
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

    /** Where the target lies if demand grows evenly between the ends. */
    double interpolate(double quantity) {
        return from + Math.min(0.98, Math.max(0.02, share(quantity))) * (to - from);
    }

    private double share(double quantity) {
        return (quantity - sumAbove) / (sumBelow - sumAbove);
    }

    /** How far from there it may be when the breakpoints between the ends are at random (a Brownian bridge); both prices stay inside. */
    double spread(double quantity, double deviations) {
        double share = Math.min(0.98, Math.max(0.02, share(quantity)));
        double off = deviations * Math.sqrt(share * (1 - share) / breakpoints);
        return Math.min(off, Math.min(share, 1 - share) / 2) * (to - from);
    }

    /** How fast demand grows at the price last asked. */
    double slope(double at) {
        double sum = foldedSlope;
        for (int i = 0; i < count; i++) {
            sum += demands.slopeOf(active[i], at);
        }
        return sum;
    }

    /** A breakpoint strictly between the ends: of a venue that the round picks; NaN when there is none. */
    double pivot(int round) {
        int begin = count == 0 ? 0 : Math.floorMod(round * 0x9E3779B1, count);
        for (int i = 0; i < count; i++) {
            int v = active[begin + i < count ? begin + i : begin + i - count];
            int last = Math.min(highLevel[v], levels.last[v] - 1);
            int middle = (lowLevel[v] + last) >>> 1;
            for (int k = middle; k <= last; k++) {
                if (inside(levels.end(v, k))) {
                    return levels.end(v, k);
                }
                if (inside(levels.start(v, k))) {
                    return levels.start(v, k);
                }
            }
            for (int k = middle; k >= lowLevel[v] && k <= last; k--) {
                if (inside(levels.start(v, k))) {
                    return levels.start(v, k);
                }
            }
            double bound = marginal(v, lower[v]);
            if (lower[v] > 0 && inside(bound)) {
                return bound;
            }
            bound = marginal(v, upper[v]);
            if (inside(bound)) {
                return bound;
            }
        }
        return Double.NaN;
    }

    private double marginal(int v, double size) {
        int k = levels.levelEndingAtOrAfter(v, size);
        return k < 0 ? Double.POSITIVE_INFINITY : levels.base(k) + levels.slopeCost(v, size);
    }
}
