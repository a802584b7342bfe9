package exoroute.solver;

/**
 * Of every venue the straight piece of its demand that it was last seen on: between two prices (exclusive) its demand is
 * {@code size - (anchor - price) * slope}, whatever bounds it has. Asking a venue again near the last price reads this
 * alone, 48 bytes, not its book; and a change of the book moves it. Curves with 3/2-power impact have such pieces only
 * between levels.
 */
final class Pieces {
    /** A venue's record: where it begins and ends, the rest of the formula, the level. */
    private static final int RECORD = 6;
    private static final int TO = 1;
    private static final int SIZE = 2;
    private static final int ANCHOR = 3;
    private static final int SLOPE = 4;
    private static final int LEVEL = 5;
    /** A level of no more last digits of its price is asked in its book, which keeps to the level's sizes. */
    private static final double NARROW = 4096;

    private final Levels levels;
    private final double[] records;
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
        records = new double[levels.first.length * RECORD];
        behind = new double[levels.impact ? 2 * levels.first.length : 0];
        for (int at = 0; at < records.length; at += RECORD) {
            records[at] = Double.POSITIVE_INFINITY;
        }
    }

    /** A slot of a venue whose level was gone now has another price. */
    void moved(int v, int slot) {
        int at = v * RECORD;
        int level = level(v);
        if (records[at + SLOPE] != 0) {
            if (slot == level) {
                forget(v);
            }
        } else if ((slot == level || slot == level - 1) && records[at] < Double.POSITIVE_INFINITY) {
            gap(v, slot == level ? records[at] : base(v, slot), slot == level ? base(v, slot) : records[at + TO],
                    records[at + SIZE], level);
        }
    }

    private double base(int v, int slot) {
        return levels.base(slot) + levels.slopeCost(v, records[v * RECORD + SIZE]);
    }

    /** The levels of a venue from one slot on moved up, up to a free one; a new one stands there. */
    void inserted(int v, int slot, int free) {
        int level = level(v);
        if (slot == level || slot < level && (free == level || free == level - 1)) {
            forget(v);
        } else if (slot < level && level < free) {
            records[v * RECORD + LEVEL]++;
        }
    }

    private void forget(int v) {
        records[v * RECORD] = Double.POSITIVE_INFINITY;
    }

    /** A level of a venue now has more size. */
    void grew(int v, int k, double more) {
        int at = v * RECORD;
        int level = (int) records[at + LEVEL];
        if (records[at + SLOPE] == 0) {
            double less = more * (k - level >>> 31);
            records[at + SIZE] += less;
            grown += less;
            if (levels.impact && less != 0) {
                bounds(v, level, records[at + SIZE], 0);
            }
        } else if (k <= level) {
            behind[2 * v + (k < level ? 0 : 1)] += more;
            bounds(v, level, behind[2 * v], behind[2 * v + 1]);
        }
    }

    /** Where a known piece ends now that so much is before it, and in it; as a look into the book would tell. */
    private void bounds(int v, int level, double size, double inside) {
        int at = v * RECORD;
        if (records[at] == Double.POSITIVE_INFINITY) {
            return;
        }
        double below = levels.slopeCost(v, size);
        if (records[at + SLOPE] != 0) {
            records[at] = records[at + ANCHOR] + below;
            records[at + TO] = records[at + ANCHOR] + levels.slopeCost(v, size + inside);
        } else {
            records[at] = behind[2 * v] + below;
            records[at + TO] = behind[2 * v + 1] + below;
        }
        if (levels.b[v] > 0 || records[at + SLOPE] != 0 && isNarrow(records[at], records[at + TO])) {
            forget(v);
        }
    }

    private static boolean isNarrow(double from, double to) {
        return !(to - from > NARROW * Math.ulp(to));
    }

    /** Whether the piece is known at a price, or up to it. */
    boolean coversUpTo(int v, double price) {
        return records[v * RECORD] < price && price <= records[v * RECORD + TO];
    }

    /** Where the piece ends below. */
    double from(int v) {
        return records[v * RECORD];
    }

    /** Where the piece ends above. */
    double to(int v) {
        return records[v * RECORD + TO];
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
        int at = v * RECORD;
        int k = level(v);
        double begin = records[at + TO];
        if (levels.isFlat(v)) {
            gap(v, begin, levels.base(k + 1), records[at + SIZE] + levels.size(k), k + 1);
            return 0;
        }
        if (records[at + SLOPE] == 0 && levels.size(k) > 0) {
            return slope(v, begin, levels.end(v, k), records[at + SIZE], k);
        }
        double slope = records[at + SLOPE];
        double size = levels.upTo(v, k);
        gap(v, begin, levels.base(k + 1) + levels.slopeCost(v, size), size, k + 1);
        return -slope;
    }

    /** Goes to the piece below; returns how much faster demand grows there, NaN when there is none or it is not straight. */
    double descend(int v) {
        int at = v * RECORD;
        int k = level(v);
        double end = records[at];
        double slope = records[at + SLOPE];
        if (levels.isFlat(v)) {
            gap(v, k - 1 == levels.first[v] ? Double.NEGATIVE_INFINITY : levels.base(k - 2), end,
                    records[at + SIZE] - levels.size(k - 1), k - 1);
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
        int at = v * RECORD;
        records[at] = from;
        records[at + TO] = to;
        records[at + SIZE] = size;
        records[at + ANCHOR] = 0;
        records[at + SLOPE] = 0;
        records[at + LEVEL] = level;
        if (levels.impact) {
            behind[2 * v] = level == levels.first[v] ? Double.NEGATIVE_INFINITY : levels.base(level - 1);
            behind[2 * v + 1] = levels.base(level);
        }
    }

    /** The piece of a level with impact; NaN, and nothing is known any more, when it is not straight or too narrow. */
    private double slope(int v, double from, double to, double size, int level) {
        int at = v * RECORD;
        if (levels.b[v] > 0 || isNarrow(from, to)) {
            forget(v);
            return Double.NaN;
        }
        records[at] = from;
        records[at + TO] = to;
        behind[2 * v] = size;
        behind[2 * v + 1] = levels.size(level);
        records[at + SIZE] = 0;
        records[at + ANCHOR] = levels.base(level);
        records[at + SLOPE] = levels.inverse[v];
        records[at + LEVEL] = level;
        return levels.inverse[v];
    }

    /** Whether the piece is known at a price. */
    boolean covers(int v, double price) {
        return records[v * RECORD] < price && price < records[v * RECORD + TO];
    }

    /** Whether the piece is known between two prices. */
    boolean covers(int v, double begin, double end) {
        return records[v * RECORD] < begin && end < records[v * RECORD + TO];
    }

    /** 1 where the piece is known at a price, else 0; without a branch. */
    int covered(int v, double price) {
        return Levels.below(records[v * RECORD], price) & Levels.below(price, records[v * RECORD + TO]);
    }

    /** Demand at a price that is covered. */
    double at(int v, double price) {
        int at = v * RECORD;
        return records[at + SIZE] - (records[at + ANCHOR] - price) * records[at + SLOPE];
    }

    /** How fast demand grows on the piece. */
    double slope(int v) {
        return records[v * RECORD + SLOPE];
    }

    /** First level whose end is at or above the prices of the piece. */
    int level(int v) {
        return (int) records[v * RECORD + LEVEL];
    }

    /** Sees the piece around a price, or up to it, whose first level with an end at or above it is known. */
    void see(int v, int k, double price) {
        double size = levels.before(v, k);
        double start = levels.base(k) + levels.slopeCost(v, size);
        if (price <= start) {
            gap(v, k == levels.first[v] ? Double.NEGATIVE_INFINITY : levels.base(k - 1) + levels.slopeCost(v, size), start,
                    size, k);
        } else {
            records[v * RECORD + LEVEL] = k;
            slope(v, start, levels.end(v, k), size, k);
        }
    }
}
