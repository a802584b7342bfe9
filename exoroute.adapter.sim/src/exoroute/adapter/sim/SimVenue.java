package exoroute.adapter.sim;

import exoroute.api.adapter.OpenOrder;
import exoroute.api.market.Listing;
import exoroute.api.market.ListingId;
import exoroute.api.market.OrderBook;
import exoroute.api.market.Side;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.ExecutionReport;
import exoroute.api.order.ExecutionReport.Type;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongPredicate;

/**
 * A simulated venue on a virtual clock. An order travels for its latency, meets the book as it is on arrival, and
 * its reports travel back for the same time. Prices and sizes are exact; fees are rounded half-up to 10^-8 of their
 * currency per fill. What it does wrong is switched with {@link #faults(Faults)}. One thread.
 */
public final class SimVenue {
    private final String venue;
    private final VirtualClock clock;
    private final VenueModel model;
    private final Balances balances;
    private final ReportPath path;
    private final OrderLife life;
    private final Trading trading;
    private final Arrivals arrivals;
    private final Map<Long, SimOrder> orders = new TreeMap<>();
    private Faults faults = Faults.NONE;
    private long nextNumber;

    /**
     * An empty venue that keeps no balances and no journal.
     *
     * @param venue venue id
     * @param clock moved by the caller
     * @param model how orders fare
     * @param reports receives every report at its time of arrival
     */
    public SimVenue(String venue, VirtualClock clock, VenueModel model, Consumer<ExecutionReport> reports) {
        this(venue, clock, model, reports, new Balances(Map.of()), VenueRecorder.NONE,
                new ExecIds(venue + "-" + Long.toString(clock.now(), Character.MAX_RADIX), 0));
    }

    /**
     * An empty venue.
     *
     * @param balances what the desk holds at the start; changed by this venue only
     * @param recorder told of every change before its report leaves
     * @param ids ids of its reports: a venue that starts again must not use one twice
     */
    public SimVenue(
            String venue, VirtualClock clock, VenueModel model, Consumer<ExecutionReport> reports, Balances balances,
            VenueRecorder recorder, ExecIds ids) {
        this.venue = venue;
        this.clock = clock;
        this.model = model;
        this.balances = balances;
        this.path = new ReportPath(clock, reports);
        this.life = new OrderLife(clock, ids, recorder, balances, path);
        this.trading = new Trading(clock, life, () -> faults);
        this.arrivals = new Arrivals(clock, recorder, life, trading, () -> faults);
    }

    /** Opens a listing for trading, or changes its facts. */
    public void list(Listing listing) {
        trading.list(listing);
    }

    /** What the venue does wrong from now on. */
    public void faults(Faults next) {
        faults = next;
        path.faults(next);
    }

    /** What the venue does wrong now. */
    public Faults faults() {
        return faults;
    }

    /** Takes over the orders of an earlier process; at one price the earlier in the list has priority. */
    public void restore(List<RestoredOrder> earlier) {
        for (RestoredOrder was : earlier) {
            SimOrder sim = new SimOrder(was.number(), venue, was.order(), model.fate(venue, was.number()));
            nextNumber = Math.max(nextNumber, was.number() + 1);
            orders.put(was.order().id(), sim);
            arrivals.restore(sim, was);
        }
    }

    /** Whether questions reach the venue and answers leave it. */
    public boolean answers() {
        return !faults.deaf() && !faults.silent();
    }

    /** Refuses new orders in a listing, with a reason; null opens it again. */
    void close(ListingId listing, String reason) {
        trading.close(listing, reason);
    }

    /** What a listing's book shows. */
    public OrderBook shown(ListingId listing) {
        return trading.book(listing).snapshot();
    }

    MatchingBook book(ListingId listing) {
        return trading.book(listing);
    }

    /** An order of others arrives at a listing: it trades with what rests, and what is left rests itself. */
    RestingOrder arrive(ListingId listing, Side side, long ticks, long lots) {
        return trading.arrive(listing, side, ticks, lots);
    }

