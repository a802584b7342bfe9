package exoroute.router.runtime;

import exoroute.api.adapter.MarketDataFeed;
import exoroute.api.adapter.Subscription;
import exoroute.api.adapter.VenueAdapter;
import exoroute.api.desk.CommandContext;
import exoroute.api.desk.CommandResult;
import exoroute.api.desk.DeskListener;
import exoroute.api.desk.DeskStatus;
import exoroute.api.desk.ExplainedQuote;
import exoroute.api.desk.HaltLevel;
import exoroute.api.desk.ListingView;
import exoroute.api.desk.ManualFill;
import exoroute.api.desk.OrderDesk;
import exoroute.api.desk.ParentView;
import exoroute.api.desk.Quote;
import exoroute.api.desk.Reconciliation;
import exoroute.api.desk.Scope;
import exoroute.api.desk.VenueView;
import exoroute.api.order.Amendment;
import exoroute.api.order.ParentOrder;
import exoroute.api.plan.DeltaLog;
import exoroute.api.plan.LogException;
import exoroute.api.plan.PlanDelta;
import exoroute.api.plan.RoutingPlan;
import exoroute.api.solver.BookSolver;
import exoroute.router.codec.LogFormat;
import exoroute.router.core.CoreConfig;
import exoroute.router.core.CoreEvent;
import exoroute.router.core.Views;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/**
 * The order desk over one {@link CoreDriver}: commands become events, answers are read from the core.
 */
public final class Desk implements OrderDesk, AutoCloseable {
    /** Producer name of deltas. */
    static final String DELTAS = "router.delta";

    private final CoreDriver driver;
    private final Quoting quoting;

    /**
     * Recovers from the log and goes live; returns when it has.
     *
     * @param bookDepth levels a side that the core sees
     * @param clock nanoseconds UTC, for timers and quotes only
     * @throws LogException when what the core derives is not what the log recorded
     */
    public Desk(DeltaLog log, CoreConfig config, int bookDepth, LongSupplier clock) {
        this.driver = new CoreDriver(log, config, bookDepth, clock);
        this.quoting = new Quoting(driver, clock);
    }

    /**
     * Completes when the core was told that this process took over; before, views show what the last process knew. Fails
     * when the log takes nothing.
     */
    public CompletionStage<Void> started() {
        return driver.started();
    }

    @Override
    public CompletionStage<CommandResult> submit(CommandContext context, ParentOrder order) {
        return driver.ask(new CoreEvent.OrderPlaced(context, order), true);
    }

    @Override
    public CompletionStage<CommandResult> amend(CommandContext context, long parent, Amendment amendment) {
        return driver.ask(new CoreEvent.OrderAmended(context, parent, amendment), true);
    }

    @Override
    public CompletionStage<CommandResult> cancel(CommandContext context, long parent) {
        return driver.ask(new CoreEvent.CancelRequested(context, parent), false);
    }

    @Override
    public CompletionStage<CommandResult> halt(CommandContext context, Scope scope, HaltLevel level) {
        return driver.ask(new CoreEvent.HaltRequested(context, scope, level), false);
    }

    @Override
    public CompletionStage<CommandResult> writeOff(CommandContext context, long child, String reason) {
        return driver.ask(new CoreEvent.WrittenOff(context, child, reason), true);
    }

    @Override
    public CompletionStage<CommandResult> bookFill(CommandContext context, ManualFill fill) {
        return driver.ask(new CoreEvent.FillBooked(context, fill), true);
    }

    @Override
    public CompletionStage<CommandResult> readmit(CommandContext context, String venue) {
        return driver.ask(new CoreEvent.VenueReadmitted(context, venue), true);
    }

    @Override
    public CompletionStage<Reconciliation> reconcile(CommandContext context, String venue) {
        return driver.southbound.askState(context, venue).thenApply(result -> {
            if (!result.accepted()) {
                throw new IllegalArgumentException(result.reason());
            }
            return reconciliations().stream().filter(r -> r.venue().equals(venue)).findFirst().orElseThrow();
        });
    }

    @Override
    public List<Reconciliation> reconciliations() {
        return driver.read(core -> new Views(core).reconciliations());
    }

    @Override
    public List<VenueView> venues() {
        return driver.read(core -> new Views(core).venues());
    }

    @Override
    public DeskStatus status() {
        return driver.status();
    }

    @Override
    public CompletionStage<Quote> quote(ParentOrder order) {
        return quoting.quote(order);
    }

    @Override
    public String engine() {
        return driver.read(core -> core.config().engine());
    }

    @Override
    public CompletionStage<ExplainedQuote> explain(ParentOrder order, String engine) {
        return quoting.explain(order, engine);
    }

    @Override
    public List<ListingView> listings() {
        return driver.read(core -> new Views(core).listings(driver.books.latest()));
    }

    @Override
    public List<ParentView> orders() {
        return driver.read(core -> new Views(core).parents());
    }

    @Override
    public Optional<ParentView> order(long parent) {
        return driver.read(core -> {
            Views views = new Views(core);
            return views.parent(parent).map(view -> sized(view, views.deltas(parent)));
        });
    }

    private static ParentView sized(ParentView view, List<PlanDelta> deltas) {
        long deltaBytes = 0;
        long planBytes = 0;
        RoutingPlan plan = RoutingPlan.empty(view.id());
        for (PlanDelta delta : deltas) {
            plan = plan.apply(delta);
            deltaBytes += LogFormat.encode(delta).length;
            planBytes += LogFormat.encode(plan).length;
        }
        return new ParentView(
                view.id(), view.acceptedAt(), view.context(), view.order(), view.quantities(), view.rounds(),
                view.plan(), view.planned(), view.children(), view.quality(), deltaBytes, planBytes);
    }

    @Override
    public List<PlanDelta> deltas(long parent, long from) {
        return driver.read(core -> new Views(core).deltas(parent)).stream()
                .filter(delta -> delta.sequence() >= from)
                .toList();
    }

    @Override
    public Subscription subscribe(long from, DeskListener listener) {
        return driver.effects.events.subscribe(from, listener);
    }

    /** An engine came. */
    public void add(BookSolver engine) {
        driver.effects.engines.add(engine);
    }

    /** An engine left. */
    public void remove(BookSolver engine) {
        driver.effects.engines.remove(engine);
    }

    /** A feed came. */
    public void add(MarketDataFeed feed) {
        driver.southbound.add(feed);
    }

    /** A feed left; its books become stale. */
    public void remove(MarketDataFeed feed) {
        driver.southbound.remove(feed);
    }

    /** An adapter came. */
    public void add(VenueAdapter adapter) {
        driver.southbound.add(adapter);
    }

    /** An adapter left; its session is down. */
    public void remove(VenueAdapter adapter) {
        driver.southbound.remove(adapter);
    }

    @Override
    public void close() {
        driver.close();
    }
}
