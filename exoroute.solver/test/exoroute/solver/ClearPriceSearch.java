package exoroute.solver;

/**
 * Finds the price at which the venues together want exactly the quantity: a safeguarded Newton search on the
 * monotone sum of demands with jumps to the adjacent breakpoint (surveys: Patriksson, EJOR 185 (2008), "A survey on
 * the continuous nonlinear resource allocation problem"; Kiwiel, Math. Programming 112 (2008), "Breakpoint searching
 * algorithms for the continuous quadratic knapsack problem"). A round costs O(N log L) for N venues of L levels and
 * allocates nothing. Not safe for concurrent use; an instance can be used again and again. The oracle of {@link
 * PriceSearch}: every round looks at every venue.
 */
final class ClearPriceSearch {
    private static final int MAX_ROUNDS = 400;

    private final Curves curves;
    /** Bounds on the sizes, set by the caller. */
    final double[] lower;
    final double[] upper;
    private final double[] demandLow;
    private final double[] demandHigh;
    /** The answer. */
    final double[] x;
    double price;
    double priceLow;
    double priceHigh;
    int rounds;

    private double sumLow;
    private double sumHigh;
    private double slopeDown;
    private double slopeUp;
    private double breakBelow;
    private double breakAbove;

    ClearPriceSearch(Curves curves) {
        this.curves = curves;
        lower = new double[curves.venues];
        upper = new double[curves.venues];
        demandLow = new double[curves.venues];
        demandHigh = new double[curves.venues];
        x = new double[curves.venues];
    }

