package exoroute.solver.hedge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.market.Side;
import exoroute.api.solver.CoupledProblem;
import exoroute.api.solver.CoupledSolution;
import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.Solution;
import exoroute.api.solver.VenueLadder;
import exoroute.solver.Books;
import exoroute.solver.Books.Impact;
import exoroute.solver.Curves;
import exoroute.solver.PriceSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HedgeSearchTest {
    private static final long ONE = 1_000_000_000L;

    /** The routing problem as a coupled one: one instrument without risk, one constraint. */
    static CoupledProblem coupled(RoutingProblem problem) {
        List<CoupledProblem.Venue> venues = new ArrayList<>();
        long[] ones = new long[problem.venues().size()];
        for (VenueLadder ladder : problem.venues()) {
            ones[venues.size()] = ONE;
            venues.add(new CoupledProblem.Venue(ladder, problem.side(), 0, problem.side().sign()));
        }
        return new CoupledProblem(0, 9, venues, new long[1], new long[1][1],
                List.of(new CoupledProblem.Constraint("all", ones, problem.quantity())));
    }

    @Test
    void without_risk_and_with_one_constraint_it_is_the_price_search() {
        SplittableRandom random = new SplittableRandom(71);
        int solved = 0;
        for (int i = 0; i < 300; i++) {
            RoutingProblem problem = Books.problem(random, 1 + random.nextInt(5), 6, i % 2 == 0 ? Impact.QUADRATIC : Impact.NONE);
            Curves curves = new Curves(problem);
            PriceSearch exact = new PriceSearch(curves);
            boolean possible = exact.solve(problem.quantity(), Double.NaN);
            HedgeSearch search = new HedgeSearch(coupled(problem));
            HedgeSearch.Status status = search.solve();
            if (!possible) {
                assertEquals(HedgeSearch.Status.INFEASIBLE, status, "case " + i);
            } else {
                assertEquals(HedgeSearch.Status.OPTIMAL, status, "case " + i);
                solved++;
                double cost = 0;
                for (int v = 0; v < curves.venues(); v++) {
                    cost += curves.cost(v, search.sizes()[v]);
                }
                assertEquals(exact.cost(), cost, 1e-9 * Math.max(1e9, Math.abs(exact.cost())), "case " + i);
            }
        }
        assertTrue(solved > 200, solved + " were solved");
    }

    /** One to three instruments with a random covariance; three in four with a parent order in the first. */
    static CoupledProblem random(SplittableRandom random, Impact impact) {
        int instruments = 1 + random.nextInt(3);
        List<CoupledProblem.Venue> venues = new ArrayList<>();
        for (int i = 0; i < instruments; i++) {
            for (int k = 0; k < 2 + random.nextInt(3); k++) {
                Side side = k % 2 == 0 ? Side.BUY : Side.SELL;
                VenueLadder ladder = Books.ladder(random, side, "v" + venues.size(), 6, impact);
                venues.add(new CoupledProblem.Venue(ladder, side, i, side.sign()));
            }
        }
        long[] exposure = new long[instruments];
        double[][] factor = new double[instruments][instruments];
        long[][] risk = new long[instruments][instruments];
        for (int i = 0; i < instruments; i++) {
            exposure[i] = random.nextLong(-500, 501);
            for (int j = 0; j < instruments; j++) {
                factor[i][j] = random.nextDouble(-1, 1);
            }
        }
        for (int i = 0; i < instruments; i++) {
            for (int j = 0; j < instruments; j++) {
                double sum = 0;
                for (int k = 0; k < instruments; k++) {
                    sum += factor[Math.min(i, j)][k] * factor[Math.max(i, j)][k];
                }
                risk[i][j] = Math.round(sum * 1e8) + (i == j ? 1_000 : 0);
            }
        }
        List<CoupledProblem.Constraint> constraints = new ArrayList<>();
        if (random.nextInt(4) > 0) {
            long[] row = new long[venues.size()];
            long most = 0;
            for (int v = 0; v < row.length; v++) {
                if (venues.get(v).instrument() == 0 && venues.get(v).side() == Side.BUY) {
                    row[v] = ONE;
                    for (long size : venues.get(v).ladder().size()) {
                        most += size;
                    }
                    most = Math.min(most, venues.get(v).ladder().cap());
                }
            }
            constraints.add(new CoupledProblem.Constraint("parent", row, most == 0 ? 0 : random.nextLong(most)));
        }
        return new CoupledProblem(0, 9, venues, exposure, risk, constraints);
    }

    /** The conditions of optimality, checked with arithmetic of the test's own. */
    @Test
    void answers_meet_the_conditions_of_optimality() {
        SplittableRandom random = new SplittableRandom(72);
        for (int i = 0; i < 200; i++) {
            CoupledProblem problem = random(random, Impact.QUADRATIC);
            HedgeSearch search = new HedgeSearch(problem);
            assertEquals(HedgeSearch.Status.OPTIMAL, search.solve(), "case " + i);
            conditions(problem, search, "case " + i);
        }
    }

    /** Newton steps on the root of a size need not settle: then nothing is called optimal that is not. */
    @Test
    void with_power_impact_what_is_called_optimal_is_and_the_rest_is_undecided() {
        SplittableRandom random = new SplittableRandom(74);
        int optimal = 0;
        int undecided = 0;
        for (int i = 0; i < 400; i++) {
            CoupledProblem problem = random(random, i % 2 == 0 ? Impact.POWER : Impact.MIXED);
            HedgeSearch search = new HedgeSearch(problem);
            HedgeSearch.Status status = search.solve();
            assertTrue(status != HedgeSearch.Status.INFEASIBLE, "case " + i);
            if (status == HedgeSearch.Status.OPTIMAL) {
                optimal++;
                conditions(problem, search, "case " + i);
            } else {
                undecided++;
            }
        }
        assertTrue(optimal >= 300, optimal + " optimal, " + undecided + " undecided");
    }

    private static void conditions(CoupledProblem problem, HedgeSearch search, String where) {
        double[] x = search.sizes();
        double[] held = new double[problem.exposure().length];
        for (int k = 0; k < held.length; k++) {
            held[k] = problem.exposure()[k];
        }
        double sum = 0;
        for (int v = 0; v < x.length; v++) {
            held[problem.venues().get(v).instrument()] += problem.venues().get(v).exposure() * x[v];
            sum += problem.constraints().isEmpty() ? 0 : problem.constraints().get(0).coefficients()[v] / 1e9 * x[v];
        }
        if (!problem.constraints().isEmpty()) {
            assertEquals(problem.constraints().get(0).rightSide(), sum, 1e-6, where);
        }
        for (int v = 0; v < x.length; v++) {
            CoupledProblem.Venue venue = problem.venues().get(v);
            double price = problem.constraints().isEmpty() ? 0
                    : problem.constraints().get(0).coefficients()[v] / 1e9 * search.multipliers()[0];
            for (int k = 0; k < held.length; k++) {
                price -= venue.exposure() * problem.risk()[venue.instrument()][k] / 1e3 * held[k];
            }
            double[] marginals = marginals(venue, x[v]);
            double tolerance = 1e-8 * Math.max(1e9, Math.abs(price));
            assertTrue(price >= marginals[0] - tolerance && price <= marginals[1] + tolerance,
                    where + " venue " + v + ": price " + price + " of " + marginals[0] + " to " + marginals[1]);
        }
    }

    /** Marginal cost of the last and of the next bit of a size. */
    private static double[] marginals(CoupledProblem.Venue venue, double x) {
        VenueLadder ladder = venue.ladder();
        double before = x <= 1e-6 ? Double.NEGATIVE_INFINITY : Double.NaN;
        double after = Double.POSITIVE_INFINITY;
        double sum = 0;
        double impact = ladder.impact2() / 1e3 * x + 1.5 * (ladder.impact32() / 1e3) * Math.sqrt(Math.max(0, x));
        for (int k = 0; k < ladder.price().length; k++) {
            double size = Math.min(ladder.size()[k], ladder.cap() - sum);
            if (size <= 0) {
                continue;
            }
            double marginal = (double) venue.side().sign() * ladder.price()[k] + ladder.penalty() + impact;
            if (Double.isNaN(before) && x <= sum + size + 1e-6) {
                before = marginal;
            }
            if (x < sum + size - 1e-6) {
                after = marginal;
                break;
            }
            sum += size;
        }
        return new double[] {before, after};
    }

    @Test
    void what_cannot_hold_is_infeasible_and_proved() {
        RoutingProblem market = Books.market(3, 3, true);
        CoupledSolution s = new HedgeSolver().solve(coupled(new RoutingProblem(
                market.side(), 1_000_000_000_000L, 0, 9, RoutingProblem.COLD, market.venues())));
        assertEquals(Solution.Status.INFEASIBLE, s.status());
        assertTrue(s.proved());
        assertEquals("the constraints cannot all hold within the books", s.reason());
    }

    @Test
    void the_engine_rounds_what_it_found_and_says_what_it_costs() {
        RoutingProblem market = Books.market(4, 3, true);
        CoupledSolution s = new HedgeSolver().solve(coupled(market));
        assertEquals(Solution.Status.OPTIMAL, s.status());
        assertTrue(s.proved());
        long sum = 0;
        for (long each : s.allocation()) {
            sum += each;
        }
        assertEquals(market.quantity(), sum, 1.5);
        assertEquals(0, s.riskCost());
        assertTrue(s.executionCost() > 100 * Books.UNIT * (double) market.quantity());
    }

    @Test
    void malformed_problems_are_refused_by_name() {
        VenueLadder ladder = new VenueLadder("x", new long[] {1}, new long[] {1}, 0, 0, 0, Long.MAX_VALUE, 1, 0);
        List<CoupledProblem.Venue> venues = List.of(new CoupledProblem.Venue(ladder, Side.BUY, 1, 1));
        assertEquals("venue x: instrument 1 is not one of 1", refusal(
                new CoupledProblem(0, 9, venues, new long[1], new long[1][1], List.of())));
        assertEquals("risk has 2 rows for 1 instruments", refusal(
                new CoupledProblem(0, 9, List.of(), new long[1], new long[2][1], List.of())));
        assertEquals("risk of instruments 1 and 0 is 5 and 4: it must be symmetric, and no more than its variances allow",
                refusal(new CoupledProblem(0, 9, List.of(), new long[2], new long[][] {{9, 4}, {5, 9}}, List.of())));
        assertTrue(refusal(new CoupledProblem(0, 9, List.of(), new long[3],
                new long[][] {{1000, -900, -900}, {-900, 1000, -900}, {-900, -900, 1000}}, List.of()))
                .startsWith("risk is no covariance: "));
        assertEquals("constraint c has 2 coefficients for 0 venues", refusal(new CoupledProblem(0, 9, List.of(), new long[0],
                new long[0][0], List.of(new CoupledProblem.Constraint("c", new long[2], 0)))));
    }

    private static String refusal(CoupledProblem problem) {
        return assertThrows(IllegalArgumentException.class, () -> new HedgeSearch(problem)).getMessage();
    }
}
