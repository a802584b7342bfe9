package exoroute.solver;

/**
 * Finds the price at which the venues together want exactly the quantity, whatever the number of venues in a handful
 * of rounds (surveys: Patriksson, EJOR 185 (2008), "A survey on the continuous nonlinear resource allocation
 * problem"; Kiwiel, Math. Programming 112 (2008), "Breakpoint searching algorithms for the continuous quadratic
 * knapsack problem", whose pegging the {@link Bracket} does).
 *
 * <p>A round asks every undecided venue for its demand at one price and moves one end of the bracket there. Prices
 * come from interpolation, a little beyond the target, so that both ends close in; from a breakpoint when that stalls.
 * Once few breakpoints are left between the ends they are sorted and walked ({@link Sweep}), which is exact. Many
 * venues: a sample of them says where to begin. Venues with 3/2-power impact are closed in on by Newton steps.
 *
 * <p>Nothing is allocated by {@link #solve}. Not safe for concurrent use; an instance can be used again and again, also
 * after {@link Curves#change}, once {@link #offerAll} told it what the venues offer now.
 */
public final class PriceSearch {
    private static final int MAX_ROUNDS = 400;
    private static final int SAMPLED = 48;
    private static final int MANY = 16;
    private static final double CLOSE = 1e-12;
    private static final double LOST = 1e-9;

    private final Curves curves;
    private final Bracket bracket;
    private final Sweep sweep;
    private final Sample sample;
    /** Bounds on the sizes, set by the caller. */
    final double[] lower;
    final double[] upper;
    /** The answer. */
    final double[] x;
    double price;
    double priceLow;
    double priceHigh;
    int rounds;
    private Watcher watcher;

    /** Hears of rounds. */
    public interface Watcher {
        /** A price was asked, relative to the reference, and so much was missing of what was looked for. */
        void round(double price, double missing);
    }

    /** Tells someone of every round of the searches from now on: for explanations. */
    public void watch(Watcher hears) {
        watcher = hears;
    }

    /** A search over curves, which may change between solves; bounds are 0 and what each venue offers. */
    public PriceSearch(Curves curves) {
        this.curves = curves;
        lower = new double[curves.venues];
        upper = new double[curves.venues];
        x = new double[curves.venues];
        bracket = new Bracket(curves, lower, upper);
        sweep = new Sweep(curves, bracket);
        sample = new Sample(curves, bracket, lower, upper);
        offerAll();
    }

    /** Bounds as the curves are now: 0 and what each venue offers. */
    public void offerAll() {
        for (int v = 0; v < curves.venues; v++) {
            lower[v] = 0;
            upper[v] = curves.limit[v];
        }
    }

    /** Size of a venue in the answer, in size units. */
    public double size(int venue) {
        return x[venue];
    }

    /** Multiplier of the quantity, in price units above the curves' reference. */
    public double price() {
        return price;
    }

    /** Lower end of the interval of optimal prices, once {@link #interval} found it. */
    public double priceLow() {
        return priceLow;
    }

    /** Upper end of it. */
    public double priceHigh() {
        return priceHigh;
    }

    /** Passes over the venues that the last solve took. */
    public int rounds() {
        return rounds;
    }

    /**
     * Solves for a quantity within the bounds.
     *
     * @param warm price to start at, in price units above the reference, NaN for none
     * @return false when the bounds cannot add up to the quantity
     */
    public boolean solve(double quantity, double warm) {
        boolean cold = !(Math.abs(warm) < Double.POSITIVE_INFINITY);
        double least = 0;
        double most = 0;
        if (cold) {
            for (int v = 0; v < x.length; v++) {
                least += lower[v];
                most += upper[v];
            }
        } else {
            bracket.open(1, true);
            least = bracket.least;
            most = bracket.most;
        }
        rounds = 0;
        if (!(quantity >= least && quantity <= most)) {
            return false;
        }
        if (quantity == least || quantity == most) {
            System.arraycopy(quantity == least ? lower : upper, 0, x, 0, x.length);
            price = quantity == least ? leastAbove() : mostBelow();
            price = Double.isInfinite(price) ? 0 : price;
            bracket.open(1, false);
            bracket.demands(price);
            return true;
        }
        price = search(quantity, cold ? begin(quantity, (quantity - least) / (most - least)) : warm);
        settle(quantity);
        return true;
    }

