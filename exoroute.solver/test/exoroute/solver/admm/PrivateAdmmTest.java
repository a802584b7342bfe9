package exoroute.solver.admm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.solver.Broadcast;
import exoroute.api.solver.Cohort;
import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.Sum;
import exoroute.api.solver.VenueLadder;
import exoroute.solver.Books;
import exoroute.solver.Curves;
import exoroute.solver.cohort.LocalCohort;
import exoroute.solver.cohort.VenueAgent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class PrivateAdmmTest {
    private static LocalCohort cohort(RoutingProblem problem) {
        long reference = new Curves(problem).reference();
        Map<String, VenueAgent> agents = new LinkedHashMap<>();
        for (VenueLadder ladder : problem.venues()) {
            agents.put(ladder.id(), new VenueAgent(ladder, problem.side(), 0, 9, reference));
        }
        return new LocalCohort("test", agents, 1, Runnable::run, () -> 0);
    }

    private static PrivateAdmm run(Cohort cohort, double target, double tolerance, int most) {
        return new PrivateAdmm(cohort, "s", new double[] {target}, tolerance, most, 1, () -> 0);
    }

    private static ExchangeAdmm.Result join(CompletionStage<ExchangeAdmm.Result> stage) {
        return stage.toCompletableFuture().join();
    }

    /** Passes sums on and writes them down, as a coordinator would that wants to be taken up; dies before a round. */
    private static final class Journal implements Cohort {
        private final Cohort cohort;
        private final List<Sum> sums;
        private final int dies;

        Journal(Cohort cohort, List<Sum> sums, int dies) {
            this.cohort = cohort;
            this.sums = sums;
            this.dies = dies;
        }

        @Override
        public String id() {
            return cohort.id();
        }

        @Override
        public CompletionStage<Sum> round(Broadcast broadcast, long deadline) {
            if (sums.size() == dies) {
                return CompletableFuture.failedFuture(new IllegalStateException("dead"));
            }
            return cohort.round(broadcast, deadline).thenApply(sum -> {
                sums.add(sum);
                return sum;
            });
        }
    }

    private static void equal(ExchangeAdmm.Result expected, ExchangeAdmm.Result actual, String where) {
        assertEquals(expected.status(), actual.status(), where);
        assertEquals(expected.iterations(), actual.iterations(), where);
        assertArrayEquals(expected.prices(), actual.prices(), where);
        assertArrayEquals(expected.taken(), actual.taken(), where);
        assertEquals(expected.cost(), actual.cost(), where);
        assertEquals(expected.gap(), actual.gap(), where);
    }

    /** A feasible run, and one that asks for a proof that it is not. */
    private static void isTakenUpAtEveryRound(RoutingProblem problem, double target, ExchangeAdmm.Status status) {
        List<Sum> all = new ArrayList<>();
        ExchangeAdmm.Result whole = join(run(new Journal(cohort(problem), all, -1), target, 1e-9, 1_000).run());
        assertEquals(status, whole.status());
        for (int dies = 0; dies < all.size(); dies++) {
            LocalCohort cohort = cohort(problem);
            List<Sum> sums = new ArrayList<>();
            CompletionStage<ExchangeAdmm.Result> dead = run(new Journal(cohort, sums, dies), target, 1e-9, 1_000).run();
            assertEquals("dead", assertThrows(CompletionException.class, () -> join(dead)).getCause().getMessage());
            assertEquals(dies, sums.size());
            PrivateAdmm second = run(cohort, target, 1e-9, 1_000);
            equal(whole, join(second.resume(sums)), "taken up after " + dies + " of " + all.size());
            assertEquals(all.size(), second.rounds());
        }
    }

    @Test
    void a_run_whose_coordinator_died_is_taken_up_at_any_round_with_the_same_bits() {
        for (int seed = 0; seed < 4; seed++) {
            RoutingProblem problem = Books.market(seed, 6, seed % 2 == 0);
            isTakenUpAtEveryRound(problem, problem.quantity(), ExchangeAdmm.Status.CONVERGED);
        }
        RoutingProblem problem = Books.market(4, 4, true);
        Curves curves = new Curves(problem);
        double all = 0;
        for (int v = 0; v < 4; v++) {
            all += curves.limit(v);
        }
        isTakenUpAtEveryRound(problem, 1.001 * all, ExchangeAdmm.Status.INFEASIBLE);
    }

    @Test
    void the_last_question_asked_again_is_answered_by_the_same_sum() {
        RoutingProblem problem = Books.market(1, 6, true);
        LocalCohort cohort = cohort(problem);
        List<Sum> sums = new ArrayList<>();
        ExchangeAdmm.Result whole = join(run(new Journal(cohort, sums, -1), problem.quantity(), 1e-9, 400).run());
        // it had the answer, but died before it wrote it down
        ExchangeAdmm.Result again = join(run(cohort, problem.quantity(), 1e-9, 400).resume(sums.subList(0, sums.size() - 1)));
        equal(whole, again, "the last sum");
    }

    @Test
    void sums_of_another_run_are_refused() {
        RoutingProblem problem = Books.market(1, 6, true);
        List<Sum> sums = new ArrayList<>();
        join(run(new Journal(cohort(problem), sums, -1), problem.quantity(), 1e-9, 400).run());
        PrivateAdmm gap = run(cohort(problem), problem.quantity(), 1e-9, 400);
        assertTrue(assertThrows(IllegalStateException.class, () -> gap.resume(sums.subList(1, 3))).getMessage()
                .startsWith("cohort test, session s, iteration 0: the sum is of session s, iteration 1, 6 agents"));
        List<Sum> more = new ArrayList<>(sums);
        more.add(sums.get(0));
        PrivateAdmm ended = run(cohort(problem), problem.quantity(), 1e-9, 400);
        assertEquals("cohort test, session s: the run had ended before the sum of iteration 0",
                assertThrows(IllegalStateException.class, () -> ended.resume(more)).getMessage());
    }

    /** No tolerance is met that is less than nothing. */
    @Test
    void a_long_run_does_not_deepen_the_stack() {
        RoutingProblem problem = Books.market(3, 2, false);
        ExchangeAdmm.Result result = join(run(cohort(problem), problem.quantity(), -1, 20_000).run());
        assertEquals(ExchangeAdmm.Status.EXHAUSTED, result.status());
        assertEquals(20_000, result.iterations());
    }

    @Test
    void what_is_not_a_number_is_refused_and_a_gap_without_end_stays_one() {
        double[] sums = new double[Slots.count(2)];
        int[] shifts = Wire.shifts(Magnitude.of(100, 200));
        sums[Slots.gap(2)] = Double.POSITIVE_INFINITY;
        assertEquals(Double.POSITIVE_INFINITY, Wire.read(2, Wire.write(2, sums, shifts), shifts)[Slots.gap(2)]);
        sums[Slots.gap(2)] = 0;
        sums[Slots.cost(2)] = 1e30;
        assertEquals(Double.POSITIVE_INFINITY, Wire.read(2, Wire.write(2, sums, shifts), shifts)[Slots.gap(2)],
                "of a cost that cannot be told nothing is proved");
        sums[Slots.cost(2)] = Double.NaN;
        assertEquals("slot cost is not a number",
                assertThrows(IllegalStateException.class, () -> Wire.write(2, sums, shifts)).getMessage());
    }

    /** A book far larger than what is wanted of it, at low prices: its weight is more than can be told. */
    @Test
    void an_agent_chooses_a_weight_that_can_be_told() {
        for (long[] book : new long[][] {{1, 2_000_000, 1_000, 0}, {1_000, 2_000_000_000, 1_000, 0}, {1, 1_000_000_000, 100_000, 0},
            {1, 1_000_000_000, 100_000, 9}, {7, 1L << 50, 3, 0}, {1, 1L << 52, 3, 0}}) {
            RoutingProblem problem = new RoutingProblem(exoroute.api.market.Side.BUY, book[0], 0, (int) book[3],
                    RoutingProblem.COLD, List.of(new VenueLadder("v", new long[] {book[2]}, new long[] {book[1]}, 0, 0, 0,
                            Long.MAX_VALUE, 1, 0)));
            assertEquals(new exoroute.solver.PriceSearchSolver().solve(problem).cost(),
                    exoroute.solver.cohort.PrivateEngine.exchangeAdmm().solve(problem).cost());
        }
        Range range = Wire.range(Wire.shifts(Magnitude.of(1)));
        assertEquals(0, range.weight(0), "who takes no part");
        assertTrue(range.weight(1e-300) > 0, "who takes part does");
        assertTrue(range.weight(1e300) < 1e300);
    }

    @Test
    void the_same_question_is_answered_by_the_same_numbers_and_a_session_may_have_any_name() {
        RoutingProblem problem = Books.market(1, 1, true);
        PartAgent agent = new PartAgent("v0", new VenuePart(new Curves(problem), 0, 1));
        int[] shifts = Wire.shifts(Magnitude.of(problem.quantity()));
        for (Broadcast.Kind kind : List.of(Broadcast.Kind.START, Broadcast.Kind.ROUND)) {
            Broadcast question = new Broadcast("", kind == Broadcast.Kind.START ? 0 : 1, kind,
                    new exoroute.api.solver.DualVariables(new long[] {1_000_000}, 0, 0),
                    new exoroute.api.solver.SharedVariables(0, new long[1], 0, 0), 1_600_000_000,
                    kind == Broadcast.Kind.START ? new long[0] : new long[] {Step.WHOLE}, shifts);
            assertArrayEquals(agent.answer(question), agent.answer(question));
        }
    }

    @Test
    void sums_that_do_not_fit_are_named() {
        Map<String, exoroute.api.solver.LocalProblem> agents = new LinkedHashMap<>();
        for (int i = 0; i < 300; i++) {
            agents.put("a" + i, new exoroute.api.solver.LocalProblem() {
                @Override
                public int dimension() {
                    return 1;
                }

                @Override
                public List<String> slots(Broadcast broadcast) {
                    return List.of("x");
                }

                @Override
                public long[] answer(Broadcast broadcast) {
                    return new long[] {Wire.CLIP};
                }
            });
        }
        LocalCohort cohort = new LocalCohort("many", agents, 1, Runnable::run, () -> 0);
        Broadcast any = new Broadcast("s", 3, Broadcast.Kind.ROUND, null, null, 0, new long[0], new int[0]);
        assertEquals("cohort many, iteration 3: slot x of 300 agents does not fit 64 bits; at most 128 surely do",
                assertThrows(CompletionException.class, () -> cohort.round(any, 1).toCompletableFuture().join())
                        .getCause().getMessage());
    }

    @Test
    void an_agent_refuses_questions_that_are_not_of_its_protocol() {
        RoutingProblem problem = Books.market(1, 1, true);
        PartAgent agent = new PartAgent("v0", new VenuePart(new Curves(problem), 0, 1, 1));
        assertEquals("agent v0: PRICES with relaxation 0 is no question of ADMM with relaxation 1.6", refusal(
                agent, Broadcast.Kind.PRICES, 0, 2));
        assertEquals("agent v0: ROUND with relaxation 7 is no question of ADMM with relaxation 1.6", refusal(
                agent, Broadcast.Kind.ROUND, 7, 2));
        assertEquals("agent v0: 1 prices for 2 coupled quantities", refusal(
                agent, Broadcast.Kind.ROUND, 1_600_000_000, 1));
        assertEquals("agent v0: 2 shifts, expected 3: of sizes, of costs, and of sizes per price", refusal(
                agent, Broadcast.Kind.ROUND, 1_600_000_000, 2, 2));
    }

    private static String refusal(PartAgent agent, Broadcast.Kind kind, long relaxation, int prices) {
        return refusal(agent, kind, relaxation, prices, 3);
    }

    private static String refusal(PartAgent agent, Broadcast.Kind kind, long relaxation, int prices, int shifts) {
        Broadcast broadcast = new Broadcast("s", 0, kind, new exoroute.api.solver.DualVariables(new long[prices], 0, 0),
                new exoroute.api.solver.SharedVariables(0, new long[2], 0, 0), relaxation, new long[0], new int[shifts]);
        return assertThrows(IllegalArgumentException.class, () -> agent.answer(broadcast)).getMessage();
    }
}
