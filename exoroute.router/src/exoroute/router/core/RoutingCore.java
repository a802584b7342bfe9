package exoroute.router.core;

import exoroute.api.desk.DeskEvent;
import exoroute.api.market.BookView;
import exoroute.api.order.ExecutionReport;
import exoroute.api.order.OrderStatus;
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
    /** Executions of unknown orders that are kept for reconciliation. */
    private static final int FOREIGN = 1_000;
    private static final int DESK_DELTAS = 1_000;

    private final CoreState state = new CoreState();
    private final Inquiry inquiry = new Inquiry(state);
    private final Progress progress = new Progress(state, inquiry);
    private final Failover failover = new Failover(state, progress);
    private final Commands commands = new Commands(state, progress);
    private final Decisions decisions = new Decisions(state, progress);
    private final Reconciling reconciling = new Reconciling(state, inquiry);
    private long position;

    /** A core before its first event. */
    public RoutingCore() {}

    /** A core that goes on as the one did that the snapshot was taken of. */
    public RoutingCore(CoreSnapshot snapshot) {
        Freezer.thaw(snapshot, state);
        position = snapshot.position();
    }

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
        Step step = new Step(at, logTime, state.desk);
        dispatch(step, event);
        for (Parent parent : step.touched()) {
            progress.guard(step, parent);
        }
        List<CoreOutput> outputs = step.finish();
        state.desk.keep(DESK_DELTAS);
        if (++state.sinceSnapshot >= state.config.retention().snapshotEvents()) {
            state.sinceSnapshot = 0;
            outputs.add(new CoreOutput.Frozen(Freezer.freeze(state, position)));
        }
        return outputs;
    }

    private void dispatch(Step step, CoreEvent event) {
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
        } else if (event instanceof CoreEvent.WrittenOff e) {
            decisions.writtenOff(step, e);
        } else if (event instanceof CoreEvent.FillBooked e) {
            decisions.fillBooked(step, e);
        } else if (event instanceof CoreEvent.VenueReadmitted e) {
            failover.readmit(step, e);
        } else if (event instanceof CoreEvent.VenueStated e) {
            reconciling.stated(step, e);
        } else if (event instanceof CoreEvent.Restored) {
            resume(step);
        } else if (event instanceof CoreEvent.Started) {
            started(step);
        }
    }

    private void reported(Step step, ExecutionReport report) {
        Child child = state.children.get(report.child());
        if (child == null) {
            foreign(step, report);
            return;
        }
        Parent parent = state.parents.get(child.order.parent());
        step.touch(parent);
        OrderStatus before = child.status;
        Reports.Outcome outcome = state.reports.apply(parent, child, state.market.book(child.listing.id()), report);
        step.tell(DeskEvent.Type.CHILD_REPORT, parent, child.order.id(), Texts.report(child, report));
        if (outcome.alert() != null) {
            step.tell(DeskEvent.Type.ALERT, parent, child.order.id(), child.listing.id() + ": " + outcome.alert());
        }
        inquiry.reported(step, parent, child, before, report);
        state.working.update(child);
        if (outcome.counted()) {
            state.holdings.active(child.listing.id().venue(), step.position);
            failover.reported(step, child, before, report);
        }
        progress.proceed(step, parent);
    }

    private void foreign(Step step, ExecutionReport report) {
        if (report.lastLots() > 0) {
            state.foreign.add(report);
            if (state.foreign.size() > FOREIGN) {
                state.foreign.remove(0);
            }
        }
        step.tell(DeskEvent.Type.ALERT, null, report.child(), report.listing() + " reports " + report.type()
                + " for an order this desk did not send, or no longer keeps; see exo:reconcile "
                + report.listing().venue());
    }

    private void observed(Step step, BookView view) {
        ListedBook book = state.market.book(view.listing());
        if (book == null) {
            return;
        }
        BookView before = book.view();
        book.observe(view, step.position);
        if (state.solving.isEmpty() && state.waiting.isEmpty()
                || !Movement.beyond(before, view, state.config.moveThreshold())) {
            return;
        }
        for (Parent parent : List.copyOf(state.solving.values())) {
            boolean bounded = parent.generation < 4 * parent.maxRounds(state.config);
            if (bounded && Movement.concerns(parent.solve, view.listing(), state.config)) {
                step.touch(parent);
                step.tell(DeskEvent.Type.RESOLVING, parent, 0, view.listing() + " moved while solving");
                parent.rounds--;
                progress.solve(step, parent);
            }
        }
        for (Parent parent : List.copyOf(state.waiting.values())) {
            if (parent.wakesOnBook && view.isLive() && state.market.concerns(view.listing(), parent.instrument)) {
                progress.wake(step, parent);
            }
        }
    }

    private void fired(Step step, Timer timer) {
        switch (timer.purpose()) {
            case CHILD_SILENT -> {
                Child child = state.children.get(timer.subject());
                if (child != null && child.isInFlight() && child.silentDue == timer.due()) {
                    inquiry.becomeUnknown(step, child, "silent for too long");
                    failover.silent(step, child.listing.id().venue());
                    progress.proceed(step, state.parents.get(child.order.parent()));
                }
            }
            case ASK -> inquiry.due(step, timer);
            case READMIT -> failover.due(step, timer);
            case RETRY -> {
                Parent parent = state.waiting.get(timer.subject());
                if (parent != null && parent.retryDue == timer.due()) {
                    progress.wake(step, parent);
                }
            }
            case DEADLINE -> {
                Parent parent = state.parents.get(timer.subject());
                if (parent != null && state.deadlines.remove(timer.subject(), timer) && !parent.isFinished()) {
                    step.touch(parent);
                    parent.expired = true;
                    state.solving(parent, null);
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
            for (Child child : parent.children) {
                if (child.isInFlight()) {
                    inquiry.becomeUnknown(step, child, "router restarted");
                }
            }
        }
        resume(step);
    }

    /** Answers and timers that were under way are lost: they are asked for and set again. */
    private void resume(Step step) {
        failover.restarted(step);
        for (Parent parent : state.live()) {
            step.touch(parent);
            state.dropSolve(parent);
            Timer deadline = state.deadlines.get(parent.id);
            if (deadline != null) {
                step.out(new CoreOutput.SetTimer(deadline));
            }
            for (Child child : parent.children) {
                if (child.isInFlight()) {
                    inquiry.expectWord(step, child);
                } else {
                    inquiry.goOn(step, child);
                }
            }
            progress.pause(step, parent);
        }
    }

    private void sessionChanged(Step step, CoreEvent.SessionChanged event) {
        boolean wasUp = state.market.isUp(event.venue());
        state.market.session(event.venue(), event.up(), step.logTime);
        if (event.up()) {
            inquiry.sessionUp(step, event.venue());
            return;
        }
        for (Child child : state.working.at(event.venue())) {
            if (child.isInFlight()) {
                inquiry.becomeUnknown(step, child, "session lost: " + event.reason());
                progress.proceed(step, state.parents.get(child.order.parent()));
            }
        }
        if (wasUp) {
            failover.lost(step, event.venue());
        }
    }

    /** The whole state after the last event. */
    public CoreSnapshot snapshot() {
        return Freezer.freeze(state, position);
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

    CoreState state() {
        return state;
    }

    Collection<Parent> parents() {
        return Collections.unmodifiableCollection(state.parents.values());
    }

    Parent parent(long id) {
        return state.parents.get(id);
    }
}