    /** Looks at some venues to tell where the price of all is; closes the bracket around it when there are many. */
    private double begin(double quantity, double share) {
        double from = sample.guess(share);
        double off = sample.spread;
        if (curves.venues >= 8 * SAMPLED) {
            int stride = curves.venues < 32 * SAMPLED ? curves.venues / SAMPLED : 16;
            bracket.open(stride, false);
            Watcher hears = watcher;
            watcher = null; // of a part of the venues nobody is told
            from = search(bracket.least + share * (bracket.most - bracket.least), from);
            watcher = hears;
            off = sample.deviation(stride, share, from);
            rounds++;
        }
        boolean closed = false;
        if (curves.venues >= MANY && off > 0 && off < Double.POSITIVE_INFINITY) {
            rounds++;
            closed = bracket.openAt(from - off, from + off, quantity);
        }
        if (!closed) {
            bracket.open(1, false);
        }
        return from;
    }

    /** From a price when the bracket is open, else by what its ends tell. */
    private double search(double quantity, double from) {
        boolean asked = !bracket.closed();
        double at = asked ? from : bracket.from;
        double reach = 1.3;
        int before = Integer.MAX_VALUE;
        for (int i = 0; i < MAX_ROUNDS; i++) {
            if (asked) {
                bracket.evaluate(at);
                rounds++;
                if (watcher != null) {
                    watcher.round(at, quantity > bracket.sumHigh
                            ? quantity - bracket.sumHigh : Math.min(0, quantity - bracket.sumLow));
                }
                if (bracket.sumLow <= quantity && quantity <= bracket.sumHigh) {
                    return at;
                }
                bracket.narrow(at, bracket.sumHigh < quantity);
            }
            if (bracket.breakpoints <= Sweep.MOST && bracket.curved == 0) {
                return sweep.root(quantity);
            }
            if (asked && isClose(quantity - bracket.sum(), quantity, at)) {
                return at;
            }
            double next = step(quantity, at, reach, before);
            asked = true;
            reach *= 2;
            before = bracket.closed() ? bracket.breakpoints : before;
            if (!bracket.inside(next) && bracket.breakpoints > 0) {
                next = bracket.pivot(i);
            }
            if (!bracket.inside(next)) {
                next = bracket.middle();
            }
            if (!bracket.inside(next)) {
                return at;
            }
            at = next;
        }
        return at;
    }

    /** Whether what is missing is noise that sloped venues can take up, or the price has no digit left to change. */
    private boolean isClose(double missing, double quantity, double at) {
        if (Math.abs(missing) > CLOSE * quantity && bracket.breakpoints > 0) {
            return false;
        }
        double slope = bracket.slope(at);
        return slope > 0 && (Math.abs(missing) <= CLOSE * quantity || Math.abs(missing) / slope <= Math.ulp(at));
    }

    /** The next price to ask at; NaN when there is no telling. */
    private double step(double quantity, double at, double reach, int before) {
        double missing = quantity - bracket.sum();
        if (!bracket.closed()) {
            return at + reach * missing / bracket.slopeAround(at);
        }
        if (bracket.breakpoints == 0) {
            double newton = at + missing / bracket.slope(at);
            return bracket.inside(newton) ? newton : bracket.interpolate(quantity, 0);
        }
        if (bracket.breakpoints <= Sweep.MOST) {
            return sweep.next(bracket.interpolate(quantity, 0));
        }
        return bracket.breakpoints <= 0.6 * before
                ? bracket.interpolate(quantity, 0.7 / Math.sqrt(bracket.breakpoints)) : Double.NaN;
    }

