package exoroute.solver;

/**
 * Finds the price at which the venues together want exactly the quantity, whatever the number of venues in a handful
 * of rounds (surveys: Patriksson, EJOR 185 (2008), "A survey on the continuous nonlinear resource allocation
 * problem"; Kiwiel, Math. Programming 112 (2008), "Breakpoint searching algorithms for the continuous quadratic
 * knapsack problem", whose pegging the {@link Bracket} does).
 *
 * <p>The first search of some books begins where a few venues stand. From the second on the consolidated book tells where
 * the price should be ({@link Depth}); the rest is {@link Narrowing}. From the last price on, after some changes or for
 * another quantity, it is a {@link Walk}. What rounding leaves is given to whom it costs least.
 *
 * <p>Nothing is allocated by {@link #solve}. Not safe for concurrent use; an instance can be used again and again, also
 * after {@link Curves#change}.
 */
public final class PriceSearch {
    private static final int FEW = 8;
    private static final int MORE = 64;
    private static final double LOST = 1e-9;

    private final Curves curves;
    private final Demands demands;
    private final Narrowing narrowing;
    private final Walk walk;
    private final Depth depth;
    /** Bounds on the sizes: nothing, and what each venue offers; after {@link #bound} the caller's, to write. */
    double[] lower;
    double[] upper;
    /** The answer. */
    final double[] x;
    double price;
    double priceLow;
    double priceHigh;
    int rounds;
    private int swept;
    /** Whether there was an answer before. */
    private boolean again;
    /** Of the last answer: what the venues wanted at least, and how much the pieces had grown. */
    private double wanted;
    private double grown;
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

    /** A search over curves, which may change between solves; venues give at most what they offer then. */
    public PriceSearch(Curves curves) {
        Workspace workspace = curves.workspace();
        this.curves = curves;
        lower = workspace.zeros(curves.venues);
        upper = curves.levels.total;
        x = new double[curves.venues];
        demands = workspace.demands;
        narrowing = workspace.narrowing;
        walk = workspace.walk;
        depth = curves.levels.depth();
        demands.serve(this, curves.levels, lower, upper);
        narrowing.serve(null);
        walk.serve(null);
    }

