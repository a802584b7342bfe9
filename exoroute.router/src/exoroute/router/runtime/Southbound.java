package exoroute.router.runtime;

import exoroute.api.adapter.BalanceSource;
import exoroute.api.adapter.ExecutionListener;
import exoroute.api.adapter.MarketDataFeed;
import exoroute.api.adapter.OpenOrder;
import exoroute.api.adapter.OpenOrderSource;
import exoroute.api.adapter.OrderReplacer;
import exoroute.api.adapter.OrderStatusSource;
import exoroute.api.adapter.Subscription;
import exoroute.api.adapter.VenueAdapter;
import exoroute.api.desk.CommandContext;
import exoroute.api.desk.CommandResult;
import exoroute.api.market.BookView;
import exoroute.api.market.Listing;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.ExecutionReport;
import exoroute.router.core.CoreEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Feeds and adapters as they come and go: their words become events, the core's commands reach them. Any thread. */
final class Southbound {
    private static final Logger LOG = LoggerFactory.getLogger(Southbound.class);

    private static final long ANSWER_SECONDS = 5;
    private static final AtomicLong STATEMENTS = new AtomicLong();

    private final Consumer<CoreEvent> events;
    private final Function<CoreEvent, CompletableFuture<CommandResult>> commands;
    private final Consumer<BookView> views;
    private final LongSupplier position;
    private final int depth;
    private final Map<MarketDataFeed, List<Subscription>> feeds = new ConcurrentHashMap<>();
    private final Map<VenueAdapter, Subscription> subscriptions = new ConcurrentHashMap<>();
    private final Map<String, VenueAdapter> adapters = new ConcurrentHashMap<>();

    private final Map<String, CoreEvent.SessionChanged> sessions = new ConcurrentHashMap<>();

    Southbound(
            Consumer<CoreEvent> events, Function<CoreEvent, CompletableFuture<CommandResult>> commands,
            Consumer<BookView> views, LongSupplier position, int depth) {
        this.events = events;
        this.position = position;
        this.commands = commands;
        this.views = views;
        this.depth = depth;
    }

    void add(MarketDataFeed feed) {
        List<Subscription> opened = new ArrayList<>();
        for (Listing listing : feed.listings()) {
            events.accept(new CoreEvent.Listed(listing, feed.venue().name()));
            opened.add(feed.subscribe(listing.id(), depth, views::accept));
        }
        feeds.put(feed, opened);
    }

    void remove(MarketDataFeed feed) {
        List<Subscription> opened = feeds.remove(feed);
        if (opened != null) {
            opened.forEach(Subscription::close);
            feed.listings().forEach(l -> views.accept(BookView.stale(l.id(), 0, 0, "feed removed")));
        }
    }

    void add(VenueAdapter adapter) {
        String venue = adapter.venue().id();
        VenueAdapter other = adapters.putIfAbsent(venue, adapter);
        if (other != null && other != adapter) {
            LOG.error("venue {}: a second adapter was offered and is not used; remove one of the two", venue);
            return;
        }
        subscriptions.put(adapter, adapter.subscribe(new ExecutionListener() {
            @Override
            public void onReport(ExecutionReport report) {
                events.accept(new CoreEvent.Reported(report));
            }

            @Override
            public void onSession(boolean up, String reason) {
                session(new CoreEvent.SessionChanged(venue, up, reason));
                if (up) {
                    askState(new CommandContext("desk", "session-" + STATEMENTS.incrementAndGet()), venue, adapter);
                }
            }
        }));
    }

    private void session(CoreEvent.SessionChanged event) {
        sessions.put(event.venue(), event);
        events.accept(event);
    }

    /** Tells every listing and every session's state again. */
    void repeat() {
        feeds.keySet().stream().sorted((a, b) -> a.venue().id().compareTo(b.venue().id())).forEach(feed ->
                feed.listings().forEach(l -> events.accept(new CoreEvent.Listed(l, feed.venue().name()))));
        sessions.values().stream().sorted((a, b) -> a.venue().compareTo(b.venue())).forEach(events);
    }

    void remove(VenueAdapter adapter) {
        if (adapters.remove(adapter.venue().id(), adapter)) {
            subscriptions.remove(adapter).close();
            session(new CoreEvent.SessionChanged(adapter.venue().id(), false, "adapter removed"));
        }
    }

    void submit(ChildOrder order) {
        send(order, VenueAdapter::submit, ExecutionReport.Type.REJECTED);
    }

    void cancel(ChildOrder order) {
        send(order, VenueAdapter::cancel, ExecutionReport.Type.CANCEL_REJECTED);
    }

