package exoroute.simulation;

import exoroute.api.desk.ChildView;
import exoroute.api.desk.CommandContext;
import exoroute.api.desk.HaltLevel;
import exoroute.api.desk.ManualFill;
import exoroute.api.desk.ParentView;
import exoroute.api.desk.Reconciliation;
import exoroute.api.desk.Scope;
import exoroute.api.market.BookView;
import exoroute.api.market.Instrument;
import exoroute.api.market.Listing;
import exoroute.api.market.ListingId;
import exoroute.api.market.Side;
import exoroute.api.order.Amendment;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.Constraints;
import exoroute.api.order.ExecutionReport;
import exoroute.api.order.OrderStatus;
import exoroute.api.order.ParentOrder;
import exoroute.api.order.ParentOrder.LimitBasis;
import exoroute.router.core.CoreConfig;
import exoroute.router.core.CoreEvent;
import exoroute.router.core.Views;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A desk's process, eight venues, the network between them, clients and operators: what a {@link Script} happens to. */
final class World {
    static final long MILLISECOND = 1_000_000L;
    private static final long START = 1_700_006_400_000_000_000L - 20_000 * MILLISECOND;
    private static final Instrument BTC = new Instrument("BTC/USD", "BTC", "USD", 4, 2);
    private static final Instrument ETH = new Instrument("ETH/USD", "ETH", "USD", 4, 2);
    private static final int VENUES = 8;

    private final Script script;
    private final Agenda agenda = new Agenda(START);
    private final Truth truth = new Truth();
    private final CoreConfig config;
    private final Checks checks;
    private final DeskProcess desk;
    private final TreeMap<String, ModelVenue> venues = new TreeMap<>();
    private final Network network;
    private long requests;
    private boolean calm;

    World(Script script) {
        this.script = script;
        this.config = config(script);
        this.checks = new Checks(this, config, truth);
        this.network = new Network(script.seed(), agenda, venues, this::state);
        this.desk = new DeskProcess(this, network, agenda, checks, config, script.seed());
        for (int i = 0; i < VENUES; i++) {
            String id = "v" + i;
            ModelVenue venue = new ModelVenue(id, script.seed() + i, truth, report -> network.toDesk(id, report));
            list(venue, BTC, i);
            if (i < 4) {
                list(venue, ETH, i);
            }
            if (i < 2) {
                venue.balances.putAll(Map.of("BTC", 400_000_000L, "ETH", 400_000_000L, "USD", 40_000_000_000L));
            }
            venues.put(id, venue);
        }
        network.connectTo(desk);
    }

    private static CoreConfig config(Script script) {
        long s = script.seed();
        long whole = 100_000_000L;
        return new CoreConfig(
                List.of(BTC, ETH), new TreeMap<>(), "price-search", 6, 2, 1_000_000L, 40 * MILLISECOND,
                new CoreConfig.RiskLimits(
                        1_000 * whole, 1_000_000 * whole, whole / 2, 500_000 * whole,
                        (20 + Dice.below(Dice.hash(s, 1, 1), 200)) * whole, 50_000_000 * whole, 30_000_000L,
                        10 + Dice.below(Dice.hash(s, 1, 2), 60)),
                new CoreConfig.Outcomes(300 * MILLISECOND, 80 * MILLISECOND, 400 * MILLISECOND),
                new CoreConfig.Breaker(4, 3, 12, 3, 5_000 * MILLISECOND, 300 * MILLISECOND, 2_000 * MILLISECOND),
                new CoreConfig.Retention(
                        50 + Dice.below(Dice.hash(s, 1, 3), 400), 200, 600 + Dice.below(Dice.hash(s, 1, 4), 3_000)));
    }

    private static void list(ModelVenue venue, Instrument instrument, int i) {
        ListingId id = new ListingId(venue.id, instrument.base() + instrument.quote());
        venue.listings.put(id, new Listing(
                id, instrument, 1, i % 3 == 0 ? 10 : 1, i % 4 == 0 ? 50 : 0, Long.MAX_VALUE, 0, 100_000L * (i % 4), 0,
                "USD", Listing.State.OPEN, false));
    }

