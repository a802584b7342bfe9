package exoroute.solver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.market.Side;
import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.VenueLadder;
import exoroute.solver.Books.Impact;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** From the last price on, after changes: where it goes, and that it goes no further than it has to. */
class WalkTest {
    private static VenueLadder venue(long impact, long... levels) {
        long[] price = new long[levels.length / 2];
        long[] size = new long[levels.length / 2];
        for (int k = 0; k < price.length; k++) {
            price[k] = levels[2 * k];
            size[k] = levels[2 * k + 1];
        }
        return new VenueLadder("v", price, size, 0, impact, 0, Long.MAX_VALUE, 1, 0);
    }

    private static Curves curves(VenueLadder... venues) {
        return new Curves(new RoutingProblem(Side.BUY, 1, 0, 9, RoutingProblem.COLD, List.of(venues)));
    }

    private static void solve(PriceSearch search, double quantity, double price, double... sizes) {
        assertTrue(search.solve(quantity, search.price()));
        assertEquals(price, search.price());
        assertArrayEquals(sizes, search.x);
        assertEquals(0, search.gap());
    }

    @Test
    void it_goes_up_and_down_level_by_level_and_fills_equal_prices_in_order() {
        Curves curves = curves(venue(0, 100, 5, 110, 5, 120, 5), venue(0, 100, 5, 110, 5, 130, 5));
        PriceSearch search = new PriceSearch(curves);
        assertTrue(search.solve(7, Double.NaN));
        assertArrayEquals(new double[] {5, 2}, search.x);
        assertTrue(curves.change(0, 100, 1));
        solve(search, 7, 10, 2, 5);
        assertEquals(1, search.rounds());
        assertTrue(curves.change(1, 100, 0));
        solve(search, 7, 10, 6, 1);
        assertTrue(curves.change(0, 110, 0));
        assertTrue(curves.change(1, 110, 0));
        solve(search, 7, 30, 6, 1);
        assertTrue(curves.change(1, 100, 9));
        solve(search, 7, 0, 1, 6);
        assertTrue(search.rounds() <= 3, search.rounds() + " rounds");
    }

    @Test
    void a_level_between_two_others_is_met_on_the_way() {
        Curves curves = curves(venue(0, 100, 5, 140, 5), venue(0, 100, 5, 140, 5));
        PriceSearch search = new PriceSearch(curves);
        assertTrue(search.solve(10, Double.NaN));
        assertTrue(curves.change(1, 120, 3));
        assertTrue(curves.change(1, 100, 0));
        solve(search, 7, 20, 5, 2);
        assertTrue(curves.change(0, 90, 8));
        solve(search, 7, -10, 7, 0);
    }

    @Test
    void what_is_far_away_is_not_walked_to() {
        long[] levels = new long[20_000];
        for (int k = 0; k < levels.length / 2; k++) {
            levels[2 * k] = 100 + k;
            levels[2 * k + 1] = 1;
        }
        PriceSearch search = new PriceSearch(curves(venue(0, levels), venue(0, levels)));
        assertTrue(search.solve(10, Double.NaN));
        solve(search, 18_000, 8_999, 9_000, 9_000);
        assertTrue(search.swept() < 500, search.swept() + " breakpoints one by one");
        solve(search, 11, 5, 6, 5);
    }

    @Test
    void what_all_venues_have_stays_exact_beyond_what_doubles_hold() {
        Curves curves = curves(venue(0, 1000, 1), venue(0, 1000, 1), venue(0, 1000, 1));
        PriceSearch search = new PriceSearch(curves);
        assertTrue(curves.change(0, 1000, Curves.MAX_SIZE - 2));
        assertTrue(curves.change(1, 1000, 4));
        assertTrue(curves.change(0, 1000, 1));
        assertTrue(curves.change(1, 1000, 1));
        assertFalse(search.solve(4, Double.NaN));
        assertTrue(search.solve(3, Double.NaN));
        assertArrayEquals(new double[] {1, 1, 1}, search.x);
    }

