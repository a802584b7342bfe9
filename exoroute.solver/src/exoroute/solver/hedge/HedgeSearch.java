package exoroute.solver.hedge;

import exoroute.api.market.FixedPoint;
import exoroute.api.solver.CoupledProblem;
import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.VenueLadder;
import exoroute.solver.Curves;
import exoroute.solver.VenueCurve;
import exoroute.solver.admm.AdmmAgent;
import exoroute.solver.admm.Elimination;
import exoroute.solver.admm.ExchangeAdmm;
import exoroute.solver.admm.TrustedAgents;
import exoroute.solver.admm.VenuePart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Several instruments, risk, linear constraints: exchange ADMM finds out which levels matter, {@link ActiveSet} solves
 * for them exactly and proves it. The coupled quantities are the instruments (what the venues add is what the risk
 * takes), then the constraints. One use per instance.
 */
public final class HedgeSearch {
    private static final double TOLERANCE = 1e-10;
    private static final double SEMIDEFINITE = 1e-9;
    /** Rounds before the active set is tried, and tried again. */
    private static final int[] ROUNDS = {50, 500, 5_000};

    /** How a search ended. */
    public enum Status {
        /** Optimal, and proved so. */
        OPTIMAL,
        /** Proved that the constraints cannot hold. */
        INFEASIBLE,
        /** Nothing that can be vouched for. */
        UNDECIDED
    }

    private final CoupledProblem problem;
    private final int instruments;
    private final int constraints;
    private final Curves curves;
    private final double[][] risk;
    private final double[] exposure;
    private final double[][] coefficients;
    private int rounds;
    private int exchanges;
    private double[] sizes;
    private double[] multipliers;

    /**
     * Reads a problem.
     *
     * @throws IllegalArgumentException when it is malformed: names the place and the value
     */
    public HedgeSearch(CoupledProblem problem) {
        this.problem = problem;
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

    /** Searches. */
    public Status solve() {
        int m = instruments + constraints;
        double[] target = new double[m];
        for (int r = 0; r < constraints; r++) {
            target[instruments + r] = problem.constraints().get(r).rightSide();
        }
        VenueCurve[] venues = new VenueCurve[curves.venues()];
        for (int v = 0; v < venues.length; v++) {
            venues[v] = new VenueCurve(curves, v);
        }
        ActiveSet exact = new ActiveSet(new Conditions(venues, risk, exposure, coefficients, target, instruments));
        double[] warm = firstPrices();
        for (int most : ROUNDS) {
            List<AdmmAgent> agents = agents(m);
            ExchangeAdmm admm = new ExchangeAdmm(target, TOLERANCE, most, true, instruments);
            ExchangeAdmm.Result result = new TrustedAgents(agents).run(admm, warm);
            rounds += result.iterations();
            if (result.status() == ExchangeAdmm.Status.INFEASIBLE) {
                return Status.INFEASIBLE;
            }
            double[] near = new double[curves.venues()];
            for (int v = 0; v < near.length; v++) {
                near[v] = ((VenuePart) agents.get(v).part()).size();
            }
            boolean proved = exact.solve(near, Arrays.copyOfRange(result.prices(), instruments, m));
            exchanges += exact.exchanges();
            if (proved) {
                sizes = exact.sizes();
                multipliers = exact.multipliers();
                return Status.OPTIMAL;
            }
        }
        return Status.UNDECIDED;
    }

    /**
     * Prices to begin at: the risk of doing nothing, and for the constraints what the first units cost, as nearly as
     * their coefficients allow (least squares).
     */
    private double[] firstPrices() {
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

    private List<AdmmAgent> agents(int m) {
        List<AdmmAgent> agents = new ArrayList<>();
        for (int v = 0; v < curves.venues(); v++) {
            agents.add(new AdmmAgent(new VenuePart(curves, v, coefficients[v]), ExchangeAdmm.RELAXATION));
        }
        agents.add(new AdmmAgent(new RiskPart(m, exposure, risk), ExchangeAdmm.RELAXATION));
        return agents;
    }

    /** Size per venue in size units. */
    public double[] sizes() {
        return sizes.clone();
    }

    /** Multiplier per constraint in price units. */
    public double[] multipliers() {
        return multipliers.clone();
    }

    /** Rounds of ADMM. */
    public int rounds() {
        return rounds;
    }

    /** Exchanges of the active set. */
    public int exchanges() {
        return exchanges;
    }
}
