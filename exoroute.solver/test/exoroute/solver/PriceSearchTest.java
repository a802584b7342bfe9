package exoroute.solver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.VenueLadder;
import exoroute.solver.Books.Impact;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PriceSearchTest {
    private static final double GAP = 1e-12;

    /** What the answer costs more than its cheapest unit everywhere: without the notional, which hides every error. */
    private static double scale(Curves curves, PriceSearch search, double quantity) {
        double best = Double.POSITIVE_INFINITY;
        for (int v = 0; v < curves.venues; v++) {
            best = Math.min(best, curves.marginalBelow(v, 0));
        }
        return Math.max(1, search.cost() - best * quantity);
    }

    private static void check(RoutingProblem problem, String where) {
        Curves curves = new Curves(problem);
        PriceSearch search = new PriceSearch(curves);
        ClearPriceSearch clear = new ClearPriceSearch(curves);
        for (int v = 0; v < curves.venues; v++) {
            clear.upper[v] = curves.limit(v);
        }
        double quantity = problem.quantity();
        boolean possible = search.solve(quantity, Double.NaN);
        assertEquals(clear.solve(quantity, Double.NaN), possible, where);
        if (!possible) {
            return;
        }
        double sum = 0;
        for (int v = 0; v < curves.venues; v++) {
            assertTrue(search.x[v] >= 0 && search.x[v] <= curves.limit(v), where);
            sum += search.x[v];
        }
        double scale = scale(curves, search, quantity);
        assertEquals(quantity, sum, 1e-13 * quantity, where);
        assertTrue(search.gap() <= GAP * scale, where + ": gap " + search.gap() + " of " + scale);
        assertEquals(clear.cost(), search.cost(), 1e-11 * scale, where);
        search.interval();
        if (quantity == sum(search.upper)) {
            assertEquals(Double.POSITIVE_INFINITY, search.priceHigh, where);
            return;
        }
        double price = 1e-9 * Math.max(1e6, Math.abs(search.price));
        if (problem.venues().stream().allMatch(v -> v.impact2() == 0 && v.impact32() == 0)) {
            assertEquals(clear.priceLow, search.priceLow, where);
            assertEquals(clear.priceHigh, search.priceHigh, where);
        } else {
            assertTrue(search.priceLow - price <= clear.price && clear.price <= search.priceHigh + price, where);
        }
        double found = search.price;
        double[] x = search.x.clone();
        assertTrue(search.solve(quantity, found));
        assertEquals(sum(x), sum(search.x), 1e-13 * quantity);
        assertTrue(search.rounds <= 8, where + ": " + search.rounds + " rounds from the price itself");
        assertTrue(search.gap() <= GAP * scale, where);
        assertTrue(search.solve(quantity, Double.NaN), "and once more, from the consolidated book");
        assertEquals(quantity, sum(search.x), 1e-13 * quantity, where);
        assertTrue(search.gap() <= GAP * scale, where + ": gap " + search.gap() + " of " + scale);
        assertEquals(clear.cost(), search.cost(), 1e-11 * scale, where);
    }

    private static double sum(double[] x) {
        double sum = 0;
        for (double each : x) {
            sum += each;
        }
        return sum;
    }

    @Test
    void twenty_thousand_random_problems_stay_under_the_gap_and_equal_the_clear_search() {
        SplittableRandom random = new SplittableRandom(41);
        for (int i = 0; i < 20_000; i++) {
            Impact impact = Impact.values()[i % 4];
            check(Books.problem(random, 1 + random.nextInt(12), 1 + random.nextInt(12), impact), "case " + i);
        }
    }

    @Test
    void many_venues_take_few_rounds() {
        SplittableRandom random = new SplittableRandom(42);
        for (Impact impact : Impact.values()) {
            int most = 0;
            for (int i = 0; i < 25; i++) {
                RoutingProblem problem = Books.problem(random, 60 + random.nextInt(1500), 50, impact);
                check(problem, impact + " " + i);
                PriceSearch search = new PriceSearch(new Curves(problem));
                search.solve(problem.quantity(), Double.NaN);
                most = Math.max(most, search.rounds);
            }
            assertTrue(most <= (impact == Impact.POWER || impact == Impact.MIXED ? 48 : 28), impact + ": " + most + " rounds");
        }
    }

    @Test
    void a_changed_level_gives_the_levels_of_new_curves() {
        SplittableRandom random = new SplittableRandom(43);
        int changed = 0;
        for (int i = 0; i < 2_000; i++) {
            RoutingProblem problem = Books.problem(random, 1 + random.nextInt(6), 8, Impact.values()[i % 4]);
            int v = random.nextInt(problem.venues().size());
            VenueLadder ladder = problem.venues().get(v);
            List<Long> prices = new ArrayList<>();
            List<Long> sizes = new ArrayList<>();
            long price = 100 * Books.UNIT + random.nextLong(15) * Books.UNIT / 100 * problem.side().sign();
            long size = random.nextInt(3) == 0 ? 0 : random.nextLong(4_000);
            boolean placed = false;
            for (int k = 0; k < ladder.price().length; k++) {
                long each = ladder.price()[k];
                if (!placed && problem.side().sign() * Long.compare(each, price) > 0) {
                    prices.add(price);
                    sizes.add(size);
                    placed = true;
                }
                if (each == price) {
                    if (!placed) {
                        prices.add(price);
                        sizes.add(size);
                        placed = true;
                    }
                } else {
                    prices.add(each);
                    sizes.add(ladder.size()[k]);
                }
            }
            if (!placed) {
                prices.add(price);
                sizes.add(size);
            }
            List<VenueLadder> venues = new ArrayList<>(problem.venues());
            venues.set(v, new VenueLadder(ladder.id(), prices.stream().mapToLong(p -> p).toArray(),
                    sizes.stream().mapToLong(s -> s).toArray(), ladder.penalty(), ladder.impact2(), ladder.impact32(),
                    ladder.cap(), 1, 0));
            Curves curves = new Curves(problem);
            PriceSearch search = new PriceSearch(curves);
            search.solve(problem.quantity(), Double.NaN);
            boolean done = curves.change(v, price, size);
            assertEquals(ladder.cap() == Long.MAX_VALUE, done);
            if (!done) {
                continue;
            }
            changed++;
            Curves anew = new Curves(new RoutingProblem(
                    problem.side(), problem.quantity(), 0, 9, RoutingProblem.COLD, venues));
            if (anew.reference != curves.reference) {
                continue;
            }
            assertEquals(anew.limit(v), curves.limit(v), "case " + i);
            assertArrayEquals(ChangedBooksTest.levels(anew, v), ChangedBooksTest.levels(curves, v), "case " + i);
            PriceSearch other = new PriceSearch(anew);
            boolean possible = other.solve(problem.quantity(), Double.NaN);
            double warm = search.price;
            assertEquals(possible, search.solve(problem.quantity(), Double.NaN));
            if (possible) {
                boolean flat = venues.stream().allMatch(each -> each.impact2() == 0 && each.impact32() == 0);
                // slots that levels left behind let a search begin elsewhere, which sloped venues show in their last digits
                if (flat) {
                    assertArrayEquals(other.x, search.x, "case " + i);
                } else {
                    assertArrayEquals(other.x, search.x, 1e-12 * problem.quantity(), "case " + i);
                }
                assertTrue(search.gap() <= GAP * scale(curves, search, problem.quantity()), "case " + i);
                assertTrue(search.solve(problem.quantity(), warm));
                assertTrue(search.gap() <= GAP * scale(curves, search, problem.quantity()), "case " + i);
            }
        }
        assertTrue(changed > 1_000, changed + " changes were tried");
    }

    @Test
    void what_cannot_be_changed_in_place_is_said_and_changes_nothing() {
        VenueLadder capped = new VenueLadder("a", new long[] {100}, new long[] {5}, 0, 0, 0, 3, 1, 0);
        VenueLadder free = new VenueLadder("b", new long[] {100}, new long[] {5}, 0, 0, 0, Long.MAX_VALUE, 1, 0);
        Curves curves = new Curves(new RoutingProblem(
                exoroute.api.market.Side.BUY, 1, 0, 0, RoutingProblem.COLD, List.of(capped, free)));
        assertFalse(curves.change(0, 100, 4));
        assertFalse(curves.change(1, 100, -1));
        assertFalse(curves.change(1, 100, Curves.MAX_SIZE + 1));
        assertFalse(curves.change(1, Long.MAX_VALUE, 1));
        int inserted = 0;
        while (curves.change(1, 101 + inserted, 1)) {
            inserted++;
        }
        assertTrue(inserted >= 4 && inserted < 16, inserted + " levels found room");
        assertEquals(5 + inserted, curves.limit(1));
        PriceSearch search = new PriceSearch(curves);
        assertTrue(search.solve(3 + 5 + inserted, Double.NaN));
        assertEquals(5 + inserted, search.size(1));
    }

    @Test
    void equal_prices_everywhere_and_the_largest_sizes_end_with_an_exact_sum() {
        List<VenueLadder> venues = new ArrayList<>();
        for (int v = 0; v < 600; v++) {
            venues.add(new VenueLadder("v" + v, new long[] {7, 7, 7}, new long[] {1_000_000_000_000_000L, 1, 0}, 0, 0, 0,
                    Long.MAX_VALUE, 1, 0));
        }
        long quantity = 8_000_000_000_000_007L;
        Curves curves = new Curves(new RoutingProblem(
                exoroute.api.market.Side.SELL, quantity, 0, 0, RoutingProblem.COLD, venues));
        PriceSearch search = new PriceSearch(curves);
        assertTrue(search.solve(quantity, Double.NaN));
        assertEquals(quantity, sum(search.x));
        assertEquals(0, search.gap());
        assertEquals(1_000_000_000_000_001.0, search.x[0], "ties in order");
        assertFalse(search.solve(Double.NaN, Double.NaN));
        assertTrue(search.solve(quantity, Double.POSITIVE_INFINITY), "a warm price that is none is ignored");
    }

    @Test
    void a_price_with_no_digits_left_does_not_leave_its_level() {
        List<VenueLadder> venues = new ArrayList<>();
        long[][] prices = {{0}, {-14311679458L, -14311679411L}, {-14311600378L}, {-14311679482L}};
        long[][] sizes = {{0}, {1, 3}, {1_000}, {8_462}};
        long[] impact = {0, 1_000_000_000L, 30_000_000_000L, 429_096_186_000_000_000L};
        for (int v = 0; v < 4; v++) {
            venues.add(new VenueLadder("v" + v, prices[v], sizes[v], 0, impact[v], 0, Long.MAX_VALUE, 1, 0));
        }
        Curves curves = new Curves(new RoutingProblem(
                exoroute.api.market.Side.BUY, 1, 0, 0, RoutingProblem.COLD, venues));
        assertEquals(0.001, curves.levels.a[1], 1e-18);
        PriceSearch search = new PriceSearch(curves);
        for (int i = 0; i < 3; i++) {
            assertTrue(search.solve(1, Double.NaN));
            assertEquals(1, sum(search.x));
            assertEquals(1, search.x[1], 1e-3, "the others begin where it ends, or cost more by far");
            assertTrue(search.gap() <= 0.01, "a price of eleven digits tells sizes of this book apart by 2e-3: gap " + search.gap());
        }
    }
}