    Network network() {
        return network;
    }

    long lot(ListingId listing) {
        return venues.get(listing.venue()).listings.get(listing).lot();
    }

    /** Events the desk applied. */
    long events() {
        return desk.events();
    }

    Map<String, Integer> seen() {
        return checks.seen;
    }

    /** Runs the script, then lets everything settle and checks that desk and venues agree. */
    void run() {
        desk.start();
        restarted();
        for (Script.Entry entry : script.entries()) {
            while (agenda.step(START + entry.time())) { }
            happen(entry);
        }
        settle();
    }

    private void happen(Script.Entry entry) {
        long salt = entry.salt();
        ModelVenue venue = venues.get("v" + Dice.below(salt >>> 3, VENUES));
        switch (entry.kind()) {
            case ORDER -> order(salt);
            case CANCEL -> pick(salt, p -> desk.offer(new CoreEvent.CancelRequested(context(), p)));
            case AMEND -> pick(salt, p -> amend(p, salt));
            case BOOK -> quote(venue, salt);
            case STALE -> stale(venue, salt);
            case SESSION -> network.drop(venue.id, 5 + Dice.below(salt >>> 9, 400));
            case FAULT -> fault(venue, salt);
            case HALT -> halt(venue, salt);
            case CRASH -> desk.die(Dice.below(salt >>> 9, 4));
            case REDUCED -> desk.reduce((20 + Dice.below(salt >>> 9, 300)) * MILLISECOND);
            case RECONCILE -> state(venue);
            case DECIDE -> decide(salt);
            case BUST -> venue.revise(salt >>> 9, true);
            case CORRECT -> venue.revise(salt >>> 9, false);
            case REPEAT -> venue.repeat(salt >>> 9);
            case FOREIGN -> network.toDesk(venue.id, new ExecutionReport(
                    venue.listings.firstKey(), 7, "x", ExecutionReport.Type.TRADE, venue.id + "-f" + salt, "", 1, 0, 1, 10_000,
                    0, "", ExecutionReport.Liquidity.TAKER, 0, "foreign"));
            case STALE_ANSWER -> desk.repeatAnswer(salt >>> 9);
            case READMIT -> desk.offer(new CoreEvent.VenueReadmitted(context(), venue.id));
        }
    }

    private CommandContext context() {
        return new CommandContext("sim", "r" + ++requests);
    }

    private void order(long salt) {
        Instrument instrument = Dice.below(salt, 5) == 0 ? ETH : BTC;
        Side side = Dice.below(salt >>> 5, 2) == 0 ? Side.BUY : Side.SELL;
        long quantity = 10 * (1 + Dice.below(salt >>> 9, 1_200));
        long limit = Dice.below(salt >>> 20, 3) == 0 ? 10_000 + Dice.below(salt >>> 25, 41) - 20 : 0;
        long deadline = Dice.below(salt >>> 30, 6) == 0 ? agenda.now() + (1 + Dice.below(salt >>> 33, 3_000)) * MILLISECOND : 0;
        List<String> allowed = Dice.below(salt >>> 40, 8) == 0 ? List.of("v1", "v2", "v5") : List.of();
        desk.offer(new CoreEvent.OrderPlaced(
                Dice.below(salt >>> 50, 40) == 0 ? new CommandContext("sim", "r" + requests) : context(),
                new ParentOrder(instrument.symbol(), side, quantity, limit, LimitBasis.GROSS, deadline,
                        new Constraints(Dice.below(salt >>> 45, 5) > 0, 0, 0, allowed))));
    }

    private void pick(long salt, java.util.function.LongConsumer action) {
        if (desk.isAlive() && !checks.orders().isEmpty()) {
            List<Long> ids = List.copyOf(checks.orders().keySet());
            action.accept(ids.get(Math.max(0, ids.size() - 1 - Dice.below(salt, 25))));
        }
    }

