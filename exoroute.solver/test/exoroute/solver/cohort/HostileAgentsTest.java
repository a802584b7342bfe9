package exoroute.solver.cohort;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.solver.Broadcast;
import exoroute.api.solver.DualVariables;
import exoroute.api.solver.LocalProblem;
import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.SharedVariables;
import exoroute.api.solver.Sum;
import exoroute.solver.Books;
import exoroute.solver.admm.ExchangeAdmm;
import exoroute.solver.admm.PrivateAdmm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** An agent that misbehaves costs itself its place, never the others their answer. */
class HostileAgentsTest {
    private static final int VENUES = 6;
    private static final RoutingProblem PROBLEM = Books.market(5, VENUES, true);
    private static final long REFERENCE = 100 * Books.UNIT;

    /** A venue whose answers from the third question on are what the test says. */
    private static final class Twisted implements LocalProblem {
        private final LocalProblem honest = new VenueAgent(PROBLEM.venues().get(0), PROBLEM.side(), 0, 9, REFERENCE);
        private final UnaryOperator<long[]> twist;
        private int asked;

        Twisted(UnaryOperator<long[]> twist) {
            this.twist = twist;
        }

        @Override
        public int dimension() {
            return 1;
        }

        @Override
        public List<String> slots(Broadcast broadcast) {
            return honest.slots(broadcast);
        }

        @Override
        public long[] answer(Broadcast broadcast) {
            long[] answer = honest.answer(broadcast);
            return ++asked < 3 ? answer : twist.apply(answer);
        }
    }

    private static Map<String, LocalProblem> agents(UnaryOperator<long[]> twist) {
        Map<String, LocalProblem> agents = new LinkedHashMap<>();
        agents.put("twisted", new Twisted(twist));
        for (int v = 1; v < VENUES; v++) {
            agents.put("v" + v, new VenueAgent(PROBLEM.venues().get(v), PROBLEM.side(), 0, 9, REFERENCE));
        }
        return agents;
    }

    private static ExchangeAdmm.Result run(LocalCohort cohort, long patience) {
        return new PrivateAdmm(cohort, "s", new double[] {PROBLEM.quantity()}, 1e-9, 300, patience, () -> 0)
                .run().toCompletableFuture().join();
    }

    private static void isDropped(UnaryOperator<long[]> twist, String reason) {
        LocalCohort cohort = new LocalCohort("test", agents(twist), 3, Runnable::run, () -> 0);
        ExchangeAdmm.Result result = run(cohort, TimeUnit.SECONDS.toNanos(60));
        assertEquals(ExchangeAdmm.Status.CONVERGED, result.status());
        assertEquals(PROBLEM.quantity(), result.taken()[0], 1e-8 * PROBLEM.quantity());
        assertTrue(cohort.dropped().get("twisted").contains(reason), cohort.dropped().toString());
    }

    @Test
    void one_that_throws_is_dropped_and_the_run_goes_on_without_it() {
        isDropped(answer -> {
            throw new IllegalStateException("no more");
        }, "no more");
    }

    @Test
    void one_that_answers_out_of_bounds_is_dropped() {
        isDropped(answer -> {
            answer[0] = Long.MAX_VALUE;
            return answer;
        }, "slot next-0 of 9223372036854775807 is out of bounds");
    }

    @Test
    void one_that_answers_in_another_shape_is_dropped() {
        isDropped(answer -> new long[2], "2 slots instead of");
        isDropped(answer -> null, "no slots instead of");
    }

    @Test
    void one_that_stalls_is_dropped_when_its_time_is_over() {
        CountDownLatch never = new CountDownLatch(1);
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            LocalCohort cohort = new LocalCohort("test", agents(answer -> {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return answer;
            }), 3, threads, () -> 0);
            ExchangeAdmm.Result result = run(cohort, TimeUnit.SECONDS.toNanos(5));
            assertEquals("did not answer in time", cohort.dropped().get("twisted"));
            // on a machine under load an honest agent may be late too; what is left still converges
            assertEquals(ExchangeAdmm.Status.CONVERGED, result.status());
        } finally {
            never.countDown();
            threads.shutdownNow();
        }
    }

    @Test
    void one_that_lies_about_its_sums_ends_in_a_bounded_run_that_does_not_say_converged_without_balance() {
        LocalCohort cohort = new LocalCohort("test", agents(answer -> {
            for (int i = 0; i < answer.length; i++) {
                answer[i] = answer[i] * 7919 % 1_000_003;
            }
            return answer;
        }), 3, Runnable::run, () -> 0);
        ExchangeAdmm.Result result = run(cohort, 1);
        assertTrue(result.iterations() <= 300);
        if (result.status() == ExchangeAdmm.Status.CONVERGED) {
            assertEquals(PROBLEM.quantity(), result.taken()[0], 1e-8 * PROBLEM.quantity());
        }
    }

    @Test
    void too_few_agents_end_the_run_with_who_was_dropped_and_why() {
        LocalCohort cohort = new LocalCohort("test", agents(answer -> {
            throw new IllegalStateException("gone");
        }), VENUES, Runnable::run, () -> 0);
        CompletionException e = assertThrows(CompletionException.class, () -> run(cohort, 1));
        assertTrue(e.getCause().getMessage().contains("5 agents answered, at least 6 must; dropped: {twisted="),
                e.getCause().getMessage());
    }

    private static Broadcast prices(int iteration) {
        return new Broadcast("s", iteration, Broadcast.Kind.PRICES, new DualVariables(new long[] {500_000_000}, 0, 0),
                new SharedVariables(0, new long[1], 0, 0), 0, new long[0], new int[0]);
    }

    @Test
    void the_same_question_gets_the_same_sum_although_an_agent_changes_its_mind() {
        int[] calls = new int[1];
        LocalCohort cohort = new LocalCohort("test", agents(answer -> {
            answer[0] += ++calls[0];
            return answer;
        }), 1, Runnable::run, () -> 0);
        Sum first = cohort.round(prices(0), 1).toCompletableFuture().join();
        cohort.round(prices(1), 1).toCompletableFuture().join();
        Sum third = cohort.round(prices(2), 1).toCompletableFuture().join();
        assertSame(third, cohort.round(prices(2), 1).toCompletableFuture().join());
        assertNotEquals(first.values()[0], third.values()[0], "it did change its mind");
    }

    @Test
    void one_that_leaves_while_a_round_runs_is_not_counted() {
        LocalCohort[] cohort = new LocalCohort[1];
        cohort[0] = new LocalCohort("test", agents(answer -> {
            cohort[0].drop("v1", "left");
            return answer;
        }), 1, Runnable::run, () -> 0);
        for (int i = 0; i < 3; i++) {
            assertEquals(i < 2 ? VENUES : VENUES - 1,
                    cohort[0].round(prices(i), 1).toCompletableFuture().join().agents(), "round " + i);
        }
        assertEquals(Map.of("v1", "left"), cohort[0].dropped());
    }
}
