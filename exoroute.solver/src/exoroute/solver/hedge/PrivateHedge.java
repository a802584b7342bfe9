package exoroute.solver.hedge;

import exoroute.api.solver.CoupledProblem;
import exoroute.api.solver.CoupledSolution;
import exoroute.api.solver.CoupledSolver;
import exoroute.solver.admm.ExchangeAdmm;
import exoroute.solver.admm.PartAgent;
import exoroute.solver.admm.PrivateAdmm;
import exoroute.solver.admm.VenuePart;
import exoroute.solver.cohort.LocalCohort;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * The engine {@code private-hedge}: each venue and the desk that bears the risk are agents of their own, the coordinator
 * works with their sums as it would with agents elsewhere, and only then are the sizes put together. Safe from any thread.
 */
public final class PrivateHedge implements CoupledSolver {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);
    private static final double TOLERANCE = 1e-10;
    private static final int ROUNDS = 5_000;

    @Override
    public String id() {
        return "private-hedge";
    }

    @Override
    public String version() {
        return "1.0.0";
    }

    @Override
    public Traits traits() {
        return new Traits(HedgeSolver.KINDS, Traits.Exactness.BOUNDED, Traits.Sees.SUMS);
    }

    @Override
    public CoupledSolution solve(CoupledProblem problem) {
        HedgeModel model = new HedgeModel(problem);
        List<VenuePart> venues = model.venueParts();
        Map<String, PartAgent> agents = new LinkedHashMap<>();
        for (int v = 0; v < venues.size(); v++) {
            String id = v + " " + problem.venues().get(v).ladder().id();
            agents.put(id, new PartAgent(id, venues.get(v)));
        }
        agents.put("risk", new PartAgent("risk", model.riskPart()));
        LocalCohort cohort = new LocalCohort("hedge", agents, agents.size(), Runnable::run, () -> 0);
        ExchangeAdmm admm = new ExchangeAdmm(model.target, TOLERANCE, ROUNDS, true, model.instruments);
        PrivateAdmm run = new PrivateAdmm(
                cohort, "hedge", admm, model.target.length, model.magnitude(), PATIENCE, () -> 0);
        try {
            return solution(problem, model, venues, join(run));
        } catch (IllegalStateException e) { // an agent could not tell its numbers
            return HedgeSolver.without(problem, false, run.rounds(), e.getMessage());
        }
    }

    private static ExchangeAdmm.Result join(PrivateAdmm run) {
        try {
            return run.run().toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static CoupledSolution solution(
            CoupledProblem problem, HedgeModel model, List<VenuePart> venues, ExchangeAdmm.Result found) {
        if (found.status() != ExchangeAdmm.Status.CONVERGED) {
            return HedgeSolver.without(problem, found.status() == ExchangeAdmm.Status.INFEASIBLE, found.iterations());
        }
        return HedgeSolver.answer(problem, venues.stream().mapToDouble(VenuePart::size).toArray(),
                Arrays.copyOfRange(found.prices(), model.instruments, model.target.length), false, found.iterations(),
                "imbalance, residual and gap within " + TOLERANCE + " of their sizes");
    }
}
