package exoroute.solver;

import exoroute.api.market.FixedPoint;
import exoroute.api.market.Side;
import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.VenueLadder;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** The cost of an allocation in exact decimals; only the 3/2 power is rounded, at 50 digits. */
public final class Costs {
    private static final MathContext DIGITS = new MathContext(50, RoundingMode.HALF_EVEN);

    private Costs() {}

    /** Cost in whole units of the quote currency. */
    public static BigDecimal of(RoutingProblem problem, BigDecimal[] sizes) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int v = 0; v < sizes.length; v++) {
            sum = sum.add(venue(problem.venues().get(v), problem.side(), problem.sizeScale(), problem.priceScale(), sizes[v]));
        }
        return sum;
    }

    /** Sizes in size units to whole base units. */
    public static BigDecimal[] sizes(RoutingProblem problem, long[] units) {
        BigDecimal[] sizes = new BigDecimal[units.length];
        for (int v = 0; v < units.length; v++) {
            sizes[v] = BigDecimal.valueOf(units[v], problem.sizeScale());
        }
        return sizes;
    }

    /** Cost of one venue's size, in whole units of both currencies. */
    public static BigDecimal venue(VenueLadder venue, Side side, int sizeScale, int priceScale, BigDecimal x) {
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal left = x;
        for (int k = 0; k < venue.price().length && left.signum() > 0; k++) {
            BigDecimal part = left.min(BigDecimal.valueOf(venue.size()[k], sizeScale));
            long marginal = side.sign() * venue.price()[k] + venue.penalty();
            sum = sum.add(part.multiply(BigDecimal.valueOf(marginal, priceScale)));
            left = left.subtract(part);
        }
        BigDecimal quadratic = BigDecimal.valueOf(venue.impact2(), RoutingProblem.IMPACT_SCALE);
        sum = sum.add(quadratic.multiply(x).multiply(x).divide(BigDecimal.valueOf(2)));
        if (venue.impact32() != 0 && x.signum() > 0) {
            BigDecimal power = BigDecimal.valueOf(venue.impact32(), RoutingProblem.IMPACT_SCALE);
            sum = sum.add(power.multiply(x).multiply(x.sqrt(DIGITS), DIGITS));
        }
        return sum;
    }

    /** A decimal in price units, half-even. */
    public static long priceUnits(RoutingProblem problem, BigDecimal amount) {
        BigDecimal units = amount.movePointRight(problem.priceScale()).setScale(0, RoundingMode.HALF_EVEN);
        if (units.unscaledValue().bitLength() >= Long.SIZE) {
            throw new ArithmeticException("cost " + amount.toPlainString() + " does not fit 64 bits at "
                    + problem.priceScale() + " decimals; split the order or use fewer decimals");
        }
        return units.longValueExact();
    }

    /** A size in decimals. */
    public static String size(RoutingProblem problem, long units) {
        return FixedPoint.format(units, problem.sizeScale());
    }
}
