package exoroute.solver.cohort;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.solver.Explanation;
import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.Solution;
import exoroute.api.solver.VenueLadder;
import exoroute.solver.Books;
import exoroute.solver.Books.Impact;
import exoroute.solver.Curves;
import exoroute.solver.PriceSearch;
import exoroute.solver.PriceSearchSolver;
import exoroute.solver.admm.ExchangeAdmm;
import exoroute.solver.admm.PrivateAdmm;
import exoroute.solver.admm.TrustedAgents;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PrivateEngineTest {
    private static Map<String, VenueAgent> agents(RoutingProblem problem, long reference) {
        Map<String, VenueAgent> agents = new LinkedHashMap<>();
        for (VenueLadder ladder : problem.venues()) {
            agents.put(ladder.id(), new VenueAgent(ladder, problem.side(), 0, 9, reference));
        }
        return agents;
    }

    private static LocalCohort cohort(Map<String, VenueAgent> agents) {
        return new LocalCohort("test", agents, 1, Runnable::run, () -> 0);
    }

    @Test
    void six_rounds_of_fifteen_prices_are_within_quantity_times_the_grid_step() {
        SplittableRandom random = new SplittableRandom(61);
        int ties = 0;
        for (int i = 0; i < 400; i++) {
            RoutingProblem problem = Books.problem(random, 1 + random.nextInt(9), 10, Impact.values()[i % 4]);
            Curves curves = new Curves(problem);
            PriceSearch exact = new PriceSearch(curves);
            if (!exact.solve(problem.quantity(), Double.NaN)) {
                continue;
            }
            Map<String, VenueAgent> agents = agents(problem, curves.reference());
            long origin = -2 * Books.UNIT;
            long step = 4 * Books.UNIT >> 24;
            PrivatePriceSearch.Result found = new PrivatePriceSearch(
                    cohort(agents), "s" + i, problem.quantity(), origin, step, 6, 1, () -> 0)
                    .run().toCompletableFuture().join();
            double cost = 0;
            long taken = 0;
            int v = 0;
            for (VenueAgent agent : agents.values()) {
                taken += agent.taken();
                cost += curves.cost(v++, agent.taken());
            }
            assertEquals(found.taken(), taken, "case " + i);
            assertEquals(problem.quantity() - taken, found.missing());
            assertTrue(found.missing() >= 0 && found.missing() <= agents.size() * 2L, "case " + i + ": " + found);
            PriceSearch best = new PriceSearch(curves);
            best.solve(taken, Double.NaN);
            // each agent's rounding to whole lots moves at most one lot, at prices within the books
            double lots = agents.size() * 2.0 * Books.UNIT;
            assertTrue(cost - best.cost() <= found.bound() + lots, "case " + i + ": " + (cost - best.cost()) + " of " + found.bound());
            assertTrue(found.rounds() <= 8);
            ties += found.lowPrice() == found.highPrice() ? 1 : 0;
            assertTrue(found.bound() == 0 || found.bound() == (double) problem.quantity() * step);
        }
        assertTrue(ties > 20, ties + " ties");
    }

    @Test
    void more_than_the_grid_brings_is_missing_and_said() {
        RoutingProblem problem = Books.market(1, 3, false);
        Map<String, VenueAgent> agents = agents(problem, 100 * Books.UNIT);
        PrivatePriceSearch.Result found = new PrivatePriceSearch(
                cohort(agents), "s", 1L << 40, 0, Books.UNIT, 2, 1, () -> 0).run().toCompletableFuture().join();
        assertEquals((1L << 40) - found.taken(), found.missing());
        assertEquals(Arrays.stream(problem.venues().toArray(VenueLadder[]::new)).flatMapToLong(l -> Arrays.stream(l.size()))
                .sum(), found.taken(), "all there is");
    }

    @Test
    void a_search_with_nonsense_for_a_grid_is_refused() {
        LocalCohort cohort = cohort(Map.of());
        assertThrows(IllegalArgumentException.class, () -> new PrivatePriceSearch(cohort, "s", 0, 0, 1, 6, 1, () -> 0));
        assertThrows(IllegalArgumentException.class, () -> new PrivatePriceSearch(cohort, "s", 1, 0, 0, 6, 1, () -> 0));
        assertThrows(IllegalArgumentException.class, () -> new PrivatePriceSearch(cohort, "s", 1, 0, 1, 15, 1, () -> 0));
        assertThrows(ArithmeticException.class,
                () -> new PrivatePriceSearch(cohort, "s", 1, 0, Long.MAX_VALUE / 4, 6, 1, () -> 0));
    }

    @Test
    void sums_alone_take_no_more_rounds_than_one_and_a_half_times_those_of_the_trusted_form() {
        for (boolean quadratic : new boolean[] {true, false}) {
            for (int venues : new int[] {5, 50, 120}) {
                int trusted = 0;
                int hidden = 0;
                for (int seed = 0; seed < 10; seed++) {
                    RoutingProblem problem = Books.market(seed, venues, quadratic);
                    Curves curves = new Curves(problem);
                    double[] target = {problem.quantity()};
                    trusted += TrustedAgents.of(curves).run(new ExchangeAdmm(target, 1e-6, 400)).iterations();
                    ExchangeAdmm.Result result = new PrivateAdmm(
                            cohort(agents(problem, curves.reference())), "s", target, 1e-6, 400, 1, () -> 0)
                            .run().toCompletableFuture().join();
                    assertEquals(ExchangeAdmm.Status.CONVERGED, result.status());
                    hidden += result.iterations();
                }
                assertTrue(hidden <= 1.5 * trusted, venues + " venues: " + hidden + " against " + trusted);
            }
        }
    }

    @Test
    void answers_are_whole_and_within_their_bound_of_the_exact_engine() {
        SplittableRandom random = new SplittableRandom(62);
        for (int i = 0; i < 200; i++) {
            RoutingProblem problem = Books.problem(random, 1 + random.nextInt(6), 8, Impact.values()[i % 4]);
            Solution exact = new PriceSearchSolver().solve(problem);
            for (PrivateEngine engine : new PrivateEngine[] {PrivateEngine.priceSearch(), PrivateEngine.exchangeAdmm()}) {
                Explanation explanation = engine.explain(problem);
                Solution s = explanation.solution();
                String where = engine.id() + " case " + i;
                assertEquals(exact.missing(), s.missing(), where);
                assertEquals(problem.quantity() - s.missing(), Arrays.stream(s.allocation()).sum(), where);
                assertTrue(s.cost() >= exact.cost(), where + ": " + s.cost() + " is less than the optimum " + exact.cost());
                assertTrue(s.bound() <= exact.cost(), where + ": bound " + s.bound() + " of " + exact.cost());
            }
        }
    }
}
