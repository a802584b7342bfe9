package exoroute.solver;

import java.util.Arrays;

/**
 * Of every venue the straight piece of its demand that it was last seen on: between two prices (exclusive) its demand is
 * {@code size - (anchor - price) * slope}, whatever bounds it has. Asking a venue again near the last price reads this
 * alone, not its book. Curves with 3/2-power impact have such pieces only between levels.
 */
final class Pieces {
    private static final int MOST_SHIFTS = 64;

    private final Levels levels;
    final double[] from;
    final double[] to;
    final double[] size;
    final double[] anchor;
    final double[] slope;
    /** First level whose end is at or above the prices of the piece. */
    final int[] level;
    private final int[] shifts;

    Pieces(Levels levels) {
        this.levels = levels;
        int venues = levels.first.length;
        from = new double[venues];
        to = new double[venues];
        size = new double[venues];
        anchor = new double[venues];
        slope = new double[venues];
        level = new int[venues];
        shifts = new int[venues];
        forget();
    }

    /** Forgets all. */
    void forget() {
        Arrays.fill(from, Double.POSITIVE_INFINITY);
    }

    /** A slot of a venue now has another price, or levels moved from there on. */
    void moved(int v, int slot) {
        if (slot <= level[v]) {
            from[v] = Double.POSITIVE_INFINITY;
        }
    }

    /** A level of a venue now has more size: the piece moves along, so often that what is rounded cannot add up. */
    void grew(int v, int k, double more) {
        if (k > level[v] || k == level[v] && slope[v] == 0) {
            return;
        }
        double dearer = levels.a[v] * more;
        from[v] += k < level[v] ? dearer : 0;
        to[v] += dearer;
        size[v] += more;
        anchor[v] += dearer;
        shifts[v]++;
        if (shifts[v] > MOST_SHIFTS || levels.b[v] > 0) {
            from[v] = Double.POSITIVE_INFINITY;
        }
    }

    /** Whether the piece is known at a price. */
    boolean covers(int v, double price) {
        return from[v] < price && price < to[v];
    }

    /** 1 where the piece is known at a price, else 0; without a branch. */
    int covered(int v, double price) {
        return Levels.below(from[v], price) & Levels.below(price, to[v]);
    }

    /** Demand at a price that is covered. */
    double at(int v, double price) {
        return size[v] - (anchor[v] - price) * slope[v];
    }

    /** Sees the piece around a price, whose first level with an end at or above it is known. */
    void see(int v, int k, double price) {
        double before = levels.before(v, k);
        double start = levels.base(k) + levels.slopeCost(v, before);
        level[v] = k;
        shifts[v] = 0;
        if (price <= start) {
            from[v] = k == levels.first[v] ? Double.NEGATIVE_INFINITY : levels.base(k - 1) + levels.slopeCost(v, before);
            to[v] = start;
            size[v] = before;
            anchor[v] = 0;
            slope[v] = 0;
        } else if (levels.b[v] == 0) {
            double end = levels.end(v, k);
            from[v] = start;
            to[v] = end;
            size[v] = levels.upTo(v, k);
            anchor[v] = end;
            slope[v] = levels.inverse[v];
        } else {
            from[v] = Double.POSITIVE_INFINITY;
        }
    }
}
