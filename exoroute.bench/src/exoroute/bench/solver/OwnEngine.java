package exoroute.bench.solver;

import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.VenueLadder;
import exoroute.solver.Curves;
import exoroute.solver.PriceSearch;
import exoroute.solver.Workspace;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Our price search over one set of books: the only class here that knows the engine's classes. One thread at a time.
 * Every solve throws if the quantity cannot be met, which no seeded book allows.
 */
public final class OwnEngine {
    private final RoutingProblem given;
    private final double quantity;
    private final Workspace workspace;
    private Curves curves;
    private PriceSearch search;
    /** The change that was made last and not taken back; null for none. */
    private Change made;

    /** Builds the books; what {@code build} measures. */
    public OwnEngine(Instance instance) {
        this(instance, new Workspace());
    }

    /** One engine for each of some instances, with one workspace for all: they serve one thread. */
    public static OwnEngine[] all(List<Instance> instances) {
        Workspace workspace = new Workspace();
        return instances.stream().map(instance -> new OwnEngine(instance, workspace)).toArray(OwnEngine[]::new);
    }

    private OwnEngine(Instance instance, Workspace workspace) {
        given = instance.problem();
        quantity = given.quantity();
        this.workspace = workspace;
        prepare();
    }

    /** From ladders to something that can be searched; the part that {@link #build} measures. */
    private void prepare() {
        made = null;
        curves = new Curves(given, workspace);
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
     * Changes some levels and solves from the last price.
     *
     * @param forward true from before to after, false back
     * @return the price found, relative to the engine's reference, price units
     */
    public double changed(Change change, boolean forward) {
        made = forward ? change : null;
        Change.Update update = forward ? change.forth() : change.back();
        return changed(update.venue(), update.price(), update.size(), 0, update.venue().length);
    }

    /**
     * The same for a part of some arrays, as a feed tells of it: the measured part of the row {@code changed}. The books of
     * {@link #problem} do not follow.
     */
    public double changed(int[] venue, long[] price, long[] size, int from, int count) {
        double last = search.price();
        int done = curves.change(venue, price, size, from, count);
        if (done < count) {
            throw new IllegalStateException("venue " + venue[from + done] + " price " + price[from + done]
                    + " could not be changed in place");
        }
        return solve(last);
    }

    private double solve(double warm) {
        if (!search.solve(quantity, warm)) {
            throw new IllegalStateException("the price search found no " + given.quantity() + " size units in "
                    + given.venues().size() + " seeded books, which hold more: the engine or the generator is wrong");
        }
        return search.price();
    }

    /** The books as they stand, with the change that was made. */
    public RoutingProblem problem() {
        List<VenueLadder> venues = new ArrayList<>(given.venues().size());
        for (VenueLadder v : given.venues()) {
            venues.add(new VenueLadder(v.id(), v.price().clone(), v.size().clone(), v.penalty(), v.impact2(),
                    v.impact32(), v.cap(), v.lot(), v.minSize()));
        }
        for (int i = 0; made != null && i < made.levels(); i++) {
            VenueLadder ladder = venues.get(made.venue()[i]);
            ladder.price()[made.level()[i]] = made.priceAfter()[i];
            ladder.size()[made.level()[i]] = made.sizeAfter()[i];
        }
        return new RoutingProblem(given.side(), given.quantity(), given.sizeScale(), given.priceScale(),
                RoutingProblem.COLD, venues);
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
