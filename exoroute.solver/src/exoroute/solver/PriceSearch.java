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
    private static final int FEW = 8;
    private static final int TRIES = 3;
    /** How many levels of equal price there may be at once, as a part of the venues. */
    private static final double TIED = 0.02;
    /** How much of a step may be wrong. */
    private static final double STEEPNESS = 0.2;
    /** Deviations of where the target may be among breakpoints at random. */
    private static final double DEVIATIONS = 2.5;
    private static final double CLOSE = 1e-12;
    private static final double LOST = 1e-9;

    private final Curves curves;
    private final Bracket bracket;
    private final Sweep sweep;
    private final Depth depth;
    private final Pieces pieces;
    /** Bounds on the sizes, set by the caller. */
    final double[] lower;
    final double[] upper;
    /** The answer. */
    final double[] x;
    double price;
    double priceLow;
    double priceHigh;
    int rounds;
    /** Whether there was an answer before. */
    private boolean again;
    /** Changes of the levels when the last answer was found; and how much more was wanted there than the depth told. */
    private int known;
    private double bias;
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
        this(curves, new Workspace());
    }

    /** The same with a workspace that other searches use too; no two of them at once. */
    public PriceSearch(Curves curves, Workspace workspace) {
        this.curves = curves;
        lower = new double[curves.venues];
        upper = new double[curves.venues];
        x = new double[curves.venues];
        bracket = workspace.bracket;
        sweep = workspace.sweep;
        depth = curves.levels.depth();
        pieces = curves.levels.pieces();
        serve();
        offerAll();
    }

    private void serve() {
        bracket.serve(curves.levels, pieces, lower, upper);
        sweep.serve(curves.levels);
    }

    /** Bounds as the curves are now: 0 and what each venue offers. */
    public void offerAll() {
        for (int v = 0; v < curves.venues; v++) {
            lower[v] = 0;
            upper[v] = curves.levels.total[v];
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
        double least = 0;
        double most = 0;
        for (int v = 0; v < x.length; v++) {
            least += lower[v];
            most += upper[v];
        }
        rounds = 0;
        if (!(quantity >= least && quantity <= most)) {
            return false;
        }
        serve();
        if (quantity == least || quantity == most) {
            System.arraycopy(quantity == least ? lower : upper, 0, x, 0, x.length);
            price = quantity == least ? leastAbove() : mostBelow();
            price = Double.isInfinite(price) ? 0 : price;
            bracket.demands(price);
            return true;
        }
        boolean cold = !(Math.abs(warm) < Double.POSITIVE_INFINITY);
        if (cold && !again && !depth.isCounted()) {
            price = near(quantity, guess((quantity - least) / (most - least)));
        } else if (cold) {
            depth.refresh();
            price = around(quantity, depth.priceOf(quantity), true, (0.5 + 0.3 * Math.sqrt(curves.venues)) * depth.step);
        } else if (known != curves.levels.changes && depth.isCounted()) {
            depth.refresh();
            double start = depth.priceOf(quantity - bias);
            price = around(quantity, start, false, noise((start - warm) * depth.slope(start)));
        } else {
            price = near(quantity, warm);
        }
        settle(quantity);
        again = true;
        known = curves.levels.changes;
        bias = depth.isCounted() ? quantity - depth.sizeOf(price) : 0;
        return true;
    }

    /** Where a few venues stand when each gives the same share of what it has: for books that are searched once. */
    private double guess(double share) {
        double sum = 0;
        int asked = 0;
        for (int v = 0; v < x.length; v += Math.max(1, x.length / FEW)) {
            if (upper[v] > 0) {
                sum += curves.marginalBelow(v, Math.max(Math.min(1, upper[v]), share * upper[v]));
                asked++;
            }
        }
        return asked == 0 ? 0 : sum / asked;
    }

    /** From a price that is nearly right to the one that is. */
    private double near(double quantity, double start) {
        double slope = bracket.demands(start);
        rounds++;
        double missing = missing(quantity);
        heard(start, missing);
        if (missing == 0 || isNoise(missing, slope, quantity, start)) {
            return start;
        }
        double grows = Math.max(slope, bracket.slopeAround());
        double off = missing / grows;
        if (Math.abs(off) < Double.POSITIVE_INFINITY) {
            double spread = STEEPNESS * Math.abs(off) + (1.3 * Math.sqrt(Math.abs(missing) * bracket.step) + 2 * bracket.step) / grows;
            rounds++;
            boolean closed = bracket.encloseAll(start + off - spread, start + off + spread, quantity, false);
            heardBoth(quantity, start + off - spread, start + off + spread);
            if (closed) {
                return search(quantity, start);
            }
        }
        bracket.open();
        return search(quantity, start);
    }

    /**
     * From where the consolidated book has it to the price that is right.
     *
     * @param anew whether no venue was asked near there before
     * @param less how much demand may be off there, but for what levels of equal price do in many books
     */
    private double around(double quantity, double start, boolean anew, double less) {
        double at = start;
        double off = 0;
        double noise = less + TIED * curves.venues * depth.step;
        for (int i = 0; i < TRIES; i++) {
            double grows = depth.slope(at);
            double spread = (STEEPNESS * Math.abs(off) + noise) / grows;
            if (!(spread > 0 && spread < Double.POSITIVE_INFINITY)) {
                break;
            }
            double begin = at - spread;
            double end = at + spread;
            rounds++;
            boolean closed = bracket.encloseAll(begin, end, quantity, anew && i == 0);
            heardBoth(quantity, begin, end);
            if (closed) {
                return search(quantity, at);
            }
            off = quantity <= bracket.sumHigh ? quantity - bracket.sumHigh : quantity - bracket.sumLow;
            at = (off <= 0 ? begin : end) + off / grows;
            noise = 2 * noise(off);
        }
        bracket.open();
        return search(quantity, at);
    }

    /** How much demand may be off its mean growth where there is so much of it between two prices. */
    private double noise(double between) {
        return 0.7 * Math.sqrt(Math.abs(between) * depth.step) + 0.7 * depth.step;
    }

    /** What is missing of the quantity at the price last asked; negative when it is too much. */
    private double missing(double quantity) {
        return quantity > bracket.sumHigh ? quantity - bracket.sumHigh : Math.min(0, quantity - bracket.sumLow);
    }

    private void heard(double at, double missing) {
        if (watcher != null) {
            watcher.round(at, missing);
        }
    }

    /** Finds the price, from a start when nothing is known but that when the bracket is open. */
    private double search(double quantity, double start) {
        double at = start;
        double reach = 1.3;
        int before = Integer.MAX_VALUE;
        boolean asked = false;
        for (int i = 0; i < MAX_ROUNDS; i++) {
            if (bracket.breakpoints <= sweep.most && bracket.curved == 0 && bracket.closed()) {
                return sweep.root(quantity);
            }
            if (asked && isClose(quantity - bracket.sum(), quantity, at)) {
                return at;
            }
            double next = asked ? step(quantity, at, reach, before) : bracket.closed() ? bracket.interpolate(quantity) : start;
            reach *= 2;
            boolean shrunk = bracket.closed() && bracket.breakpoints <= 0.6 * before;
            before = bracket.closed() ? bracket.breakpoints : before;
            if (shrunk && bracket.breakpoints > sweep.most) {
                double off = bracket.spread(quantity, DEVIATIONS);
                rounds++;
                boolean closer = bracket.enclose(next - off, next + off, quantity);
                heardBoth(quantity, next - off, next + off);
                asked = false;
                if (closer) {
                    continue;
                }
                next = quantity <= bracket.sumHigh ? next - off : next + off;
            }
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
            bracket.evaluate(at);
            asked = true;
            rounds++;
            double missing = missing(quantity);
            heard(at, missing);
            if (missing == 0) {
                return at;
            }
            bracket.narrow(at, missing > 0);
        }
        return at;
    }

    /** Of two prices asked at once the one nearer to the target is told of. */
    private void heardBoth(double quantity, double begin, double end) {
        double under = quantity - bracket.sumHigh;
        double over = quantity - bracket.sumLow;
        heard(Math.abs(under) < Math.abs(over) ? begin : end, Math.abs(under) < Math.abs(over) ? under : over);
    }

    /** Whether what is missing is noise that sloped venues can take up, or the price has no digit left to change. */
    private boolean isClose(double missing, double quantity, double at) {
        return (bracket.breakpoints == 0 || Math.abs(missing) <= CLOSE * quantity)
                && isNoise(missing, bracket.slope(at), quantity, at);
    }

    private static boolean isNoise(double missing, double slope, double quantity, double at) {
        return slope > 0 && (Math.abs(missing) <= CLOSE * quantity || Math.abs(missing) / slope <= Math.ulp(at));
    }

    /** The next price to ask at; NaN when there is no telling. */
    private double step(double quantity, double at, double reach, int before) {
        if (!bracket.closed()) {
            return at + reach * (quantity - bracket.sum()) / bracket.slopeAround();
        }
        if (bracket.breakpoints == 0) {
            double newton = at + (quantity - bracket.sum()) / bracket.slope(at);
            return bracket.inside(newton) ? newton : bracket.interpolate(quantity);
        }
        if (bracket.breakpoints <= sweep.most) {
            return sweep.next(bracket.interpolate(quantity));
        }
        return bracket.breakpoints <= 0.6 * before ? bracket.interpolate(quantity) : Double.NaN;
    }

    /** Ties are filled in the venues' order; what rounding left goes to the venue whose curve is flattest, or to whom it costs least. */
    private void settle(double quantity) {
        double slope = bracket.demands(price);
        for (int i = 0; i < 2 && slope > 0; i++) {
            double off = missing(quantity);
            double next = price + off / slope;
            if (Math.abs(off) <= CLOSE * quantity || next == price) {
                break;
            }
            price = next;
            slope = bracket.demands(price);
        }
        double left = quantity - bracket.sumLow;
        System.arraycopy(bracket.low, 0, x, 0, x.length);
        for (int i = 0; i < bracket.ties; i++) {
            int v = bracket.tied[i];
            double more = Math.max(0, Math.min(left, bracket.high[v] - bracket.low[v]));
            x[v] += more;
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
        Levels levels = curves.levels;
        if (left > 0) {
            return grow(found, Math.min(left, levels.upTo(found, curves.levelAfter(found, x[found])) - x[found]));
        }
        double before = levels.before(found, levels.levelEndingAtOrAfter(found, x[found]));
        return grow(found, Math.max(left, before - x[found]));
    }

    private double grow(int v, double more) {
        double moved = within(v, x[v] + more);
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
            int k = curves.levels.find(v, price);
            double high = within(v, curves.levels.wantsMost(v, k, price));
            double low = within(v, curves.levels.wantsLeast(v, k, price));
            if (x[v] > high) {
                gap += curves.excess(v, high, x[v], price);
            } else if (x[v] < low) {
                gap -= curves.excess(v, x[v], low, price);
            }
        }
        return Math.max(0, gap);
    }

    private double within(int v, double size) {
        return Math.min(upper[v], Math.max(lower[v], size));
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
