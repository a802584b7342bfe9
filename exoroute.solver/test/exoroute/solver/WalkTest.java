package exoroute.solver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
