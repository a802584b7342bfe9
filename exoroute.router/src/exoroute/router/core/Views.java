package exoroute.router.core;

import exoroute.api.desk.ChildView;
import exoroute.api.desk.ListingView;
import exoroute.api.desk.ParentView;
import exoroute.api.desk.Quantities;
import exoroute.api.desk.Reconciliation;
import exoroute.api.desk.Scope;
import exoroute.api.desk.VenueView;
import exoroute.api.market.BookView;
import exoroute.api.market.Instrument;
import exoroute.api.market.ListingId;
import exoroute.api.order.Constraints;
import exoroute.api.order.ParentOrder;
import exoroute.api.plan.PlanDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Immutable pictures of a core, for its desk. To be called under the core's confinement. */
public final class Views {
    private final RoutingCore core;

    /** Pictures of a core. */
    public Views(RoutingCore core) {
        this.core = core;
    }

    /** All parents, oldest first; sizes of encodings are 0. */
    public List<ParentView> parents() {
        return core.parents().stream().map(Views::view).toList();
    }

    /** One parent. */
    public Optional<ParentView> parent(long id) {
        return Optional.ofNullable(core.parent(id)).map(Views::view);
    }

    /** Where a parent's quantity is; null when there is no such parent. */
    public Quantities quantities(long id) {
        Parent parent = core.parent(id);
        return parent == null ? null : parent.quantities();
    }

    /** A parent's deltas, or the newest of the desk's own plan for 0, oldest first; empty when there is no such parent. */
    public List<PlanDelta> deltas(long parent) {
        Parent found = core.parent(parent);
        return found == null
                ? parent == 0 ? List.copyOf(core.state().desk.deltas()) : List.of() : List.copyOf(found.history.deltas());
    }

    private static ParentView view(Parent parent) {
        List<ChildView> children = new ArrayList<>();
        for (Child child : parent.children) {
            children.add(new ChildView(
                    child.order, child.terms.round(), child.status, child.filledLots, child.notional, child.fees,
                    child.cost(), List.copyOf(child.reports)));
        }
        return new ParentView(
                parent.id, parent.acceptedAt, parent.context, parent.order, parent.quantities(), parent.rounds,
                parent.history.plan(), List.copyOf(parent.planned), children, Optional.ofNullable(parent.quality), 0, 0);
    }

    /**
     * All listings.
     *
     * @param latest newer views than those recorded, by listing
     */
    public List<ListingView> listings(Map<ListingId, BookView> latest) {
        List<ListingView> views = new ArrayList<>();
        for (ListedBook book : core.market().books()) {
            ListingId id = book.listing().id();
            views.add(new ListingView(
                    book.listing(), book.venueName(), core.market().isUp(id.venue()),
                    core.market().haltOf(id, symbolOf(book)), latest.getOrDefault(id, book.view())));
        }
        return views;
    }

    /** All venues, by id. */
    public List<VenueView> venues() {
        CoreState state = core.state();
        List<VenueView> views = new ArrayList<>();
        for (ListedBook book : state.market.books()) {
            String venue = book.listing().id().venue();
            if (views.isEmpty() || !views.get(views.size() - 1).venue().equals(venue)) {
                views.add(venue(state, venue));
            }
        }
        return views;
    }

    private static VenueView venue(CoreState state, String venue) {
        Breakers.Breaker breaker = state.breakers.of(venue);
        int unknown = 0;
        int open = 0;
        for (Child child : state.working.at(venue)) {
            if (child.isInFlight()) {
                open++;
            } else {
                unknown++;
            }
        }
        SortedMap<String, Long> free = new TreeMap<>();
        state.holdings.of(venue).forEach((currency, balance) ->
                free.put(currency, balance.spendable() - state.working.reserved(venue, currency)));
        return new VenueView(
                venue, state.market.isUp(venue), state.market.halt(new Scope(Scope.Kind.VENUE, venue)),
                breaker.reason(), breaker.until(), open, unknown, free);
    }

    /** What the last reconciliation of each venue found. */
    public List<Reconciliation> reconciliations() {
        return List.copyOf(core.state().reconciliations.values());
    }

    /** Live and kept parents, open and unknown children. */
    public int[] counts() {
        CoreState state = core.state();
        return new int[] {
            state.live.size(), state.parents.size(), state.working.count(false), state.working.count(true)
        };
    }

    private String symbolOf(ListedBook book) {
        for (Instrument instrument : core.config().instruments()) {
            if (core.market().listingsOf(instrument).contains(book)) {
                return instrument.symbol();
            }
        }
        return book.listing().instrument().symbol();
    }

    /**
     * The solve that an order would start now, for planning without recording.
     *
     * @param latest the newest views, by listing
     * @param now nanoseconds UTC
     * @throws IllegalArgumentException with the reason the order would be refused; too little depth is no reason
     */
    public PreparedQuote prepare(ParentOrder order, Map<ListingId, BookView> latest, long now) {
        Market market = core.market().with(latest);
        Constraints c = order.constraints();
        ParentOrder partial = new ParentOrder(
                order.instrument(), order.side(), order.quantity(), order.limitPrice(), order.limitBasis(),
                order.deadline(), new Constraints(true, c.maxRounds(), c.maxChildSize(), c.venues()));
        String refusal = core.state().risk.refusal(partial, core.state(), market, now);
        if (refusal != null) {
            throw new IllegalArgumentException(refusal);
        }
        Instrument instrument = core.config().instrument(order.instrument());
        Solve solve = new Planner(core.config(), core.state(), market)
                .prepare(0, 0, instrument, partial, order.quantity(), exoroute.api.solver.RoutingProblem.COLD, Map.of());
        return new PreparedQuote(order, solve, core.config().engine());
    }
}
