package exoroute.solver;

import java.util.Arrays;

/**
 * Of every venue the straight piece of its demand that it was last seen on: between two prices (exclusive) its demand is
 * {@code size - (anchor - price) * slope}, whatever bounds it has. Asking a venue again near the last price reads this
 * alone, not its book; a change of the book moves it, and a {@link Walk} goes from one to the next. Curves with
 * 3/2-power impact have such pieces only between levels.
 */
final class Pieces {
    /** A level of no more last digits of its price is asked in its book, which keeps to the level's sizes. */
    private static final double NARROW = 4096;

    private final Levels levels;
    /** Where pieces begin, plus infinity for those not known; where they end; the rest of the formula. By venue. */
    private final double[] begins;
    private final double[] ends;
    private final double[] sizes;
    private final double[] anchors;
    private final double[] slopes;
    /** The level whose end is the first at or above the piece. */
    private final int[] slots;
    /**
     * What the ends of pieces are made of, exactly, where there is impact: for a piece with a slope the sizes before its
     * level and of it, for another the bases of the levels below and above.
     */
    private final double[] behind;
    /** How much more size there is before the pieces between levels than there ever was. */
    double grown;

    /** Knows nothing yet. */
    Pieces(Levels levels) {
        this.levels = levels;
        int venues = levels.first.length;
        begins = new double[venues];
        ends = new double[venues];
        sizes = new double[venues];
        slots = levels.first.clone();
        anchors = new double[levels.impact ? venues : 0];
        slopes = new double[levels.impact ? venues : 0];
        behind = new double[levels.impact ? 2 * venues : 0];
        Arrays.fill(begins, Double.POSITIVE_INFINITY);
    }

    /** A slot of a venue whose level was gone now has another price. */
    void moved(int v, int slot) {
        int level = level(v);
        if (slope(v) != 0) {
            if (slot == level) {
                forget(v);
            }
        } else if ((slot == level || slot == level - 1) && begins[v] < Double.POSITIVE_INFINITY) {
            gap(v, slot == level ? begins[v] : base(v, slot), slot == level ? base(v, slot) : ends[v],
                    sizes[v], level);
        }
    }

    private double base(int v, int slot) {
        return levels.base(slot) + levels.slopeCost(v, sizes[v]);
    }

    /** The levels of a venue from one slot on moved up, up to a free one; a new one stands there. */
    void inserted(int v, int slot, int free) {
        int level = level(v);
        if (slot == level || slot < level && (free == level || free == level - 1)) {
            forget(v);
        } else if (slot < level && level < free) {
            slots[v]++;
        }
    }

    private void forget(int v) {
        begins[v] = Double.POSITIVE_INFINITY;
    }

    /** A level of a venue now has more size. */
    void grew(int v, int k, double more) {
        int level = slots[v];
        if (slope(v) == 0) {
            double less = more * (k - level >>> 31);
            sizes[v] += less;
            grown += less;
            if (levels.impact && less != 0) {
                bounds(v, level, sizes[v], 0);
            }
        } else if (k <= level) {
            behind[2 * v + (k < level ? 0 : 1)] += more;
            bounds(v, level, behind[2 * v], behind[2 * v + 1]);
        }
    }

    /** Where a known piece ends now that so much is before it, and in it; as a look into the book would tell. */
    private void bounds(int v, int level, double size, double inside) {
        if (begins[v] == Double.POSITIVE_INFINITY) {
            return;
        }
        double below = levels.slopeCost(v, size);
        if (slope(v) != 0) {
            begins[v] = anchors[v] + below;
            ends[v] = anchors[v] + levels.slopeCost(v, size + inside);
        } else {
            begins[v] = behind[2 * v] + below;
            ends[v] = behind[2 * v + 1] + below;
        }
        if (levels.isCurved(v) || slope(v) != 0 && isNarrow(begins[v], ends[v])) {
            forget(v);
        }
    }

    private static boolean isNarrow(double from, double to) {
        return !(to - from > NARROW * Math.ulp(to));
    }

    /** Whether the piece is known at a price, or up to it. */
    boolean coversUpTo(int v, double price) {
        return begins[v] < price && price <= ends[v];
    }

    /** Where the piece ends below. */
    double from(int v) {
        return begins[v];
    }

    /** Where the piece ends above. */
    double to(int v) {
        return ends[v];
    }

