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
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Books that change under a search: sorted maps are the model, new curves and the clear search the oracle. */
class ChangedBooksTest {
    private static final double GAP = 1e-12;

    private final SplittableRandom random = new SplittableRandom(47);
    private final List<VenueLadder> terms = new ArrayList<>();
    /** By signed price. */
    private final List<TreeMap<Long, Long>> books = new ArrayList<>();
    private Side side;
    private final Workspace workspace = new Workspace();
    private Curves curves;
    private PriceSearch search;
    private int refused;

    @Test
    void every_answer_after_changes_is_the_one_of_new_books() {
        int solved = 0;
        for (int run = 0; run < 160; run++) {
            draw(Books.problem(random, 1 + random.nextInt(12), 1 + random.nextInt(run % 5 == 0 ? 90 : 14),
                    Impact.values()[run % 4]));
            for (int step = 0; step < 40; step++) {
                change(random.nextInt(3) == 0 ? 1 + random.nextInt(100) : 1);
                solved += solveAndCompare("run " + run + " step " + step) ? 1 : 0;
            }
        }
        assertTrue(solved > 5_000, solved + " solved");
        assertTrue(refused > 20, refused + " changes found no room, which is to be seen too");
    }

    private void draw(RoutingProblem problem) {
        side = problem.side();
        terms.clear();
        books.clear();
        for (VenueLadder venue : problem.venues()) {
            TreeMap<Long, Long> book = new TreeMap<>();
            for (int k = 0; k < venue.price().length; k++) {
                if (venue.size()[k] > 0) {
                    book.merge(side.sign() * venue.price()[k], venue.size()[k], Long::sum);
                }
            }
            terms.add(new VenueLadder(venue.id(), new long[0], new long[0], venue.penalty(), venue.impact2(),
                    venue.impact32(), Long.MAX_VALUE, 1, 0));
            books.add(book);
        }
        build();
    }

    private void build() {
        curves = new Curves(problem(1), workspace);
        search = new PriceSearch(curves);
    }

    private RoutingProblem problem(long quantity) {
        List<VenueLadder> venues = new ArrayList<>();
        for (int v = 0; v < terms.size(); v++) {
            VenueLadder t = terms.get(v);
            venues.add(new VenueLadder(t.id(), books.get(v).keySet().stream().mapToLong(p -> side.sign() * p).toArray(),
                    books.get(v).values().stream().mapToLong(s -> s).toArray(), t.penalty(), t.impact2(), t.impact32(),
                    t.cap(), t.lot(), t.minSize()));
        }
        return new RoutingProblem(side, quantity, 0, 9, RoutingProblem.COLD, venues);
    }

    /** Some changes at once, often of the same venue and price; what is refused makes new curves. */
    private void change(int count) {
        int[] venue = new int[count];
        long[] price = new long[count];
        long[] size = new long[count];
        for (int i = 0; i < count; i++) {
            boolean same = i > 0 && random.nextInt(3) == 0;
            venue[i] = same ? venue[i - 1] : random.nextInt(terms.size());
            price[i] = same && random.nextBoolean() ? price[i - 1] : somePrice(venue[i]);
            size[i] = random.nextInt(3) == 0 ? 0 : random.nextLong(4_000);
        }
        int done = count == 1
                ? curves.change(venue[0], price[0], size[0]) ? 1 : 0 : curves.change(venue, price, size, 0, count);
        for (int i = 0; i < done; i++) {
            set(venue[i], price[i], size[i]);
        }
        if (done < count) {
            refused++;
            set(venue[done], price[done], size[done]);
            build();
        }
    }

    private long somePrice(int v) {
        TreeMap<Long, Long> book = books.get(v);
        if (!book.isEmpty() && random.nextInt(4) > 0) {
            Long near = book.ceilingKey(book.firstKey() + random.nextLong(book.lastKey() - book.firstKey() + 1));
            return side.sign() * near + (random.nextInt(4) == 0 ? random.nextLong(-3, 4) * Books.UNIT / 100 : 0);
        }
        return 100 * Books.UNIT + random.nextLong(40) * Books.UNIT / 100 * side.sign();
    }

