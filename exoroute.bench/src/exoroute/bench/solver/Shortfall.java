package exoroute.bench.solver;

import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.VenueLadder;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * What an answer costs against the mid, and how far it can be from the optimum, in decimals and straight from the
 * ladders: nothing here comes from the engine but sizes and price.
 *
 * <p>By duality the cost of any allocation is at least {@code price * quantity + sum_v min_z (f_v(z) - price z)}. The
 * gap is the difference, and what the sizes lack or exceed of the quantity costs its distance from the mid on top.
 *
 * @param shortfall cost of the allocation minus the quantity at the mid, price units times size units
 * @param gap duality gap, same unit, not negative
 */
record Shortfall(BigDecimal shortfall, BigDecimal gap) {
    private static final MathContext DIGITS = MathContext.DECIMAL128;

    /** Of an engine's last answer, for the books as they stand. */
    static Shortfall of(OwnEngine engine, long mid) {
        return of(engine, mid, engine.price());
    }

    /** The same for any price: every one gives a bound, the right one the best. */
    static Shortfall of(OwnEngine engine, long mid, BigDecimal multiplier) {
        RoutingProblem problem = engine.problem();
        if (problem.side().sign() < 0) {
            throw new IllegalArgumentException("a sell: the benchmark's books are buys, see Instances");
        }
        BigDecimal price = multiplier.subtract(BigDecimal.valueOf(mid));
        BigDecimal left = BigDecimal.valueOf(problem.quantity());
        BigDecimal cost = BigDecimal.ZERO;
        BigDecimal gap = BigDecimal.ZERO;
        for (int v = 0; v < problem.venues().size(); v++) {
            VenueLadder venue = problem.venues().get(v);
            BigDecimal a = impact(problem, venue);
            BigDecimal x = new BigDecimal(engine.size(v));
            BigDecimal own = cost(venue, mid, a, x);
            BigDecimal best = best(venue, mid, a, price);
            cost = cost.add(own);
            gap = gap.add(own.subtract(price.multiply(x))
                    .subtract(cost(venue, mid, a, best).subtract(price.multiply(best))));
            left = left.subtract(x);
        }
        return new Shortfall(cost, gap.add(price.multiply(left).abs()));
    }

    /** Gap as a part of the shortfall. */
    double relativeGap() {
        return gap.divide(shortfall, DIGITS).doubleValue();
    }

    /** The shortfall in whole units of quote. */
    double quote() {
        return shortfall.movePointLeft(Instances.PRICE_SCALE + Instances.SIZE_SCALE).doubleValue();
    }

    /** Growth of the marginal cost in price units per size unit, exact. */
    private static BigDecimal impact(RoutingProblem problem, VenueLadder venue) {
        if (venue.impact32() != 0) {
            throw new IllegalArgumentException("venue " + venue.id() + ": impact32 " + venue.impact32()
                    + " is not costed here; the benchmark's books have none, see Instances");
        }
        return BigDecimal.valueOf(venue.impact2())
                .scaleByPowerOfTen(problem.priceScale() - RoutingProblem.IMPACT_SCALE - problem.sizeScale());
    }

    private static BigDecimal marginal(VenueLadder venue, int k, long mid) {
        return BigDecimal.valueOf(venue.price()[k] + venue.penalty() - mid);
    }

    private static BigDecimal cost(VenueLadder venue, long mid, BigDecimal a, BigDecimal x) {
        BigDecimal sum = a.multiply(x).multiply(x).divide(BigDecimal.valueOf(2));
        BigDecimal left = x;
        for (int k = 0; k < venue.price().length && left.signum() > 0; k++) {
            BigDecimal part = left.min(BigDecimal.valueOf(venue.size()[k]));
            sum = sum.add(part.multiply(marginal(venue, k, mid)));
            left = left.subtract(part);
        }
        return sum;
    }

    /** The size that is best for a venue at a price: where its marginal cost reaches it. */
    private static BigDecimal best(VenueLadder venue, long mid, BigDecimal a, BigDecimal price) {
        BigDecimal before = BigDecimal.ZERO;
        for (int k = 0; k < venue.price().length; k++) {
            BigDecimal room = price.subtract(marginal(venue, k, mid)).subtract(a.multiply(before));
            if (room.signum() <= 0) {
                return before;
            }
            BigDecimal size = BigDecimal.valueOf(venue.size()[k]);
            if (a.signum() > 0 && a.multiply(size).compareTo(room) > 0) {
                return before.add(room.divide(a, DIGITS));
            }
            before = before.add(size);
        }
        return before;
    }
}
