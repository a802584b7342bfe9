package exoroute.solver;

import exoroute.api.market.FixedPoint;
import exoroute.api.market.Side;
import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.VenueLadder;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The venues' marginal cost curves: {@code m(x) = side * price + penalty - reference + a x + 1.5 b sqrt(x)} within a level
 * of their {@link Levels}. Prices are in price units relative to {@link #reference}, so that their differences stay exact;
 * sizes in size units. Adjacent levels of equal price are one level, empty levels none. Nothing but the constructor and
 * the first change allocates. One thread at a time.
 */
public final class Curves {
    /** Sizes are exact in doubles up to here: 2^53 size units. */
    public static final long MAX_SIZE = 1L << 53;
    /** Prices that add up with others of their size without overflow. */
    private static final long FAR = MAX_SIZE << 8;
    /** Stands for what is added to the prices of a venue whose levels cannot be changed: nothing real is so far. */
    private static final long NEVER = Long.MAX_VALUE;

    final int venues;
    final Levels levels;
    /** Added to every relative price, in price units. */
    final long reference;
    /** What is added to a venue's signed prices; {@link #NEVER} where levels cannot be changed. */
    private final long[] shift;
    /** Sign of the side; that of each venue where there are two sides, else null. */
    private final int sign;
    private final int[] signs;
    private final Changes changes;
    /** Null before it is wanted. */
    private Workspace workspace;
    private final int[] oneVenue = new int[1];
    private final long[] onePrice = new long[1];
    private final long[] oneSize = new long[1];

    /**
     * Reads the ladders.
     *
     * @throws IllegalArgumentException when one is malformed: names venue, level and value
     * @throws ArithmeticException when prices are too far from each other to be exact in doubles
     */
    public Curves(RoutingProblem problem) {
        this(problem.venues(), v -> problem.side(), problem.sizeScale(), problem.priceScale(), reference(problem));
    }

    /** The same with a workspace that other books use too, on the same thread. */
    public Curves(RoutingProblem problem, Workspace workspace) {
        this(problem);
        this.workspace = workspace;
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
        shift = new long[venues];
        int[] sides = new int[venues];
        int[] most = new int[venues];
        int largest = 0;
        int sum = 0;
        for (int v = 0; v < venues; v++) {
            sides[v] = sideOf.apply(v).sign();
            sum += sides[v];
            check(ladders.get(v), sideOf.apply(v));
            most[v] = ladders.get(v).price().length;
            largest = Math.max(largest, most[v]);
        }
        sign = venues == 0 ? 0 : sides[0];
        signs = sum == sign * venues ? null : sides;
        levels = new Levels(most);
        changes = new Changes(levels, MAX_SIZE);
        double[] prices = new double[largest];
        double[] sizes = new double[largest];
        for (int v = 0; v < venues; v++) {
            VenueLadder ladder = ladders.get(v);
            terms(v, ladder, sizeScale, priceScale);
            levels.fill(v, prices, sizes, read(ladder, sides[v], prices, sizes));
        }
    }

    Workspace workspace() {
        if (workspace == null) {
            workspace = new Workspace();
        }
        return workspace;
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
        return (long) levels.total[venue];
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
    private double relative(int side, VenueLadder venue, int k) {
        try {
            long price = Math.subtractExact(
                    Math.addExact(Math.multiplyExact(side, venue.price()[k]), venue.penalty()), reference);
            if (!isBeyond(price, MAX_SIZE)) {
                return price;
            }
        } catch (ArithmeticException e) {
            throw tooFar(venue, k, e);
        }
        throw tooFar(venue, k, null);
    }

    private static boolean isBeyond(long number, long limit) {
        return number < -limit || number > limit;
    }

    private ArithmeticException tooFar(VenueLadder venue, int k, ArithmeticException cause) {
        ArithmeticException thrown = new ArithmeticException("venue " + venue.id() + " level " + k + ": price "
                + venue.price()[k] + " with penalty " + venue.penalty() + " is more than " + MAX_SIZE
                + " price units from the first price " + reference);
        thrown.initCause(cause);
        return thrown;
    }

    private void terms(int v, VenueLadder venue, int sizeScale, int priceScale) {
        double one = FixedPoint.power(sizeScale);
        double unit = FixedPoint.power(priceScale) / (double) FixedPoint.power(RoutingProblem.IMPACT_SCALE);
        levels.impact(v, venue.impact2() * unit / one, venue.impact32() * unit / Math.sqrt(one));
        boolean fixed = venue.cap() < Long.MAX_VALUE || isBeyond(venue.penalty(), FAR) || isBeyond(reference, FAR);
        shift[v] = fixed ? NEVER : venue.penalty() - reference;
    }

    /** The levels that are not empty, up to the cap; returns how many. */
    private int read(VenueLadder venue, int side, double[] prices, double[] sizes) {
        int count = 0;
        long sum = 0;
        for (int k = 0; k < venue.price().length && sum < venue.cap(); k++) {
            long size = Math.min(venue.size()[k], venue.cap() - sum);
            if (size > MAX_SIZE - sum) {
                throw new IllegalArgumentException("venue " + venue.id() + " level " + k + ": size "
                        + venue.size()[k] + " with " + sum + " before it is more than " + MAX_SIZE + " size units");
            }
            if (size > 0) {
                prices[count] = relative(side, venue, k);
                sizes[count] = size;
                sum += size;
                count++;
            }
        }
        return count;
    }

    /**
     * One price of one book now has another size, all its levels of that price together: what an incremental feed says.
     *
     * @param venue position in the problem
     * @param price the level's price in price units, as in the ladder
     * @param size its size in size units, 0 when it is gone
     * @return false when that cannot be told here, and nothing was changed: the venue is capped, a new level finds no
     *     room, the price is too far off or the depth too large; make new curves then
     */
    public boolean change(int venue, long price, long size) {
        oneVenue[0] = venue;
        onePrice[0] = price;
        oneSize[0] = size;
        return change(oneVenue, onePrice, oneSize, 0, 1) == 1;
    }

    /**
     * Many changes in a row, as {@link #change(int, long, long)} makes each: faster where many books are too large for the
     * processor's caches, as the levels of some are fetched at once.
     *
     * @param venue positions in the problem
     * @param price price units
     * @param size size units
     * @param from where they begin in the arrays
     * @param count how many
     * @return how many were made: all, or those before the first that cannot be told here
     */
    public int change(int[] venue, long[] price, long[] size, int from, int count) {
        Changes.Batch batch = workspace().batch();
        for (int done = 0; done < count; done += Changes.Batch.MOST) {
            int begin = from + done;
            int some = Math.min(count - done, Changes.Batch.MOST);
            for (int i = 0; i < some; i++) {
                batch.base[i] = base(venue[begin + i], price[begin + i]);
            }
            int made = changes.make(venue, batch, size, begin, some);
            if (made < some) {
                return done + made;
            }
        }
        return count;
    }

    /** What a level of a price costs without impact, relative to the reference; NaN when that cannot be told here. */
    private double base(int v, long price) {
        long relative = (signs == null ? sign : signs[v]) * price + shift[v];
        boolean told = shift[v] != NEVER && !isBeyond(relative, MAX_SIZE) && !isBeyond(price, FAR);
        return told ? relative : Double.NaN;
    }

    /** Whether a venue has no impact: its marginal cost is the level's price. */
    public boolean isFlat(int v) {
        return levels.isFlat(v);
    }

    /** Size at which the marginal cost of a level reaches {@code price}; the level must be sloped. */
    double sizeAt(int v, int level, double price) {
        return solve(levels.a[v], levels.b[v], price - levels.base(level));
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
        double b = levels.b[v];
        return x == 0 && b > 0 ? 0 : 1 / (levels.a[v] + (b == 0 ? 0 : 0.75 * b / Math.sqrt(x)));
    }

    /** Marginal cost just below a size (left limit), or the first start at size 0. */
    double marginalBelow(int v, double x) {
        int level = levels.levelEndingAtOrAfter(v, x);
        return level < 0 ? Double.POSITIVE_INFINITY : levels.base(level) + levels.slopeCost(v, x);
    }

    /** Marginal cost just above a size (right limit); infinite at the end of the book. */
    double marginalAbove(int v, double x) {
        int level = levelAfter(v, x);
        return level < 0 ? Double.POSITIVE_INFINITY : levels.base(level) + levels.slopeCost(v, x);
    }

    /** The level that begins at a size, or that the size is inside of; -1 at the end of the book. */
    int levelAfter(int v, double x) {
        int level = levels.levelEndingAtOrAfter(v, x);
        if (level >= 0 && levels.upTo(v, level) == x) {
            level = levels.next(v, level);
            return level == levels.last[v] ? -1 : level;
        }
        return level;
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
        double b = levels.b[v];
        double sum = 0;
        double from = x1;
        for (int k = Math.max(levels.first[v], levels.levelEndingAtOrAfter(v, x1)); k < levels.last[v] && from < x2; k++) {
            double to = Math.min(x2, levels.upTo(v, k));
            if (to > from) {
                double mean = levels.a[v] * ((from + to) / 2);
                if (b > 0) {
                    mean += b * (from + to + Math.sqrt(from) * Math.sqrt(to)) / (Math.sqrt(from) + Math.sqrt(to));
                }
                sum += (levels.base(k) - price + mean) * (to - from);
                from = to;
            }
        }
        return sum;
    }

    /** Relative cost of growing from one size to a larger one. */
    public double costBetween(int v, double x1, double x2) {
        double a = levels.a[v];
        double b = levels.b[v];
        double sum = levels.baseCost(v, x1, x2) + a / 2 * (x2 - x1) * (x2 + x1);
        return b == 0 ? sum : sum + b * (x2 * Math.sqrt(x2) - x1 * Math.sqrt(x1));
    }
}
