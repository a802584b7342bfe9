package exoroute.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.market.Side;
import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.VenueLadder;
import exoroute.solver.Books.Impact;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DepthTest {
    private static Curves curves(VenueLadder... venues) {
        return new Curves(new RoutingProblem(Side.BUY, 1, 0, 0, RoutingProblem.COLD, List.of(venues)));
    }

    private static VenueLadder ladder(long[] price, long[] size) {
        return new VenueLadder("v", price, size, 0, 0, 0, Long.MAX_VALUE, 1, 0);
    }

    @Test
    void it_shows_what_all_venues_have_and_where() {
        SplittableRandom random = new SplittableRandom(3);
        for (int run = 0; run < 200; run++) {
            Curves curves = new Curves(Books.problem(random, 1 + random.nextInt(40), 50, Impact.values()[run % 4]));
            Depth depth = curves.levels.depth();
            depth.refresh();
            double all = 0;
            for (int v = 0; v < curves.venues; v++) {
                all += curves.limit(v);
            }
            assertEquals(all, depth.sizeOf(Double.MAX_VALUE), 1e-12 * all);
            assertEquals(0, depth.sizeOf(-Double.MAX_VALUE));
            double before = Double.NEGATIVE_INFINITY;
            for (int i = 1; i < 20; i++) {
                double price = depth.priceOf(all * i / 20);
                assertTrue(price >= before, "more costs not less");
                assertEquals(all * i / 20, depth.sizeOf(price), 1e-9 * all + step(depth, price));
                before = price;
            }
        }
    }

    /** A price has so many digits; a steep step of the grid may be wider than one. */
    private static double step(Depth depth, double price) {
        return depth.sizeOf(price + Math.ulp(price) * 8) - depth.sizeOf(price - Math.ulp(price) * 8);
    }

    @Test
    void books_without_levels_or_with_one_price_are_no_trouble() {
        Depth none = curves(ladder(new long[0], new long[0])).levels.depth();
        assertFalse(none.isCounted());
        none.refresh();
        assertEquals(0, none.sizeOf(5));
        Depth same = curves(ladder(new long[] {7, 7}, new long[] {3, 4}), ladder(new long[] {7}, new long[] {5})).levels.depth();
        same.refresh();
        assertEquals(12, same.sizeOf(100));
        assertEquals(0, same.priceOf(6), 1);
    }

    @Test
    void prices_far_apart_keep_the_near_ones_apart() {
        Curves curves = curves(ladder(new long[] {1, 1_000, 2_000, 3_000, 1_000_000_000_000L}, new long[] {10, 10, 10, 10, 10}));
        Depth depth = curves.levels.depth();
        depth.refresh();
        assertEquals(50, depth.sizeOf(1e15));
        assertTrue(depth.priceOf(35) < 1e9, "what is beyond the best price is not lost in the widest step");
    }

    @Test
    void all_levels_are_counted_anew_when_a_fourth_as_many_changed() {
        Curves curves = curves(ladder(new long[] {10, 20, 30, 40, 50, 60, 70, 80}, new long[] {1, 1, 1, 1, 1, 1, 1, 1}));
        Depth depth = curves.levels.depth();
        depth.refresh();
        assertTrue(depth.isFresh());
        for (int i = 0; i < 4; i++) {
            assertTrue(curves.change(0, 20, 101 + i));
            depth.refresh();
            assertEquals(8, depth.sizeOf(1_000), "16 slots: four changes are a fourth");
            assertFalse(depth.isFresh());
        }
        assertTrue(curves.change(0, 5, 3));
        depth.refresh();
        assertEquals(7 + 104 + 3, depth.sizeOf(1_000));
        assertTrue(depth.isFresh());
    }
}
