package exoroute.adapter.sim;

import exoroute.api.adapter.ExecutionListener;
import exoroute.api.adapter.MassCanceller;
import exoroute.api.adapter.OrderReplacer;
import exoroute.api.adapter.OrderStatusSource;
import exoroute.api.adapter.Subscription;
import exoroute.api.adapter.VenueAdapter;
import exoroute.api.market.BookView;
import exoroute.api.market.Listing;
import exoroute.api.market.ListingId;
import exoroute.api.market.Venue;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.ExecutionReport;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A simulated venue with a thread of its own that moves its virtual clock with real time. Everything that reaches
 * the venue is queued to that thread; nothing blocks the caller.
 */
public final class SimVenueAdapter
        implements VenueAdapter, OrderReplacer, MassCanceller, OrderStatusSource, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SimVenueAdapter.class);

    private final Venue identity;
    private final List<Listing> listings;
    private final LongSupplier time;
    private final VirtualClock clock;
    private final SimVenue venue;
    private final Map<ListingId, PaperLiquidity> paper = new TreeMap<>();
    private final List<ExecutionListener> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService thread;
    private volatile SimFeed feed;
    private long wakeAt = Long.MAX_VALUE;

    /**
     * Opens the venue.
     *
     * @param listings what trades; sorted by id
     * @param time nanoseconds UTC, read on the venue's thread
     */
    public SimVenueAdapter(Venue identity, List<Listing> listings, VenueModel model, LongSupplier time) {
        this.identity = identity;
        this.listings = List.copyOf(listings);
        this.time = time;
        this.clock = new VirtualClock(time.getAsLong());
        this.venue = new SimVenue(identity.id(), clock, model, this::deliver);
        listings.forEach(venue::list);
        this.thread = Executors.newSingleThreadScheduledExecutor(
                task -> new Thread(task, "exoroute-sim-" + identity.id()));
    }

    /** Makes a listing follow a feed's views; call before the first view. */
    void followPaper(ListingId listing) {
        paper.put(listing, new PaperLiquidity(venue, listing));
    }

    /** Opens the venue's own books with orders of others and publishes them; call once, first of all. */
    SimFeed openBook(List<ListingText.Quote> quotes) {
        feed = new SimFeed(identity, listings);
        post(() -> quotes.forEach(q -> venue.arrive(q.listing(), q.side(), q.ticks(), q.lots())));
        return feed;
    }

    /** A view of a followed listing; one that comes after the close changes nothing. */
    void onView(BookView view) {
        postUnlessClosed(() -> paper.get(view.listing()).follow(view));
    }

    private void postUnlessClosed(Runnable task) {
        try {
            post(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("venue {}: closed, nothing is simulated any more", identity.id());
        }
    }

    private void post(Runnable task) {
        thread.execute(() -> {
            try {
                clock.advanceTo(time.getAsLong());
                task.run();
                clock.advanceTo(clock.now());
                show();
            } catch (RuntimeException | Error e) {
                LOG.error("venue {}: the simulation failed", identity.id(), e);
            }
            wakeLater();
        });
    }

    private void show() {
        if (feed != null) {
            listings.forEach(l -> feed.show(l.id(), venue.book(l.id()).snapshot(), clock.now()));
        }
    }

    private void wakeLater() {
        long due = clock.nextDue();
        if (due < wakeAt && !thread.isShutdown()) {
            wakeAt = due;
            thread.schedule(() -> {
                wakeAt = Long.MAX_VALUE;
                postUnlessClosed(() -> { });
            }, Math.max(0, due - time.getAsLong()), TimeUnit.NANOSECONDS);
        }
    }

    private void deliver(ExecutionReport report) {
        for (ExecutionListener listener : listeners) {
            try {
                listener.onReport(report);
            } catch (RuntimeException | Error e) {
                LOG.error("venue {}: a listener threw at report {}", identity.id(), report.execId(), e);
            }
        }
    }

    @Override
    public Venue venue() {
        return identity;
    }

    @Override
    public List<Listing> listings() {
        return listings;
    }

    @Override
    public void submit(ChildOrder order) {
        post(() -> venue.submit(order));
    }

    @Override
    public void cancel(ChildOrder order) {
        post(() -> venue.cancel(order));
    }

    @Override
    public void replace(ChildOrder original, ChildOrder changed) {
        post(() -> venue.replace(changed));
    }

    @Override
    public void cancelAll() {
        post(venue::cancelAll);
    }

    @Override
    public void requestStatus(ChildOrder order) {
        post(() -> venue.requestStatus(order));
    }

    @Override
    public Subscription subscribe(ExecutionListener listener) {
        listeners.add(listener);
        listener.onSession(true, "simulated venue");
        return () -> listeners.remove(listener);
    }

    @Override
    public void close() {
        listeners.forEach(listener -> listener.onSession(false, "simulated venue closed"));
        listeners.clear();
        thread.shutdownNow();
    }
}
