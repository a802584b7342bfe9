package exoroute.solver.admm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.Solution;
import exoroute.solver.Books;
import exoroute.solver.Books.Impact;
import exoroute.solver.Curves;
import exoroute.solver.PriceSearch;
import exoroute.solver.PriceSearchSolver;
import exoroute.solver.admm.ExchangeAdmm.Result;
import exoroute.solver.admm.ExchangeAdmm.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeAdmmTest {
    private static ExchangeAdmm admm(RoutingProblem problem, double tolerance) {
        return new ExchangeAdmm(new double[] {problem.quantity()}, tolerance, 400);
    }

    private static Result cold(RoutingProblem problem, double tolerance) {
        return TrustedAgents.of(new Curves(problem)).run(admm(problem, tolerance));
    }

    /** From the best price of the books before one level in a hundred changed. */
    private static Result warm(RoutingProblem problem, long seed, double tolerance) {
        PriceSearch before = new PriceSearch(new Curves(problem));
        before.solve(problem.quantity(), Double.NaN);
        RoutingProblem now = Books.changed(problem, seed);
        return TrustedAgents.of(new Curves(now)).run(admm(now, tolerance), before.price());
    }

    private static int median(boolean quadratic, int venues, double tolerance, boolean warm) {
        int[] rounds = new int[10];
        for (int seed = 0; seed < 10; seed++) {
            RoutingProblem problem = Books.market(seed, venues, quadratic);
            Result result = warm ? warm(problem, seed, tolerance) : cold(problem, tolerance);
            rounds[seed] = result.iterations();
            assertEquals(Status.CONVERGED, result.status(), "seed " + seed);
        }
        Arrays.sort(rounds);
        return rounds[5];
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 50, 500})
    void few_rounds_reach_the_tolerance_by_a_rule_that_does_not_know_the_optimum(int venues) {
        assertTrue(median(true, venues, 1e-6, false) <= 20);
        assertTrue(median(true, venues, 1e-9, false) <= 35);
        assertTrue(median(true, venues, 1e-6, true) <= 8);
        assertTrue(median(true, venues, 1e-9, true) <= 15);
        assertTrue(median(false, venues, 1e-6, false) <= 35);
    }

    @Test
    void what_it_converges_to_is_the_optimum() {
        SplittableRandom random = new SplittableRandom(51);
        int converged = 0;
        for (int i = 0; i < 600; i++) {
            RoutingProblem problem = Books.problem(random, 1 + random.nextInt(9), 10, Impact.values()[i % 4]);
            Curves curves = new Curves(problem);
            PriceSearch exact = new PriceSearch(curves);
            if (!exact.solve(problem.quantity(), Double.NaN)) {
                continue;
            }
            Result result = TrustedAgents.of(curves).run(admm(problem, 1e-9));
            if (result.status() == Status.CONVERGED) {
                converged++;
                double lagrangian = result.cost() + result.prices()[0] * (problem.quantity() - result.taken()[0]);
                assertEquals(exact.cost(), lagrangian, 1e-7 * Math.max(1e7, Math.abs(exact.cost())), "case " + i);
            } else {
                assertEquals(Status.EXHAUSTED, result.status(), "case " + i + " is feasible");
            }
        }
        assertTrue(converged > 500, converged + " converged");
    }

    @Test
    void the_engine_snaps_to_the_exact_answer_whatever_admm_found() {
        SplittableRandom random = new SplittableRandom(52);
        for (int i = 0; i < 300; i++) {
            RoutingProblem problem = Books.problem(random, 1 + random.nextInt(6), 8, Impact.values()[i % 4]);
            Solution exact = new PriceSearchSolver().solve(problem);
            Solution snapped = new AdmmEngine().solve(problem);
            assertEquals(exact.status(), snapped.status());
            assertEquals(exact.missing(), snapped.missing());
            assertEquals(exact.cost(), snapped.cost(), "case " + i);
        }
    }

    @Test
    void plain_admm_gets_there_too_only_later() {
        RoutingProblem problem = Books.market(3, 50, true);
        Result plain = TrustedAgents.of(new Curves(problem)).run(
                new ExchangeAdmm(new double[] {problem.quantity()}, 1e-6, 1_000, false, 0));
        assertEquals(Status.CONVERGED, plain.status());
        assertTrue(plain.iterations() > cold(problem, 1e-6).iterations());
    }

    @Test
    void more_than_there_is_is_proved_infeasible() {
        for (int seed = 0; seed < 20; seed++) {
            RoutingProblem market = Books.market(seed, 4, seed % 2 == 0);
            long all = 0;
            Curves curves = new Curves(market);
            for (int v = 0; v < curves.venues(); v++) {
                all += curves.limit(v);
            }
            ExchangeAdmm admm = new ExchangeAdmm(new double[] {all * 1.001}, 1e-6, 1_000);
            assertEquals(Status.INFEASIBLE, TrustedAgents.of(curves).run(admm).status(), "seed " + seed);
            assertEquals(Status.CONVERGED,
                    TrustedAgents.of(curves).run(new ExchangeAdmm(new double[] {all}, 1e-6, 1_000)).status(), "all of it");
        }
    }

    @Test
    void an_agent_that_leaves_between_rounds_is_missed_and_the_others_take_its_share() {
        RoutingProblem problem = Books.market(7, 6, true);
        Curves curves = new Curves(problem);
        List<AdmmAgent> agents = new ArrayList<>(TrustedAgents.of(curves).agents());
        ExchangeAdmm admm = admm(problem, 1e-9);
        Step step = admm.begin();
        int round = 0;
        while (step != null) {
            double[] sums = new double[Slots.count(1)];
            for (AdmmAgent agent : agents) {
                agent.answer(step, sums);
            }
            step = admm.accept(sums, agents.size());
            if (++round == 4) {
                agents.remove(0);
            }
        }
        assertEquals(Status.CONVERGED, admm.finish().status());
        PriceSearch others = new PriceSearch(new Curves(new RoutingProblem(problem.side(), problem.quantity(), 0, 9,
                RoutingProblem.COLD, problem.venues().subList(1, 6))));
        others.solve(problem.quantity(), Double.NaN);
        assertEquals(problem.quantity(), admm.finish().taken()[0], 1e-8 * problem.quantity());
    }

    @Test
    void one_that_falls_silent_when_a_proof_is_asked_for_proves_nothing() {
        RoutingProblem market = Books.market(2, 4, true);
        Curves curves = new Curves(market);
        long all = 0;
        for (int v = 0; v < curves.venues(); v++) {
            all += curves.limit(v);
        }
        List<AdmmAgent> agents = TrustedAgents.of(curves).agents();
        ExchangeAdmm admm = new ExchangeAdmm(new double[] {all * 1.001}, 1e-6, 1_000);
        Step step = admm.begin();
        int silent = 0;
        int proofs = 0;
        while (step != null) {
            boolean proof = step.kind() == exoroute.api.solver.Broadcast.Kind.SUPPORT;
            silent = proof && proofs++ == 0 ? 1 : 0;
            double[] sums = new double[Slots.count(1)];
            for (AdmmAgent agent : agents.subList(silent, agents.size())) {
                agent.answer(step, sums);
            }
            step = admm.accept(sums, agents.size() - silent);
            assertTrue(silent == 0 || step != null, "called infeasible without the one that fell silent");
        }
        assertTrue(proofs > 1);
        assertEquals(Status.INFEASIBLE, admm.finish().status(), "proved once all answered");
    }

    @Test
    void a_round_can_be_rolled_back_and_asked_again() {
        Curves curves = new Curves(Books.market(8, 1, true));
        AdmmAgent agent = TrustedAgents.of(curves).agents().get(0);
        double[] start = new double[Slots.count(1)];
        agent.answer(new Step(exoroute.api.solver.Broadcast.Kind.START, 0, new double[0], new long[0]), start);
        double[] first = ask(agent, 1, 1e6, Step.WHOLE);
        double[] second = ask(agent, 2, 2e6, Step.WHOLE);
        double[] again = ask(agent, 3, 2e6, 0, Step.WHOLE);
        assertEquals(second[Slots.taken(1, 0)], again[Slots.taken(1, 0)], "iteration 3 builds on 1, as 2 did");
        assertEquals(second[0], again[0]);
        assertNotNull(first);
        String refusal = assertThrows(IllegalStateException.class, () -> ask(agent, 9, 0, Step.WHOLE)).getMessage();
        assertEquals("iteration 9 builds on iteration 8, kept are 0 to 3; begin anew", refusal);
    }

    private static double[] ask(AdmmAgent agent, int iteration, double price, long... mix) {
        double[] sums = new double[Slots.count(1)];
        agent.answer(new Step(exoroute.api.solver.Broadcast.Kind.ROUND, iteration, new double[] {price}, mix), sums);
        return sums;
    }

    @Test
    void anderson_finds_the_combination_that_cancels_and_refuses_what_has_none() {
        Anderson anderson = new Anderson();
        assertNull(anderson.weights());
        double[] sums = new double[Slots.MEMORY + 1];
        sums[0] = 4; // a difference of 2
        anderson.add(sums, 0);
        assertNull(anderson.weights(), "one round cannot be combined");
        sums[0] = 1; // then one of -1
        sums[1] = -2;
        anderson.add(sums, 0);
        double[] weights = anderson.weights();
        assertEquals(2.0 / 3, weights[0], 1e-6);
        assertEquals(1.0 / 3, weights[1], 1e-6);
        anderson.reset();
        assertNull(anderson.weights());
        sums[0] = Double.NaN;
        anderson.add(sums, 0);
        anderson.add(sums, 0);
        assertNull(anderson.weights(), "nonsense is not combined");
    }

    @Test
    void wide_slots_keep_their_digits_and_sizes_that_do_not_fit_are_refused() {
        SplittableRandom random = new SplittableRandom(53);
        for (int i = 0; i < 2_000; i++) {
            double target = Math.scalb(1 + random.nextDouble(), random.nextInt(52));
            int[] shifts = Wire.shifts(Magnitude.of(target));
            double[] sums = new double[Slots.count(1)];
            for (int s = 0; s < sums.length; s++) {
                sums[s] = (random.nextDouble() - 0.5) * target * (Slots.unit(1, s) != Slots.Unit.COST ? 1 : Math.scalb(1.0, random.nextInt(30)));
            }
            double[] back = Wire.read(1, Wire.write(1, sums, shifts), shifts);
            for (int s = 0; s < sums.length; s++) {
                double resolution = 1e-15 * Math.abs(sums[s]) + Math.scalb(1.0, -shifts[Slots.unit(1, s).ordinal()] - 50);
                assertEquals(sums[s], back[s], resolution, "slot " + s);
            }
        }
        double[] large = new double[Slots.count(1)];
        large[0] = 1e40;
        assertTrue(assertThrows(IllegalStateException.class, () -> Wire.write(1, large, Wire.shifts(Magnitude.of(1000))))
                .getMessage().startsWith("slot next-0 of 1.0E40 does not fit 55 bits"));
        assertArrayEquals(new double[Slots.count(1)], Wire.read(1, new long[Wire.names(1).size()], Wire.shifts(Magnitude.of(1))));
    }
}
