package exoroute.router.runtime;

import exoroute.api.market.BookView;
import exoroute.api.market.ListingId;
import exoroute.router.core.CoreEvent;
import java.util.Map;

/**
 * Book views on their way into the log: what {@link ViewGate} lets through, when. While too much is under way live views
 * wait, so that only the newest of each book is recorded. Taking and offering are one step, so that a decision never
 * overtakes a view that the gate let through. Any thread.
 */
final class BookIntake {
    /** Views wait for newer ones while so many events are under way. */
    private static final long CROWDED = 1_024;

    private final ViewGate gate = new ViewGate();
    private final Intake intake;
    private volatile boolean active;

    BookIntake(Intake intake) {
        this.intake = intake;
    }

    /** Whether orders are live: then moves of the best prices are recorded. */
    void active(boolean value) {
        active = value;
    }

    /** A feed shows a view. */
    void observe(BookView view) {
        synchronized (gate) {
            if (gate.take(view, active)) {
                intake.offer(new CoreEvent.BookObserved(view));
            }
        }
    }

    /** Records what the books show now, where that is newer. */
    void flush() {
        synchronized (gate) {
            gate.due().forEach(view -> intake.offer(new CoreEvent.BookObserved(view)));
        }
    }

    /** What was recorded may be lost: everything is due again. */
    void forget() {
        synchronized (gate) {
            gate.forget();
        }
    }

    /** So many events are under way. */
    void backlog(long events) {
        if (events > CROWDED) {
            gate.crowded(true);
        } else if (events < CROWDED / 2 && gate.isCrowded()) {
            gate.crowded(false);
            flush();
        }
    }

    /** Views that were left to newer ones because too much was under way. */
    long conflated() {
        return gate.conflated();
    }

    /** The newest view of every listing. */
    Map<ListingId, BookView> latest() {
        return gate.latest();
    }
}