    private void set(int v, long price, long size) {
        if (size == 0) {
            books.get(v).remove(side.sign() * price);
        } else {
            books.get(v).put(side.sign() * price, size);
        }
    }

    private boolean solveAndCompare(String where) {
        long depth = 0;
        for (TreeMap<Long, Long> book : books) {
            for (long size : book.values()) {
                depth += size;
            }
        }
        if (depth == 0) {
            assertFalse(search.solve(1, Double.NaN), where);
            return false;
        }
        long quantity = 1 + random.nextLong(depth);
        Curves anew = new Curves(problem(quantity), workspace);
        ClearPriceSearch clear = new ClearPriceSearch(anew);
        for (int v = 0; v < anew.venues; v++) {
            assertEquals(anew.limit(v), curves.limit(v), where);
            clear.upper[v] = anew.limit(v);
        }
        assertTrue(clear.solve(quantity, Double.NaN));
        double warm = random.nextInt(5) == 0 ? Double.NaN : search.price();
        piecesAreRight(where + " before");
        assertTrue(search.solve(quantity, warm), where);
        piecesAreRight(where + " after");
        double gap = search.gap();
        new PriceSearch(anew); // now the gap is found from the books, not from what the search remembers
        double sum = 0;
        for (int v = 0; v < anew.venues; v++) {
            sum += search.x[v];
        }
        // costs from the new curves' reference, which the first price of the first book moves
        double moved = (double) (curves.reference - anew.reference) * quantity;
        double scale = scale(clear, anew, quantity);
        assertEquals(quantity, sum, 1e-13 * quantity, where);
        assertTrue(search.gap() <= GAP * scale, where + ": gap " + search.gap() + " of " + scale);
        assertEquals(search.gap(), gap, GAP * scale, where);
        assertEquals(clear.cost(), search.cost() + moved, 1e-11 * scale + 1e-15 * Math.abs(moved), where);
        return true;
    }

    /** What is remembered of every venue's demand is what its book says, inside of the piece and at its end. */
    private void piecesAreRight(String where) {
        Levels levels = curves.levels;
        for (int v = 0; v < curves.venues; v++) {
            double from = levels.pieces().from(v);
            double to = levels.pieces().to(v);
            if (!(from < to)) {
                continue;
            }
            double width = Math.min(to - from, 1e10);
            double begin = from == Double.NEGATIVE_INFINITY ? to == Double.POSITIVE_INFINITY ? 0 : to - width : from;
            for (double part : new double[] {0.01, 0.5, 0.99}) {
                double price = begin + part * width;
                if (levels.pieces().covers(v, price)) {
                    String what = where + ": venue " + v + " at " + price + " from " + from + " to " + to;
                    double wants = levels.wantsLeast(v, levels.find(v, price), price);
                    assertEquals(wants, levels.pieces().at(v, price), 1e-9 * levels.total[v], what);
                }
            }
            if (levels.isFlat(v) && to < Double.POSITIVE_INFINITY) {
                assertEquals(levels.size(levels.find(v, to)), levels.pieces().jumpAbove(v), where + ": venue " + v);
            }
            if (levels.isFlat(v) && from > Double.NEGATIVE_INFINITY) {
                assertEquals(levels.size(levels.find(v, from)), levels.pieces().jumpBelow(v), where + ": venue " + v);
            }
        }
    }

    private static double scale(ClearPriceSearch clear, Curves curves, double quantity) {
        double best = Double.POSITIVE_INFINITY;
        for (int v = 0; v < curves.venues; v++) {
            best = Math.min(best, curves.marginalBelow(v, 0));
        }
        return Math.max(1, clear.cost() - best * quantity);
    }

