package exoroute.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.adapter.OpenOrder;
import exoroute.api.desk.CommandContext;
import exoroute.api.desk.CommandResult;
import exoroute.api.desk.DeskEvent;
import exoroute.api.desk.HaltLevel;
import exoroute.api.desk.ParentView;
import exoroute.api.desk.Scope;
import exoroute.api.market.BookView;
import exoroute.api.market.Instrument;
import exoroute.api.market.Listing;
import exoroute.api.market.ListingId;
import exoroute.api.market.OrderBook;
import exoroute.api.market.Side;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.Constraints;
import exoroute.api.order.ExecutionReport;
import exoroute.api.order.ExecutionReport.Liquidity;
import exoroute.api.order.ExecutionReport.Type;
import exoroute.api.order.ParentOrder;
import exoroute.api.order.ParentOrder.LimitBasis;
import exoroute.api.plan.LogRecord;
import exoroute.api.plan.PlanDelta;
import exoroute.api.plan.RoutingPlan;
import exoroute.router.codec.LogFormat;
import exoroute.router.codec.SnapshotRecord;
import exoroute.router.core.CoreConfig;
import exoroute.router.core.CoreEvent;
import exoroute.router.core.CoreOutput;
import exoroute.router.core.RoutingCore;
import exoroute.router.core.Timer;
import exoroute.router.core.Views;
import exoroute.solver.PriceSearchSolver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A core on a table of two or three venues: feeds it events, keeps the log they make, and checks after each of them
 * what must hold after every event. BTC/USD: sizes in 10^-4, prices in cents; lots and ticks are one unit unless a
 * test says otherwise, so numbers in books are cents and 10^-4 BTC.
 */
public final class CoreFixture {
    public static final long START = 1_700_000_000_000_000_000L;
    public static final long MILLISECOND = 1_000_000L;
    public static final long ONE_BTC = 10_000;
    public static final Instrument BTC = new Instrument("BTC/USD", "BTC", "USD", 4, 2);
    public static final Listing A = listing("alpha", 100_000);
    public static final Listing B = listing("beta", 200_000);
    public static final Listing C = listing("gamma", 0);
    public static final CoreConfig.RiskLimits LIMITS = limits(
            whole(1_000), whole(1_000_000), whole(500_000), whole(5_000_000), 3_000_000);
    public static final CoreConfig.Outcomes OUTCOMES =
            new CoreConfig.Outcomes(10_000 * MILLISECOND, 1_000 * MILLISECOND, 5_000 * MILLISECOND);
    public static final CoreConfig.Breaker BREAKER = new CoreConfig.Breaker(
            10, 3, 20, 3, 60_000 * MILLISECOND, 10_000 * MILLISECOND, 80_000 * MILLISECOND);
    public static final CoreConfig.Retention RETENTION = new CoreConfig.Retention(1_000, 100_000, 100_000);
    public static final CoreConfig CONFIG = config(LIMITS, Map.of(), 4);

    public RoutingCore core = new RoutingCore();
    public final List<LogRecord> log = new ArrayList<>();
    public long time = START;
    public List<CoreOutput> last = List.of();
    public final TreeMap<Long, ChildOrder> sent = new TreeMap<>();
    private final Set<Long> minted = new HashSet<>();
    private final Map<Long, RoutingPlan> plans = new HashMap<>();
    private final Map<Long, Long> cumulative = new HashMap<>();
    private final PriceSearchSolver engine = new PriceSearchSolver();
    private long position;
    private long eventSequence;
    private long deltaSequence;
    private long snapshotSequence;
    private long requests;
    private long executions;
    private long views;

    /** Amounts in 10^-8. */
    public static long whole(long amount) {
        return amount * 100_000_000L;
    }

    public static Listing listing(String venue, long takerFee) {
        return listing(venue, BTC, 1, 1, takerFee);
    }

    public static Listing listing(String venue, Instrument instrument, long tick, long lot, long takerFee) {
        return new Listing(
                new ListingId(venue, instrument.base() + instrument.quote()), instrument, tick, lot, 0, Long.MAX_VALUE,
                0, takerFee, 0, instrument.quote(), Listing.State.OPEN, false);
    }

