package exoroute.solver.hedge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.market.Side;
import exoroute.api.solver.CoupledProblem;
import exoroute.api.solver.CoupledSolution;
import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.Solution;
import exoroute.api.solver.VenueLadder;
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

    private static CoupledProblem.Venue venue(Side side, int instrument, long[] price, long[] size, long impact) {
        return new CoupledProblem.Venue(new VenueLadder("v", price, size, 0, impact, 0, Long.MAX_VALUE, 1, 0), side,
                instrument, side.sign());
    }

    private static CoupledProblem problem(int scale, long[] exposure, long[][] risk, CoupledProblem.Constraint constraint,
            CoupledProblem.Venue... venues) {
        return new CoupledProblem(scale, scale, List.of(venues), exposure, risk,
                constraint == null ? List.of() : List.of(constraint));
    }

    /** Found by a review: weights that were told as nothing, which passed for a proof. */
    @Test
    void small_coefficients_are_no_proof_of_anything() {
        for (long k : new long[] {1, 10, 100, 1_000, 1_000_000}) {
            CoupledSolution s = new PrivateHedge().solve(problem(0, new long[1], new long[1][1],
                    new CoupledProblem.Constraint("c", new long[] {k}, Math.max(1, k * 3 / 2)),
                    venue(Side.BUY, 0, new long[] {1_000, 1_000_000_000}, new long[] {1_000_000_000, 1_000_000_000}, 0)));
            assertTrue(s.status() == Solution.Status.OPTIMAL || !s.proved(), k + ": " + s);
        }
    }

    /** Found by a review: a large hedge in one instrument does not excuse an imbalance in another. */
    @Test
    void every_quantity_is_balanced_by_its_own_measure() {
        for (long rhs : new long[] {0, 1, 2, 50}) {
            for (long large : new long[] {1_000_000_000L, 1_000_000_000_000L}) {
                CoupledProblem problem = problem(0, new long[] {0, -large}, new long[][] {{0, 0}, {0, 1_000_000_000_000L}},
                        new CoupledProblem.Constraint("small", new long[] {1_000_000_000L, -1_000_000_000L, 0, 0}, rhs),
                        venue(Side.BUY, 0, new long[] {100, 101, 102}, new long[] {30_000, 40_000, 50_000}, 1_000),
                        venue(Side.SELL, 0, new long[] {90, 80}, new long[] {50_000, 50_000}, 1_000),
                        venue(Side.BUY, 1, new long[] {100, 103}, new long[] {large, large}, 10),
                        venue(Side.BUY, 1, new long[] {101, 105}, new long[] {large, large}, 10));
                HedgeModel model = new HedgeModel(problem);
                ExchangeAdmm.Result result = run(model, cohort(model, -1), 1e-9);
                if (result.status() == ExchangeAdmm.Status.CONVERGED) {
                    for (int c = 0; c < model.target.length; c++) {
                        double flow = c == 1 ? 2.0 * large : Math.max(1, rhs);
                        assertEquals(model.target[c], result.taken()[c], 2e-9 * Math.max(1, flow), "quantity " + c + " of " + rhs);
                    }
                }
                CoupledSolution s = new PrivateHedge().solve(problem);
                if (s.status() == Solution.Status.OPTIMAL) {
                    assertEquals(rhs, s.allocation()[0] - s.allocation()[1], 1, rhs + " of " + large);
                }
            }
        }
    }

    /** Found by a review: what cannot be told ends undecided, not in an exception. */
    @Test
    void numbers_that_cannot_be_told_end_in_an_answer() {
        CoupledProblem tiny = problem(9, new long[1], new long[][] {{118}}, null,
                venue(Side.BUY, 0, new long[] {169_236_742_884L, 169_259_179_263L}, new long[] {2, 1}, 0));
        assertEquals(Solution.Status.OPTIMAL, new PrivateHedge().solve(tiny).status());
        CoupledProblem idle = problem(0, new long[] {5}, new long[][] {{1}}, null);
        assertEquals(Solution.Status.OPTIMAL, new PrivateHedge().solve(idle).status());
        SplittableRandom random = new SplittableRandom(84);
        int optimal = 0;
        for (int i = 0; i < 150; i++) {
            int decimals = random.nextInt(10);
            long size = 1L << random.nextInt(22);
            long price = 1L << random.nextInt(38);
            CoupledProblem problem = new CoupledProblem(decimals, 0, List.of(
                    venue(Side.BUY, 0, new long[] {price, price + 1 + random.nextLong(price)}, new long[] {size, size}, random.nextLong(1_000)),
                    venue(Side.SELL, 0, new long[] {price, price / 2}, new long[] {size, 2 * size}, random.nextLong(1_000))),
                    new long[] {random.nextLong(-size, size + 1)}, new long[][] {{1L << random.nextInt(50)}}, List.of());
            CoupledSolution s = new PrivateHedge().solve(problem);
            assertTrue(s.status() == Solution.Status.OPTIMAL || !s.proved(), "doing nothing is always possible");
            optimal += s.status() == Solution.Status.OPTIMAL ? 1 : 0;
        }
        assertTrue(optimal > 50, optimal + " of 150");
    }

    @Test
    void a_cost_that_does_not_fit_is_named() {
        CoupledProblem problem = new CoupledProblem(0, 9, List.of(
                venue(Side.BUY, 0, new long[] {1_000_000_000_000L}, new long[] {100_000_000_000L}, 0)), new long[1], new long[1][1],
                List.of(new CoupledProblem.Constraint("c", new long[] {1_000_000_000L}, 10_000_000_000L)));
        assertEquals("a cost of 10000000000000 does not fit 64 bits with 9 decimals; give prices with fewer",
                org.junit.jupiter.api.Assertions.assertThrows(IllegalArgumentException.class,
                        () -> new HedgeSolver().solve(problem)).getMessage());
    }
}
