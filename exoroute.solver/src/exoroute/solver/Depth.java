package exoroute.solver;

import java.util.Arrays;

/**
 * The consolidated book: how much all venues together show between two prices, on a grid that is as fine as the distance
 * from the best price is small (binary octaves of equal steps, as in a floating-point number). It tells where a price
 * search begins and how fast demand grows there, never what its answer is.
 *
 * <p>A level counts in its middle. All are counted anew once a fourth as many changes were made as there are levels.
 */
final class Depth {
    private static final int OCTAVES = 14;
    /** Steps to both sides whose size tells how fast demand grows. */
    private static final int AROUND = 2;

    private final Levels levels;
    /** Steps of an octave: two to this. */
    private final int bits;
    private final double[] size;
    private final double[] octave;
    /** The best price, and the width of the first octave, a power of two. */
    private double origin;
    private double unit = 1;
    private long first;
    /** Changes of the levels when they were counted. */
    private long changes;
    private boolean counted;
    private boolean doubted;
    /** Mean size of a level. */
    double step;

    /** Nothing is counted before the first {@link #refresh}. */
    Depth(Levels levels) {
        this.levels = levels;
        bits = Math.min(9, Math.max(4, (33 - Integer.numberOfLeadingZeros(Math.max(1, levels.size()))) / 2));
        size = new double[OCTAVES << bits];
        octave = new double[OCTAVES];
    }

    /** Counts all levels if they were not, or if more than a fourth as many changed since: where a search begins. */
    void refresh() {
        if (!counted || levels.changes - changes > levels.size() / 4) {
            count();
        }
    }

    /** Tells that a reach was far too short: levels are counted anew when the next is asked for, if enough have changed. */
    void doubt() {
        doubted = true;
    }

    private void count() {
        doubted = false;
        counted = true;
        changes = levels.changes;
        double most = Double.NEGATIVE_INFINITY;
        origin = Double.POSITIVE_INFINITY;
        for (int v = 0; v < levels.first.length; v++) {
            if (levels.first[v] < levels.last[v]) {
                origin = Math.min(origin, levels.base(levels.first[v]));
                most = Math.max(most, levels.end(v, levels.last[v] - 1));
            }
        }
        Arrays.fill(size, 0);
        Arrays.fill(octave, 0);
        if (!(origin <= most)) {
            origin = 0;
            return;
        }
        unit = Math.scalb(1.0, Math.max(0, Math.getExponent(Math.max(1, most - origin)) + 2 - OCTAVES));
        first = Double.doubleToRawLongBits(unit) >>> (52 - bits);
        double all = 0;
        int allLevels = 0;
        for (int v = 0; v < levels.first.length; v++) {
            for (int k = levels.first[v]; k < levels.last[v]; k++) {
                double part = levels.size(k);
                add(levels.base(k) + levels.slopeCost(v, levels.upTo(v, k) - part / 2), part);
            }
            all += levels.total[v];
            allLevels += levels.last[v] - levels.first[v];
        }
        step = all / allLevels;
    }

    /** Whether no level changed since they were counted. */
    boolean isFresh() {
        return changes == levels.changes;
    }

    /** Whether levels were counted once. */
    boolean isCounted() {
        return counted;
    }

    private void add(double price, double more) {
        int at = at(price);
        size[at] += more;
        octave[at >> bits] += more;
    }

    private int at(double price) {
        double distance = Math.max(0, price - origin) + unit;
        return (int) Math.min(size.length - 1, (Double.doubleToRawLongBits(distance) >>> (52 - bits)) - first);
    }

    /** Where a step begins. */
    private double price(int at) {
        return Double.longBitsToDouble(at + first << (52 - bits)) - unit + origin;
    }

    /** Where venues show so much together. */
    double priceOf(double quantity) {
        double left = quantity;
        int block = 0;
        while (block < OCTAVES - 1 && octave[block] < left) {
            left -= octave[block++];
        }
        int at = block << bits;
        int last = at + (1 << bits) - 1;
        while (at < last && size[at] < left) {
            left -= size[at++];
        }
        double begin = price(at);
        double part = left / size[at];
        return part >= 0 && part <= 1 ? begin + part * (price(at + 1) - begin) : begin;
    }

    /** How much venues show up to a price. */
    double sizeOf(double price) {
        int at = at(price);
        double all = 0;
        for (int block = 0; block < at >> bits; block++) {
            all += octave[block];
        }
        for (int i = at & -(1 << bits); i < at; i++) {
            all += size[i];
        }
        double part = (price - price(at)) / (price(at + 1) - price(at));
        return all + size[at] * Math.min(1, Math.max(0, part));
    }

    /** How far from a price demand is likely by so much more, or less, at most; levels counted long ago will do. */
    double reach(double price, double more) {
        if (!counted || doubted && levels.changes - changes > levels.size() / 4) {
            count();
        }
        double reach = (1.5 * Math.abs(more) + 3 * step) / slope(price);
        return reach > 0 ? reach : Double.POSITIVE_INFINITY;
    }

    /** How fast demand grows around a price: size units per price unit. */
    double slope(double price) {
        int at = at(price);
        int from = Math.max(0, at - AROUND);
        int to = Math.min(size.length - 1, at + AROUND);
        double all = 0;
        for (int i = from; i <= to; i++) {
            all += size[i];
        }
        return all / (price(to + 1) - price(from));
    }
}