    /** Limits on parents, a child's notional, the day's notional and the collar; the others do not bind. */
    public static CoreConfig.RiskLimits limits(long quantity, long notional, long child, long day, long collar) {
        return new CoreConfig.RiskLimits(
                quantity, notional, whole(1_000_000), child, whole(1_000_000), day, collar, 1_000);
    }

    public static CoreConfig config(
            CoreConfig.RiskLimits limits, Map<ListingId, ListingId> conversions, int rounds) {
        return new CoreConfig(
                List.of(BTC), new TreeMap<>(conversions), "price-search", rounds, 2, 50_000, 500 * MILLISECOND, limits,
                OUTCOMES, BREAKER, RETENTION);
    }

    /** The desk runs on these listings, sessions up, no books yet. */
    public static CoreFixture with(CoreConfig config, Listing... listings) {
        CoreFixture f = new CoreFixture();
        f.apply(new CoreEvent.Started("test"));
        f.apply(new CoreEvent.Configured(config));
        Stream.of(listings).forEach(l -> f.apply(new CoreEvent.Listed(l, l.id().venue())));
        Stream.of(listings).forEach(l -> f.session(l, true));
        return f;
    }

    /** Alpha and beta, each with five BTC at 100.00 and 100.10 to sell and at 99.90 to buy. */
    public static CoreFixture standard() {
        return standard(CONFIG);
    }

    public static CoreFixture standard(CoreConfig config) {
        CoreFixture f = with(config, A, B);
        f.book(A, "9990x50000 | 10000x50000 10010x50000");
        f.book(B, "9990x50000 | 10000x50000 10010x50000");
        return f;
    }

    /** "98x5 97x1 | 99x3 100x1": bids, best first, then asks, best first; ticks x lots. */
    public static OrderBook levels(String text) {
        String[] sides = text.split("\\|", -1);
        return new OrderBook(numbers(sides[0], 0), numbers(sides[0], 1), numbers(sides[1], 0), numbers(sides[1], 1));
    }

    private static long[] numbers(String side, int part) {
        return Stream.of(side.trim().split(" +")).filter(s -> !s.isEmpty())
                .mapToLong(s -> Long.parseLong(s.split("x")[part])).toArray();
    }

    /** Applies one event as the next record of the log, and its deltas as those after it. */
    public List<CoreOutput> apply(CoreEvent event) {
        time += MILLISECOND;
        return applyNow(event);
    }

    public List<CoreOutput> applyNow(CoreEvent event) {
        record("router.event", ++eventSequence, LogFormat.kind(event), LogFormat.encode(event));
        last = core.apply(position, time, event);
        for (CoreOutput output : last) {
            if (output instanceof CoreOutput.Submit o) {
                assertTrue(minted.add(o.order().id()), "child id " + o.order().id() + " left twice");
                sent.put(o.order().id(), o.order());
            } else if (output instanceof CoreOutput.Planned o) {
                PlanDelta d = o.delta();
                plans.compute(d.parent(), (id, plan) -> (plan == null ? RoutingPlan.empty(id) : plan).apply(d));
                record("router.delta", ++deltaSequence, LogFormat.DELTA, LogFormat.encode(d));
            } else if (output instanceof CoreOutput.Frozen o) {
                record("router.snapshot", ++snapshotSequence, SnapshotRecord.KIND, SnapshotRecord.of(o.snapshot()).payload());
            }
        }
        new Views(core).parents().forEach(this::check);
        return last;
    }

    private void record(String producer, long sequence, String kind, byte[] payload) {
        log.add(new LogRecord(++position, time, "test", producer, sequence, kind, payload, new byte[32]));
    }

    private void check(ParentView view) {
        var q = view.quantities();
        assertTrue(q.isConserved(), () -> "position " + position + ", order " + view.id() + ": " + q);
        assertTrue(q.unsent() == 0 || q.overfill() == 0, () -> "free and overfilled at once: " + q);
        assertEquals(plans.get(view.id()), view.plan(), "the plan is not the sum of its deltas");
        assertEquals(view.order().quantity(), view.plan().quantity());
        long filled = view.children().stream().mapToLong(c -> c.filledLots() * lot(c.order())).sum();
        assertEquals(q.filled(), filled);
    }