    /** How much demand jumps where the piece ends above. */
    double jumpAbove(int v) {
        return levels.isFlat(v) ? levels.size(level(v)) : 0;
    }

    /** How much demand jumps where the piece ends below. */
    double jumpBelow(int v) {
        return levels.isFlat(v) ? levels.size(level(v) - 1) : 0;
    }

    /** Goes to the piece above; returns how much faster demand grows there, NaN when there is none or it is not straight. */
    double climb(int v) {
        int k = level(v);
        double begin = ends[v];
        if (levels.isFlat(v)) {
            gap(v, begin, levels.base(k + 1), sizes[v] + levels.size(k), k + 1);
            return 0;
        }
        if (slope(v) == 0 && levels.size(k) > 0) {
            return slope(v, begin, levels.end(v, k), sizes[v], k);
        }
        double slope = slope(v);
        double size = levels.upTo(v, k);
        gap(v, begin, levels.base(k + 1) + levels.slopeCost(v, size), size, k + 1);
        return -slope;
    }

    /** Goes to the piece below; returns how much faster demand grows there, NaN when there is none or it is not straight. */
    double descend(int v) {
        int k = level(v);
        double end = begins[v];
        double slope = slope(v);
        if (levels.isFlat(v)) {
            gap(v, k - 1 == levels.first[v] ? Double.NEGATIVE_INFINITY : levels.base(k - 2), end,
                    sizes[v] - levels.size(k - 1), k - 1);
            return 0;
        }
        if (slope == 0 && levels.size(k - 1) > 0) {
            return slope(v, levels.start(v, k - 1), end, levels.before(v, k - 1), k - 1);
        }
        int level = slope == 0 ? k - 1 : k;
        double size = levels.before(v, level);
        gap(v, level == levels.first[v] ? Double.NEGATIVE_INFINITY : levels.base(level - 1) + levels.slopeCost(v, size), end,
                size, level);
        return -slope;
    }

    /** The piece below a level, or between two: its venue wants as much at all prices of it. */
    private void gap(int v, double from, double to, double size, int level) {
        begins[v] = from;
        ends[v] = to;
        sizes[v] = size;
        slots[v] = level;
        if (levels.impact) {
            anchors[v] = 0;
            slopes[v] = 0;
            behind[2 * v] = level == levels.first[v] ? Double.NEGATIVE_INFINITY : levels.base(level - 1);
            behind[2 * v + 1] = levels.base(level);
        }
    }

    /** The piece of a level with impact; NaN, and nothing is known any more, when it is not straight or too narrow. */
    private double slope(int v, double from, double to, double size, int level) {
        if (levels.isCurved(v) || isNarrow(from, to)) {
            forget(v);
            return Double.NaN;
        }
        begins[v] = from;
        ends[v] = to;
        behind[2 * v] = size;
        behind[2 * v + 1] = levels.size(level);
        sizes[v] = 0;
        anchors[v] = levels.base(level);
        slopes[v] = levels.inverse[v];
        slots[v] = level;
        return levels.inverse[v];
    }

    /** Whether the piece is known at a price. */
    boolean covers(int v, double price) {
        return begins[v] < price && price < ends[v];
    }

    /** Whether the piece is known between two prices. */
    boolean covers(int v, double begin, double end) {
        return begins[v] < begin && end < ends[v];
    }

    /** Demand at a price that is covered. */
    double at(int v, double price) {
        return levels.impact ? sizes[v] - (anchors[v] - price) * slopes[v] : sizes[v];
    }

    /** How fast demand grows on the piece. */
    double slope(int v) {
        return levels.impact ? slopes[v] : 0;
    }

    /** First level whose end is at or above the prices of the piece. */
    int level(int v) {
        return slots[v];
    }

    /** Sees the piece around a price, or up to it, whose first level with an end at or above it is known. */
    void see(int v, int k, double price) {
        double size = levels.before(v, k);
        double start = levels.base(k) + levels.slopeCost(v, size);
        if (price <= start) {
            gap(v, k == levels.first[v] ? Double.NEGATIVE_INFINITY : levels.base(k - 1) + levels.slopeCost(v, size), start,
                    size, k);
        } else {
            slots[v] = k;
            slope(v, start, levels.end(v, k), size, k);
        }
    }
}