    private void amend(long parent, long salt) {
        long quantity = Dice.below(salt >>> 9, 4) == 0 ? Amendment.KEEP
                : Math.max(10, checks.orders().get(parent).quantity() + 10L * (Dice.below(salt >>> 12, 800) - 500));
        desk.offer(new CoreEvent.OrderAmended(context(), parent, new Amendment(quantity, Amendment.KEEP, Amendment.KEEP)));
    }

    private void quote(ModelVenue venue, long salt) {
        for (ListingId listing : venue.listings.keySet()) {
            show(venue.quote(listing, 10_000 + Dice.below(salt >>> 12, 9) - 4, salt));
        }
    }

    private void show(BookView view) {
        desk.later(30_000, () -> desk.offer(new CoreEvent.BookObserved(view)));
    }

    private void stale(ModelVenue venue, long salt) {
        ListingId listing = venue.listings.firstKey();
        desk.offer(new CoreEvent.BookObserved(BookView.stale(listing, 0, 0, "gap")));
        desk.later((1 + Dice.below(salt, 200)) * MILLISECOND, () -> quote(venue, salt));
    }

    private void fault(ModelVenue venue, long salt) {
        if (calm) {
            return;
        }
        ModelVenue.Fault[] faults = ModelVenue.Fault.values();
        ModelVenue.Fault fault = faults[Dice.below(salt >>> 12, faults.length)];
        boolean costs = fault == ModelVenue.Fault.OVERFILLS || fault == ModelVenue.Fault.WORSE_PRICE;
        if (costs && !venue.balances.isEmpty()) {
            return;
        }
        venue.fault = fault;
        agenda.after((20 + Dice.below(salt >>> 20, 900)) * MILLISECOND, () -> venue.fault = ModelVenue.Fault.NONE);
    }

    private void halt(ModelVenue venue, long salt) {
        Scope scope = switch (Dice.below(salt >>> 12, 3)) {
            case 0 -> Scope.ALL;
            case 1 -> new Scope(Scope.Kind.VENUE, venue.id);
            default -> new Scope(Scope.Kind.INSTRUMENT, "BTC/USD");
        };
        HaltLevel level = Dice.below(salt >>> 20, 2) == 0 ? HaltLevel.HALT : HaltLevel.KILL;
        desk.offer(new CoreEvent.HaltRequested(context(), scope, level));
        agenda.after((50 + Dice.below(salt >>> 24, 500)) * MILLISECOND, () -> resume(scope));
    }

    /** Until it is accepted: the process may be down, or the log without room. */
    private void resume(Scope scope) {
        desk.offer(new CoreEvent.HaltRequested(context(), scope, HaltLevel.NONE));
        agenda.after(700 * MILLISECOND, () -> desk.offer(new CoreEvent.HaltRequested(context(), scope, HaltLevel.NONE)));
    }

    private void state(ModelVenue venue) {
        long asked = desk.position();
        int generation = network.generation(venue.id);
        if (network.isUp(venue.id) && desk.isAlive()) {
            desk.later(1 * MILLISECOND, () -> {
                CoreEvent stated = new CoreEvent.VenueStated(
                        context(), venue.id, asked, true, venue.openOrders(), !venue.balances.isEmpty(),
                        new TreeMap<>(venue.balances), "");
                desk.later(1 * MILLISECOND, () -> {
                    if (network.generation(venue.id) == generation) {
                        desk.offer(stated);
                    }
                });
            });
        }
    }

    /** A process began: it lists, connects, sees books. */
    void restarted() {
        int i = 0;
        for (ModelVenue venue : venues.values()) {
            venue.listings.values().forEach(l -> desk.offer(new CoreEvent.Listed(l, venue.id)));
            desk.later((1 + 7L * i) * MILLISECOND, () -> network.connect(venue.id));
            desk.later((2 + 3L * i++) * MILLISECOND, () -> venue.listings.keySet().forEach(l -> {
                BookView view = venue.view(l);
                show(view == null ? venue.quote(l, 10_000, script.seed()) : view);
            }));
        }
    }

