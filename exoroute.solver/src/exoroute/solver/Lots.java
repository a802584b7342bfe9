package exoroute.solver;

import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.VenueLadder;

/** The venues' lots and minimum sizes, and the moves of single lots between them. Sizes in size units. */
final class Lots {
    final int venues;
    final long[] lot;
    /** Smallest size above 0, a multiple of the lot. */
    final long[] min;
    /** Largest size, a multiple of the lot. */
    final long[] most;
    private final Curves curves;

    Lots(RoutingProblem problem, Curves curves) {
        this.curves = curves;
        venues = curves.venues;
        lot = new long[venues];
        min = new long[venues];
        most = new long[venues];
        for (int v = 0; v < venues; v++) {
            VenueLadder venue = problem.venues().get(v);
            lot[v] = venue.lot();
            long whole = curves.limit(v) / lot[v] * lot[v];
            boolean reachable = venue.minSize() <= whole;
            min[v] = reachable ? (venue.minSize() + lot[v] - 1) / lot[v] * lot[v] : 0;
            most[v] = reachable && min[v] <= whole ? whole : 0;
        }
    }

    /** Everything that can be placed; more than any quantity may be is told as half of what 64 bits hold. */
    long capacity() {
        long sum = 0;
        for (long each : most) {
            sum = Math.min(Long.MAX_VALUE / 2, sum + each);
        }
        return sum;
    }

    static long sum(long[] x) {
        long sum = 0;
        for (long each : x) {
            sum = Math.addExact(sum, each);
        }
        return sum;
    }

    /** The one lot of all venues when minimum sizes never bind, else 0. */
    long common() {
        for (int v = 0; v < venues; v++) {
            if (lot[v] != lot[0] || min[v] > lot[v]) {
                return 0;
            }
        }
        return venues == 0 ? 0 : lot[0];
    }

    /** What every whole-lot sum is a multiple of: the greatest common divisor of the lots that can be used. */
    long divisor() {
        long divisor = 0;
        for (int v = 0; v < venues; v++) {
            long a = most[v] == 0 ? 0 : lot[v];
            while (a != 0) {
                long rest = divisor % a;
                divisor = a;
                a = rest;
            }
        }
        return Math.max(1, divisor);
    }

    /** A continuous allocation rounded down to whole lots and minimum sizes. */
    long[] roundedDown(double[] x) {
        long[] whole = new long[venues];
        for (int v = 0; v < venues; v++) {
            long down = (long) (x[v] / lot[v]) * lot[v];
            whole[v] = down < min[v] ? 0 : Math.min(down, most[v]);
        }
        return whole;
    }

    /** The size a venue grows by next. */
    long step(int v, long x) {
        return x == 0 ? Math.max(lot[v], min[v]) : lot[v];
    }

    /** The venue whose next step costs least per unit and fits into what is left, the first of equals; -1 for none. */
    int cheapest(long[] x, long left, double[] upper) {
        int found = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int v = 0; v < venues; v++) {
            long step = step(v, x[v]);
            if (step <= left && x[v] + step <= upper[v]) {
                double each = curves.costBetween(v, x[v], (double) x[v] + step) / step;
                if (each < least) {
                    least = each;
                    found = v;
                }
            }
        }
        return found;
    }

    /** The venue whose last lot costs most, the last of equals; -1 for none. */
    int dearest(long[] x) {
        int found = -1;
        double most = Double.NEGATIVE_INFINITY;
        for (int v = 0; v < venues; v++) {
            if (x[v] > 0) {
                double last = curves.costBetween(v, (double) x[v] - lot[v], x[v]) / lot[v];
                if (last >= most) {
                    most = last;
                    found = v;
                }
            }
        }
        return found;
    }

    /** Relative cost of an allocation. */
    double cost(long[] x) {
        double cost = 0;
        for (int v = 0; v < venues; v++) {
            cost += curves.cost(v, x[v]);
        }
        return cost;
    }
}
