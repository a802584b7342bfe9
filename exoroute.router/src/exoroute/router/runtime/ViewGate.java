package exoroute.router.runtime;

import exoroute.api.market.BookView;
import exoroute.api.market.ListingId;
import exoroute.api.market.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Decides when a book view is worth a log record. A view is, when its state changed or none was recorded yet; while
 * orders are live also when the best bid or ask changed; and always at the moment a decision needs it (see {@link
 * #due}). Everything else stays out: for the core it did not happen. Pure but for its memory; one lock.
 */
final class ViewGate {
    private final Map<ListingId, BookView> latest = new TreeMap<>();
    private final Map<ListingId, BookView> recorded = new TreeMap<>();
    private boolean crowded;
    private long conflated;

    /**
     * Takes a view.
     *
     * @param active whether orders are live
     * @return whether it must be recorded now
     */
    synchronized boolean take(BookView view, boolean active) {
        latest.put(view.listing(), view);
        BookView last = recorded.get(view.listing());
        boolean worth = last == null || last.state() != view.state() || (active && touchMoved(last, view));
        if (worth && crowded && view.isLive()) {
            conflated++;
            return false;
        }
        if (worth) {
            recorded.put(view.listing(), view);
        }
        return worth;
    }

    /** Whether live views wait, so that only the newest of each book is recorded, because too much is under way. */
    synchronized void crowded(boolean value) {
        crowded = value;
    }

    synchronized boolean isCrowded() {
        return crowded;
    }

    /** Views that were worth a record and were left to a newer one. */
    synchronized long conflated() {
        return conflated;
    }

    /** What was recorded counts no longer: everything is due again. */
    synchronized void forget() {
        recorded.clear();
    }

    /** All views newer than what was recorded, in listing order; they count as recorded from now on. */
    synchronized List<BookView> due() {
        List<BookView> due = new ArrayList<>();
        latest.forEach((id, view) -> {
            BookView last = recorded.get(id);
            if (last == null || last.state() != view.state() || !last.book().equals(view.book())) {
                due.add(view);
                recorded.put(id, view);
            }
        });
        return due;
    }

    /** The newest view of every listing. */
    synchronized Map<ListingId, BookView> latest() {
        return new TreeMap<>(latest);
    }

    private static boolean touchMoved(BookView a, BookView b) {
        return touchMoved(a, b, Side.BUY) || touchMoved(a, b, Side.SELL);
    }

    private static boolean touchMoved(BookView a, BookView b, Side side) {
        boolean had = a.book().levels(side) > 0;
        boolean has = b.book().levels(side) > 0;
        return had != has || (has && a.book().price(side, 0) != b.book().price(side, 0));
    }
}
