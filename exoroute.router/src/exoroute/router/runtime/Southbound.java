package exoroute.router.runtime;

import exoroute.api.adapter.ExecutionListener;
import exoroute.api.adapter.MarketDataFeed;
import exoroute.api.adapter.Subscription;
import exoroute.api.adapter.VenueAdapter;
import exoroute.api.market.BookView;
import exoroute.api.market.Listing;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.ExecutionReport;
import exoroute.router.core.CoreEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Feeds and adapters as they come and go: their words become events, the core's commands reach them. Any thread. */
final class Southbound {
    private static final Logger LOG = LoggerFactory.getLogger(Southbound.class);

    private final Consumer<CoreEvent> events;
    private final Consumer<BookView> views;
    private final int depth;
    private final Map<MarketDataFeed, List<Subscription>> feeds = new ConcurrentHashMap<>();
    private final Map<VenueAdapter, Subscription> subscriptions = new ConcurrentHashMap<>();
    private final Map<String, VenueAdapter> adapters = new ConcurrentHashMap<>();

    Southbound(Consumer<CoreEvent> events, Consumer<BookView> views, int depth) {
        this.events = events;
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
                events.accept(new CoreEvent.SessionChanged(venue, up, reason));
            }
        }));
    }

    void remove(VenueAdapter adapter) {
        if (adapters.remove(adapter.venue().id(), adapter)) {
            subscriptions.remove(adapter).close();
            events.accept(new CoreEvent.SessionChanged(adapter.venue().id(), false, "adapter removed"));
        }
    }

    void submit(ChildOrder order) {
        send(order, VenueAdapter::submit, ExecutionReport.Type.REJECTED);
    }

    void cancel(ChildOrder order) {
        send(order, VenueAdapter::cancel, ExecutionReport.Type.CANCEL_REJECTED);
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
