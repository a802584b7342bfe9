package exoroute.adapter.sim;

import exoroute.api.adapter.BalanceSource;
import exoroute.api.adapter.ExecutionListener;
import exoroute.api.adapter.MassCanceller;
import exoroute.api.adapter.OpenOrder;
import exoroute.api.adapter.OpenOrderSource;
import exoroute.api.adapter.OrderReplacer;
import exoroute.api.adapter.OrderStatusSource;
import exoroute.api.adapter.Subscription;
import exoroute.api.adapter.VenueAdapter;
import exoroute.api.market.BookView;
import exoroute.api.market.Listing;
import exoroute.api.market.ListingId;
import exoroute.api.market.Venue;
import exoroute.api.order.ChildOrder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A simulated venue with a thread of its own that moves its virtual clock with real time. Everything that reaches
 * the venue is queued to that thread; nothing blocks the caller.
 */
public final class SimVenueAdapter
        implements VenueAdapter, OrderReplacer, MassCanceller, OrderStatusSource, OpenOrderSource, BalanceSource,
                AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SimVenueAdapter.class);

    private static final long NO_ANSWER = TimeUnit.SECONDS.toNanos(5);

    private final Venue identity;
    private final List<Listing> listings;
    private final LongSupplier time;
    private final VirtualClock clock;
    private final SimVenue venue;
    private final Map<ListingId, PaperLiquidity> paper = new TreeMap<>();
    private final SimSession session;
    private final ScheduledExecutorService thread;
    private volatile SimFeed feed;
    private long wakeAt = Long.MAX_VALUE;

    /** Opens a venue that keeps no balances. */
    public SimVenueAdapter(Venue identity, List<Listing> listings, VenueModel model, LongSupplier time) {
        this(identity, listings, model, Map.of(), time);
    }

    /**
     * Opens the venue.
     *
     * @param listings what trades; sorted by id
     * @param balances at the start, 10^-8 by currency; empty for none
     * @param time nanoseconds UTC, read on the venue's thread
     */
    public SimVenueAdapter(
            Venue identity, List<Listing> listings, VenueModel model, Map<String, Long> balances, LongSupplier time) {
        this.identity = identity;
        this.listings = List.copyOf(listings);
        this.time = time;
        this.clock = new VirtualClock(time.getAsLong());
        this.session = new SimSession(identity.id(), true, "simulated venue");
        String ids = identity.id() + "-" + Long.toString(clock.now(), Character.MAX_RADIX);
        this.venue = new SimVenue(identity.id(), clock, model, session::report, new Balances(balances),
                VenueRecorder.NONE, new ExecIds(ids, 0));
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
        post(new QuotedLiquidity(venue, quotes)::open);
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
            listings.forEach(l -> feed.show(l.id(), venue.shown(l.id()), clock.now()));
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
        send(() -> venue.submit(order));
    }

    @Override
    public void cancel(ChildOrder order) {
        send(() -> venue.cancel(order));
    }

    @Override
    public void replace(ChildOrder original, ChildOrder changed) {
        send(() -> venue.replace(changed));
    }

    @Override
    public void cancelAll() {
        send(venue::cancelAll);
    }

    @Override
    public void requestStatus(ChildOrder order) {
        send(() -> venue.requestStatus(order));
    }

    @Override
    public CompletionStage<List<OpenOrder>> openOrders() {
        return ask(venue::openOrders);
    }

    @Override
    public CompletionStage<Map<String, Long>> balances() {
        return ask(venue::balances);
    }

    private <T> CompletionStage<T> ask(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        send(() -> {
            if (venue.answers()) {
                answer.complete(question.get());
            } else {
                clock.schedule(clock.now() + NO_ANSWER, () -> answer.completeExceptionally(new TimeoutException(
                        "venue " + identity.id() + " did not answer within 5 s")));
            }
        });
        return answer;
    }

    /** Reaches the venue only while the session is up. */
    private void send(Runnable message) {
        if (!session.isUp()) {
            throw new IllegalStateException("venue " + identity.id() + ": the session is down (" + session.reason()
                    + "); the message was not sent");
        }
        post(message);
    }

    /** What the venue does wrong from now on. */
    public void faults(Faults faults) {
        post(() -> {
            venue.faults(faults);
            session.change(true, "simulated venue");
            flapLater(faults);
        });
    }

    private void flapLater(Faults faults) {
        if (faults.flap() > 0) {
            clock.schedule(clock.now() + faults.flap(), () -> {
                if (venue.faults() == faults) {
                    session.change(!session.isUp(), "simulated venue: the session flaps");
                    flapLater(faults);
                }
            });
        }
    }

    /** The venue declares a fill void; a fill that does not stand is logged. */
    public void bust(String execId) {
        post(() -> venue.bust(execId));
    }

    /** The venue declares that a fill had another size and price; a fill that does not stand is logged. */
    public void correct(String execId, long lots, long ticks) {
        post(() -> venue.correct(execId, lots, ticks));
    }

    @Override
    public Subscription subscribe(ExecutionListener listener) {
        return session.subscribe(listener);
    }

    @Override
    public void close() {
        session.close("simulated venue closed");
        thread.shutdownNow();
    }
}
