package exoroute.solver;

import exoroute.api.market.FixedPoint;
import exoroute.api.market.Side;
import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.VenueLadder;

/**
 * The venues' marginal cost curves as one structure of arrays. Level k of venue v stands at index
 * {@code first[v] + k}; within it the marginal cost rises from {@code start} to {@code end} while the size goes from
 * the previous level's {@code cumulative} to its own:
 * {@code m(x) = side * price + penalty - reference + a x + 1.5 b sqrt(x)}.
 *
 * <p>Prices are in price units relative to {@link #reference}, so that their differences stay exact; sizes in size
 * units. Adjacent levels of equal price are one level, empty levels none.
 */
public final class Curves {
    /** Sizes are exact in doubles up to here: 2^53 size units. */
    static final long MAX_SIZE = 1L << 53;

    public final int venues;
    /** Added to every relative price, in price units. */
    public final long reference;
    final int[] first;
    final double[] base;
    final double[] cumulative;
    final double[] start;
    final double[] end;
    final double[] a;
    final double[] b;
    /** Largest size: depth and cap, in size units; not yet rounded to lots. */
    public final long[] limit;

    public Curves(RoutingProblem problem) {
        venues = problem.venues().size();
        int levels = 0;
        for (VenueLadder venue : problem.venues()) {
            check(venue, problem.side());
            levels += venue.price().length;
        }
        reference = reference(problem);
        first = new int[venues + 1];
        base = new double[levels];
        cumulative = new double[levels];
        start = new double[levels];
        end = new double[levels];
        a = new double[venues];
        b = new double[venues];
        limit = new long[venues];
        for (int v = 0; v < venues; v++) {
            add(problem, v);
        }
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
    private double relative(VenueLadder venue, int k, Side side) {
        try {
            long price = Math.subtractExact(
                    Math.addExact(Math.multiplyExact(side.sign(), venue.price()[k]), venue.penalty()), reference);
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

    private void add(RoutingProblem problem, int v) {
        VenueLadder venue = problem.venues().get(v);
        double one = FixedPoint.power(problem.sizeScale());
        double unit = FixedPoint.power(problem.priceScale()) / (double) FixedPoint.power(RoutingProblem.IMPACT_SCALE);
        a[v] = venue.impact2() * unit / one;
        b[v] = venue.impact32() * unit / Math.sqrt(one);
        int at = first[v];
        long sum = 0;
        for (int k = 0; k < venue.price().length && sum < venue.cap(); k++) {
            long size = Math.min(venue.size()[k], venue.cap() - sum);
            if (size > 0) {
                double price = relative(venue, k, problem.side());
                boolean merged = at > first[v] && base[at - 1] == price;
                at = merged ? at : at + 1;
                double from = at - 1 > first[v] ? cumulative[at - 2] : 0;
                if (size > MAX_SIZE - sum) {
                    throw new IllegalArgumentException("venue " + venue.id() + " level " + k + ": size "
                            + venue.size()[k] + " with " + sum + " before it is more than " + MAX_SIZE + " size units");
                }
                sum += size;
                base[at - 1] = price;
                cumulative[at - 1] = sum;
                start[at - 1] = price + slopeCost(v, from);
                end[at - 1] = price + slopeCost(v, sum);
            }
        }
        limit[v] = sum;
        first[v + 1] = at;
    }

    /** Impact part of the marginal cost at a size. */
    double slopeCost(int v, double x) {
        return a[v] * x + 1.5 * b[v] * Math.sqrt(x);
    }

    boolean isFlat(int v) {
        return a[v] == 0 && b[v] == 0;
    }

    /** Size at which the marginal cost of a level reaches {@code price}; the level must be sloped. */
    double sizeAt(int v, int level, double price) {
        double d = price - base[level];
        double s = 2 * d / (1.5 * b[v] + Math.sqrt(2.25 * b[v] * b[v] + 4 * a[v] * d));
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

    /** First level whose cumulative size is at least x; -1 when the venue is smaller. */
    int levelEndingAtOrAfter(int v, double x) {
        int low = first[v];
        int high = first[v + 1];
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cumulative[middle] < x) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == first[v + 1] ? -1 : low;
    }

    /** Relative cost of a size: walks the book; price units times size units. */
    double cost(int v, double x) {
        return costBetween(v, 0, x);
    }

    /** Relative cost of growing from one size to a larger one. */
    double costBetween(int v, double x1, double x2) {
        double sum = 0;
        double from = x1;
        for (int k = Math.max(first[v], levelEndingAtOrAfter(v, x1)); k < first[v + 1] && from < x2; k++) {
            double to = Math.min(x2, cumulative[k]);
            if (to > from) {
                sum += base[k] * (to - from);
                from = to;
            }
        }
        return sum + a[v] / 2 * (x2 - x1) * (x2 + x1) + b[v] * (x2 * Math.sqrt(x2) - x1 * Math.sqrt(x1));
    }
}
