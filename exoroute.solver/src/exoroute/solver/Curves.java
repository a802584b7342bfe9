package exoroute.solver;

import exoroute.api.market.FixedPoint;
import exoroute.api.market.Side;
import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.VenueLadder;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The venues' marginal cost curves as one structure of arrays. Level k of venue v stands at index
 * {@code first[v] + k}, up to {@code last[v]} (exclusive); within it the marginal cost rises from its start to its
 * {@code end} while the size goes from the previous level's {@code cumulative} to its own:
 * {@code m(x) = side * price + penalty - reference + a x + 1.5 b sqrt(x)}.
 *
 * <p>Prices are in price units relative to {@link #reference}, so that their differences stay exact; sizes in size
 * units. Adjacent levels of equal price are one level, empty levels none. Behind each venue's levels there is some
 * room, so that {@link #change} can insert some; the ends there are infinite. The ends of every eighth level stand
 * together in {@code ladder}, so that a level is found in two cache lines. Nothing but the constructor allocates. One
 * thread at a time.
 */
public final class Curves {
    /** Sizes are exact in doubles up to here: 2^53 size units. */
    public static final long MAX_SIZE = 1L << 53;
    private static final int ROOM = 4;
    /** Levels between two ends in the ladder. */
    private static final int RUNG = 8;

    final int venues;
    private final int[] side;
    /** Added to every relative price, in price units. */
    final long reference;
    /** Index of a venue's first level, of the one after its last, and of the end of its room. */
    final int[] first;
    final int[] last;
    private final int[] room;
    final double[] base;
    final double[] cumulative;
    final double[] end;
    private final double[] ladder;
    private final double[] baseLadder;
    final double[] a;
    final double[] b;
    /** 1 / a where a is positive, else 0. */
    final double[] inverse;
    private final long[] penalty;
    private final long[] cap;
    /** Largest size: depth and cap, in size units; not yet rounded to lots. */
    final long[] limit;

    /**
     * Reads the ladders.
     *
     * @throws IllegalArgumentException when one is malformed: names venue, level and value
     * @throws ArithmeticException when prices are too far from each other to be exact in doubles
     */
    public Curves(RoutingProblem problem) {
        this(problem.venues(), v -> problem.side(), problem.sizeScale(), problem.priceScale(), reference(problem));
    }

    /**
     * Reads ladders of several sides.
     *
     * @param sideOf side of each venue, by position
     * @param sizeScale decimals of sizes
     * @param priceScale decimals of prices
     * @param reference what prices are counted from, in price units, sign of the side included
     */
    public Curves(List<VenueLadder> ladders, IntFunction<Side> sideOf, int sizeScale, int priceScale, long reference) {
        venues = ladders.size();
        this.reference = reference;
        side = new int[venues];
        int levels = 0;
        for (int v = 0; v < venues; v++) {
            check(ladders.get(v), sideOf.apply(v));
            side[v] = sideOf.apply(v).sign();
            levels += slots(ladders.get(v));
        }
        first = new int[venues];
        last = new int[venues];
        room = new int[venues];
        base = new double[levels];
        cumulative = new double[levels];
        end = new double[levels];
        ladder = new double[levels / RUNG];
        baseLadder = new double[levels / RUNG];
        Arrays.fill(end, Double.POSITIVE_INFINITY);
        Arrays.fill(base, Double.POSITIVE_INFINITY);
        a = new double[venues];
        b = new double[venues];
        inverse = new double[venues];
        penalty = new long[venues];
        cap = new long[venues];
        limit = new long[venues];
        int at = 0;
        for (int v = 0; v < venues; v++) {
            first[v] = at;
            at += slots(ladders.get(v));
            room[v] = at - 1;
            add(v, ladders.get(v), sizeScale, priceScale);
        }
    }

    /** Levels, room for some more, at least one that is infinite, in whole rungs. */
    private static int slots(VenueLadder venue) {
        return (venue.price().length + ROOM + RUNG) / RUNG * RUNG;
    }

    /** What prices are counted from, in price units, with the sign of the side. */
    public long reference() {
        return reference;
    }

    /** Number of venues. */
    public int venues() {
        return venues;
    }

    /** Largest size of a venue: its depth, or its cap when that is less; size units. */
    public long limit(int venue) {
        return limit[venue];
    }

    private static void check(VenueLadder venue, Side side) {
        if (venue.price().length != venue.size().length) {
            throw new IllegalArgumentException("venue " + venue.id() + ": " + venue.price().length + " prices, "
                    + venue.size().length + " sizes");
        }
        if (venue.lot() <= 0 || venue.minSize() < 0 || venue.cap() < 0 || venue.impact2() < 0 || venue.impact32() < 0) {
            throw new IllegalArgumentException("venue " + venue.id() + ": lot " + venue.lot() + ", minimum "
                    + venue.minSize() + ", cap " + venue.cap() + ", impact " + venue.impact2() + ", "
                    + venue.impact32() + ": the lot must be positive, the others not negative");
        }
        for (int i = 0; i < venue.price().length; i++) {
            boolean ordered = i == 0 || side.sign() * Long.compare(venue.price()[i], venue.price()[i - 1]) >= 0;
            if (venue.size()[i] < 0 || !ordered) {
                throw new IllegalArgumentException("venue " + venue.id() + " level " + i + ": price "
                        + venue.price()[i] + ", size " + venue.size()[i] + " is out of order or negative");
            }
        }
    }

    private static long reference(RoutingProblem problem) {
        for (VenueLadder venue : problem.venues()) {
            if (venue.price().length > 0) {
                return problem.side().sign() * venue.price()[0];
            }
        }
        return 0;
    }

    /** Marginal cost of a level without impact, relative to the reference; exact, or refused. */
    private double relative(int v, VenueLadder venue, int k) {
        try {
            long price = Math.subtractExact(
                    Math.addExact(Math.multiplyExact(side[v], venue.price()[k]), venue.penalty()), reference);
            if (Math.abs(price) <= MAX_SIZE) {
                return price;
            }
        } catch (ArithmeticException e) {
            throw tooFar(venue, k, e);
        }
        throw tooFar(venue, k, null);
    }

    private ArithmeticException tooFar(VenueLadder venue, int k, ArithmeticException cause) {
        ArithmeticException thrown = new ArithmeticException("venue " + venue.id() + " level " + k + ": price "
                + venue.price()[k] + " with penalty " + venue.penalty() + " is more than " + MAX_SIZE
                + " price units from the first price " + reference);
        thrown.initCause(cause);
        return thrown;
    }

    private void add(int v, VenueLadder venue, int sizeScale, int priceScale) {
        double one = FixedPoint.power(sizeScale);
        double unit = FixedPoint.power(priceScale) / (double) FixedPoint.power(RoutingProblem.IMPACT_SCALE);
        a[v] = venue.impact2() * unit / one;
        b[v] = venue.impact32() * unit / Math.sqrt(one);
        inverse[v] = a[v] > 0 ? 1 / a[v] : 0;
        penalty[v] = venue.penalty();
        cap[v] = venue.cap();
        int at = first[v];
        long sum = 0;
        for (int k = 0; k < venue.price().length && sum < venue.cap(); k++) {
            long size = Math.min(venue.size()[k], venue.cap() - sum);
            if (size > 0) {
                double price = relative(v, venue, k);
                boolean merged = at > first[v] && base[at - 1] == price;
                at = merged ? at : at + 1;
                if (size > MAX_SIZE - sum) {
                    throw new IllegalArgumentException("venue " + venue.id() + " level " + k + ": size "
                            + venue.size()[k] + " with " + sum + " before it is more than " + MAX_SIZE + " size units");
                }
                sum += size;
                base[at - 1] = price;
                cumulative[at - 1] = sum;
            }
        }
        limit[v] = sum;
        last[v] = at;
        marginals(v, first[v]);
        rungs(v, first[v]);
    }

    /** Marginal costs at the ends of the levels from one on. */
    private void marginals(int v, int from) {
        int to = last[v];
        double quadratic = a[v];
        if (b[v] == 0) {
            for (int k = from; k < to; k++) {
                end[k] = base[k] + quadratic * cumulative[k];
            }
        } else {
            for (int k = from; k < to; k++) {
                end[k] = base[k] + slopeCost(v, cumulative[k]);
            }
        }
    }

    private void rungs(int v, int from) {
        for (int rung = from / RUNG; rung <= room[v] / RUNG; rung++) {
            ladder[rung] = end[rung * RUNG + RUNG - 1];
            baseLadder[rung] = base[rung * RUNG + RUNG - 1];
        }
    }

    /** First level of a venue whose end is at or above a price; its last, exclusive, when there is none. */
    int find(int v, double price) {
        return within(end, rung(ladder, v, price), price);
    }

    /** First half of {@link #find}: in the ladder, which is read in a row when the venues are. */
    int rung(int v, double price) {
        return rung(ladder, v, price);
    }

    /** Second half: among the eight levels of a rung. */
    int within(int rung, double price) {
        return within(end, rung, price);
    }

    private int rung(double[] ladder, int v, double price) {
        int k = first[v] / RUNG;
        for (int left = room[v] / RUNG - k; left > 0; ) {
            int half = (left + 1) >>> 1;
            k += half * below(ladder[k + half - 1], price);
            left -= half;
        }
        return k * RUNG;
    }

    private static int within(double[] levels, int rung, double price) {
        int k = rung + 4 * below(levels[rung + 3], price);
        k += 2 * below(levels[k + 1], price);
        return k + below(levels[k], price);
    }

    /** 1 when a number is below another, else 0; without a branch, so that the levels of many venues are found at once. */
    private static int below(double a, double b) {
        return (int) (Double.doubleToRawLongBits(a - b) >>> 63);
    }

    /** Whether a level of a venue with quadratic impact alone begins at or below a price. */
    boolean beginsBelow(int v, int level, double price) {
        double size = cumulative[level] - (level == first[v] ? 0 : cumulative[level - 1]);
        return b[v] == 0 ? end[level] - a[v] * size <= price : start(v, level) <= price;
    }

    /** Marginal cost where a level begins. */
    double start(int v, int level) {
        return isFlat(v) ? base[level] : base[level] + slopeCost(v, level == first[v] ? 0 : cumulative[level - 1]);
    }

    /**
     * One price of one book now has another size, all its levels of that price together: what an incremental feed says.
     * Costs the levels behind it.
     *
     * @param venue position in the problem
     * @param price the level's price in price units, as in the ladder
     * @param size its size in size units, 0 when it is gone
     * @return false when that cannot be told here, and nothing was changed: the venue is capped, a new level finds no
     *     room, the price is too far off or the depth too large; make new curves then
     */
    public boolean change(int venue, long price, long size) {
        long relative = side[venue] * price + penalty[venue] - reference;
        if (size < 0 || size > MAX_SIZE || cap[venue] != Long.MAX_VALUE || Math.abs(relative) > MAX_SIZE
                || Math.abs(price) > MAX_SIZE << 8) {
            return false;
        }
        int k = within(base, rung(baseLadder, venue, relative), relative);
        boolean there = k < last[venue] && base[k] == relative;
        double before = k == first[venue] ? 0 : cumulative[k - 1];
        long more = size - (there ? (long) (cumulative[k] - before) : 0);
        if (more == 0) {
            return true;
        }
        if (limit[venue] + more > MAX_SIZE || !there && last[venue] == room[venue]) {
            return false;
        }
        limit[venue] += more;
        if (!there) {
            insert(venue, k, relative, before);
        } else if (size == 0) {
            remove(venue, k);
        }
        int to = last[venue];
        for (int j = k; j < to; j++) {
            cumulative[j] += more;
        }
        boolean moved = !there || size == 0;
        if (moved || !isFlat(venue)) {
            marginals(venue, k);
            rungs(venue, k);
        }
        return true;
    }

    private void insert(int v, int k, double price, double before) {
        int rest = last[v] - k;
        System.arraycopy(base, k, base, k + 1, rest);
        System.arraycopy(cumulative, k, cumulative, k + 1, rest);
        base[k] = price;
        cumulative[k] = before;
        last[v]++;
    }

    private void remove(int v, int k) {
        int rest = last[v] - k - 1;
        System.arraycopy(base, k + 1, base, k, rest);
        System.arraycopy(cumulative, k + 1, cumulative, k, rest);
        last[v]--;
        base[last[v]] = Double.POSITIVE_INFINITY;
        end[last[v]] = Double.POSITIVE_INFINITY;
    }

    /** Size at which a level without 3/2-power impact reaches a price; what it has without impact is its end. */
    double straightSize(int v, int level, double price) {
        return cumulative[level] - (end[level] - price) * inverse[v];
    }

    /** Impact part of the marginal cost at a size. */
    double slopeCost(int v, double x) {
        return a[v] * x + 1.5 * b[v] * Math.sqrt(x);
    }

    /** Whether a venue has no impact: its marginal cost is the level's price. */
    public boolean isFlat(int v) {
        return a[v] == 0 && b[v] == 0;
    }

    /** Size at which the marginal cost of a level reaches {@code price}; the level must be sloped. */
    double sizeAt(int v, int level, double price) {
        return solve(a[v], b[v], price - base[level]);
    }

    /** Root of {@code a x + 1.5 b sqrt(x) = d}, d not negative. */
    static double solve(double a, double b, double d) {
        if (b == 0) {
            return d / a;
        }
        double s = 2 * d / (1.5 * b + Math.sqrt(2.25 * b * b + 4 * a * d));
        return s * s;
    }

    /** How fast the size grows with the price at a size, within a level. */
    double slopeAt(int v, double x) {
        return x == 0 && b[v] > 0 ? 0 : 1 / (a[v] + (b[v] == 0 ? 0 : 0.75 * b[v] / Math.sqrt(x)));
    }

    /** Marginal cost just below a size (left limit), or the first start at size 0. */
    double marginalBelow(int v, double x) {
        int level = levelEndingAtOrAfter(v, x);
        return level < 0 ? Double.POSITIVE_INFINITY : base[level] + slopeCost(v, x);
    }

    /** Marginal cost just above a size (right limit); infinite at the end of the book. */
    double marginalAbove(int v, double x) {
        int level = levelEndingAtOrAfter(v, x);
        if (level >= 0 && cumulative[level] == x) {
            level = level + 1 == last[v] ? -1 : level + 1;
        }
        return level < 0 ? Double.POSITIVE_INFINITY : base[level] + slopeCost(v, x);
    }

    /** First level whose cumulative size is at least x; -1 when the venue is smaller. */
    int levelEndingAtOrAfter(int v, double x) {
        int low = first[v];
        int high = last[v];
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cumulative[middle] < x) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == last[v] ? -1 : low;
    }

    /** Relative cost of a size: walks the book; price units times size units. */
    public double cost(int v, double x) {
        return costBetween(v, 0, x);
    }

    /**
     * What a size costs more than at a price, from a smaller size on: the integral of marginal cost less price, level by
     * level, each as a mean times a width, so that nothing cancels. Price units times size units.
     */
    public double excess(int v, double x1, double x2, double price) {
        double sum = 0;
        double from = x1;
        for (int k = Math.max(first[v], levelEndingAtOrAfter(v, x1)); k < last[v] && from < x2; k++) {
            double to = Math.min(x2, cumulative[k]);
            if (to > from) {
                double mean = a[v] * ((from + to) / 2);
                if (b[v] > 0) {
                    mean += b[v] * (from + to + Math.sqrt(from) * Math.sqrt(to)) / (Math.sqrt(from) + Math.sqrt(to));
                }
                sum += (base[k] - price + mean) * (to - from);
                from = to;
            }
        }
        return sum;
    }

    /** Relative cost of growing from one size to a larger one. */
    public double costBetween(int v, double x1, double x2) {
        double sum = 0;
        double from = x1;
        for (int k = Math.max(first[v], levelEndingAtOrAfter(v, x1)); k < last[v] && from < x2; k++) {
            double to = Math.min(x2, cumulative[k]);
            if (to > from) {
                sum += base[k] * (to - from);
                from = to;
            }
        }
        return sum + a[v] / 2 * (x2 - x1) * (x2 + x1) + b[v] * (x2 * Math.sqrt(x2) - x1 * Math.sqrt(x1));
    }
}
