package exoroute.solver;

/**
 * The way to the price at which the venues want the quantity. A pass asks all venues at two prices around where the price
 * should be; those whose demand between the two is constant or one straight line are folded away, and when the target is
 * between, as it nearly always is, the few breakpoints left are gone through by {@link Sweep}, which is exact. What that
 * does not solve (a start far off, 3/2-power impact) is narrowed further: by interpolation, two prices a round; from a
 * breakpoint when that stalls; by Newton steps where no breakpoints are left. One serves many searches, one at a time.
 */
final class Narrowing {
    private static final int MAX_ROUNDS = 400;
    private static final int TRIES = 3;
    /** How many levels of equal price there may be at once, as a part of the venues. */
    private static final double TIED = 0.01;
    /** How much of a step may be wrong. */
    private static final double STEEPNESS = 0.2;
    /** Deviations of where the target may be among breakpoints at random. */
    private static final double DEVIATIONS = 2.5;
    static final double CLOSE = 1e-12;

    private final Demands demands;
    private final Bracket bracket;
    private final Sweep sweep;
    private Depth depth;
    private PriceSearch.Watcher watcher;
    /** Passes over the venues since it serves this search. */
    int rounds;
    /** Breakpoints that were left to go through in the end. */
    int swept;

    Narrowing(Demands demands) {
        this.demands = demands;
        bracket = new Bracket(demands);
        sweep = new Sweep(bracket);
    }

    /** Serves whom the demands serve now, and tells someone of every round, unless that is null. */
    void serve(PriceSearch.Watcher hears) {
        bracket.serve();
        sweep.serve(demands.levels);
        depth = demands.levels.depth();
        watcher = hears;
        rounds = 0;
        swept = 0;
    }

    /** From a price that is nearly right to the one that is. */
    double near(double quantity, double start) {
        double slope = demands.all(start);
        rounds++;
        double missing = demands.missing(quantity);
        heard(start, missing);
        if (missing == 0 || isNoise(missing, slope, quantity, start)) {
            return start;
        }
        double grows = Math.max(slope, demands.slopeAround());
        double off = missing / grows;
        if (Math.abs(off) < Double.POSITIVE_INFINITY) {
            double spread = STEEPNESS * Math.abs(off) + noise(missing, demands.step) / grows;
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
     * @param less how much demand may be off there, but for what levels of equal price do in many books
     */
    double around(double quantity, double start, double less) {
        double at = start;
        double off = 0;
        double noise = less + TIED * demands.venues * depth.step;
        for (int i = 0; i < TRIES; i++) {
            double grows = depth.slope(at);
            double spread = (STEEPNESS * Math.abs(off) + noise) / grows;
            if (!(spread > 0 && spread < Double.POSITIVE_INFINITY)) {
                break;
            }
            double begin = at - spread;
            double end = at + spread;
            rounds++;
            boolean closed = bracket.encloseAll(begin, end, quantity, i == 0);
            heardBoth(quantity, begin, end);
            if (closed) {
                return search(quantity, at);
            }
            off = quantity <= demands.sumHigh ? quantity - demands.sumHigh : quantity - demands.sumLow;
            at = (off <= 0 ? begin : end) + off / grows;
            noise = 2 * noise(off, depth.step);
        }
        bracket.open();
        return search(quantity, at);
    }

    /** How much demand may be off its mean growth where there is so much of it between two prices, in levels of a mean size. */
    static double noise(double between, double level) {
        return 0.7 * (Math.sqrt(Math.abs(between) * level) + level);
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
                swept = bracket.breakpoints;
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
                next = quantity <= demands.sumHigh ? next - off : next + off;
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
            double missing = demands.missing(quantity);
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
        double under = quantity - demands.sumHigh;
        double over = quantity - demands.sumLow;
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
            return at + reach * (quantity - bracket.sum()) / demands.slopeAround();
        }
        if (bracket.breakpoints == 0) {
            double newton = at + (quantity - bracket.sum()) / bracket.slope(at);
            return bracket.inside(newton) ? newton : bracket.interpolate(quantity);
        }
        if (bracket.breakpoints > 0.6 * before) {
            return Double.NaN;
        }
        return bracket.breakpoints <= sweep.most ? sweep.next(bracket.interpolate(quantity)) : bracket.interpolate(quantity);
    }
}
