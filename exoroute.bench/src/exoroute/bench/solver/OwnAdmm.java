package exoroute.bench.solver;

import exoroute.api.market.Side;
import exoroute.api.solver.LocalProblem;
import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.VenueLadder;
import exoroute.solver.Curves;
import exoroute.solver.PriceSearch;
import exoroute.solver.admm.ExchangeAdmm;
import exoroute.solver.admm.ExchangeAdmm.Result;
import exoroute.solver.admm.PrivateAdmm;
import exoroute.solver.admm.TrustedAgents;
import exoroute.solver.cohort.LocalCohort;
import exoroute.solver.cohort.VenueAgent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Runs the exchange ADMM, ten seeds a row: until its own rule ends it, or until the bound that its prices prove is within
 * the tolerance of the optimum, as a part of its shortfall against the mid; then a snap makes the answer exact. A row of
 * which a seed does not get there is left out.
 * A time is that of a whole run with that many rounds, agents included.
 */
final class OwnAdmm implements AdmmRows {
    private static final int SEEDS = 10;
    private static final int ROUNDS = 400;
    /** A tolerance that only exact answers are within. */
    private static final double BEYOND = 1e-15;
    private static final int MOST_PRIVATE = 500;
    private static final int[] VENUES = {5, 50, 500, 5000};

    @Override
    public List<Row> measure(boolean quick) {
        List<Row> rows = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (int venues : VENUES) {
                if (quick && venues > MOST_PRIVATE) {
                    continue;
                }
                List<Instance> instances = Instances.of(kind, venues, SEEDS);
                for (Form form : Form.values()) {
                    for (boolean warm : new boolean[] {false, true}) {
                        for (double tolerance : new double[] {1e-6, 1e-9}) {
                            if (form != Form.PRIVATE || venues <= MOST_PRIVATE) {
                                row(instances, form, kind, warm, tolerance).ifPresent(rows::add);
                            }
                        }
                    }
                }
            }
        }
        return rows;
    }

    private static java.util.Optional<Row> row(
            List<Instance> instances, Form form, Kind kind, boolean warm, double tolerance) {
        double[] iterations = new double[instances.size()];
        double[] micros = new double[instances.size()];
        for (int i = 0; i < iterations.length; i++) {
            RoutingProblem before = instances.get(i).problem();
            RoutingProblem problem = warm ? changed(before, instances.get(i).changes().get(0)) : before;
            OptionalDouble start = warm ? OptionalDouble.of(best(before).price()) : OptionalDouble.empty();
            Result result = run(problem, form, tolerance, start, ROUNDS);
            int rounds = form.knowsOptimum()
                    ? roundsToOptimum(problem, instances.get(i).mid(), result, tolerance) : result.iterations();
            boolean there = form.knowsOptimum() ? rounds > 0 : result.status() == ExchangeAdmm.Status.CONVERGED;
            if (!there) {
                return java.util.Optional.empty();
            }
            long begun = System.nanoTime();
            run(problem, form, tolerance, start, rounds);
            micros[i] = (System.nanoTime() - begun) / 1e3;
            iterations[i] = rounds;
        }
        int venues = instances.get(0).problem().venues().size();
        return java.util.Optional.of(new Row(form, kind, venues, warm, tolerance, median(iterations), median(micros)));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static PriceSearch best(RoutingProblem problem) {
        PriceSearch search = new PriceSearch(new Curves(problem));
        search.solve(problem.quantity(), Double.NaN);
        return search;
    }

    /** First round whose prices prove a bound within the tolerance of the optimum; 0 for none. */
    private static int roundsToOptimum(RoutingProblem problem, long mid, Result result, double tolerance) {
        double best = best(problem).cost();
        double shortfall = best + (new Curves(problem).reference() - mid) * (double) problem.quantity();
        for (int i = 0; i < result.path().size(); i++) {
            if (best - result.path().get(i)[2] <= tolerance * shortfall) {
                return i + 1;
            }
        }
        return 0;
    }

    private static Result run(RoutingProblem problem, Form form, double tolerance, OptionalDouble start, int most) {
        double[] target = {problem.quantity()};
        double[] warm = start.isPresent() ? new double[] {start.getAsDouble()} : new double[0];
        double own = form.knowsOptimum() ? BEYOND : tolerance;
        Curves curves = new Curves(problem);
        if (form != Form.PRIVATE) {
            return TrustedAgents.of(curves).run(new ExchangeAdmm(target, own, most, form != Form.PLAIN, 0), warm);
        }
        Map<String, LocalProblem> agents = new LinkedHashMap<>();
        for (VenueLadder ladder : problem.venues()) {
            agents.put(ladder.id(), new VenueAgent(
                    ladder, Side.BUY, problem.sizeScale(), problem.priceScale(), curves.reference()));
        }
        LocalCohort cohort = new LocalCohort("bench", agents, agents.size(), Runnable::run, () -> 0);
        return new PrivateAdmm(cohort, "bench", target, own, most, Long.MAX_VALUE, () -> 0).run(warm)
                .toCompletableFuture().join();
    }

    private static RoutingProblem changed(RoutingProblem problem, Change change) {
        List<VenueLadder> venues = new ArrayList<>();
        for (VenueLadder v : problem.venues()) {
            venues.add(new VenueLadder(v.id(), v.price().clone(), v.size().clone(), v.penalty(), v.impact2(), v.impact32(),
                    v.cap(), v.lot(), v.minSize()));
        }
        for (int i = 0; i < change.levels(); i++) {
            venues.get(change.venue()[i]).price()[change.level()[i]] = change.priceAfter()[i];
            venues.get(change.venue()[i]).size()[change.level()[i]] = change.sizeAfter()[i];
        }
        return new RoutingProblem(problem.side(), problem.quantity(), problem.sizeScale(), problem.priceScale(),
                RoutingProblem.COLD, venues);
    }
}