    /** The bounds are from now on what the caller writes. */
    void bound() {
        lower = new double[curves.venues];
        upper = curves.levels.total.clone();
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

    /** Breakpoints that the last solve went through after its rounds. */
    public int swept() {
        return swept;
    }

    /**
     * Solves for a quantity within the bounds.
     *
     * @param warm price to start at, in price units above the reference, NaN for none
     * @return false when the bounds cannot add up to the quantity
     */
    public boolean solve(double quantity, double warm) {
        boolean free = upper == curves.levels.total;
        double least = free ? 0 : sum(lower);
        double most = free ? curves.levels.all : sum(upper);
        rounds = 0;
        swept = 0;
        if (!(quantity >= least && quantity <= most)) {
            return false;
        }
        demands.serve(this, curves.levels, lower, upper);
        if (quantity == least || quantity == most) {
            System.arraycopy(quantity == least ? lower : upper, 0, x, 0, x.length);
            price = quantity == least ? leastAbove() : mostBelow();
            price = Double.isInfinite(price) ? 0 : price;
            demands.all(price);
            remember();
            return true;
        }
        double slope = find(quantity, (quantity - least) / (most - least), warm);
        settle(quantity, slope);
        remember();
        return true;
    }

    private void remember() {
        again = true;
        wanted = demands.sumLow;
        grown = demands.pieces.grown;
    }

    private static double sum(double[] numbers) {
        double sum = 0;
        for (double number : numbers) {
            sum += number;
        }
        return sum;
    }

    /** Finds the price at which the venues want the quantity, ties aside, and asks them there; how fast demand grows. */
    private double find(double quantity, double share, double warm) {
        double more = quantity - wanted - (demands.pieces.grown - grown);
        double start = warm;
        if (again && warm == price && upper == curves.levels.total && !curves.levels.curved) {
            start = walk(quantity, more);
            if (start == start) {
                price = start;
                double slope = demands.all(price);
                if (Math.abs(demands.missing(quantity)) <= Narrowing.CLOSE * quantity) {
                    return slope;
                }
            }
        }
        narrowing.serve(watcher);
        price = narrow(quantity, share, start, more);
        rounds += narrowing.rounds;
        swept += narrowing.swept;
        return demands.all(price);
    }

    /** From the last price on, when venues may give all they have; NaN when it is too far away. */
    private double walk(double quantity, double more) {
        if (depth.isCounted() && Math.abs(more) > depth.step * Walk.most(curves.venues)) {
            return Double.NaN;
        }
        walk.serve(watcher);
        double reach = curves.venues <= FEW ? Double.POSITIVE_INFINITY : depth.reach(price, more);
        double found = walk.price(quantity, price, more > 0, reach);
        rounds = walk.rounds;
        swept = walk.steps;
        if (found != found) {
            depth.doubt();
        }
        return found;
    }

    private double narrow(double quantity, double share, double warm, double more) {
        if (Math.abs(warm) < Double.POSITIVE_INFINITY) {
            return narrowing.near(quantity, warm);
        }
        if (!again && !depth.isCounted()) {
            return narrowing.near(quantity, guess(share));
        }
        depth.refresh();
        double off = again && !depth.isFresh() ? quantity - more - depth.sizeOf(price) : 0;
        return narrowing.around(
                quantity, depth.priceOf(quantity - off), (0.5 + 0.3 * Math.sqrt(curves.venues)) * depth.step);
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

    /** Ties are filled in the venues' order; what rounding left goes to the venue whose curve is flattest, or to whom it costs least. */
    private void settle(double quantity, double grows) {
        double slope = grows;
        for (int i = 0; i < 2 && slope > 0; i++) {
            double off = demands.missing(quantity);
            double next = price + off / slope;
            if (Math.abs(off) <= Narrowing.CLOSE * quantity || next == price) {
                break;
            }
            slope = demands.all(next);
            if (Math.abs(demands.missing(quantity)) >= Math.abs(off)) { // there was a breakpoint on the way
                demands.all(price);
                break;
            }
            price = next;
        }
        double left = quantity - demands.sumLow;
        System.arraycopy(demands.low, 0, x, 0, x.length);
        for (int i = 0; i < demands.ties; i++) {
            int v = demands.tied[i];
            double more = Math.max(0, Math.min(left, demands.high[v] - demands.low[v]));
            x[v] += more;
            left -= more;
        }
        if (left != 0 && demands.flattest >= 0 && Math.abs(left) <= Narrowing.CLOSE * quantity) {
            left -= growInLevel(demands.flattest, left);
        }
        for (int i = 0; i < 2 * curves.venues + MORE && left != 0; i++) {
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
        return growInLevel(found, left);
    }

    /** More or less of a venue, but no further than its level goes; returns how much. */
    private double growInLevel(int v, double more) {
        Levels levels = curves.levels;
        if (more > 0) {
            int level = curves.levelAfter(v, x[v]);
            return level < 0 ? 0 : grow(v, Math.min(more, levels.upTo(v, level) - x[v]));
        }
        return grow(v, Math.max(more, levels.before(v, levels.levelEndingAtOrAfter(v, x[v])) - x[v]));
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
        Levels levels = curves.levels;
        priceLow = Double.NEGATIVE_INFINITY;
        priceHigh = Double.POSITIVE_INFINITY;
        for (int v = 0; v < curves.venues; v++) {
            int k = levels.levelEndingAtOrAfter(v, x[v]);
            if (x[v] > lower[v]) {
                priceLow = Math.max(priceLow, levels.base(k) + levels.slopeCost(v, x[v]));
            }
            if (x[v] < upper[v]) {
                int above = levels.upTo(v, k) == x[v] ? levels.next(v, k) : k;
                priceHigh = Math.min(priceHigh, levels.base(above) + levels.slopeCost(v, x[v]));
            }
        }
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
        boolean atHand = demands.served == this; // no other search used the workspace since
        double gap = 0;
        for (int v = 0; v < curves.venues; v++) {
            int k = atHand ? 0 : curves.levels.find(v, price);
            double high = atHand ? demands.high[v] : within(v, curves.levels.wantsMost(v, k, price));
            double low = atHand ? demands.low[v] : within(v, curves.levels.wantsLeast(v, k, price));
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