    /** Sends an order on its way; one that is known already is answered as a status question. */
    public void submit(ChildOrder order) {
        if (orders.containsKey(order.id())) {
            requestStatus(order);
        } else if (!faults.deaf()) {
            SimOrder sim = new SimOrder(nextNumber, venue, order, model.fate(venue, nextNumber));
            nextNumber++;
            orders.put(order.id(), sim);
            later(sim, () -> arrivals.order(sim));
        }
    }

    /** Sends a cancel on its way. */
    public void cancel(ChildOrder order) {
        message(order, (sim, asked) -> arrivals.cancel(sim));
    }

    /** Sends a replace on its way: same id, new limit and total size. Keeps its place only when it merely shrinks. */
    public void replace(ChildOrder order) {
        message(order, arrivals::replace);
    }

    /** Sends a status question on its way; answered by the order's executions, then its STATUS. */
    public void requestStatus(ChildOrder order) {
        message(order, (sim, asked) -> life.repeat(sim));
    }

    private void message(ChildOrder order, BiConsumer<SimOrder, ChildOrder> action) {
        if (faults.deaf()) {
            return;
        }
        SimOrder sim = orders.get(order.id());
        if (sim == null) {
            refuse(order, Type.NOT_FOUND, "unknown order");
        } else {
            later(sim, () -> action.accept(sim, order));
        }
    }

    /** Answers a message about an order that this venue has not, or not for who asks. */
    public void refuse(ChildOrder order, Type type, String text) {
        life.refuse(order, type, text);
    }

    /** Cancels everything that is open. */
    public void cancelAll() {
        cancelAll(child -> true);
    }

    /** Cancels everything that is open and of these child ids. */
    public void cancelAll(LongPredicate children) {
        orders.values().stream().filter(sim -> !sim.status.isTerminal() && children.test(sim.order.id())).toList()
                .forEach(sim -> cancel(sim.order));
    }

    /** Every order that has arrived and not ended, in ascending order of child id. */
    public List<OpenOrder> openOrders() {
        return orders.values().stream().filter(SimOrder::isOpen).map(sim -> new OpenOrder(
                sim.order.listing(), sim.order.id(), sim.venueOrderId, sim.order.side(), sim.order.limitTicks(),
                sim.order.lots(), sim.filled)).toList();
    }

    /** Number of orders the venue ever took. */
    public int orderCount() {
        return orders.size();
    }

    /** Number of executions, busts and corrections included. */
    public int executionCount() {
        return orders.values().stream().mapToInt(sim -> sim.executions.size()).sum();
    }

    /** Total amounts by currency in 10^-8; empty when the venue keeps none. */
    public Map<String, Long> balances() {
        return balances.totals();
    }

    /**
     * Declares a fill void: TRADE_CANCEL. What an open order gets back by that is open again.
     *
     * @param execId the fill, or a correction of it
     * @throws IllegalArgumentException when no standing fill has this id
     */
    public void bust(String execId) {
        SimOrder sim = withStanding(execId);
        life.bust(sim, trading.listing(sim.order.listing()), sim.standing(execId));
        trading.adjust(sim);
    }

    /**
     * Declares that a fill had another size and price: TRADE_CORRECT.
     *
     * @param execId the fill, or a correction of it
     * @throws IllegalArgumentException when no standing fill has this id or a number is not positive
     */
    public void correct(String execId, long lots, long ticks) {
        if (lots <= 0 || ticks <= 0) {
            throw new IllegalArgumentException("correction of " + execId + ": " + lots + " lots at " + ticks
                    + " ticks must both be positive; to take a fill back, bust it");
        }
        SimOrder sim = withStanding(execId);
        life.correct(sim, trading.listing(sim.order.listing()), sim.standing(execId), lots, ticks);
        trading.adjust(sim);
    }

    private SimOrder withStanding(String execId) {
        return orders.values().stream().filter(sim -> sim.standing(execId) != null).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("venue " + venue + " has no execution '" + execId
                        + "' that stands; it is unknown or busted already"));
    }

    private void later(SimOrder sim, Runnable action) {
        clock.schedule(clock.now() + sim.fate.latency(), action);
    }
}
