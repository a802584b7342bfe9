package exoroute.solver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.market.Side;
import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.Solution;
import exoroute.api.solver.Solution.Status;
import exoroute.api.solver.VenueLadder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PriceSearchSolverTest {
    private static final int SCALE = 9;
    private static final long UNIT = 1_000_000_000L;

    private final PriceSearchSolver solver = new PriceSearchSolver();

    private static VenueLadder venue(String id, long lot, long min, long cap, long[] price, long[] size) {
        return new VenueLadder(id, price, size, 0, 0, 0, cap, lot, min);
    }

    private static RoutingProblem problem(Side side, long quantity, List<VenueLadder> venues) {
        return new RoutingProblem(side, quantity, 0, SCALE, RoutingProblem.COLD, venues);
    }

    private static RoutingProblem random(SplittableRandom random, boolean mixed) {
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        List<VenueLadder> venues = new ArrayList<>();
        long depth = 0;
        int count = 1 + random.nextInt(4);
        long common = 1 + random.nextInt(4);
        for (int v = 0; v < count; v++) {
            int levels = random.nextInt(5);
            long[] price = new long[levels];
            long[] size = new long[levels];
            long at = 100 * UNIT + random.nextLong(10) * UNIT / 100;
            for (int k = 0; k < levels; k++) {
                price[k] = at;
                size[k] = random.nextInt(12);
                depth += size[k];
                at += side.sign() * random.nextLong(4) * UNIT / 100;
            }
            long lot = mixed ? 1 + random.nextInt(5) : common;
            long min = mixed && random.nextInt(3) == 0 ? random.nextInt(9) : 0;
            long cap = random.nextInt(4) == 0 ? random.nextInt(20) : Long.MAX_VALUE;
            boolean impact = random.nextInt(3) == 0;
            venues.add(new VenueLadder(
                    "v" + v, price, size, random.nextLong(-3, 4) * UNIT / 1000, impact ? random.nextLong(5_000_000_000L) : 0,
                    impact && random.nextBoolean() ? random.nextLong(5_000_000_000L) : 0, cap, lot, min));
        }
        return problem(side, 1 + random.nextLong(Math.max(1, depth + 4)), venues);
    }

    /** Every allocation there is, by recursion: the least missing, then the cheapest. */
    private static final class BruteForce {
        final RoutingProblem problem;
        long leastMissing = Long.MAX_VALUE;
        double leastCost = Double.POSITIVE_INFINITY;

        BruteForce(RoutingProblem problem) {
            this.problem = problem;
            search(0, problem.quantity(), 0);
        }

        private void search(int v, long left, double cost) {
            if (v == problem.venues().size()) {
                if (left < leastMissing || (left == leastMissing && cost < leastCost)) {
                    leastMissing = left;
                    leastCost = cost;
                }
                return;
            }
            VenueLadder venue = problem.venues().get(v);
            long most = Math.min(Math.min(left, venue.cap()), Arrays.stream(venue.size()).sum());
            for (long x = 0; x <= most; x += venue.lot()) {
                if (x == 0 || x >= venue.minSize()) {
                    search(v + 1, left - x, cost + cost(venue, x));
                }
            }
        }

        private double cost(VenueLadder venue, long x) {
            double sum = 0;
            long left = x;
            for (int k = 0; k < venue.price().length && left > 0; k++) {
                long part = Math.min(left, venue.size()[k]);
                sum += part * ((double) problem.side().sign() * venue.price()[k] + venue.penalty()) / UNIT;
                left -= part;
            }
            return sum + venue.impact2() / 1e12 / 2 * x * x + venue.impact32() / 1e12 * Math.pow(x, 1.5);
        }
    }

    private void agreesWithBruteForce(boolean mixed, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int infeasible = 0;
        for (int i = 0; i < 1500; i++) {
            RoutingProblem problem = random(random, mixed);
            BruteForce oracle = new BruteForce(problem);
            Solution s = solver.solve(problem);
            String where = "case " + i + ": " + problem;
            assertEquals(oracle.leastMissing, s.missing(), where);
            assertEquals(oracle.leastMissing == 0 ? Status.OPTIMAL : Status.INFEASIBLE, s.status(), where);
            assertEquals(problem.quantity() - s.missing(), Arrays.stream(s.allocation()).sum(), where);
            assertEquals(oracle.leastCost, s.cost() / (double) UNIT, 2e-8, where);
            assertTrue(s.proved(), where);
            infeasible += s.status() == Status.INFEASIBLE ? 1 : 0;
        }
        assertTrue(infeasible > 50, "the cases must cover infeasible demand too");
    }

    @Test
    void common_lots_equal_brute_force() {
        agreesWithBruteForce(false, 11);
    }

    @Test
    void mixed_lots_and_minimum_sizes_equal_brute_force() {
        agreesWithBruteForce(true, 12);
    }

    @Test
    void a_warm_start_never_changes_the_answer() {
        SplittableRandom random = new SplittableRandom(13);
        for (int i = 0; i < 500; i++) {
            RoutingProblem p = random(random, true);
            Solution cold = solver.solve(p);
            long price = p.side().sign() * (100 * UNIT + random.nextLong(20) * UNIT / 100);
            Solution warm = solver.solve(new RoutingProblem(
                    p.side(), p.quantity(), p.sizeScale(), p.priceScale(), price, p.venues()));
            assertEquals(cold.cost(), warm.cost(), p.toString());
            assertEquals(cold.missing(), warm.missing());
            assertArrayEquals(cold.allocation(), warm.allocation(), p.toString());
            boolean impact = p.venues().stream().anyMatch(v -> v.impact2() > 0 || v.impact32() > 0);
            if (!impact) {
                assertEquals(cold.price(), warm.price(), p.toString());
            }
        }
    }

    @Test
    void coprime_lots_and_hundreds_of_venues_end_with_an_answer_that_adds_up() {
        long[] price = {100 * UNIT};
        long[] size = {200_000_000};
        RoutingProblem coprime = problem(Side.BUY, 10_000_007, List.of(
                venue("a", 9973, 0, Long.MAX_VALUE, price, size),
                venue("b", 10_007, 0, Long.MAX_VALUE, new long[] {100 * UNIT + 1}, size),
                venue("c", 10_009, 0, Long.MAX_VALUE, new long[] {100 * UNIT + 2}, size)));
        Solution s = solver.solve(coprime);
        assertEquals(10_000_007 - s.missing(), Arrays.stream(s.allocation()).sum());
        SplittableRandom random = new SplittableRandom(16);
        List<VenueLadder> many = new ArrayList<>();
        for (int v = 0; v < 200; v++) {
            long[] prices = new long[100];
            long[] sizes = new long[100];
            for (int k = 0; k < 100; k++) {
                prices[k] = 100 * UNIT + k * UNIT / 100 + v;
                sizes[k] = 1 + random.nextLong(1000);
            }
            many.add(new VenueLadder("v" + v, prices, sizes, 0, random.nextLong(1_000_000), 0, Long.MAX_VALUE,
                    1 + random.nextInt(50), random.nextInt(500)));
        }
        Solution wide = solver.solve(problem(Side.BUY, 777_777, many));
        assertEquals(777_777 - wide.missing(), Arrays.stream(wide.allocation()).sum());
        assertTrue(wide.bound() <= wide.cost());
    }

    @Test
    void a_quantity_that_no_sum_of_lots_reaches_is_missing_at_once() {
        Solution s = solver.solve(problem(Side.BUY, 1_000_001, List.of(
                venue("a", 2, 0, Long.MAX_VALUE, new long[] {100 * UNIT}, new long[] {2_000_000}),
                venue("b", 4, 0, Long.MAX_VALUE, new long[] {101 * UNIT}, new long[] {2_000_000}))));
        assertEquals(Status.INFEASIBLE, s.status());
        assertEquals(1, s.missing());
        assertTrue(s.proved());
        assertEquals("quantity 1000001 is no multiple of 2, as every sum of whole lots is", s.reason());
    }

    @Test
    void a_minimum_size_out_of_reach_places_nothing() {
        Solution s = solver.solve(problem(Side.BUY, 100, List.of(
                venue("a", 100, Long.MAX_VALUE, Long.MAX_VALUE, new long[] {UNIT}, new long[] {1000}))));
        assertArrayEquals(new long[] {0}, s.allocation());
        assertEquals(100, s.missing());
    }

    @Test
    void numbers_beyond_exact_doubles_are_refused_by_name() {
        long big = (1L << 53) + 1;
        assertTrue(assertThrows(IllegalArgumentException.class, () -> solver.solve(problem(Side.BUY, big, List.of())))
                .getMessage().startsWith("quantity 9007199254740993 must lie in"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> solver.solve(problem(Side.BUY, 1, List.of(
                venue("x", 1, 0, Long.MAX_VALUE, new long[] {1, 2}, new long[] {big - 2, 9})))))
                .getMessage().startsWith("venue x level 1: size 9 with"));
        assertTrue(assertThrows(ArithmeticException.class, () -> solver.solve(problem(Side.BUY, 1, List.of(
                venue("x", 1, 0, Long.MAX_VALUE, new long[] {-9_000_000_000_000_000_000L, 9_000_000_000_000_000_000L},
                        new long[] {1, 1}))))).getMessage().startsWith("venue x level 1: price 9000000000000000000"));
    }

    @Test
    void the_same_problem_gives_the_same_bits() {
        SplittableRandom random = new SplittableRandom(14);
        for (int i = 0; i < 200; i++) {
            RoutingProblem p = random(random, i % 2 == 0);
            Solution a = solver.solve(p);
            Solution b = new PriceSearchSolver().solve(p);
            assertArrayEquals(a.allocation(), b.allocation());
            assertEquals(a.price(), b.price());
            assertEquals(a.iterations(), b.iterations());
        }
    }

    @Test
    void ties_go_to_the_venues_in_order() {
        long[] price = {100 * UNIT};
        Solution s = solver.solve(problem(Side.BUY, 15, List.of(
                venue("a", 1, 0, Long.MAX_VALUE, price, new long[] {10}),
                venue("b", 1, 0, Long.MAX_VALUE, price, new long[] {10}))));
        assertArrayEquals(new long[] {10, 5}, s.allocation());
    }

    @Test
    void real_sizes_with_mixed_lots_are_proved_and_conserved() {
        SplittableRandom random = new SplittableRandom(15);
        for (int i = 0; i < 50; i++) {
            List<VenueLadder> venues = new ArrayList<>();
            long[] lots = {1, 1, 1, 100, 10_000};
            for (int v = 0; v < lots.length; v++) {
                long[] price = new long[300];
                long[] size = new long[300];
                long at = 60_500 * UNIT + random.nextLong(100) * UNIT;
                for (int k = 0; k < price.length; k++) {
                    at += random.nextLong(20_000) * (UNIT / 10_000) + 1;
                    price[k] = at;
                    size[k] = (1 + random.nextLong(3_0000_0000L / lots[v])) * lots[v];
                }
                venues.add(venue("v" + v, lots[v], v == 0 ? 41_000 : 0, Long.MAX_VALUE, price, size));
            }
            long quantity = 25_0000_0000L + random.nextLong(1000);
            Solution s = solver.solve(new RoutingProblem(Side.BUY, quantity, 8, SCALE, RoutingProblem.COLD, venues));
            assertEquals(Status.OPTIMAL, s.status());
            assertEquals(quantity, Arrays.stream(s.allocation()).sum());
            assertTrue(s.proved());
        }
    }

    @Test
    void too_much_demand_takes_what_there_is_and_says_why() {
        Solution s = solver.solve(problem(Side.BUY, 30, List.of(
                venue("a", 1, 0, Long.MAX_VALUE, new long[] {100 * UNIT}, new long[] {10}))));
        assertEquals(Status.INFEASIBLE, s.status());
        assertEquals(20, s.missing());
        assertArrayEquals(new long[] {10}, s.allocation());
        assertEquals("asked 30, the venues offer 10 in whole lots within caps and minimum sizes", s.reason());
    }

    @Test
    void malformed_ladders_are_refused_by_name() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> solver.solve(
                problem(Side.BUY, 1, List.of(venue("x", 1, 0, 9, new long[] {2, 1}, new long[] {1, 1})))));
        assertEquals("venue x level 1: price 1, size 1 is out of order or negative", e.getMessage());
    }
}
