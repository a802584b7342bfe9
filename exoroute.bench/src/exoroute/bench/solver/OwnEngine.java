package exoroute.bench.solver;

import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.VenueLadder;
import exoroute.solver.Curves;
import exoroute.solver.PriceSearch;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Our price search over one set of books: the only class here that knows the engine's classes. One thread at a time.
 * Every solve throws if the quantity cannot be met, which no seeded book allows.
 */
public final class OwnEngine {
    private final RoutingProblem problem;
    private Curves curves;
    private PriceSearch search;

    /** Builds the books; what {@code build} measures. The instance's arrays are copied, so that changes stay here. */
    public OwnEngine(Instance instance) {
        RoutingProblem given = instance.problem();
        List<VenueLadder> venues = new ArrayList<>(given.venues().size());
        for (VenueLadder v : given.venues()) {
            venues.add(new VenueLadder(v.id(), v.price().clone(), v.size().clone(), v.penalty(), v.impact2(),
                    v.impact32(), v.cap(), v.lot(), v.minSize()));
        }
        problem = new RoutingProblem(given.side(), given.quantity(), given.sizeScale(), given.priceScale(),
                RoutingProblem.COLD, venues);
        prepare();
    }

    /** From ladders to something that can be searched; the part that {@link #build} measures. */
    private void prepare() {
        curves = new Curves(problem);
        search = new PriceSearch(curves);
    }

    /** Builds the books once more from the ladders: the measured part of the row {@code build}. */
    public Object build() {
        prepare();
        return search;
    }

    /**
     * Solves without a warm start.
     *
     * @return the price found, relative to the engine's reference, price units
     */
    public double cold() {
        return solve(Double.NaN);
    }

    /**
     * Changes some levels and solves from the last price: the measured part of the row {@code changed}.
     *
     * @param forward true from before to after, false back
     * @return the price found, relative to the engine's reference, price units
     */
    public double changed(Change change, boolean forward) {
        double last = search.price();
        long[] price = forward ? change.priceAfter() : change.priceBefore();
        long[] size = forward ? change.sizeAfter() : change.sizeBefore();
        for (int i = 0; i < change.levels(); i++) {
            int venue = change.venue()[i];
            VenueLadder ladder = problem.venues().get(venue);
            int level = change.level()[i];
            long before = ladder.price()[level];
            ladder.price()[level] = price[i];
            ladder.size()[level] = size[i];
            boolean done = before == price[i] || curves.change(venue, before, 0);
            if (!done || !curves.change(venue, price[i], size[i])) {
                throw new IllegalStateException("venue " + venue + " level " + level + " could not be changed in place");
            }
        }
        search.offerAll();
        return solve(last);
    }

    private double solve(double warm) {
        if (!search.solve(problem.quantity(), warm)) {
            throw new IllegalStateException("the price search found no " + problem.quantity() + " size units in "
                    + problem.venues().size() + " seeded books, which hold more: the engine or the generator is wrong");
        }
        return search.price();
    }

    /** The books as they stand, with all changes made. */
    public RoutingProblem problem() {
        return problem;
    }

    /** Rounds of the last solve. */
    public int rounds() {
        return search.rounds();
    }

    /** Size at a venue after the last solve, size units; not yet rounded to lots. */
    public double size(int venue) {
        return search.size(venue);
    }

    /** Multiplier of the quantity after the last solve, price units, exactly as the engine holds it. */
    public BigDecimal price() {
        return new BigDecimal(search.price()).add(BigDecimal.valueOf(curves.reference()));
    }
}
