package exoroute.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.market.Side;
import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.Solution;
import exoroute.api.solver.VenueLadder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Books whose levels are so steep, so flat or so far apart that doubles hardly tell their prices or sizes apart. */
class FewDigitsTest {
    private static final VenueLadder NOTHING_AT_0 = venue(0, 0, 1, new long[] {0}, 0);

    private static VenueLadder venue(long impact2, long impact32, long lot, long[] price, long... size) {
        return new VenueLadder("v", price, size, 0, impact2, impact32, Long.MAX_VALUE, lot, 0);
    }

    private static long[] at(long... price) {
        return price;
    }

    private static RoutingProblem problem(Side side, long quantity, int sizeScale, int priceScale, VenueLadder... venues) {
        return new RoutingProblem(side, quantity, sizeScale, priceScale, RoutingProblem.COLD, List.of(venues));
    }

    private static PriceSearch twice(RoutingProblem problem) {
        PriceSearch search = new PriceSearch(new Curves(problem));
        for (int i = 0; i < 2; i++) {
            assertTrue(search.solve(problem.quantity(), Double.NaN));
            double sum = 0;
            for (double x : search.x) {
                sum += x;
            }
            assertEquals(problem.quantity(), sum, 1e-12 * problem.quantity());
        }
        return search;
    }

    @Test
    void a_quantity_that_ends_with_a_level_beside_a_steep_venue_stays_in_the_level() {
        VenueLadder flat = venue(1, 0, 2, at(14311679458L), 1000);
        VenueLadder steep = venue(429096186L, 0, 1, at(14311679434L), 3000);
        RoutingProblem problem = problem(Side.BUY, 1000, 0, 9, NOTHING_AT_0, flat, steep);
        PriceSearch search = twice(problem);
        assertEquals(1000, search.x[1], 1e-3);
        assertTrue(search.gap() < 1, "gap " + search.gap());
        Solution solution = new PriceSearchSolver().solve(problem);
        assertEquals(List.of(0L, 1000L, 0L), java.util.Arrays.stream(solution.allocation()).boxed().toList());
        assertTrue(solution.proved());
    }

    @Test
    void levels_without_a_width_in_doubles_keep_their_sizes() {
        RoutingProblem one = problem(Side.SELL, 3, 8, 0, venue(1, 0, 1, at(0, -375, -400, -431, -800), 1, 3, 1, 1, 1));
        assertEquals(3, twice(one).x[0]);
        assertEquals(375, new PriceSearchSolver().solve(one).price());
        RoutingProblem many = problem(Side.BUY, 19, 4, 0, venue(1, 0, 1, at(0), 15),
                venue(0, 0, 1, at(0, 1, 2, 3, 20, 26, 29, 50, 59, 30000000, 31411588), 1, 1, 3, 1, 1, 1, 1, 1, 1, 15, 1),
                venue(1, 0, 1, at(50000000), 1));
        PriceSearch search = twice(many);
        assertEquals(15, search.x[0]);
        assertEquals(4, search.x[1]);
    }

    @Test
    void what_is_left_over_stays_below_the_next_level() {
        int n = 500;
        VenueLadder[] venues = new VenueLadder[n + 2];
        venues[0] = NOTHING_AT_0;
        for (int i = 0; i < n; i++) {
            venues[i + 1] = venue(100_000_000L + i, 0, 1, at(10_000_000_000L), 1000);
        }
        venues[n + 1] = venue(90_000_000L, 0, 1, at(10_000_000_000L, 20_000_000_000L), 500, 5000);
        PriceSearch search = twice(problem(Side.BUY, n * 450 + 100, 4, 2, venues));
        assertTrue(search.x[n + 1] <= 500, "the next level costs twice as much: " + search.x[n + 1]);
        assertTrue(search.gap() <= 1, "gap " + search.gap());
    }

    @Test
    void a_small_part_of_a_huge_level_keeps_its_digits() {
        long huge = 1L << 52;
        PriceSearch search = twice(problem(Side.BUY, 10, 0, 0, venue(700_000_000_000L, 0, 1, at(0), huge),
                venue(900_000_000_000L, 0, 1, at(0), huge), venue(1_100_000_000_000L, 0, 1, at(0), huge)));
        double total = 1 / 0.7 + 1 / 0.9 + 1 / 1.1;
        assertEquals(10 / 0.7 / total, search.x[0], 1e-9);
        assertEquals(10 / total, search.price, 1e-9);
    }

    @Test
    void a_wall_at_the_end_of_geometric_prices_is_found_with_curved_venues_there() {
        int n = 3000;
        VenueLadder[] venues = new VenueLadder[n + 2];
        double off = 1e15;
        for (int i = 0; i < n; i++) {
            venues[i] = venue(0, 0, 1, at((long) (1e15 - off)), 10);
            off *= 0.993;
        }
        venues[n] = venue(0, 0, 1, at(1_000_000_000_000_000L), 1L << 52);
        venues[n + 1] = venue(0, 4_000_000_000_000_000_000L, 1, at(0), 1L << 40);
        PriceSearch search = new PriceSearch(new Curves(problem(Side.BUY, 1, 0, 9, venues)));
        for (double warm : new double[] {1e15 + 1e6, Double.NaN, 0}) {
            assertTrue(search.solve(n * 10 - 20, warm));
            assertTrue(search.rounds() < 100, search.rounds() + " rounds");
            assertEquals(0, search.x[n + 1], 1, "the curved venue takes next to nothing");
        }
    }

    @Test
    void changes_out_of_any_range_are_refused() {
        Curves curves = new Curves(problem(Side.BUY, 1, 0, 0, venue(0, 0, 1, at(0, 5), 5, 5)));
        assertFalse(curves.change(0, Long.MIN_VALUE, 7));
        assertFalse(curves.change(0, Long.MAX_VALUE, 7));
        assertEquals(10, curves.limit(0));
        Curves full = new Curves(problem(Side.BUY, 1, 0, 0, venue(0, 0, 1, at(10), Curves.MAX_SIZE)));
        assertFalse(full.change(0, 5, 1));
        assertFalse(full.change(0, 15, 1));
        assertEquals(Curves.MAX_SIZE, full.limit(0));
    }
}