    /**
     * Solves for a quantity within the bounds.
     *
     * @param warm price to start at, NaN for none
     * @return false when the bounds cannot add up to the quantity
     */
    boolean solve(double quantity, double warm) {
        double least = 0;
        double most = 0;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int v = 0; v < curves.venues; v++) {
            least += lower[v];
            most += upper[v];
            if (curves.levels.last[v] > curves.levels.first[v]) {
                low = Math.min(low, curves.levels.start(v, curves.levels.first[v]));
                high = Math.max(high, curves.levels.end(v, curves.levels.last[v] - 1));
            }
        }
        rounds = 0;
        if (quantity < least || quantity > most) {
            return false;
        }
        if (low > high) {
            price = priceLow = priceHigh = 0;
            return true;
        }
        search(quantity, low, high, warm);
        settle(quantity);
        return true;
    }

    private void search(double quantity, double low, double high, double warm) {
        double sumAtLow = Double.NaN;
        double sumAtHigh = Double.NaN;
        double at = warm >= low && warm <= high ? warm : low;
        boolean jump = true;
        while (true) {
            evaluate(at);
            rounds++;
            if (sumLow <= quantity && quantity <= sumHigh || rounds >= MAX_ROUNDS) {
                break;
            }
            boolean below = sumHigh < quantity;
            if (below) {
                low = at;
                sumAtLow = sumHigh;
            } else {
                high = at;
                sumAtHigh = sumLow;
            }
            double slope = below ? slopeUp : slopeDown;
            double newton = slope > 0 ? at + (quantity - (below ? sumHigh : sumLow)) / slope : Double.NaN;
            double adjacent = below ? breakAbove : breakBelow;
            boolean smooth = below ? newton <= adjacent : newton >= adjacent;
            double next;
            if (smooth) {
                next = newton;
            } else if (jump && adjacent > low - 1 && adjacent >= low && adjacent <= high) {
                next = adjacent;
            } else {
                next = low + interpolate(quantity, sumAtLow, sumAtHigh) * (high - low);
            }
            jump = !jump;
            if (!(next > low && next < high)) {
                next = boundary(next, at, low, high, sumAtLow, sumAtHigh);
            }
            if (next == at) {
                break;
            }
            at = next;
        }
        price = at;
        interval(quantity);
    }

    /** A step that left the bracket: an end not visited yet, else the middle; the old point when nothing is between. */
    private static double boundary(double next, double at, double low, double high, double sumAtLow, double sumAtHigh) {
        if (next >= high && Double.isNaN(sumAtHigh)) {
            return high;
        }
        if (next <= low && Double.isNaN(sumAtLow)) {
            return low;
        }
        double middle = low + (high - low) / 2;
        return middle > low && middle < high ? middle : at;
    }

    /** Share of the bracket to go: by the sums when both are known, kept away from the ends. */
    private double interpolate(double quantity, double sumAtLow, double sumAtHigh) {
        if (Double.isNaN(sumAtLow) || Double.isNaN(sumAtHigh) || sumAtHigh <= sumAtLow || rounds % 3 == 0) {
            return 0.5;
        }
        return Math.min(0.95, Math.max(0.05, (quantity - sumAtLow) / (sumAtHigh - sumAtLow)));
    }

    /** Demands, their sums and slopes, and the nearest breakpoints, at one price. */
    private void evaluate(double at) {
        sumLow = 0;
        sumHigh = 0;
        slopeDown = 0;
        slopeUp = 0;
        breakBelow = Double.NEGATIVE_INFINITY;
        breakAbove = Double.POSITIVE_INFINITY;
        for (int v = 0; v < curves.venues; v++) {
            demand(v, at);
            sumLow += demandLow[v];
            sumHigh += demandHigh[v];
        }
    }

    private void demand(int v, double at) {
        int from = curves.levels.first[v];
        int to = curves.levels.last[v];
        int level = firstEndingAtOrAbove(v, from, to, at);
        double sizeBefore = curves.levels.before(v, level);
        double low = sizeBefore;
        double high = sizeBefore;
        double down = level > from && curves.levels.end(v, level - 1) == at ? slope(v, sizeBefore) : 0;
        double up = 0;
        if (level > from) {
            breakBelow = Math.max(breakBelow, curves.levels.end(v, level - 1));
            breakBelow = Math.max(breakBelow, curves.levels.start(v, level - 1));
        }
        if (level < to) {
            if (curves.isFlat(v) && curves.levels.end(v, level) == at) {
                high = curves.levels.upTo(v, level);
                nextAbove(v, level + 1, to);
            } else if (curves.levels.start(v, level) >= at) {
                up = curves.levels.start(v, level) == at ? slope(v, sizeBefore) : 0;
                if (curves.levels.start(v, level) > at) {
                    breakAbove = Math.min(breakAbove, curves.levels.start(v, level));
                } else {
                    breakAbove = Math.min(breakAbove, curves.levels.end(v, level));
                }
            } else {
                boolean atEnd = curves.levels.end(v, level) == at;
                low = atEnd ? curves.levels.upTo(v, level) : inside(v, level, at, sizeBefore);
                high = low;
                down = slope(v, low);
                up = atEnd ? 0 : down;
                breakBelow = Math.max(breakBelow, curves.levels.start(v, level));
                if (atEnd) {
                    nextAbove(v, level + 1, to);
                } else {
                    breakAbove = Math.min(breakAbove, curves.levels.end(v, level));
                }
            }
        }
        clip(v, at, low, high, down, up);
    }

    private void nextAbove(int v, int level, int to) {
        if (level < to) {
            breakAbove = Math.min(breakAbove, curves.levels.start(v, level));
        }
    }

    private double slope(int v, double size) {
        return curves.isFlat(v) ? 0 : curves.slopeAt(v, size);
    }

    private double inside(int v, int level, double at, double sizeBefore) {
        return Math.min(curves.levels.upTo(v, level), Math.max(sizeBefore, curves.sizeAt(v, level, at)));
    }

    private void clip(int v, double at, double low, double high, double down, double up) {
        demandLow[v] = Math.min(upper[v], Math.max(lower[v], low));
        demandHigh[v] = Math.min(upper[v], Math.max(lower[v], high));
        if (low > lower[v] && low <= upper[v]) {
            slopeDown += down;
        }
        if (high >= lower[v] && high < upper[v]) {
            slopeUp += up;
        }
        if (!curves.isFlat(v)) {
            bound(at, curves.marginalBelow(v, lower[v]));
            bound(at, curves.marginalBelow(v, upper[v]));
        }
    }

    private void bound(double at, double breakpoint) {
        if (breakpoint > at) {
            breakAbove = Math.min(breakAbove, breakpoint);
        } else if (breakpoint < at) {
            breakBelow = Math.max(breakBelow, breakpoint);
        }
    }

    private int firstEndingAtOrAbove(int v, int from, int to, double at) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (curves.levels.end(v, middle) < at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The closed interval of optimal prices around the one found. */
    private void interval(double quantity) {
        priceLow = price;
        priceHigh = price;
        double found = price;
        for (int i = 0; quantity >= sumHigh && slopeUp == 0 && i < MAX_ROUNDS; i++) {
            priceHigh = breakAbove;
            if (breakAbove == Double.POSITIVE_INFINITY) {
                break;
            }
            evaluate(breakAbove);
            if (quantity < sumLow) {
                priceHigh = found;
                break;
            }
            if (sumHigh > quantity) {
                break;
            }
        }
        evaluate(found);
        for (int i = 0; quantity <= sumLow && slopeDown == 0 && i < MAX_ROUNDS; i++) {
            priceLow = breakBelow;
            if (breakBelow == Double.NEGATIVE_INFINITY) {
                break;
            }
            evaluate(breakBelow);
            if (sumLow < quantity) {
                break;
            }
        }
        evaluate(found);
    }

    /** Ties are filled in the venues' order; what rounding left goes to venues with room, in order. */
    private void settle(double quantity) {
        double left = quantity - sumLow;
        for (int v = 0; v < curves.venues; v++) {
            double more = Math.max(0, Math.min(left, demandHigh[v] - demandLow[v]));
            x[v] = demandLow[v] + more;
            left -= more;
        }
        for (int v = 0; v < curves.venues && left != 0; v++) {
            double moved = Math.min(upper[v], Math.max(lower[v], x[v] + left));
            boolean sloped = !curves.isFlat(v) && x[v] > lower[v] && x[v] < upper[v];
            if (sloped) {
                left -= moved - x[v];
                x[v] = moved;
            }
        }
    }

    /** The one price that stands for the interval, wherever the search began: its lower end when there is one. */
    double canonicalPrice() {
        return !Double.isInfinite(priceLow) ? priceLow : !Double.isInfinite(priceHigh) ? priceHigh : price;
    }

    /** Relative cost of the answer. */
    double cost() {
        double sum = 0;
        for (int v = 0; v < curves.venues; v++) {
            sum += curves.cost(v, x[v]);
        }
        return sum;
    }
}