    @Test
    void many_changes_in_a_row_are_those_one_by_one() {
        for (int run = 0; run < 50; run++) {
            RoutingProblem problem = Books.problem(random, 1 + random.nextInt(9), 60, Impact.values()[run % 4]);
            Curves one = new Curves(problem);
            Curves row = new Curves(problem);
            int count = 300;
            int[] venue = new int[count];
            long[] price = new long[count];
            long[] size = new long[count];
            for (int i = 0; i < count; i++) {
                venue[i] = random.nextInt(one.venues);
                price[i] = 100 * Books.UNIT + problem.side().sign() * random.nextLong(100) * Books.UNIT / 100;
                size[i] = random.nextInt(3) == 0 ? 0 : random.nextLong(50);
            }
            int part = row.change(venue, price, size, 0, 100);
            int done = part < 100 ? part : part + row.change(venue, price, size, 100, count - 100);
            for (int i = 0; i < done; i++) {
                assertTrue(one.change(venue[i], price[i], size[i]));
            }
            assertTrue(done == count || !one.change(venue[done], price[done], size[done]), "run " + run);
            for (int v = 0; v < one.venues; v++) {
                assertArrayEquals(levels(one, v), levels(row, v), "run " + run + " venue " + v);
            }
        }
    }

    static double[] levels(Curves curves, int v) {
        List<Double> all = new ArrayList<>();
        Levels levels = curves.levels;
        for (int k = levels.first[v] - 1; (k = levels.next(v, k)) < levels.last[v]; ) {
            all.addAll(List.of(levels.base(k), levels.upTo(v, k), levels.start(v, k), levels.end(v, k)));
        }
        return all.stream().mapToDouble(d -> d).toArray();
    }

    @Test
    void a_change_without_an_end_keeps_to_the_books() {
        draw(Books.problem(random, 6, 40, Impact.QUADRATIC));
        for (int i = 0; i < 20_000; i++) {
            int v = i % terms.size();
            if (!books.get(v).isEmpty()) {
                long price = side.sign() * books.get(v).ceilingKey(
                        books.get(v).firstKey() + random.nextLong(books.get(v).lastKey() - books.get(v).firstKey() + 1));
                long size = 1 + random.nextLong(5_000);
                assertTrue(curves.change(v, price, size));
                set(v, price, size);
            }
            if (i % 50 == 0) {
                solveAndCompare("change " + i);
            }
        }
    }

    /** More blocks than a mark has bits, more slots than a byte remembers. */
    @Test
    void books_of_thousands_of_levels_change_in_place() {
        side = Side.SELL;
        terms.clear();
        books.clear();
        for (int v = 0; v < 3; v++) {
            terms.add(new VenueLadder("v" + v, new long[0], new long[0], 0, v * 1_000, 0, Long.MAX_VALUE, 1, 0));
            TreeMap<Long, Long> book = new TreeMap<>();
            for (int k = 0; k < 2_000; k++) {
                book.put(-100 * Books.UNIT + k * 1_000L * (v + 1), 1 + random.nextLong(5_000));
            }
            books.add(book);
        }
        build();
        for (int round = 0; round < 60; round++) {
            for (int i = 0; i < 50; i++) {
                int v = random.nextInt(3);
                long key = -100 * Books.UNIT + random.nextLong(2_000_000) * (v + 1) / 500 * 500;
                long size = random.nextInt(3) == 0 ? 0 : random.nextLong(5_000);
                if (curves.change(v, side.sign() * key, size)) {
                    set(v, side.sign() * key, size);
                }
            }
            assertTrue(solveAndCompare("round " + round));
        }
        Curves anew = new Curves(problem(1));
        for (int v = 0; v < 3; v++) {
            assertArrayEquals(levels(anew, v), levels(curves, v), 1e-3, "venue " + v);
        }
    }

    @Test
    void one_workspace_serves_searches_of_any_size_in_turn() {
        Workspace workspace = new Workspace();
        List<RoutingProblem> problems = new ArrayList<>();
        List<PriceSearch> shared = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            problems.add(Books.problem(random, 1 + random.nextInt(300), 20, Impact.values()[i % 4]));
            shared.add(new PriceSearch(new Curves(problems.get(i), workspace)));
        }
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < problems.size(); i++) {
                PriceSearch alone = new PriceSearch(new Curves(problems.get(i)));
                boolean possible = false;
                for (int again = 0; again <= round; again++) {
                    possible = alone.solve(problems.get(i).quantity(), Double.NaN);
                }
                assertEquals(possible, shared.get(i).solve(problems.get(i).quantity(), Double.NaN));
                assertArrayEquals(alone.x, shared.get(i).x, "problem " + i + " round " + round);
            }
        }
    }
}