    private long lot(ChildOrder order) {
        return core.market().book(order.listing()).listing().lot();
    }

    public CommandContext context() {
        return new CommandContext("trader", "r" + ++requests);
    }

    public static ParentOrder order(Side side, long quantity, long limit) {
        return new ParentOrder("BTC/USD", side, quantity, limit, LimitBasis.GROSS, 0, Constraints.NONE);
    }

    public static ParentOrder partial(Side side, long quantity, long limit) {
        return new ParentOrder(
                "BTC/USD", side, quantity, limit, LimitBasis.GROSS, 0, new Constraints(true, 0, 0, List.of()));
    }

    /** Places an order that must be accepted; its id. */
    public long place(ParentOrder order) {
        CommandResult result = offer(order);
        assertTrue(result.accepted(), result.reason());
        return result.position();
    }

    public long buy(long quantity) {
        return place(order(Side.BUY, quantity, 0));
    }

    /** Places an order and tells the decision. */
    public CommandResult offer(ParentOrder order) {
        apply(new CoreEvent.OrderPlaced(context(), order));
        return decision();
    }

    public CommandResult decision() {
        return only(CoreOutput.Decided.class).result();
    }

    /** The engine answers the solve that was just asked for; the children that leave. */
    public List<ChildOrder> answer() {
        apply(solved(only(CoreOutput.StartSolve.class)));
        return submitted();
    }

    public CoreEvent.Solved solved(CoreOutput.StartSolve ask) {
        return new CoreEvent.Solved(ask.solve(), engine.id(), engine.version(), engine.solve(ask.problem()), "");
    }

    public List<ChildOrder> submitted() {
        return all(CoreOutput.Submit.class).stream().map(CoreOutput.Submit::order).toList();
    }

    public <T extends CoreOutput> T only(Class<T> type) {
        List<T> found = all(type);
        assertEquals(1, found.size(), type.getSimpleName() + " in " + last);
        return found.get(0);
    }

    public <T extends CoreOutput> List<T> all(Class<T> type) {
        return last.stream().filter(type::isInstance).map(type::cast).toList();
    }

    public List<String> alerts() {
        return all(CoreOutput.Tell.class).stream().map(CoreOutput.Tell::event)
                .filter(e -> e.type() == DeskEvent.Type.ALERT).map(DeskEvent::text).toList();
    }

    public BookView view(Listing listing, String levels) {
        return new BookView(listing.id(), ++views, time, BookView.State.LIVE, "", levels(levels));
    }

    public void book(Listing listing, String levels) {
        apply(new CoreEvent.BookObserved(view(listing, levels)));
    }

    public void stale(Listing listing) {
        apply(new CoreEvent.BookObserved(BookView.stale(listing.id(), ++views, time, "gap")));
    }

    public void session(Listing listing, boolean up) {
        apply(new CoreEvent.SessionChanged(listing.id().venue(), up, "test"));
    }

    public CommandResult halt(Scope scope, HaltLevel level) {
        apply(new CoreEvent.HaltRequested(context(), scope, level));
        return decision();
    }

    public void fire(Timer timer) {
        time = Math.max(time, timer.due());
        apply(new CoreEvent.TimerFired(timer));
    }

    /** Fires the timer of a purpose that the last event set. */
    public void fire(Timer.Purpose purpose) {
        fire(timer(purpose));
    }

    public Timer timer(Timer.Purpose purpose) {
        return all(CoreOutput.SetTimer.class).stream().map(CoreOutput.SetTimer::timer)
                .filter(t -> t.purpose() == purpose).findFirst().orElseThrow();
    }

    public ExecutionReport trade(ChildOrder child, String execId, long lots, long ticks, long fee) {
        long filled = cumulative.merge(child.id(), lots, Long::sum);
        return new ExecutionReport(
                child.listing(), child.id(), "v", Type.TRADE, execId, "", filled, Math.max(0, child.lots() - filled),
                lots, ticks, fee, fee == 0 ? "" : "USD", Liquidity.TAKER, time, "");
    }

