package exoroute.solver.hedge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.solver.CoupledProblem;
import exoroute.api.solver.CoupledSolution;
import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.Solution;
import exoroute.solver.Books;
import exoroute.solver.admm.AdmmAgent;
import exoroute.solver.admm.ExchangeAdmm;
import exoroute.solver.admm.PartAgent;
import exoroute.solver.admm.PrivateAdmm;
import exoroute.solver.admm.TrustedAgents;
import exoroute.solver.cohort.LocalCohort;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Several coupled quantities from sums alone: venues and the desk that bears the risk keep their numbers. */
class PrivateHedgeTest {
    private static final int CASES = 200;

    @Test
    void from_sums_alone_it_finds_what_the_exact_engine_finds() {
        SplittableRandom random = new SplittableRandom(81);
        int found = 0;
        for (int i = 0; i < CASES; i++) {
            CoupledProblem problem = HedgeSearchTest.random(random, Books.Impact.QUADRATIC);
            CoupledSolution exact = new HedgeSolver().solve(problem);
            CoupledSolution s = new PrivateHedge().solve(problem);
            assertEquals(Solution.Status.OPTIMAL, exact.status());
            if (s.status() != Solution.Status.OPTIMAL) {
                assertTrue(!s.proved() && s.reason().startsWith("no answer that can be vouched for"), "case " + i + ": " + s);
                continue;
            }
            found++;
            double optimum = (double) exact.executionCost() + exact.riskCost();
            double cost = (double) s.executionCost() + s.riskCost();
            assertEquals(optimum, cost, 2e-9 * Math.max(1e12, Math.abs(optimum)), "case " + i);
            assertEquals("imbalance, residual and gap within 1.0E-10 of their sizes", s.reason());
        }
        assertTrue(found >= CASES * 98 / 100, found + " of " + CASES + " were found");
    }

    /** The sums cost digits, not rounds: both forms ask as often, all in all. */
    @Test
    void it_takes_as_many_rounds_as_the_trusted_form() {
        SplittableRandom random = new SplittableRandom(82);
        int[] trusted = new int[CASES];
        int[] hidden = new int[CASES];
        for (int i = 0; i < CASES; i++) {
            HedgeModel model = new HedgeModel(HedgeSearchTest.random(random, Books.Impact.QUADRATIC));
            List<AdmmAgent> agents = Stream.concat(model.venueParts().stream(), Stream.of(model.riskPart()))
                    .map(part -> new AdmmAgent(part, ExchangeAdmm.RELAXATION)).toList();
            ExchangeAdmm.Result seen = new TrustedAgents(agents).run(admm(model, 1e-6));
            assertEquals(ExchangeAdmm.Status.CONVERGED, seen.status(), "case " + i);
            trusted[i] = seen.iterations();
            hidden[i] = run(model, cohort(model, -1), 1e-6).iterations();
        }
        Arrays.sort(trusted);
        Arrays.sort(hidden);
        assertTrue(hidden[CASES / 2] <= 1.5 * trusted[CASES / 2] && hidden[CASES * 9 / 10] <= 1.5 * trusted[CASES * 9 / 10],
                "medians " + hidden[CASES / 2] + " and " + trusted[CASES / 2] + ", of nine in ten " + hidden[CASES * 9 / 10]
                        + " and " + trusted[CASES * 9 / 10]);
        assertTrue(trusted[CASES / 2] <= 25, "median " + trusted[CASES / 2]);
    }

    private static ExchangeAdmm admm(HedgeModel model, double tolerance) {
        return new ExchangeAdmm(model.target, tolerance, 5_000, true, model.instruments);
    }

    private static LocalCohort cohort(HedgeModel model, int silent) {
        Map<String, PartAgent> agents = new LinkedHashMap<>();
        for (var part : model.venueParts()) {
            if (agents.size() != silent) {
                agents.put("v" + agents.size(), new PartAgent("v" + agents.size(), part));
            }
        }
        agents.put("risk", new PartAgent("risk", model.riskPart()));
        return new LocalCohort("hedge", agents, 1, Runnable::run, () -> 0);
    }

    private static ExchangeAdmm.Result run(HedgeModel model, LocalCohort cohort, double tolerance) {
        return new PrivateAdmm(cohort, "s", admm(model, tolerance), model.target.length, model.magnitude(), 1, () -> 0)
                .run().toCompletableFuture().join();
    }

    @Test
    void a_venue_that_leaves_is_missed_and_the_others_hedge_without_it() {
        SplittableRandom random = new SplittableRandom(83);
        int converged = 0;
        for (int i = 0; i < 40; i++) {
            CoupledProblem problem = HedgeSearchTest.random(random, Books.Impact.QUADRATIC);
            if (!problem.constraints().isEmpty()) {
                continue; // without the venue the constraint may not hold
            }
            HedgeModel model = new HedgeModel(problem);
            LocalCohort cohort = cohort(model, -1);
            ExchangeAdmm admm = admm(model, 1e-9);
            int[] asked = new int[1];
            ExchangeAdmm.Result left = new PrivateAdmm(new exoroute.api.solver.Cohort() {
                @Override
                public String id() {
                    return "hedge";
                }

                @Override
                public java.util.concurrent.CompletionStage<exoroute.api.solver.Sum> round(
                        exoroute.api.solver.Broadcast broadcast, long deadline) {
                    if (++asked[0] == 5) {
                        cohort.drop("v0", "left");
                    }
                    return cohort.round(broadcast, deadline);
                }
            }, "s", admm, model.target.length, model.magnitude(), 1, () -> 0).run().toCompletableFuture().join();
            CoupledProblem without = new CoupledProblem(problem.sizeScale(), problem.priceScale(),
                    problem.venues().subList(1, problem.venues().size()), problem.exposure(), problem.risk(), List.of());
            CoupledSolution others = new HedgeSolver().solve(without);
            if (asked[0] > 5 && left.status() == ExchangeAdmm.Status.CONVERGED) {
                converged++;
                double optimum = (double) others.executionCost() + others.riskCost();
                assertEquals(optimum, left.cost(), 1e-6 * Math.max(1e12, Math.abs(optimum)), "case " + i);
            }
        }
        assertTrue(converged >= 5, converged + " converged");
    }

    @Test
    void what_cannot_hold_is_infeasible_and_proved_from_sums() {
        RoutingProblem market = Books.market(3, 3, true);
        CoupledSolution s = new PrivateHedge().solve(HedgeSearchTest.coupled(new RoutingProblem(
                market.side(), 1_000_000_000_000L, 0, 9, RoutingProblem.COLD, market.venues())));
        assertEquals(Solution.Status.INFEASIBLE, s.status());
        assertTrue(s.proved());
    }
}
