package exoroute.solver.hedge;

import exoroute.api.solver.CoupledProblem;
import exoroute.solver.VenueCurve;
import exoroute.solver.admm.AdmmAgent;
import exoroute.solver.admm.ExchangeAdmm;
import exoroute.solver.admm.TrustedAgents;
import exoroute.solver.admm.VenuePart;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Several instruments, risk, linear constraints: exchange ADMM finds out which levels matter, {@link ActiveSet} solves
 * for them exactly and proves it. One use per instance.
 */
public final class HedgeSearch {
    private static final double TOLERANCE = 1e-10;
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

    private final HedgeModel model;
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
        model = new HedgeModel(problem);
    }

    /** Searches. */
    public Status solve() {
        int instruments = model.instruments;
        VenueCurve[] curves = new VenueCurve[model.curves.venues()];
        for (int v = 0; v < curves.length; v++) {
            curves[v] = new VenueCurve(model.curves, v);
        }
        ActiveSet exact = new ActiveSet(new Conditions(
                curves, model.risk, model.exposure, model.coefficients, model.target, instruments));
        double[] warm = model.firstPrices();
        for (int most : ROUNDS) {
            List<VenuePart> venues = model.venueParts();
            ExchangeAdmm admm = new ExchangeAdmm(model.target, TOLERANCE, most, true, instruments);
            ExchangeAdmm.Result result = new TrustedAgents(agents(venues)).run(admm, warm);
            rounds += result.iterations();
            if (result.status() == ExchangeAdmm.Status.INFEASIBLE) {
                return Status.INFEASIBLE;
            }
            double[] near = venues.stream().mapToDouble(VenuePart::size).toArray();
            boolean proved = exact.solve(near, Arrays.copyOfRange(result.prices(), instruments, result.prices().length));
            exchanges += exact.exchanges();
            if (proved) {
                sizes = exact.sizes();
                multipliers = exact.multipliers();
                return Status.OPTIMAL;
            }
        }
        return Status.UNDECIDED;
    }

    private List<AdmmAgent> agents(List<VenuePart> venues) {
        return Stream.concat(venues.stream(), Stream.of(model.riskPart()))
                .map(part -> new AdmmAgent(part, ExchangeAdmm.RELAXATION)).toList();
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