    /** The log has room again: books and sessions are told again. */
    void tellAgain() {
        for (ModelVenue venue : venues.values()) {
            desk.offer(new CoreEvent.SessionChanged(venue.id, network.isUp(venue.id), "told again"));
            venue.listings.keySet().forEach(l -> show(venue.view(l) == null ? venue.quote(l, 10_000, 1) : venue.view(l)));
        }
    }

    // --- the operator

    /** Looks at one unknown child, tells the desk what the venue's blotter says, and writes off the rest. */
    private void decide(long salt) {
        if (!desk.isAlive()) {
            return;
        }
        List<ChildView> unknown = new ArrayList<>();
        for (ParentView parent : new Views(desk.core()).parents()) {
            for (ChildView child : parent.children()) {
                if (child.status() == OrderStatus.UNKNOWN && !network.isTravelling(child.order().id())) {
                    unknown.add(child);
                }
            }
        }
        if (unknown.isEmpty()) {
            return;
        }
        ChildView child = unknown.get(Dice.below(salt >>> 9, unknown.size()));
        ModelVenue.Order order = venues.get(child.order().listing().venue()).orders.get(child.order().id());
        if (order != null && !order.ended) {
            return;
        }
        if (order != null) {
            for (ExecutionReport e : order.executions) {
                if (e.type() == ExecutionReport.Type.TRADE && order.executions.size() == 1) {
                    desk.offer(new CoreEvent.FillBooked(context(), new ManualFill(
                            child.order().id(), e.execId(), e.lastLots(), e.lastTicks(), e.fee(), e.feeCurrency())));
                }
            }
        }
        if (order == null || order.executions.size() <= 1) {
            desk.offer(new CoreEvent.WrittenOff(context(), child.order().id(), "seen in the blotter"));
        }
    }

    // --- the end

    private void settle() {
        calm = true;
        venues.values().forEach(v -> v.fault = ModelVenue.Fault.NONE);
        rest(20_000);
        for (long parent : checks.orders().keySet()) {
            desk.offer(new CoreEvent.CancelRequested(context(), parent));
        }
        rest(30_000);
        venues.values().forEach(this::state);
        rest(1_000);
        agree();
    }

    private void rest(long millis) {
        long until = agenda.now() + millis * MILLISECOND;
        while (agenda.step(until)) { }
        agenda.at(until, () -> { });
        while (agenda.step(until)) { }
    }

    private void agree() {
        Views views = new Views(desk.core());
        for (ParentView parent : views.parents()) {
            Violation.unless(parent.plan().status().isTerminal(), "an order does not end", () -> text(parent));
            for (ChildView child : parent.children()) {
                ModelVenue.Order order = venues.get(child.order().listing().venue()).orders.get(child.order().id());
                long filled = order == null ? 0 : order.filled;
                Violation.unless(child.filledLots() == filled, "desk and venue count different fills",
                        () -> child.order() + ": desk " + child.filledLots() + ", venue " + filled);
                Violation.unless(order == null || order.ended, "an order is still open at its venue", child::toString);
            }
        }
        for (Reconciliation r : views.reconciliations()) {
            List<Reconciliation.Difference> left = r.differences().stream()
                    .filter(d -> d.kind() != Reconciliation.Kind.FOREIGN_REPORT).toList();
            Violation.unless(left.isEmpty(), "a reconciliation finds differences", () -> r.venue() + ": " + left);
        }
    }

    private static String text(ParentView parent) {
        return parent.id() + " " + parent.plan().status() + " " + parent.plan().reason() + " " + parent.quantities() + " rounds "
                + parent.rounds() + " children " + parent.children().stream().filter(c -> !c.status().isTerminal()).toList();
    }
}
