package exoroute.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.market.Side;
import exoroute.api.solver.BookSolver;
import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.Solution;
import exoroute.api.solver.VenueLadder;
import exoroute.solver.admm.AdmmEngine;
import exoroute.solver.cohort.PrivateEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Extreme problems end in an answer that adds up, or in an error that names what is wrong. */
class HostileInputTest {
    private static final List<BookSolver> ENGINES = List.of(new PriceSearchSolver(), new AdmmEngine(),
            PrivateEngine.priceSearch(), PrivateEngine.exchangeAdmm());

    private static RoutingProblem problem(long quantity, VenueLadder... venues) {
        return new RoutingProblem(Side.BUY, quantity, 0, 0, RoutingProblem.COLD, List.of(venues));
    }

    private static VenueLadder venue(long impact2, long impact32, long[] price, long[] size) {
        return new VenueLadder("x", price, size, 0, impact2, impact32, Long.MAX_VALUE, 1, 0);
    }

    private static void addsUp(RoutingProblem problem) {
        Solution exact = new PriceSearchSolver().solve(problem);
        for (BookSolver engine : ENGINES) {
            Solution s = engine.solve(problem);
            assertEquals(problem.quantity() - s.missing(), Arrays.stream(s.allocation()).sum(), engine.id());
            assertEquals(exact.missing(), s.missing(), engine.id());
            assertTrue(s.cost() >= exact.cost(), engine.id() + ": " + s.cost() + " is less than " + exact.cost());
            assertTrue(s.bound() <= exact.cost(), engine.id() + ": bound " + s.bound() + " is above " + exact.cost());
        }
    }

    @Test
    void no_venue_no_depth_no_demand() {
        addsUp(problem(5));
        addsUp(problem(0));
        addsUp(problem(5, venue(0, 0, new long[0], new long[0])));
        addsUp(problem(5, venue(1, 1, new long[] {7, 8}, new long[2])));
        addsUp(problem(0, venue(0, 0, new long[] {7}, new long[] {1})));
    }

    @Test
    void equal_prices_everywhere_and_sizes_of_a_million_billion() {
        long large = 1_000_000_000_000_000L;
        VenueLadder[] venues = new VenueLadder[20];
        for (int v = 0; v < venues.length; v++) {
            venues[v] = venue(0, 0, new long[] {9, 9, 9}, new long[] {large / 20, large / 20, 1});
        }
        addsUp(problem(large, venues));
        addsUp(problem(2 * large, venues));
        addsUp(problem(3 * large, venues));
    }

    @Test
    void impact_of_next_to_nothing_and_of_all_there_is() {
        for (long impact : new long[] {1, 1_000, Long.MAX_VALUE / 1_000_000_000_000L, 1_000_000_000_000_000L}) {
            addsUp(problem(1_000, venue(impact, 0, new long[] {5, 6}, new long[] {900, 900}),
                    venue(0, 0, new long[] {5}, new long[] {500})));
            addsUp(problem(1_000, venue(0, impact, new long[] {5, 6}, new long[] {900, 900}),
                    venue(impact, impact, new long[] {5}, new long[] {500})));
        }
    }

    @Test
    void prices_from_one_end_of_what_is_exact_to_the_other() {
        long far = 1L << 52;
        addsUp(problem(10, venue(0, 0, new long[] {-far / 1024, far / 1024}, new long[] {6, 6})));
        assertThrows(ArithmeticException.class, () -> new AdmmEngine().solve(problem(10,
                venue(0, 0, new long[] {Long.MIN_VALUE / 2, Long.MAX_VALUE / 2}, new long[] {6, 6}))));
    }

    /** 600 of the quote from the reference a price has no digits for less than some size units. */
    @Test
    void where_prices_have_no_digits_left_the_sum_is_still_the_quantity() {
        for (long size : new long[] {10_000_000_000L, 10_005_000_000L}) {
            for (long quantity : new long[] {10_001_000_000L, 10_000_000_000L + size - 5, 12_345_678_901L}) {
                RoutingProblem problem = new RoutingProblem(Side.BUY, quantity, 8, 9, RoutingProblem.COLD, List.of(
                        new VenueLadder("near", new long[] {60_000_000_000_000L}, new long[] {10_000_000_000L}, 0, 0, 0,
                                Long.MAX_VALUE, 1, 0),
                        new VenueLadder("far", new long[] {60_600_000_000_000L}, new long[] {size}, 0, 1, 0,
                                Long.MAX_VALUE, 1, 0)));
                for (BookSolver engine : ENGINES) {
                    Solution s = engine.solve(problem);
                    assertEquals(Solution.Status.OPTIMAL, s.status(), engine.id());
                    assertEquals(quantity, Arrays.stream(s.allocation()).sum(), engine.id() + " of " + quantity);
                }
            }
        }
        VenueLadder[] same = new VenueLadder[3];
        for (int v = 0; v < same.length; v++) {
            same[v] = new VenueLadder("v" + v, new long[] {v == 0 ? 60_000_000_000_000L : 60_600_000_000_000L},
                    new long[] {v == 0 ? 5 : 10_000_000_000L}, 0, v == 0 ? 0 : 1, 0, Long.MAX_VALUE, 1, 0);
        }
        RoutingProblem even = new RoutingProblem(Side.BUY, 9_876_543_210L, 8, 9, RoutingProblem.COLD, List.of(same));
        Solution s = new PriceSearchSolver().solve(even);
        assertEquals(even.quantity(), Arrays.stream(s.allocation()).sum());
        assertTrue(s.bound() <= s.cost());
    }

