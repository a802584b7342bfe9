package exoroute.solver;

/** One venue of some curves, for those who ask one at a time: agents, and whoever checks an answer. One thread at a time. */
public final class VenueCurve {
    private static final double LEAST_RANGE = 1e-5;

    private final Curves curves;
    private final Levels levels;
    private final int v;
    /** The level found last: who asks again asks near it. */
    private int near;

    /** A venue by its position. */
    public VenueCurve(Curves curves, int venue) {
        this.curves = curves;
        levels = curves.levels;
        v = venue;
        near = levels.first[v];
    }

    /** Largest size: depth or cap, in size units. */
    public long limit() {
        return curves.limit(v);
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
        int k = find(price, 0);
        double before = levels.before(v, k);
        return k == levels.last[v] || curves.isFlat(v) || levels.base(k) >= price
                ? before : insideOf(k, before, curves.sizeAt(v, k, price));
    }

    /** The most it wants at a price: everything that is not dearer. */
    public double demandHigh(double price) {
        int k = find(price, 0);
        return k < levels.last[v] && curves.isFlat(v) && levels.end(v, k) == price ? levels.upTo(v, k) : demandLow(price);
    }

    /** First level whose end, a charge for each size unit included, is at or above a price. */
    private int find(double price, double charge) {
        int k = near;
        boolean here = k < levels.last[v] && end(k, charge) >= price && (k == levels.first[v] || end(k - 1, charge) < price);
        near = here ? k : levels.find(v, price, charge);
        return near;
    }

    private double end(int k, double charge) {
        return levels.end(v, k) + charge * levels.upTo(v, k);
    }

    private double insideOf(int k, double before, double size) {
        return Math.min(levels.upTo(v, k), Math.max(before, size));
    }

    /**
     * The size x whose marginal cost and a linear charge together reach a price: m(x) + charge x = price.
     *
     * @param charge price units per size unit, positive
     */
    public double prox(double charge, double price) {
        int k = find(price, charge);
        double before = levels.before(v, k);
        if (k == levels.last[v] || levels.base(k) + levels.slopeCost(v, before) + charge * before >= price) {
            return before;
        }
        return insideOf(k, before, Curves.solve(levels.a[v] + charge, levels.b[v], price - levels.base(k)));
    }

    /** Size that a venue offers for each price unit on the way through its book up to a share of it: its mean slope. */
    public double meanSlope(double share) {
        if (levels.total[v] == 0) {
            return 0;
        }
        int k = levels.levelEndingAtOrAfter(v, share * levels.total[v]);
        k = Math.min(levels.last[v] - 1, Math.max(levels.first[v], k));
        return Math.min(levels.upTo(v, k) / (levels.end(v, k) - levels.start(v, levels.first[v])), steepest());
    }

    /**
     * How fast demand grows around a price, size units per price unit: within a sloped level its own slope, else over a
     * few levels to both sides.
     */
    public double slopeAround(double price, int around) {
        if (levels.total[v] == 0) {
            return 0;
        }
        int k = Math.min(levels.last[v] - 1, find(price, 0));
        boolean inside = !curves.isFlat(v) && levels.start(v, k) < price && price < levels.end(v, k);
        int from = inside ? k : Math.max(levels.first[v], k - around);
        int to = inside ? k : Math.min(levels.last[v] - 1, k + around);
        double before = levels.before(v, from);
        return Math.min((levels.upTo(v, to) - before) / (levels.end(v, to) - levels.start(v, from)), steepest());
    }

    /** A slope of demand beyond any reason: the whole book within a hundred-thousandth of its price. */
    private double steepest() {
        double price = Math.abs(levels.base(levels.first[v]) + curves.reference);
        return levels.total[v] / Math.max(1, LEAST_RANGE * price);
    }

    /** Marginal cost of the first unit; infinite when there is none. */
    public double firstMarginal() {
        return curves.marginalBelow(v, 0);
    }

    /** The level that a size stands in, its end included; -1 for no size, or beyond the book. */
    public int levelAt(double size) {
        return size <= 0 ? -1 : levels.levelEndingAtOrAfter(v, size);
    }

    /** The level that begins at a size, or that the size is inside of; -1 at the end of the book. */
    public int levelAfter(double size) {
        return curves.levelAfter(v, size);
    }

    /** Size up to where a level begins. */
    public double sizeBefore(int level) {
        return levels.before(v, level);
    }

    /** Size up to where a level ends. */
    public double sizeUpTo(int level) {
        return levels.upTo(v, level);
    }

    /** Marginal cost of a level at a size, which need not lie in it. */
    public double marginal(int level, double size) {
        return levels.base(level) + levels.slopeCost(v, Math.max(0, size));
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
        return levels.a[v] + (!levels.isCurved(v) ? 0 : 0.75 * levels.b[v] / Math.sqrt(Math.max(1e-9, size)));
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
