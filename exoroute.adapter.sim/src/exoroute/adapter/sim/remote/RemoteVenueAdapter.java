package exoroute.adapter.sim.remote;

import exoroute.adapter.sim.SimFeed;
import exoroute.adapter.sim.SimSession;
import exoroute.adapter.sim.wire.Frame;
import exoroute.adapter.sim.wire.FrameType;
import exoroute.adapter.sim.wire.Hello;
import exoroute.adapter.sim.wire.ProtocolException;
import exoroute.adapter.sim.wire.Welcome;
import exoroute.adapter.sim.wire.Wire;
import exoroute.api.adapter.BalanceSource;
import exoroute.api.adapter.ExecutionListener;
import exoroute.api.adapter.MarketDataFeed;
import exoroute.api.adapter.MassCanceller;
import exoroute.api.adapter.OpenOrder;
import exoroute.api.adapter.OpenOrderSource;
import exoroute.api.adapter.OrderReplacer;
import exoroute.api.adapter.OrderStatusSource;
import exoroute.api.adapter.Subscription;
import exoroute.api.adapter.VenueAdapter;
import exoroute.api.market.BookView;
import exoroute.api.market.Listing;
import exoroute.api.market.Venue;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.ExecutionReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A venue in another process. Messages are queued to a thread that writes; a full queue or a lost connection throws. A
 * message that a lost connection did not take is answered by UNKNOWN and never sent again. Within this process the
 * session resumes after the last report that was delivered; a new process begins with what comes then, and asks for the
 * status of its orders itself. Reports, session changes and books come on the reading thread. Safe from any thread.
 */
public final class RemoteVenueAdapter
        implements VenueAdapter, OrderReplacer, MassCanceller, OrderStatusSource, OpenOrderSource, BalanceSource,
                RemoteLink.Events, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteVenueAdapter.class);

    private final Venue identity;
    private final Runnable onListings;
    private final SimSession session;
    private final SimFeed feed;
    private final Questions questions;
    private final RemoteLink link;
    private final AtomicLong unknowns = new AtomicLong();
    private volatile List<Listing> listings = List.of();
    /** On the reading thread. */
    private long delivered = Hello.NONE;

    /**
     * A venue that is not connected yet.
     *
     * @param onListings called on the reading thread when it is known what the venue lists, and when that changes
     */
    public RemoteVenueAdapter(RemoteTarget target, Runnable onListings) {
        this.identity = target.venue();
        this.onListings = onListings;
        this.session = new SimSession(identity.id(), false, "not connected yet");
        this.feed = new SimFeed(identity, List.of());
        this.questions = new Questions(identity.id());
        this.link = new RemoteLink(target, this);
    }

    /** Begins to connect; call once. */
    public void start() {
        link.start();
    }

    /** The venue's books; without listings until the first handshake. */
    public MarketDataFeed feed() {
        return feed;
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
        send(FrameType.SUBMIT, order);
    }

    @Override
    public void cancel(ChildOrder order) {
        send(FrameType.CANCEL, order);
    }

    @Override
    public void replace(ChildOrder original, ChildOrder changed) {
        send(FrameType.REPLACE, changed);
    }

    @Override
    public void requestStatus(ChildOrder order) {
        send(FrameType.STATUS, order);
    }

    @Override
    public void cancelAll() {
        send(FrameType.CANCEL_ALL, null, out -> { });
    }

    private void send(FrameType type, ChildOrder order) {
        send(type, order, out -> Wire.order(out, order));
    }

    private void send(FrameType type, ChildOrder order, Frame.Writing content) {
        String why;
        try {
            why = link.offer(new Message(Frame.of(type, content), order));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (why != null) {
            throw new IllegalStateException("venue " + identity.id() + ": " + type
                    + (order == null ? "" : " of order " + order.id()) + " was not sent: " + why);
        }
    }

    @Override
    public CompletionStage<List<OpenOrder>> openOrders() {
        return ask(FrameType.OPEN_ORDERS, questions.openOrders());
    }

    @Override
    public CompletionStage<Map<String, Long>> balances() {
        return ask(FrameType.BALANCES, questions.balances());
    }

    private <T> CompletionStage<T> ask(FrameType type, Questions.Question<T> question) {
        try {
            send(type, null, out -> out.writeLong(question.number()));
        } catch (RuntimeException e) {
            questions.fail(question.number(), e);
        }
        return question.answer();
    }

    @Override
    public Subscription subscribe(ExecutionListener listener) {
        return session.subscribe(listener);
    }

    @Override
    public long resumeAfter() {
        return delivered;
    }

    @Override
    public void up(Welcome welcome) {
        boolean changed = !welcome.listings().equals(listings);
        listings = welcome.listings();
        feed.list(listings);
        if (delivered == Hello.NONE) {
            delivered = welcome.lastReport();
        }
        LOG.info("venue {}: connected, resuming after report {}", identity.id(), delivered);
        session.change(true, "connected");
        if (changed) {
            onListings.run();
        }
    }

    @Override
    public void frame(Frame frame) throws IOException {
        switch (frame.type()) {
            case REPORT -> report(frame);
            case BOOK -> {
                BookView view = frame.read(Wire::book);
                if (listings.stream().noneMatch(l -> l.id().equals(view.listing()))) {
                    throw new ProtocolException("a book of " + view.listing() + ", which the venue does not list");
                }
                feed.show(view.listing(), view.book(), view.venueTime());
            }
            case OPEN_ORDERS_ANSWER -> questions.openOrders(frame);
            case BALANCES_ANSWER -> questions.balances(frame);
            default -> throw new ProtocolException("a " + frame.type() + " frame is not for a trader");
        }
    }

    private void report(Frame frame) throws IOException {
        record Numbered(long number, ExecutionReport report) {}
        Numbered next = frame.read(in -> new Numbered(in.readLong(), Wire.report(in)));
        if (next.number <= delivered) {
            return; // sent again after a reconnect, delivered before
        }
        if (next.number != delivered + 1) {
            throw new ProtocolException("report " + next.number + " follows report " + delivered);
        }
        session.report(next.report);
        delivered = next.number;
    }

    @Override
    public void tick() {
        questions.failOverdue();
    }

    @Override
    public void down(String reason, List<Message> unwritten) {
        if (session.isUp()) {
            LOG.warn("venue {}: {}; {} messages were not sent", identity.id(), reason, unwritten.size());
        } else {
            LOG.debug("venue {}: {}", identity.id(), reason);
        }
        feed.stale(reason);
        session.change(false, reason);
        unwritten.stream().filter(m -> m.order() != null).forEach(m -> session.local(unknown(m, reason)));
        questions.failAll(reason);
    }

    private ExecutionReport unknown(Message message, String reason) {
        ChildOrder order = message.order();
        return new ExecutionReport(
                order.listing(), order.id(), "", ExecutionReport.Type.UNKNOWN,
                "local-" + order.id() + "-" + message.frame().type() + "-" + unknowns.incrementAndGet(), "", 0,
                order.lots(), 0, 0, 0, "", ExecutionReport.Liquidity.NONE, 0,
                message.frame().type() + " was not sent, or not all of it: " + reason);
    }

    @Override
    public void close() {
        session.close("closed by this side");
        feed.stale("closed by this side");
        link.close();
    }
}
