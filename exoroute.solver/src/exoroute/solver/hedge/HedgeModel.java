package exoroute.solver.hedge;

import exoroute.api.market.FixedPoint;
import exoroute.api.solver.CoupledProblem;
import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.VenueLadder;
import exoroute.solver.Curves;
import exoroute.solver.VenueCurve;
import exoroute.solver.admm.Elimination;
import exoroute.solver.admm.Magnitude;
import exoroute.solver.admm.VenuePart;
import java.util.ArrayList;
import java.util.List;

/**
 * A coupled problem in doubles: prices and sizes in units, the reference is 0. The coupled quantities are the instruments
 * (what the venues add is what the risk takes), then the constraints.
 */
final class HedgeModel {
    private static final double SEMIDEFINITE = 1e-9;

    final int instruments;
    final int constraints;
    final Curves curves;
    final double[][] risk;
    final double[] exposure;
    /** By venue: of the instruments, 0 for those without risk, then of the constraints. */
    final double[][] coefficients;
    /** By coupled quantity, size units. */
    final double[] target;

    /**
     * Reads a problem.
     *
     * @throws IllegalArgumentException when it is malformed: names the place and the value
     */
    HedgeModel(CoupledProblem problem) {
        instruments = problem.exposure().length;
        constraints = problem.constraints().size();
        check(problem);
        List<VenueLadder> ladders = problem.venues().stream().map(CoupledProblem.Venue::ladder).toList();
        curves = new Curves(ladders, v -> problem.venues().get(v).side(), problem.sizeScale(), problem.priceScale(), 0);
        double unit = FixedPoint.power(problem.priceScale())
                / ((double) FixedPoint.power(problem.sizeScale()) * FixedPoint.power(RoutingProblem.IMPACT_SCALE));
        risk = new double[instruments][instruments];
        exposure = new double[instruments];
        for (int i = 0; i < instruments; i++) {
            exposure[i] = problem.exposure()[i];
            for (int j = 0; j < instruments; j++) {
                risk[i][j] = problem.risk()[i][j] * unit;
            }
        }
        coefficients = new double[problem.venues().size()][instruments + constraints];
        for (int v = 0; v < coefficients.length; v++) {
            CoupledProblem.Venue venue = problem.venues().get(v);
            if (risk[venue.instrument()][venue.instrument()] > 0) {
                coefficients[v][venue.instrument()] = venue.exposure();
            }
            for (int r = 0; r < constraints; r++) {
                coefficients[v][instruments + r] = problem.constraints().get(r).coefficients()[v]
                        / (double) FixedPoint.power(CoupledProblem.COEFFICIENT_SCALE);
            }
        }
        target = new double[instruments + constraints];
        for (int r = 0; r < constraints; r++) {
            target[instruments + r] = problem.constraints().get(r).rightSide();
        }
    }

    private static void check(CoupledProblem problem) {
        int n = problem.exposure().length;
        if (problem.risk().length != n) {
            throw new IllegalArgumentException("risk has " + problem.risk().length + " rows for " + n + " instruments");
        }
        for (int i = 0; i < n; i++) {
            if (problem.risk()[i].length != n || problem.risk()[i][i] < 0) {
                throw new IllegalArgumentException("risk row " + i + " has " + problem.risk()[i].length
                        + " entries for " + n + " instruments, or a negative variance");
            }
            for (int j = 0; j < i; j++) {
                double product = Math.sqrt((double) problem.risk()[i][i]) * Math.sqrt((double) problem.risk()[j][j]);
                if (problem.risk()[i][j] != problem.risk()[j][i]
                        || Math.abs((double) problem.risk()[i][j]) > product * (1 + 1e-9)) {
                    throw new IllegalArgumentException("risk of instruments " + i + " and " + j + " is "
                            + problem.risk()[i][j] + " and " + problem.risk()[j][i]
                            + ": it must be symmetric, and no more than its variances allow");
                }
            }
        }
        semidefinite(problem.risk());
        for (CoupledProblem.Venue venue : problem.venues()) {
            if (venue.instrument() < 0 || venue.instrument() >= n) {
                throw new IllegalArgumentException("venue " + venue.ladder().id() + ": instrument " + venue.instrument()
                        + " is not one of " + n);
            }
        }
        for (CoupledProblem.Constraint constraint : problem.constraints()) {
            if (constraint.coefficients().length != problem.venues().size()) {
                throw new IllegalArgumentException("constraint " + constraint.name() + " has "
                        + constraint.coefficients().length + " coefficients for " + problem.venues().size() + " venues");
            }
        }
    }

