package exoroute.solver;

/** One venue of some curves, for those who ask one at a time: agents, and whoever checks an answer. */
public final class VenueCurve {
    private static final double LEAST_RANGE = 1e-5;

    private final Curves curves;
    private final int v;

    /** A venue by its position. */
    public VenueCurve(Curves curves, int venue) {
        this.curves = curves;
        v = venue;
    }

    /** Largest size: depth or cap, in size units. */
    public long limit() {
        return curves.limit[v];
    }

    /** Whether it has no impact: its marginal cost is the level's price. */
    public boolean isFlat() {
        return curves.isFlat(v);
    }

    /** Relative cost of a size; price units times size units. */
    public double cost(double size) {
        return curves.cost(v, size);
    }

    /** The least it wants at a price: everything that is cheaper. */
    public double demandLow(double price) {
        int k = curves.find(v, price);
        double before = k == curves.first[v] ? 0 : curves.cumulative[k - 1];
        return k == curves.last[v] || curves.isFlat(v) || curves.base[k] >= price
                ? before : insideOf(k, before, curves.sizeAt(v, k, price));
    }

    /** The most it wants at a price: everything that is not dearer. */
    public double demandHigh(double price) {
        int k = curves.find(v, price);
        return k < curves.last[v] && curves.isFlat(v) && curves.end[k] == price ? curves.cumulative[k] : demandLow(price);
    }

    private double insideOf(int k, double before, double size) {
        return Math.min(curves.cumulative[k], Math.max(before, size));
    }

    /**
     * The size x whose marginal cost and a linear charge together reach a price: m(x) + charge x = price.
     *
     * @param charge price units per size unit, positive
     */
    public double prox(double charge, double price) {
        int low = curves.first[v];
        int high = curves.last[v];
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (curves.end[middle] + charge * curves.cumulative[middle] < price) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        double before = low == curves.first[v] ? 0 : curves.cumulative[low - 1];
        if (low == curves.last[v] || curves.base[low] + curves.slopeCost(v, before) + charge * before >= price) {
            return before;
        }
        return insideOf(low, before, Curves.solve(curves.a[v] + charge, curves.b[v], price - curves.base[low]));
    }

    /** Size that a venue offers for each price unit on the way through its book up to a share of it: its mean slope. */
    public double meanSlope(double share) {
        if (curves.first[v] == curves.last[v]) {
            return 0;
        }
        int k = curves.levelEndingAtOrAfter(v, share * curves.cumulative[curves.last[v] - 1]);
        k = Math.min(curves.last[v] - 1, Math.max(curves.first[v], k));
        return Math.min(curves.cumulative[k] / (curves.end[k] - curves.start(v, curves.first[v])), steepest());
    }

    /**
     * How fast demand grows around a price, size units per price unit: within a sloped level its own slope, else over a
     * few levels to both sides.
     */
    public double slopeAround(double price, int levels) {
        if (curves.first[v] == curves.last[v]) {
            return 0;
        }
        int k = Math.min(curves.last[v] - 1, curves.find(v, price));
        boolean inside = !curves.isFlat(v) && curves.start(v, k) < price && price < curves.end[k];
        int from = inside ? k : Math.max(curves.first[v], k - levels);
        int to = inside ? k : Math.min(curves.last[v] - 1, k + levels);
        double before = from == curves.first[v] ? 0 : curves.cumulative[from - 1];
        return Math.min((curves.cumulative[to] - before) / (curves.end[to] - curves.start(v, from)), steepest());
    }

    /** A slope of demand beyond any reason: the whole book within a hundred-thousandth of its price. */
    private double steepest() {
        double price = Math.abs(curves.base[curves.first[v]] + curves.reference);
        return curves.cumulative[curves.last[v] - 1] / Math.max(1, LEAST_RANGE * price);
    }

    /** Marginal cost of the first unit; infinite when there is none. */
    public double firstMarginal() {
        return curves.first[v] == curves.last[v] ? Double.POSITIVE_INFINITY : curves.start(v, curves.first[v]);
    }

    /** The level that a size stands in, its end included; -1 for no size, or beyond the book. */
    public int levelAt(double size) {
        return size <= 0 ? -1 : curves.levelEndingAtOrAfter(v, size);
    }

    /** The level that begins at a size, or that the size is inside of; -1 at the end of the book. */
    public int levelAfter(double size) {
        int k = curves.levelEndingAtOrAfter(v, size);
        return k >= 0 && curves.cumulative[k] == size ? k + 1 == curves.last[v] ? -1 : k + 1 : k;
    }

    /** Size up to where a level begins. */
    public double sizeBefore(int level) {
        return level == curves.first[v] ? 0 : curves.cumulative[level - 1];
    }

    /** Size up to where a level ends. */
    public double sizeUpTo(int level) {
        return curves.cumulative[level];
    }

    /** Marginal cost of a level at a size, which need not lie in it. */
    public double marginal(int level, double size) {
        return curves.base[level] + curves.slopeCost(v, Math.max(0, size));
    }

    /** Marginal cost of the last bit of a size; minus infinity at nothing. */
    public double marginalBefore(double size) {
        return size <= 0 ? Double.NEGATIVE_INFINITY : curves.marginalBelow(v, size);
    }

    /** Marginal cost of the next bit; infinite at the end of the book. */
    public double marginalAfter(double size) {
        return curves.marginalAbove(v, size);
    }

    /** How fast the marginal cost grows with the size within a level. */
    public double steepness(double size) {
        return curves.a[v] + (curves.b[v] == 0 ? 0 : 0.75 * curves.b[v] / Math.sqrt(Math.max(1e-9, size)));
    }

    /** How much dearer a size is at a price than what it wants there: its duality gap, not negative. */
    public double gap(double size, double price) {
        double high = demandHigh(price);
        double low = size > high ? 0 : demandLow(price);
        double gap = size > high ? curves.excess(v, high, size, price)
                : size < low ? -curves.excess(v, size, low, price) : 0;
        return Math.max(0, gap);
    }
}
