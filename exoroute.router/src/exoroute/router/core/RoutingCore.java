package exoroute.router.core;

import exoroute.api.desk.DeskEvent;
import exoroute.api.market.BookView;
import exoroute.api.order.ExecutionReport;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * The state machine of the router: {@code apply(event) -> outputs}. It owns all routing state and is driven by
 * committed log records only, in log order. The same events give the same outputs, bit for bit, on every machine.
 *
 * <p>Not safe for concurrent use: one thread, or a lock around every call.
 */
public final class RoutingCore {
    private final CoreState state = new CoreState();
    private final Progress progress = new Progress(state);
    private final Commands commands = new Commands(state, progress);
    private long position;

    /**
     * Applies one committed event.
     *
     * @param at its log position, greater than that of the last
     * @param logTime its log time, nanoseconds UTC: the only time there is
     * @return what follows, in order
     */
    public List<CoreOutput> apply(long at, long logTime, CoreEvent event) {
        if (at <= position) {
            throw new IllegalArgumentException("position " + at + " does not follow " + position);
        }
        position = at;
        Step step = new Step(at, logTime);
        if (event instanceof CoreEvent.Reported e) {
            reported(step, e.report());
        } else if (event instanceof CoreEvent.BookObserved e) {
            observed(step, e.view());
        } else if (event instanceof CoreEvent.Solved e) {
            progress.solved(step, e);
        } else if (event instanceof CoreEvent.TimerFired e) {
            fired(step, e.timer());
        } else if (event instanceof CoreEvent.OrderPlaced e) {
            commands.placed(step, e);
        } else if (event instanceof CoreEvent.OrderAmended e) {
            commands.amended(step, e);
        } else if (event instanceof CoreEvent.CancelRequested e) {
            commands.cancelRequested(step, e);
        } else if (event instanceof CoreEvent.HaltRequested e) {
            commands.haltRequested(step, e);
        } else if (event instanceof CoreEvent.SessionChanged e) {
            sessionChanged(step, e);
        } else if (event instanceof CoreEvent.Listed e) {
            state.market.list(e.listing(), e.venueName());
        } else if (event instanceof CoreEvent.Configured e) {
            state.config = e.config();
            state.market.conversions(state.config.conversions());
        } else if (event instanceof CoreEvent.Started) {
            started(step);
        }
        step.touched().forEach(parent -> progress.guard(step, parent));
        return step.finish();
    }

    private void reported(Step step, ExecutionReport report) {
        Child child = state.children.get(report.child());
        if (child == null) {
            step.tell(DeskEvent.Type.ALERT, null, report.child(),
                    report.listing() + " reports " + report.type() + " for an order this desk did not send");
            return;
        }
        Parent parent = state.parents.get(child.order.parent());
        step.touch(parent);
        String alert = state.reports.apply(parent, child, state.market.book(child.listing.id()), report);
        step.tell(DeskEvent.Type.CHILD_REPORT, parent, child.order.id(), Texts.report(child, report));
        if (alert != null) {
            step.tell(DeskEvent.Type.ALERT, parent, child.order.id(), child.listing.id() + ": " + alert);
        }
        progress.proceed(step, parent);
    }

    private void observed(Step step, BookView view) {
        ListedBook book = state.market.book(view.listing());
        if (book == null) {
            return;
        }
        BookView before = book.view();
        book.observe(view, step.position);
        for (Parent parent : state.live()) {
            boolean concerned = parent.solve != null && Movement.concerns(parent.solve, view.listing(), state.config);
            boolean bounded = parent.generation < 4 * parent.maxRounds(state.config);
            if (concerned && bounded && Movement.beyond(before, view, state.config.moveThreshold())) {
                step.touch(parent);
                step.tell(DeskEvent.Type.RESOLVING, parent, 0, view.listing() + " moved while solving");
                parent.rounds--;
                progress.solve(step, parent);
            }
        }
    }

    private void fired(Step step, Timer timer) {
        switch (timer.purpose()) {
            case CHILD_SILENT -> {
                Child child = state.children.get(timer.subject());
                if (child != null && child.isInFlight()) {
                    progress.becomeUnknown(step, child, "silent for too long");
                    progress.proceed(step, state.parents.get(child.order.parent()));
                }
            }
            case RETRY -> {
                Parent parent = state.parents.get(timer.subject());
                if (parent != null && !parent.isFinished() && parent.solve == null) {
                    step.touch(parent);
                    progress.proceed(step, parent);
                }
            }
            case DEADLINE -> {
                Parent parent = state.parents.get(timer.subject());
                if (parent != null && state.deadlines.remove(timer.subject(), timer) && !parent.isFinished()) {
                    step.touch(parent);
                    parent.expired = true;
                    parent.solve = null;
                    progress.cancelOpen(step, parent, child -> true);
                    progress.proceed(step, parent);
                }
            }
        }
    }

    private void started(Step step) {
        state.market.restart();
        for (Parent parent : state.live()) {
            step.touch(parent);
            parent.dropSolve();
            for (Child child : parent.children) {
                if (child.isInFlight()) {
                    progress.becomeUnknown(step, child, "router restarted");
                }
            }
            Timer deadline = state.deadlines.get(parent.id);
            if (deadline != null) {
                step.out(new CoreOutput.SetTimer(deadline));
            }
            progress.retryLater(step, parent);
        }
    }

    private void sessionChanged(Step step, CoreEvent.SessionChanged event) {
        state.market.session(event.venue(), event.up());
        for (Parent parent : event.up() ? List.<Parent>of() : state.live()) {
            for (Child child : parent.children) {
                if (child.isInFlight() && child.listing.id().venue().equals(event.venue())) {
                    progress.becomeUnknown(step, child, "session lost: " + event.reason());
                    progress.proceed(step, parent);
                }
            }
        }
    }

    /** The configuration in force. */
    public CoreConfig config() {
        return state.config;
    }

    /** The market as the core knows it; to be read only, under the same confinement. */
    public Market market() {
        return state.market;
    }

    /** Log position of the last event. */
    public long position() {
        return position;
    }

    /** Whether any parent is live: then book views are of interest. */
    public boolean hasLiveParents() {
        return !state.live.isEmpty();
    }

    Collection<Parent> parents() {
        return Collections.unmodifiableCollection(state.parents.values());
    }

    Parent parent(long id) {
        return state.parents.get(id);
    }
}