    /** A venue that cannot change orders is asked to cancel instead: what is freed is routed again. */
    void replace(ChildOrder original, ChildOrder changed) {
        boolean able = adapters.get(original.listing().venue()) instanceof OrderReplacer;
        send(original, (adapter, order) -> {
            if (able) {
                ((OrderReplacer) adapter).replace(order, changed);
            } else {
                adapter.cancel(order);
            }
        }, ExecutionReport.Type.CANCEL_REJECTED);
    }

    /** Asks what became of an order; a venue that cannot be asked leaves the decision to an operator. */
    void askStatus(ChildOrder order) {
        VenueAdapter adapter = adapters.get(order.listing().venue());
        if (adapter instanceof OrderStatusSource) {
            send(order, (a, o) -> ((OrderStatusSource) a).requestStatus(o), ExecutionReport.Type.UNKNOWN);
        } else if (adapter != null) {
            LOG.warn("{}: the adapter cannot ask what became of order {}; decide with exo:writeoff or exo:fill",
                    order.listing(), order.id());
        }
    }

    /**
     * Asks a venue for its open orders and balances and records what it says.
     *
     * @return the decision on the record; fails when there is no adapter
     */
    CompletableFuture<CommandResult> askState(CommandContext context, String venue) {
        VenueAdapter adapter = adapters.get(venue);
        return adapter == null
                ? CompletableFuture.failedFuture(new IllegalArgumentException(
                        "no adapter for venue " + venue + "; running: " + new java.util.TreeSet<>(adapters.keySet())))
                : askState(context, venue, adapter);
    }

    private CompletableFuture<CommandResult> askState(CommandContext context, String venue, VenueAdapter adapter) {
        long asked = position.getAsLong();
        List<String> failures = new ArrayList<>();
        CompletableFuture<Optional<List<OpenOrder>>> orders = adapter instanceof OpenOrderSource source
                ? answer(source::openOrders, "open orders", failures) : none("open orders", failures);
        CompletableFuture<Optional<Map<String, Long>>> balances = adapter instanceof BalanceSource source
                ? answer(source::balances, "balances", failures) : none("balances", failures);
        return orders.thenCombine(balances, (o, b) -> new CoreEvent.VenueStated(
                context, venue, asked, o.isPresent(), List.copyOf(o.orElse(List.of())),
                b.isPresent() && !b.get().isEmpty(),
                new TreeMap<>(b.orElse(Map.of())), String.join("; ", failures)))
                .thenCompose(commands);
    }

    private static <T> CompletableFuture<Optional<T>> none(String what, List<String> failures) {
        failures.add("the adapter cannot ask for " + what);
        return CompletableFuture.completedFuture(Optional.empty());
    }

    private static <T> CompletableFuture<Optional<T>> answer(
            Supplier<CompletionStage<T>> question, String what, List<String> failures) {
        CompletableFuture<T> answer;
        try {
            answer = question.get().toCompletableFuture();
        } catch (RuntimeException | LinkageError e) {
            answer = CompletableFuture.failedFuture(e);
        }
        return answer.orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS).handle((value, thrown) -> {
            if (thrown != null) {
                synchronized (failures) {
                    failures.add(what + ": " + (thrown instanceof TimeoutException
                            ? "no answer within " + ANSWER_SECONDS + " s" : thrown.getMessage()));
                }
            }
            return Optional.ofNullable(value);
        });
    }

    /** A missing adapter means that nothing left; a throw means that nobody knows. */
    private void send(ChildOrder order, BiConsumer<VenueAdapter, ChildOrder> message, ExecutionReport.Type ifNotSent) {
        VenueAdapter adapter = adapters.get(order.listing().venue());
        if (adapter == null) {
            events.accept(local(order, ifNotSent, "no adapter for venue " + order.listing().venue()));
            return;
        }
        try {
            message.accept(adapter, order);
        } catch (RuntimeException | LinkageError e) {
            LOG.error("{}: adapter threw for order {}; its outcome is unknown", order.listing(), order.id(), e);
            events.accept(local(order, ExecutionReport.Type.UNKNOWN, "adapter threw: " + e));
        }
    }

    private static CoreEvent local(ChildOrder order, ExecutionReport.Type type, String text) {
        long leaves = type == ExecutionReport.Type.REJECTED ? 0 : order.lots();
        return new CoreEvent.Reported(new ExecutionReport(
                order.listing(), order.id(), "", type, "local-" + order.id() + "-" + type, "", 0, leaves, 0, 0, 0, "",
                ExecutionReport.Liquidity.NONE, 0, text));
    }

    void close() {
        List.copyOf(feeds.keySet()).forEach(f -> feeds.remove(f).forEach(Subscription::close));
        List.copyOf(subscriptions.keySet()).forEach(a -> subscriptions.remove(a).close());
        adapters.clear();
    }
}