    /** Ties are filled in the venues' order; what rounding left goes to the venue whose curve is flattest, or to whom it costs least. */
    private void settle(double quantity) {
        boolean asked = bracket.askedAll == price && bracket.sumLow <= quantity && quantity <= bracket.sumHigh;
        double slope = asked ? 0 : bracket.demands(price);
        for (int i = 0; i < 2 && slope > 0; i++) {
            double off = quantity < bracket.sumLow ? quantity - bracket.sumLow : Math.max(0, quantity - bracket.sumHigh);
            double next = price + off / slope;
            if (Math.abs(off) <= CLOSE * quantity || next == price) {
                break;
            }
            price = next;
            slope = bracket.demands(price);
        }
        double left = quantity - bracket.sumLow;
        for (int v = 0; v < curves.venues; v++) {
            double more = Math.max(0, Math.min(left, bracket.high[v] - bracket.low[v]));
            x[v] = bracket.low[v] + more;
            left -= more;
        }
        if (left != 0 && bracket.flattest >= 0) {
            left -= grow(bracket.flattest, left);
        }
        for (int i = 0; i < 2 * curves.venues && left != 0; i++) {
            double placed = place(left);
            left -= placed;
            if (placed == 0) {
                break;
            }
        }
        if (Math.abs(left) > LOST * quantity) {
            throw new IllegalStateException("price search: " + left + " of " + quantity + " size units found no place at "
                    + "price " + price + " after " + rounds + " rounds; please report the problem");
        }
    }

    /**
     * Where prices have no digits left between too little and too much: the venue whose next bit costs least takes what
     * is left, or the one whose last bit costs most gives it back, within one level; returns how much.
     */
    private double place(double left) {
        int found = -1;
        double best = Double.POSITIVE_INFINITY;
        for (int v = 0; v < curves.venues; v++) {
            boolean can = left > 0 ? x[v] < upper[v] : x[v] > lower[v];
            double cost = !can ? best : left > 0 ? curves.marginalAbove(v, x[v]) : -curves.marginalBelow(v, x[v]);
            if (can && (cost < best || found < 0)) {
                best = cost;
                found = v;
            }
        }
        if (found < 0) {
            return 0;
        }
        int level = curves.levelEndingAtOrAfter(found, x[found]);
        if (left > 0) {
            level = curves.cumulative[level] == x[found] ? level + 1 : level;
            return grow(found, Math.min(left, curves.cumulative[level] - x[found]));
        }
        double before = level == curves.first[found] ? 0 : curves.cumulative[level - 1];
        return grow(found, Math.max(left, before - x[found]));
    }

    private double grow(int v, double more) {
        double moved = Math.min(upper[v], Math.max(lower[v], x[v] + more));
        double by = moved - x[v];
        x[v] = moved;
        return by;
    }

    /**
     * Finds the closed interval of optimal prices around the one found: between what the last bit of size saved costs
     * somewhere and what the next bit would cost somewhere. Infinite where nothing bounds it.
     */
    public void interval() {
        priceLow = mostBelow();
        priceHigh = leastAbove();
        if (priceLow > priceHigh) {
            priceLow = priceHigh = price; // the noise of the last digit
        }
    }

    private double mostBelow() {
        double most = Double.NEGATIVE_INFINITY;
        for (int v = 0; v < curves.venues; v++) {
            if (x[v] > lower[v]) {
                most = Math.max(most, curves.marginalBelow(v, x[v]));
            }
        }
        return most;
    }

    private double leastAbove() {
        double least = Double.POSITIVE_INFINITY;
        for (int v = 0; v < curves.venues; v++) {
            if (x[v] < upper[v]) {
                least = Math.min(least, curves.marginalAbove(v, x[v]));
            }
        }
        return least;
    }

    /** The one price that stands for the interval, wherever the search began: its lower end when there is one. */
    double canonicalPrice() {
        interval();
        return !Double.isInfinite(priceLow) ? priceLow : !Double.isInfinite(priceHigh) ? priceHigh : price;
    }

    /**
     * The duality gap, a certificate: how much the answer can cost more than the optimum at most, in price units times
     * size units. At the price found every venue would rather have its own demand; what it pays for not having it is
     * summed, as a difference along its curve, so that the notional does not hide it.
     */
    public double gap() {
        double gap = 0;
        for (int v = 0; v < curves.venues; v++) {
            double high = bracket.high[v];
            double low = bracket.low[v];
            if (x[v] > high) {
                gap += curves.excess(v, high, x[v], price);
            } else if (x[v] < low) {
                gap -= curves.excess(v, x[v], low, price);
            }
        }
        return Math.max(0, gap);
    }

    /** Relative cost of the answer: price units above the reference times size units. */
    public double cost() {
        double sum = 0;
        for (int v = 0; v < curves.venues; v++) {
            sum += curves.cost(v, x[v]);
        }
        return sum;
    }
}