    /** A level that was huge for a moment leaves no trace in what is known of the levels behind it. */
    @Test
    void pieces_do_not_drift() {
        long p = 100_000_000_000L;
        Curves curves = curves(venue(12_345, p, 1000, p + 1000, 1000, p + 1_000_000_000, 1000), venue(0, p + 25_689, 100_000));
        PriceSearch search = new PriceSearch(curves);
        assertTrue(search.solve(1750, Double.NaN));
        assertTrue(curves.change(0, p, (1L << 52) + 1));
        assertTrue(curves.change(0, p, 1000));
        assertTrue(search.solve(2050, search.price()));
        PriceSearch anew = new PriceSearch(new Curves(new RoutingProblem(Side.BUY, 1, 0, 9, RoutingProblem.COLD, List.of(
                venue(12_345, p, 1000, p + 1000, 1000, p + 1_000_000_000, 1000), venue(0, p + 25_689, 100_000)))));
        assertTrue(anew.solve(2050, Double.NaN));
        assertArrayEquals(anew.x, search.x, 1e-12);
        assertTrue(search.x[0] < 1999.95, "the first venue ends inside its second level: " + search.x[0]);
    }

    /** On the way down from so much more than is wanted what is missing loses its last digits. */
    @Test
    void a_walk_that_lost_its_digits_is_not_believed() {
        SplittableRandom random = new SplittableRandom(222);
        long[] flat = new long[120];
        long[] steep = new long[120];
        for (int k = 0; k < 60; k++) {
            for (long[] levels : new long[][] {flat, steep}) {
                levels[2 * k] = 100_000_000_000L + k * 1_000_000L + random.nextLong(1000);
                levels[2 * k + 1] = 1 + random.nextLong(k < 30 ? 5 : 1L << 42);
            }
        }
        Curves curves = curves(venue(0, flat), venue(163_832_944_965L, steep));
        PriceSearch search = new PriceSearch(curves);
        assertTrue(search.solve((curves.limit(0) + curves.limit(1)) * 0.9, Double.NaN));
        assertTrue(search.solve(16, search.price()));
        PriceSearch anew = new PriceSearch(curves(venue(0, flat), venue(163_832_944_965L, steep)));
        assertTrue(anew.solve(16, Double.NaN));
        assertArrayEquals(anew.x, search.x, 1e-12);
        assertTrue(search.x[1] > 0.03 && search.x[1] < 0.04, search.x[1] + " of the steep venue");
        assertTrue(search.gap() <= 1e-6 * 16, search.gap() + " price units");
    }

    @Test
    void an_answer_that_is_right_already_is_found_by_one_look() {
        Curves curves = curves(venue(2_000_000, 100, 50, 110, 50), venue(1_000_000, 101, 50, 120, 50));
        PriceSearch search = new PriceSearch(curves);
        assertTrue(search.solve(60, Double.NaN));
        double[] before = search.x.clone();
        assertTrue(curves.change(0, 110, 70));
        assertTrue(search.solve(60, search.price()));
        assertEquals(1, search.rounds());
        assertEquals(0, search.swept());
        assertArrayEquals(before, search.x, 1e-12);
    }

    @Test
    void few_changes_of_many_books_take_one_look_at_each_and_few_steps() {
        SplittableRandom random = new SplittableRandom(8);
        for (Impact impact : new Impact[] {Impact.NONE, Impact.QUADRATIC}) {
            RoutingProblem problem = Books.problem(random, 400, 40, impact);
            Curves curves = new Curves(problem);
            PriceSearch search = new PriceSearch(curves);
            assertTrue(search.solve(problem.quantity(), Double.NaN));
            List<Double> missing = new ArrayList<>();
            search.watch((price, less) -> missing.add(less));
            int rounds = 0;
            int steps = 0;
            for (int run = 0; run < 50; run++) {
                for (int i = 0; i < 5; i++) {
                    VenueLadder ladder = problem.venues().get(random.nextInt(400));
                    int k = random.nextInt(Math.max(1, ladder.price().length));
                    if (ladder.price().length > 0) {
                        curves.change(problem.venues().indexOf(ladder), ladder.price()[k], 1 + random.nextLong(4_000));
                    }
                }
                assertTrue(search.solve(problem.quantity(), search.price()));
                rounds += search.rounds();
                steps += search.swept();
            }
            assertTrue(rounds <= 60, rounds + " rounds of 50 searches");
            assertTrue(steps <= 50 * 20, steps + " breakpoints of 50 searches");
            assertEquals(rounds, missing.size(), "every round is told of");
        }
    }
}
