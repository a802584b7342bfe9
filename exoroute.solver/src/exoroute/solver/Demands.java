package exoroute.solver;

/**
 * Asks venues what they want at a price, within their bounds. Arrays are by venue. One serves many searches, one at a time.
 */
final class Demands {
    private static final int LOOKED_AT = 64;
    /** Venues whose books are read at once: few enough that the processor's caches keep their lines. */
    static final int AT_ONCE = 256;

    /** Whom this serves. */
    Object served;
    Levels levels;
    Pieces pieces;
    double[] lower;
    double[] upper;
    int venues;
    /** Demand interval at the price last asked. */
    double[] low = {};
    double[] high;
    /** Sums of the demand intervals, of all venues. */
    double sumLow;
    double sumHigh;
    /** Venues whose demand at the price all were asked at last is an interval, in order; how many those are. */
    int[] tied;
    int ties;
    /** The venue whose demand grew fastest with the price when all were asked; -1 for none. */
    int flattest;
    private double steepest;
    /** How fast demand grew when all were asked. */
    private double steep;
    /** Mean size of the levels around the price last asked, once {@link #slopeAround} looked at them. */
    double step;
    /** Venues whose pieces are not known at a price, of those that are looked at at once; and their levels there. */
    int[] unseen;
    private int[] level;
    private int unseenCount;
    /** What reading ahead read; nobody wants it. */
    private double touched;

    /** Serves a search from now on; allocates when none of so many venues was served before. */
    void serve(Object search, Levels books, double[] least, double[] most) {
        served = search;
        levels = books;
        pieces = books.pieces();
        lower = least;
        upper = most;
        venues = books.first.length;
        if (low.length < venues) {
            low = new double[venues];
            high = new double[venues];
            tied = new int[venues];
            unseen = new int[Math.min(venues, AT_ONCE)];
            level = new int[unseen.length];
        }
    }

    /** Asks every venue at a price; returns how fast demand grows there. */
    double all(double at) {
        sumLow = 0;
        sumHigh = 0;
        flattest = -1;
        ties = 0;
        steep = 0;
        steepest = 0;
        for (int part = 0; part < venues; part += AT_ONCE) {
            int stop = Math.min(venues, part + AT_ONCE);
            see(askKnown(part, stop, at), at);
            askSeen(at);
        }
        return steep;
    }

    /** Asks the venues whose pieces are known at a price; returns how many others there are. */
    private int askKnown(int begin, int stop, double at) {
        double sum = 0;
        double steepSum = 0;
        int missing = 0;
        for (int v = begin; v < stop; v++) {
            double size = pieces.at(v, at);
            if (pieces.covers(v, at) && size >= lower[v] && size <= upper[v]) {
                low[v] = size;
                high[v] = size;
                sum += size;
                double mine = pieces.slope(v);
                if (mine > 0 && size > lower[v] && size < upper[v]) {
                    steepSum += mine;
                    flattest(v, mine);
                }
            } else if (pieces.coversUpTo(v, at) && levels.isFlat(v)) {
                double jump = at == pieces.to(v) ? pieces.jumpAbove(v) : 0;
                low[v] = Math.min(upper[v], Math.max(lower[v], size));
                high[v] = Math.min(upper[v], Math.max(lower[v], size + jump));
                sum += low[v];
                tie(v);
            } else {
                unseen[missing++] = v;
            }
        }
        sumLow += sum;
        sumHigh += sum;
        steep += steepSum;
        return missing;
    }

    /** Asks the others, whose pieces were seen. */
    private void askSeen(double at) {
        for (int i = 0; i < unseenCount; i++) {
            int v = unseen[i];
            ask(v, at);
            sumLow += low[v];
            sumHigh += low[v];
            tie(v);
            double mine = slopeOf(v, at);
            steep += mine;
            flattest(v, mine);
        }
    }

    /** Keeps a venue whose demand is an interval, in order. */
    private void tie(int v) {
        if (low[v] < high[v]) {
            int i = ties++;
            for (; i > 0 && tied[i - 1] > v; i--) {
                tied[i] = tied[i - 1];
            }
            tied[i] = v;
            sumHigh += high[v] - low[v];
        }
    }

    private void flattest(int v, double slope) {
        if (slope > steepest) {
            steepest = slope;
            flattest = v;
        }
    }

    /** Sees the pieces of some venues at a price. */
    void seeAll(int begin, int stop, double at) {
        for (int v = begin; v < stop; v++) {
            unseen[v - begin] = v;
        }
        see(stop - begin, at);
    }

    /** Sees the pieces of venues at a price: in short loops, so that memory is asked for many at once. */
    void see(int count, double at) {
        find(unseen, count, at, level);
        for (int i = 0; i < count; i++) {
            pieces.see(unseen[i], level[i], at);
        }
        unseenCount = count;
    }

    /** The levels of venues at a price: in short loops, so that memory is asked for many at once. */
    void find(int[] asked, int count, double at, int[] found) {
        for (int i = 0; i < count; i++) {
            found[i] = levels.blockOf(asked[i], at);
        }
        double lines = 0;
        for (int i = 0; i < count; i++) {
            lines += levels.touch(found[i]);
        }
        touched = lines;
        for (int i = 0; i < count; i++) {
            int v = asked[i];
            found[i] = Math.min(levels.last[v], levels.inBlock(v, found[i], at));
        }
    }

    /** Asks one venue for its demand within the bounds. */
    void ask(int v, double at) {
        double least;
        double most;
        if (pieces.covers(v, at)) {
            least = pieces.at(v, at);
            most = least;
        } else {
            int k = levels.find(v, at);
            least = levels.wantsLeast(v, k, at);
            most = levels.wantsMost(v, k, at);
            pieces.see(v, k, at);
        }
        low[v] = Math.min(upper[v], Math.max(lower[v], least));
        high[v] = Math.min(upper[v], Math.max(lower[v], most));
    }

    /** What is missing of the quantity at the price last asked; negative when it is too much. */
    double missing(double quantity) {
        return quantity > sumHigh ? quantity - sumHigh : Math.min(0, quantity - sumLow);
    }

    /** How fast the demand of a venue grows at the price it was asked at last. */
    double slopeOf(int v, double at) {
        int k = pieces.level(v);
        double size = low[v];
        if (k >= levels.last[v] || levels.isFlat(v) || size <= lower[v] || size >= upper[v]) {
            return 0;
        }
        if (!(size > levels.before(v, k) && size < levels.upTo(v, k))) {
            return 0;
        }
        return !levels.isCurved(v) ? levels.inverse[v] : 1 / (levels.a[v] + 0.75 * levels.b[v] / Math.sqrt(size));
    }

    /** How fast demand grows around the price last asked, over the steps of the books; from at most some venues. */
    double slopeAround() {
        int stride = Math.max(1, venues / LOOKED_AT);
        double size = 0;
        double cost = 0;
        int asked = 0;
        for (int v = 0; v < venues; v += stride) {
            int begin = levels.first[v];
            int k = Math.min(pieces.level(v), levels.last[v] - 1);
            if (k > begin) {
                int back = Math.max(begin, k - 3);
                size += levels.upTo(v, k) - levels.upTo(v, back);
                cost += levels.end(v, k) - levels.end(v, back);
                asked++;
            }
        }
        step = asked == 0 ? 0 : size / (3 * asked);
        return asked == 0 ? 0 : size / cost * asked * stride;
    }
}