    /** Symmetric elimination with the largest pivot first: every pivot must be positive, or nothing may be left. */
    private static void semidefinite(long[][] risk) {
        int n = risk.length;
        double[][] a = new double[n][n];
        double largest = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a[i][j] = risk[i][j];
            }
            largest = Math.max(largest, a[i][i]);
        }
        boolean[] done = new boolean[n];
        for (int step = 0; step < n; step++) {
            int pivot = -1;
            for (int i = 0; i < n; i++) {
                if (!done[i] && a[i][i] < -SEMIDEFINITE * largest) {
                    throw new IllegalArgumentException("risk is no covariance: with the risk of other instruments taken"
                            + " away, instrument " + i + " has " + a[i][i] + "; it must be positive semidefinite");
                }
                pivot = !done[i] && (pivot < 0 || a[i][i] > a[pivot][pivot]) ? i : pivot;
            }
            done[pivot] = true;
            if (a[pivot][pivot] <= SEMIDEFINITE * largest) {
                for (int i = 0; i < n; i++) {
                    if (!done[i] && Math.abs(a[i][pivot]) > Math.sqrt(SEMIDEFINITE) * largest) {
                        throw new IllegalArgumentException("risk is no covariance: instrument " + pivot + " has none of"
                                + " its own left, but " + a[i][pivot] + " with instrument " + i);
                    }
                }
                continue;
            }
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n && !done[i]; j++) {
                    a[i][j] -= done[j] ? 0 : a[i][pivot] * a[pivot][j] / a[pivot][pivot];
                }
            }
        }
    }

    /** How large sizes and prices get. */
    Magnitude magnitude() {
        double size = 1;
        for (int c = 0; c < target.length; c++) {
            size = Math.max(size, Math.abs(c < instruments ? exposure[c] : target[c]));
        }
        double price = 1;
        for (int i = 0; i < instruments; i++) {
            price = Math.max(price, risk[i][i] * Math.abs(exposure[i]));
        }
        for (int v = 0; v < curves.venues(); v++) {
            VenueCurve curve = new VenueCurve(curves, v);
            size = Math.max(size, curve.limit());
            if (curve.limit() > 0) {
                price = Math.max(price, Math.abs(curve.firstMarginal()));
                price = Math.max(price, Math.abs(curve.marginalBefore(curve.limit())));
            }
        }
        return new Magnitude(size, price);
    }

    /** Every venue's part, in order. */
    List<VenuePart> venueParts() {
        List<VenuePart> parts = new ArrayList<>();
        for (int v = 0; v < curves.venues(); v++) {
            parts.add(new VenuePart(curves, v, coefficients[v], instruments));
        }
        return parts;
    }

    /** The part of the risk. */
    RiskPart riskPart() {
        return new RiskPart(target.length, exposure, risk);
    }

    /**
     * Prices to begin at: the risk of doing nothing, and for the constraints what the first units cost, as nearly as
     * their coefficients allow (least squares).
     */
    double[] firstPrices() {
        double[] prices = new double[instruments + constraints];
        for (int i = 0; i < instruments; i++) {
            for (int j = 0; j < instruments; j++) {
                prices[i] -= risk[i][j] * exposure[j];
            }
        }
        double[][] rows = new double[constraints][constraints + 1];
        for (int v = 0; v < curves.venues(); v++) {
            double cost = new VenueCurve(curves, v).firstMarginal();
            for (int i = 0; i < instruments; i++) {
                cost -= coefficients[v][i] * prices[i];
            }
            for (int r = 0; r < constraints && cost < Double.POSITIVE_INFINITY; r++) {
                double mine = coefficients[v][instruments + r];
                for (int q = 0; q < constraints; q++) {
                    rows[r][q] += mine * coefficients[v][instruments + q];
                }
                rows[r][constraints] += mine * cost;
            }
        }
        if (Elimination.solve(rows, constraints)) {
            for (int r = 0; r < constraints; r++) {
                prices[instruments + r] = rows[r][constraints];
            }
        }
        return prices;
    }
}
