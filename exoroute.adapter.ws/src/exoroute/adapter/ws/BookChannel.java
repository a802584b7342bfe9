package exoroute.adapter.ws;

import exoroute.api.adapter.BookListener;
import exoroute.api.adapter.FeedStatistics;
import exoroute.api.adapter.Subscription;
import exoroute.api.market.BookView;
import exoroute.api.market.ListingId;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One listing's book with those who listen to it. The fields and methods belong to the event loop's thread, except
 * {@link #view} and {@link #statistics}, which any thread may read.
 */
final class BookChannel {
    private static final Logger LOG = LoggerFactory.getLogger(BookChannel.class);
    private static final int PROVED = 100;

    private static final class Listener implements Subscription {
        private final int depth;
        private final BookListener listener;
        private volatile boolean closed;

        Listener(int depth, BookListener listener) {
            this.depth = depth;
            this.listener = listener;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    final ListingBook book;
    /** Delays between rebuilds that did not help. */
    final Backoff backoff;

    /** Raised when the book is given up, so that late answers are ignored. */
    long generation;

    long waitingSince;
    private final ListingId id;
    private final List<Listener> listeners = new ArrayList<>();
    private long resubscriptions;
    private long sequence;
    private long liveFrom;
    private volatile BookView view;
    private volatile FeedStatistics statistics;

    BookChannel(ListingBook book, Backoff backoff) {
        this.book = book;
        this.backoff = backoff;
        id = book.listing().id();
        view = BookView.stale(id, 0, 0, "not connected yet");
        statistics = book.statistics(0);
    }

    String symbol() {
        return id.symbol();
    }

    /** Any thread. */
    BookView view() {
        return view;
    }

    /** Any thread. */
    FeedStatistics statistics() {
        return statistics;
    }

    /** A new listener; nothing is told before {@link #begin}. Any thread. */
    static Subscription listener(int depth, BookListener listener) {
        return new Listener(depth, listener);
    }

    void begin(Subscription subscription) {
        Listener listener = (Listener) subscription;
        listeners.add(listener);
        tell(listener, view);
    }

    /** Gives the book up, tells it and counts. */
    void stale(String reason, boolean closed) {
        generation++;
        view = BookView.stale(id, ++sequence, book.venueTime(), reason);
        book.restart(closed);
        listeners.forEach(listener -> tell(listener, view));
        count();
    }

    /** Publishes what the last message changed. */
    void changed() {
        int touched = book.levels().refresh();
        boolean wasLive = view.isLive();
        if (book.isLive() && (!wasLive || touched != Integer.MAX_VALUE)) {
            view = new BookView(id, ++sequence, book.venueTime(), BookView.State.LIVE, "", book.levels().immutable());
            count();
            for (Listener listener : listeners) {
                if (!wasLive || touched < listener.depth) {
                    tell(listener, view);
                }
            }
            listeners.removeIf(listener -> listener.closed);
            proved(wasLive);
        }
        count();
    }

    private void proved(boolean wasLive) {
        if (!wasLive) {
            liveFrom = book.bookMessages();
        } else if (book.bookMessages() - liveFrom == PROVED) {
            backoff.reset();
        }
    }

    void countResubscription() {
        resubscriptions++;
        count();
    }

    void count() {
        statistics = book.statistics(resubscriptions);
    }

    private void tell(Listener to, BookView full) {
        if (to.closed) {
            return;
        }
        try {
            to.listener.onView(cut(full, to.depth));
        } catch (RuntimeException e) {
            LOG.error("{}: a book listener failed on view {}; it stays subscribed", id, full.sequence(), e);
        }
    }

    /** The view with at most {@code depth} levels a side. */
    static BookView cut(BookView v, int depth) {
        return new BookView(v.listing(), v.sequence(), v.venueTime(), v.state(), v.reason(), v.book().top(depth));
    }
}
