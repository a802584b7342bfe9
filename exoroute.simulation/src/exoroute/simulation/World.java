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

    /** The connection to a venue. A message of an older generation never arrives. */
    private static final class Link {
        private boolean up;
        private int generation;
        /** Nothing arrives before what was said earlier, unless the venue delays. */
        private long lastArrival;
    }

    private final Script script;
    private final Agenda agenda = new Agenda(START);
    private final Truth truth = new Truth();
    private final CoreConfig config;
    private final Checks checks;
    private final DeskProcess desk;
    private final TreeMap<String, ModelVenue> venues = new TreeMap<>();
    private final TreeMap<String, Link> links = new TreeMap<>();
    private final Map<Long, ChildOrder> travelling = new TreeMap<>();
    private long requests;
    private boolean calm;

    World(Script script) {
        this.script = script;
        this.config = config(script);
        this.checks = new Checks(this, config, truth);
        this.desk = new DeskProcess(this, agenda, checks, config, script.seed());
        for (int i = 0; i < VENUES; i++) {
            String id = "v" + i;
            ModelVenue venue = new ModelVenue(id, script.seed() + i, truth, report -> toDesk(id, report));
            list(venue, BTC, i);
            if (i < 4) {
                list(venue, ETH, i);
            }
            if (i < 2) {
                venue.balances.putAll(Map.of("BTC", 400_000_000L, "ETH", 400_000_000L, "USD", 40_000_000_000L));
            }
            venues.put(id, venue);
            links.put(id, new Link());
        }
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
            case SESSION -> drop(venue.id, 5 + Dice.below(salt >>> 9, 400));
            case FAULT -> fault(venue, salt);
            case HALT -> halt(venue, salt);
            case CRASH -> desk.die(Dice.below(salt >>> 9, 4));
            case REDUCED -> desk.reduce((20 + Dice.below(salt >>> 9, 300)) * MILLISECOND);
            case RECONCILE -> state(venue);
            case DECIDE -> decide(salt);
            case BUST -> venue.revise(salt >>> 9, true);
            case CORRECT -> venue.revise(salt >>> 9, false);
            case REPEAT -> venue.repeat(salt >>> 9);
            case FOREIGN -> toDesk(venue.id, new ExecutionReport(
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

    // --- the network

    /** A message travels, in its own time; {@code lost} is done when it never arrives. */
    private void toVenue(String id, ChildOrder order, Runnable action, Runnable lost) {
        Link link = links.get(id);
        int generation = link.generation;
        long delay = 100_000 + Dice.below(Dice.hash(script.seed(), order.id(), 3), 2_000_000);
        agenda.after(delay, () -> {
            if (link.up && link.generation == generation) {
                arrive(id, action, lost);
            } else if (Dice.below(Dice.hash(script.seed(), order.id(), 4), 3) == 0) {
                linger(id, order, action, lost);
            } else {
                lost.run();
            }
        });
    }

    private void arrive(String id, Runnable action, Runnable lost) {
        if (venues.get(id).fault == ModelVenue.Fault.DEAF) {
            lost.run();
        } else {
            action.run();
        }
    }

    /** A message that a lost session left in some gateway arrives after the next logon, within the quarantine. */
    private void linger(String id, ChildOrder order, Runnable action, Runnable lost) {
        if (links.get(id).up) {
            agenda.after(Dice.below(Dice.hash(script.seed(), order.id(), 5), 300) * MILLISECOND, () -> arrive(id, action, lost));
        } else {
            agenda.after(5 * MILLISECOND, () -> linger(id, order, action, lost));
        }
    }

    private void ask(String id, ChildOrder order, Runnable action) {
        toVenue(id, order, action, () -> { });
    }

    void submit(ChildOrder order) {
        ModelVenue venue = venues.get(order.listing().venue());
        travelling.put(order.id(), order);
        toVenue(venue.id, order, () -> {
            travelling.remove(order.id());
            venue.submit(order);
        }, () -> travelling.remove(order.id()));
    }

    void cancel(ChildOrder order) {
        ModelVenue venue = venues.get(order.listing().venue());
        ask(venue.id, order, () -> venue.cancel(order));
    }

    void replace(ChildOrder changed) {
        ModelVenue venue = venues.get(changed.listing().venue());
        ask(venue.id, changed, () -> venue.replace(changed));
    }

    void askStatus(ChildOrder order) {
        ModelVenue venue = venues.get(order.listing().venue());
        ask(venue.id, order, () -> venue.status(order));
    }

    /** A report travels; what revises an execution is kept by the venue until it could be delivered. */
    private void toDesk(String id, ExecutionReport report) {
        Link link = links.get(id);
        ModelVenue.Fault fault = venues.get(id).fault;
        long salt = Dice.hash(script.seed(), id.hashCode(), report.execId().hashCode());
        boolean revision = report.type() == ExecutionReport.Type.TRADE_CANCEL || report.type() == ExecutionReport.Type.TRADE_CORRECT;
        boolean lost = fault == ModelVenue.Fault.SILENT || (fault == ModelVenue.Fault.DROPS && Dice.below(salt, 3) == 0);
        if (lost && !revision) {
            return;
        }
        long delay = 100_000 + Dice.below(salt >>> 8, 1_000_000)
                + (fault == ModelVenue.Fault.DELAYS ? Dice.below(salt >>> 30, 150) * MILLISECOND : 0);
        int copies = fault == ModelVenue.Fault.REPEATS ? 2 : 1;
        int generation = link.generation;
        for (int i = 0; i < copies; i++) {
            long arrival = agenda.now() + delay * (i + 1);
            if (fault != ModelVenue.Fault.DELAYS) {
                arrival = Math.max(arrival, link.lastArrival);
                link.lastArrival = arrival;
            }
            agenda.at(arrival, () -> {
                if (desk.isAlive() && link.up && link.generation == generation) {
                    desk.offer(new CoreEvent.Reported(report));
                } else if (revision) {
                    agenda.after(50 * MILLISECOND, () -> toDesk(id, report));
                }
            });
        }
    }

    private void drop(String id, int millis) {
        Link link = links.get(id);
        if (!link.up || !desk.isAlive()) {
            return;
        }
        link.up = false;
        link.generation++;
        desk.offer(new CoreEvent.SessionChanged(id, false, "lost"));
        desk.later(millis * MILLISECOND, () -> connect(id));
    }

    private void connect(String id) {
        Link link = links.get(id);
        if (!link.up) {
            link.up = true;
            link.generation++;
            desk.offer(new CoreEvent.SessionChanged(id, true, "logged on"));
            state(venues.get(id));
        }
    }

    private void state(ModelVenue venue) {
        long asked = desk.position();
        int generation = links.get(venue.id).generation;
        if (links.get(venue.id).up && desk.isAlive()) {
            desk.later(1 * MILLISECOND, () -> {
                CoreEvent stated = new CoreEvent.VenueStated(
                        context(), venue.id, asked, true, venue.openOrders(), !venue.balances.isEmpty(),
                        new TreeMap<>(venue.balances), "");
                desk.later(1 * MILLISECOND, () -> {
                    if (links.get(venue.id).generation == generation) {
                        desk.offer(stated);
                    }
                });
            });
        }
    }

    /** The process died: all connections with it. */
    void died() {
        links.values().forEach(link -> {
            link.up = false;
            link.generation++;
        });
    }

    /** A process began: it lists, connects, sees books. */
    void restarted() {
        int i = 0;
        for (ModelVenue venue : venues.values()) {
            venue.listings.values().forEach(l -> desk.offer(new CoreEvent.Listed(l, venue.id)));
            desk.later((1 + 7L * i) * MILLISECOND, () -> connect(venue.id));
            desk.later((2 + 3L * i++) * MILLISECOND, () -> venue.listings.keySet().forEach(l -> {
                BookView view = venue.view(l);
                show(view == null ? venue.quote(l, 10_000, script.seed()) : view);
            }));
        }
    }

    /** The log has room again: books and sessions are told again. */
    void tellAgain() {
        for (ModelVenue venue : venues.values()) {
            Link link = links.get(venue.id);
            desk.offer(new CoreEvent.SessionChanged(venue.id, link.up, "told again"));
            venue.listings.keySet().forEach(l -> show(venue.view(l) == null ? venue.quote(l, 10_000, 1) : venue.view(l)));
        }
    }

    /** Children that may be open at a venue: travelling to it, or not ended there. */
    List<ChildOrder> open(String id) {
        List<ChildOrder> open = new ArrayList<>();
        for (ChildOrder order : travelling.values()) {
            if (order.listing().venue().equals(id)) {
                open.add(order);
            }
        }
        venues.get(id).open.values().forEach(order -> open.add(order.order));
        return open;
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
                if (child.status() == OrderStatus.UNKNOWN && !travelling.containsKey(child.order().id())) {
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