    @Test
    void a_minimum_size_that_cannot_be_met_leaves_its_quantity_to_the_others_at_once() {
        VenueLadder[] venues = {
            new VenueLadder("a", new long[] {100}, new long[] {1_500_000_000L}, 0, 0, 0, Long.MAX_VALUE, 1, 1_000_000_000L),
            new VenueLadder("b", new long[] {101}, new long[] {2_000_000_000L}, 0, 1, 0, Long.MAX_VALUE, 1, 0),
            new VenueLadder("c", new long[] {109}, new long[] {2_000_000_000L}, 0, 0, 0, Long.MAX_VALUE, 1, 0)};
        for (BookSolver engine : ENGINES) {
            Solution s = engine.solve(problem(900_000_000L, venues));
            assertEquals(Solution.Status.OPTIMAL, s.status(), engine.id());
            assertEquals(900_000_000L, Arrays.stream(s.allocation()).sum(), engine.id());
            assertEquals(0, s.allocation()[0], engine.id());
        }
    }

    @Test
    void as_little_as_possible_is_missing_whatever_that_costs() {
        VenueLadder cheap = new VenueLadder("a", new long[] {0}, new long[] {10_000}, 0, 0, 0, Long.MAX_VALUE, 10_000, 0);
        VenueLadder dear = new VenueLadder("b", new long[] {1000}, new long[] {10_001}, 0, 0, 0, Long.MAX_VALUE, 10_001, 0);
        Solution s = new PriceSearchSolver().solve(problem(10_002, cheap, dear));
        assertEquals(Solution.Status.INFEASIBLE, s.status());
        assertEquals(1, s.missing());
        assertTrue(s.proved());
        VenueLadder wide = new VenueLadder("w", new long[] {0, 1L << 50}, new long[] {7, 7}, 0, 0, 0, Long.MAX_VALUE, 7, 0);
        VenueLadder other = new VenueLadder("o", new long[] {5}, new long[] {22}, 0, 0, 0, Long.MAX_VALUE, 11, 0);
        Solution far = new PriceSearchSolver().solve(problem(17, wide, other));
        assertEquals(3, far.missing());
        assertEquals("no combination of lots and minimum sizes adds up to 17; 3 is missing", far.reason());
    }

    @Test
    void hundreds_of_books_of_one_level_each_are_no_special_case() {
        VenueLadder[] venues = new VenueLadder[500];
        for (int v = 0; v < venues.length; v++) {
            venues[v] = venue(v % 2, 0, new long[] {100 + v % 7}, new long[] {1_000 + v});
        }
        addsUp(problem(400_000, venues));
        PriceSearch search = new PriceSearch(new Curves(problem(400_000, venues)));
        assertTrue(search.solve(400_000, Double.NaN));
        assertTrue(search.rounds <= 40, search.rounds + " rounds");
    }

    @Test
    void warm_prices_that_are_far_off_change_nothing() {
        SplittableRandom random = new SplittableRandom(91);
        for (int i = 0; i < 60; i++) {
            RoutingProblem p = Books.problem(random, 4, 6, Books.Impact.values()[i % 4]);
            Solution cold = new PriceSearchSolver().solve(p);
            for (long warm : new long[] {0, Long.MAX_VALUE / 2, -Long.MAX_VALUE / 2, 1L << 60}) {
                RoutingProblem warmed = new RoutingProblem(p.side(), p.quantity(), 0, 9, warm, p.venues());
                assertEquals(cold.cost(), new PriceSearchSolver().solve(warmed).cost(), "case " + i + " from " + warm);
                assertEquals(cold.cost(), new AdmmEngine().solve(warmed).cost(), "case " + i + " from " + warm);
            }
        }
    }

    @Test
    void problems_of_small_integers_equal_every_way_of_filling_them() {
        SplittableRandom random = new SplittableRandom(92);
        for (int i = 0; i < 400; i++) {
            List<VenueLadder> venues = new ArrayList<>();
            long depth = 0;
            for (int v = 0; v < 3; v++) {
                long[] price = new long[2];
                long[] size = {random.nextInt(4), random.nextInt(4)};
                price[0] = random.nextInt(5);
                price[1] = price[0] + random.nextInt(3);
                depth += size[0] + size[1];
                venues.add(venue(random.nextInt(3) * 1_000_000_000_000L, 0, price, size));
            }
            RoutingProblem p = problem(depth == 0 ? 1 : 1 + random.nextLong(depth), venues.toArray(VenueLadder[]::new));
            double best = best(p, 0, p.quantity());
            for (BookSolver engine : List.of(new PriceSearchSolver(), new AdmmEngine())) {
                Solution s = engine.solve(p);
                assertEquals(best, s.status() == Solution.Status.OPTIMAL ? s.cost() : Double.POSITIVE_INFINITY, 0.5, "case " + i);
            }
        }
    }

    private static double best(RoutingProblem p, int v, long left) {
        if (v == p.venues().size()) {
            return left == 0 ? 0 : Double.POSITIVE_INFINITY;
        }
        VenueLadder ladder = p.venues().get(v);
        double best = Double.POSITIVE_INFINITY;
        for (long x = 0; x <= Math.min(left, ladder.size()[0] + ladder.size()[1]); x++) {
            double cost = Math.min(x, ladder.size()[0]) * (double) ladder.price()[0]
                    + Math.max(0, x - ladder.size()[0]) * (double) ladder.price()[1] + ladder.impact2() / 1e12 / 2 * x * x;
            best = Math.min(best, cost + best(p, v + 1, left - x));
        }
        return best;
    }
}
