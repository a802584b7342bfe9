package exoroute.solver.command;

import exoroute.api.market.FixedPoint;
import exoroute.api.solver.CoupledProblem;
import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.VenueLadder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Continuous instances for engines of whole units: in units as small as 50 bits of size allow. */
final class FineUnits {
    private static final int SIZE_BITS = 50;
    private static final int FINEST = 9;

    private FineUnits() {}

    static CoupledProblem of(CoupledProblem problem) {
        long largest = 1;
        for (long exposure : problem.exposure()) {
            largest = Math.max(largest, Math.abs(exposure));
        }
        for (CoupledProblem.Constraint constraint : problem.constraints()) {
            largest = Math.max(largest, Math.abs(constraint.rightSide()));
        }
        for (CoupledProblem.Venue venue : problem.venues()) {
            largest = Math.max(largest, shown(venue.ladder()));
        }
        int digits = finer(problem.sizeScale(), largest);
        long factor = FixedPoint.power(digits);
        List<CoupledProblem.Venue> venues = problem.venues().stream().map(v -> new CoupledProblem.Venue(
                finer(v.ladder(), factor), v.side(), v.instrument(), v.exposure())).toList();
        List<CoupledProblem.Constraint> constraints = problem.constraints().stream().map(c ->
                new CoupledProblem.Constraint(c.name(), c.coefficients(), c.rightSide() * factor)).toList();
        return new CoupledProblem(problem.sizeScale() + digits, problem.priceScale(), venues,
                Arrays.stream(problem.exposure()).map(e -> e * factor).toArray(), problem.risk(), constraints);
    }

    /** The continuous problem in the smallest units, which are its lots. */
    static RoutingProblem of(RoutingProblem problem) {
        long largest = problem.quantity();
        for (VenueLadder venue : problem.venues()) {
            largest = Math.max(largest, shown(venue));
        }
        int digits = finer(problem.sizeScale(), largest);
        long factor = FixedPoint.power(digits);
        List<VenueLadder> venues = problem.venues().stream().map(v -> finer(v, factor)).toList();
        return fitting(new RoutingProblem(problem.side(), problem.quantity() * factor, problem.sizeScale() + digits,
                problem.priceScale(), problem.warmPrice(), venues));
    }

    private static long shown(VenueLadder venue) {
        long sum = 0;
        for (long size : venue.size()) {
            sum = Math.addExact(sum, size);
        }
        return sum;
    }

    /** Decimals by which sizes can be finer. */
    private static int finer(int scale, long largest) {
        int digits = 0;
        while (scale + digits < FINEST && largest < (1L << SIZE_BITS) / 10 / FixedPoint.power(digits)) {
            digits++;
        }
        return digits;
    }

    private static VenueLadder finer(VenueLadder v, long factor) {
        long cap = v.cap() > Long.MAX_VALUE / factor ? Long.MAX_VALUE : v.cap() * factor;
        return new VenueLadder(v.id(), v.price(), Arrays.stream(v.size()).map(size -> size * factor).toArray(), v.penalty(),
                v.impact2(), v.impact32(), cap, 1, 0);
    }

    /** With as many digits of prices as costs of so much fit 64 bits with; digits that are not 0 stay. */
    private static RoutingProblem fitting(RoutingProblem problem) {
        RoutingProblem fits = problem;
        while (fits.priceScale() > 0 && cost(fits) > Long.MAX_VALUE / 4.0 && endsInZero(fits)) {
            List<VenueLadder> venues = new ArrayList<>();
            for (VenueLadder v : fits.venues()) {
                venues.add(new VenueLadder(v.id(), Arrays.stream(v.price()).map(p -> p / 10).toArray(), v.size(),
                        v.penalty() / 10, v.impact2(), v.impact32(), v.cap(), v.lot(), v.minSize()));
            }
            fits = new RoutingProblem(fits.side(), fits.quantity(), fits.sizeScale(), fits.priceScale() - 1,
                    RoutingProblem.COLD, venues);
        }
        return fits;
    }

    private static double cost(RoutingProblem problem) {
        double dearest = 0;
        for (VenueLadder v : problem.venues()) {
            for (long price : v.price()) {
                dearest = Math.max(dearest, Math.abs((double) price));
            }
        }
        return dearest * problem.quantity() / FixedPoint.power(problem.sizeScale());
    }

    private static boolean endsInZero(RoutingProblem problem) {
        return problem.venues().stream().allMatch(
                v -> v.penalty() % 10 == 0 && Arrays.stream(v.price()).allMatch(p -> p % 10 == 0));
    }
}
