package exoroute.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.VenueLadder;
import exoroute.solver.Books.Impact;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BranchAndBoundTest {
    private static RoutingProblem mixed(SplittableRandom random, int run) {
        RoutingProblem drawn = Books.problem(random, 3 + random.nextInt(4), 6, Impact.values()[run % 4]);
        List<VenueLadder> venues = new ArrayList<>();
        for (VenueLadder v : drawn.venues()) {
            long lot = 1 + random.nextInt(7);
            venues.add(new VenueLadder(v.id(), v.price(), v.size(), v.penalty(), v.impact2(), v.impact32(), v.cap(), lot,
                    lot * random.nextInt(4)));
        }
        return new RoutingProblem(drawn.side(), drawn.quantity(), 0, 9, RoutingProblem.COLD, venues);
    }

    @Test
    void with_less_work_allowed_it_says_less_but_nothing_wrong() {
        SplittableRandom random = new SplittableRandom(5);
        int gaveUp = 0;
        int unproved = 0;
        for (int run = 0; run < 300; run++) {
            RoutingProblem problem = mixed(random, run);
            Curves curves = new Curves(problem);
            Lots lots = new Lots(problem, curves);
            if (lots.capacity() < problem.quantity() || problem.quantity() % lots.divisor() != 0) {
                continue;
            }
            BranchAndBound all = new BranchAndBound(curves, lots, problem.quantity());
            all.solve(Double.NaN);
            for (long most : new long[] {0, 1_000, 3_000, 10_000, 100_000}) {
                BranchAndBound some = new BranchAndBound(curves, lots, problem.quantity(), most);
                some.solve(Double.NaN);
                String where = "run " + run + " with " + most;
                gaveUp += some.best == null && !some.proved ? 1 : 0;
                unproved += some.best != null && !some.proved ? 1 : 0;
                if (some.proved) {
                    assertEquals(all.best == null, some.best == null, where);
                }
                if (some.best != null) {
                    double optimum = lots.cost(all.best);
                    double noise = 1e-9 * Math.abs(optimum);
                    assertEquals(problem.quantity(), Lots.sum(some.best), where);
                    assertTrue(lots.cost(some.best) >= optimum - noise, where);
                    assertTrue(some.bound <= optimum + noise, where);
                    assertTrue(!some.proved || lots.cost(some.best) <= optimum + noise, where);
                }
                if (most == 0) {
                    assertNull(some.best, where);
                    assertFalse(some.proved, where + ": nothing was looked at");
                }
            }
        }
        assertTrue(gaveUp > 100 && unproved > 20, gaveUp + " gave up without an answer, " + unproved + " with one");
    }
}