    public ExecutionReport about(ChildOrder child, Type type, String ref, long lots, long ticks, String text) {
        long filled = cumulative.getOrDefault(child.id(), 0L);
        boolean open = switch (type) {
            case CANCELED, EXPIRED, REJECTED, NOT_FOUND -> false;
            default -> true;
        };
        return new ExecutionReport(
                child.listing(), child.id(), "v", type, "e" + ++executions, ref, filled,
                open ? Math.max(0, child.lots() - filled) : 0, lots, ticks, 0, "", Liquidity.NONE, time, text);
    }

    public void fill(ChildOrder child, long lots) {
        report(trade(child, "e" + ++executions, lots, child.limitTicks(), 0));
    }

    public void tell(ChildOrder child, Type type) {
        report(about(child, type, "", 0, 0, ""));
    }

    public void report(ExecutionReport report) {
        apply(new CoreEvent.Reported(report));
    }

    /** Sets what the venue counts as filled without reporting the fill. */
    public void countAtVenue(ChildOrder child, long filled) {
        cumulative.put(child.id(), filled);
    }

    public ParentView parent(long id) {
        return new Views(core).parent(id).orElseThrow();
    }

    /** The same desk with other limits. */
    public static CoreConfig config(CoreConfig.RiskLimits limits, CoreConfig.Breaker breaker, CoreConfig.Retention retention) {
        return new CoreConfig(
                List.of(BTC), new TreeMap<>(), "price-search", 4, 2, 50_000, 500 * MILLISECOND, limits, OUTCOMES, breaker,
                retention);
    }

    /** Replaces the core by what its snapshot, encoded and read again, makes. */
    public void thaw() {
        core = new RoutingCore(SnapshotRecord.read(SnapshotRecord.of(core.snapshot()).payload()).snapshot());
    }

    /** Another process takes over; sessions come up and books come in again. */
    public void restart(String levels, Listing... listings) {
        apply(new CoreEvent.Started("next"));
        Stream.of(listings).forEach(l -> session(l, true));
        Stream.of(listings).forEach(l -> book(l, levels));
    }

    /** A venue tells its balances, 10^-8, and that these orders are open; asked just now. */
    public void stated(Listing listing, Map<String, Long> balances, OpenOrder... open) {
        apply(stated(listing, core.position(), balances, open));
    }

    public CoreEvent.VenueStated stated(Listing listing, long asked, Map<String, Long> balances, OpenOrder... open) {
        return new CoreEvent.VenueStated(
                context(), listing.id().venue(), asked, true, List.of(open), !balances.isEmpty(), new TreeMap<>(balances), "");
    }

    /** What a venue says of a child when it is asked: so much filled, so much open. */
    public ExecutionReport status(ChildOrder child, long filled, long leaves) {
        return new ExecutionReport(
                child.listing(), child.id(), "v", Type.STATUS, "e" + ++executions, "", filled, leaves, 0, 0, 0, "",
                Liquidity.NONE, time, "");
    }

    /** Its size was changed. */
    public ExecutionReport replaced(ChildOrder child, long filled, long leaves) {
        return new ExecutionReport(
                child.listing(), child.id(), "v", Type.REPLACED, "e" + ++executions, "", filled, leaves, 0, 0, 0, "",
                Liquidity.NONE, time, "");
    }

    /** The desk's own plan, from the deltas seen. */
    public RoutingPlan deskPlan() {
        return plans.getOrDefault(0L, RoutingPlan.empty(0));
    }

    /** Children asked for their status by the last event. */
    public List<ChildOrder> asked() {
        return all(CoreOutput.AskStatus.class).stream().map(CoreOutput.AskStatus::order).toList();
    }

    /** Children cancelled by the last event. */
    public List<ChildOrder> cancelled() {
        return all(CoreOutput.Cancel.class).stream().map(CoreOutput.Cancel::order).toList();
    }

    /** Texts of the desk events of a type that the last event made. */
    public List<String> told(DeskEvent.Type type) {
        return all(CoreOutput.Tell.class).stream().map(CoreOutput.Tell::event)
                .filter(e -> e.type() == type).map(DeskEvent::text).toList();
    }
}
