package exoroute.router.core;

import exoroute.api.desk.CommandResult;
import exoroute.api.desk.DeskEvent;
import exoroute.api.desk.HaltLevel;
import exoroute.api.market.BookView;
import exoroute.api.order.ExecutionReport;
import exoroute.api.order.OrderStatus;
import exoroute.api.plan.PlanDelta;
import exoroute.api.plan.PlanStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

/**
 * The state machine of the router: {@code apply(event) -> outputs}. It owns all routing state and is driven by
 * committed log records only, in log order. The same events give the same outputs, bit for bit, on every machine.
 *
 * <p>Not safe for concurrent use: one thread, or a lock around every call.
 */
public final class RoutingCore {
    private final Market market = new Market();
    private final TreeMap<Long, Parent> parents = new TreeMap<>();
    /** Those that are not finished: what most events look at. */
    private final TreeMap<Long, Parent> live = new TreeMap<>();
    private final TreeMap<Long, Child> children = new TreeMap<>();
    private final RiskCheck risk = new RiskCheck();
    private final Reports reports = new Reports();
    private final TreeMap<Long, Timer> deadlines = new TreeMap<>();
    private CoreConfig config = CoreConfig.NONE;
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
            solved(step, e);
        } else if (event instanceof CoreEvent.TimerFired e) {
            fired(step, e.timer());
        } else if (event instanceof CoreEvent.OrderPlaced e) {
            placed(step, e);
        } else if (event instanceof CoreEvent.OrderAmended e) {
            amended(step, e);
        } else if (event instanceof CoreEvent.CancelRequested e) {
            cancelRequested(step, e);
        } else if (event instanceof CoreEvent.HaltRequested e) {
            haltRequested(step, e);
        } else if (event instanceof CoreEvent.SessionChanged e) {
            sessionChanged(step, e);
        } else if (event instanceof CoreEvent.Listed e) {
            market.list(e.listing(), e.venueName());
        } else if (event instanceof CoreEvent.Configured e) {
            config = e.config();
            market.conversions(config.conversions());
        } else if (event instanceof CoreEvent.Started) {
            started(step);
        }
        return step.finish();
    }

    private void placed(Step step, CoreEvent.OrderPlaced event) {
        boolean first = risk.isFirst(event.context());
        String refusal = first
                ? risk.refusal(event.order(), config, market, step.logTime)
                : "request id " + event.context().requestId() + " was used before by " + event.context().actor()
                        + "; a repetition is not accepted twice, use a new id for a new order";
        if (refusal != null) {
            step.refuse(refusal);
            return;
        }
        var instrument = config.instrument(event.order().instrument());
        Parent parent = new Parent(step.position, step.logTime, event.context(), instrument, event.order());
        parents.put(parent.id, parent);
        live.put(parent.id, parent);
        step.touch(parent);
        long mid = market.mid(instrument, parent.order);
        risk.accepted(instrument, Amounts.notional(mid, parent.order.quantity(), instrument.sizeScale()), step.logTime);
        parent.change(new exoroute.api.plan.PlanChange.Opened(
                instrument.symbol(), parent.order.side(), parent.order.quantity()));
        step.accept(parent.id);
        deadline(step, parent);
        solve(step, parent);
    }

    private void deadline(Step step, Parent parent) {
        deadlines.remove(parent.id);
        if (parent.order.deadline() != 0) {
            Timer timer = new Timer(Timer.Purpose.DEADLINE, parent.id, parent.order.deadline());
            deadlines.put(parent.id, timer);
            step.out(new CoreOutput.SetTimer(timer));
        }
    }

    private void amended(Step step, CoreEvent.OrderAmended event) {
        Parent parent = parents.get(event.parent());
        String refusal = !risk.isFirst(event.context())
                ? "request id " + event.context().requestId() + " was used before; use a new one"
                : Amending.refusal(event.parent(), parent, event.amendment(), risk, config, market, step.logTime);
        if (refusal != null) {
            step.refuse(refusal);
            return;
        }
        step.touch(parent);
        long more = Amending.apply(parent, event.amendment());
        long mid = market.mid(parent.instrument, parent.order);
        risk.accepted(parent.instrument, Amounts.notional(mid, more, parent.instrument.sizeScale()), step.logTime);
        step.accept(parent.id);
        parent.expired = false;
        deadline(step, parent);
        parent.dropSolve();
        proceed(step, parent);
    }

    private void cancelRequested(Step step, CoreEvent.CancelRequested event) {
        Parent parent = parents.get(event.parent());
        if (parent == null || parent.isFinished()) {
            step.refuse(parent == null
                    ? "unknown order " + event.parent() + "; see exo:orders"
                    : "order " + event.parent() + " is already " + parent.status().name().toLowerCase(java.util.Locale.ROOT));
            return;
        }
        step.touch(parent);
        parent.cancelling = true;
        parent.solve = null;
        parent.status(PlanStatus.CANCELING, "cancel requested by " + event.context().actor());
        step.accept(parent.id);
        cancelOpen(step, parent);
        proceed(step, parent);
    }

    private void cancelOpen(Step step, Parent parent) {
        for (Child child : parent.children) {
            if (!child.status.isTerminal() && child.status != OrderStatus.PENDING_CANCEL) {
                if (child.status != OrderStatus.UNKNOWN) {
                    child.status = OrderStatus.PENDING_CANCEL;
                    parent.progressed(child);
                }
                step.out(new CoreOutput.Cancel(child.order));
            }
        }
    }

    private void haltRequested(Step step, CoreEvent.HaltRequested event) {
        var scope = event.scope();
        boolean known = switch (scope.kind()) {
            case ALL -> true;
            case VENUE -> market.knowsVenue(scope.name());
            case INSTRUMENT -> config.instrument(scope.name()) != null;
        };
        if (!known) {
            step.refuse("unknown " + scope + "; see exo:venues");
            return;
        }
        market.halt(scope, event.level());
        step.accept(step.position);
        for (Parent parent : live()) {
            if (event.level() == HaltLevel.KILL) {
                step.touch(parent);
                killed(step, parent);
            }
            if (market.haltOf(parent.instrument.symbol()) != HaltLevel.NONE) {
                parent.dropSolve();
            }
            if (parent.solve == null) {
                step.touch(parent);
                proceed(step, parent);
            }
        }
    }

    private void killed(Step step, Parent parent) {
        for (Child child : parent.children) {
            boolean open = !child.status.isTerminal() && child.status != OrderStatus.PENDING_CANCEL;
            if (open && market.haltOf(child.listing.id(), parent.instrument.symbol()) == HaltLevel.KILL) {
                if (child.status != OrderStatus.UNKNOWN) {
                    child.status = OrderStatus.PENDING_CANCEL;
                    parent.progressed(child);
                }
                step.out(new CoreOutput.Cancel(child.order));
            }
        }
    }

    private void reported(Step step, ExecutionReport report) {
        Child child = children.get(report.child());
        if (child == null) {
            step.tell(DeskEvent.Type.ALERT, null, report.child(),
                    report.listing() + " reports " + report.type() + " for an order this desk did not send");
            return;
        }
        Parent parent = parents.get(child.order.parent());
        step.touch(parent);
        String alert = reports.apply(parent, child, market.book(child.listing.id()), report);
        step.tell(DeskEvent.Type.CHILD_REPORT, parent, child.order.id(), Texts.report(child, report));
        if (alert != null) {
            step.tell(DeskEvent.Type.ALERT, parent, child.order.id(), child.listing.id() + ": " + alert);
        }
        proceed(step, parent);
    }

    private void observed(Step step, BookView view) {
        ListedBook book = market.book(view.listing());
        if (book == null) {
            return;
        }
        BookView before = book.view();
        book.observe(view, step.position);
        for (Parent parent : live()) {
            boolean concerned = parent.solve != null && Movement.concerns(parent.solve, view.listing(), config);
            boolean bounded = parent.generation < 4 * parent.maxRounds(config);
            if (concerned && bounded && Movement.beyond(before, view, config.moveThreshold())) {
                step.touch(parent);
                step.tell(DeskEvent.Type.RESOLVING, parent, 0, view.listing() + " moved while solving");
                parent.rounds--;
                solve(step, parent);
            }
        }
    }

    private void fired(Step step, Timer timer) {
        switch (timer.purpose()) {
            case CHILD_SILENT -> {
                Child child = children.get(timer.subject());
                if (child != null && child.isInFlight()) {
                    becomeUnknown(step, child, "silent for too long");
                    proceed(step, parents.get(child.order.parent()));
                }
            }
            case RETRY -> {
                Parent parent = parents.get(timer.subject());
                if (parent != null && !parent.isFinished() && parent.solve == null) {
                    step.touch(parent);
                    proceed(step, parent);
                }
            }
            case DEADLINE -> {
                Parent parent = parents.get(timer.subject());
                if (parent != null && deadlines.remove(timer.subject(), timer) && !parent.isFinished()) {
                    step.touch(parent);
                    parent.expired = true;
                    parent.solve = null;
                    cancelOpen(step, parent);
                    proceed(step, parent);
                }
            }
        }
    }

    private void becomeUnknown(Step step, Child child, String why) {
        Parent parent = parents.get(child.order.parent());
        step.touch(parent);
        child.status = OrderStatus.UNKNOWN;
        parent.progressed(child);
        step.tell(DeskEvent.Type.ALERT, parent, child.order.id(),
                child.listing.id() + ": " + why + "; outcome unknown, its quantity is not sent again");
    }

    private void started(Step step) {
        market.restart();
        for (Parent parent : live()) {
            step.touch(parent);
            parent.dropSolve();
            for (Child child : parent.children) {
                if (child.isInFlight()) {
                    becomeUnknown(step, child, "router restarted");
                }
            }
            Timer deadline = deadlines.get(parent.id);
            if (deadline != null) {
                step.out(new CoreOutput.SetTimer(deadline));
            }
            retryLater(step, parent);
        }
    }

    private void sessionChanged(Step step, CoreEvent.SessionChanged event) {
        market.session(event.venue(), event.up());
        for (Parent parent : event.up() ? List.<Parent>of() : live()) {
            for (Child child : parent.children) {
                if (child.isInFlight() && child.listing.id().venue().equals(event.venue())) {
                    becomeUnknown(step, child, "session lost: " + event.reason());
                    proceed(step, parent);
                }
            }
        }
    }

    private void solved(Step step, CoreEvent.Solved answer) {
        for (Parent parent : live()) {
            if (parent.solve != null && parent.solve.id() == answer.solve()) {
                step.touch(parent);
                if (!parent.isLate(step.logTime)) {
                    new Dispatch(config, market, step).answered(parent, answer, children);
                }
                parent.solve = null;
                proceed(step, parent);
                return;
            }
        }
    }

    /** What a parent does next, once nothing of it is in flight. */
    private void proceed(Step step, Parent parent) {
        boolean inFlight = parent.children.stream().anyMatch(Child::isInFlight);
        if (parent.isFinished() || parent.solve != null || inFlight) {
            return;
        }
        parent.expired |= parent.isLate(step.logTime);
        boolean wantsMore = parent.unsent > 0 && parent.overfill == 0 && !parent.cancelling && !parent.expired;
        if (!wantsMore || parent.rounds >= parent.maxRounds(config)) {
            if (!parent.hasLeaves()) {
                finish(step, parent);
            }
        } else if (market.haltOf(parent.instrument.symbol()) != HaltLevel.NONE) {
            parent.status(PlanStatus.HALTED, "");
        } else if (parent.answerWasEmpty) {
            parent.answerWasEmpty = false;
            retryLater(step, parent);
        } else {
            if (parent.rounds > 0) {
                step.tell(DeskEvent.Type.RESOLVING, parent, 0,
                        RiskCheck.size(parent.unsent, parent.instrument) + " left, round " + (parent.rounds + 1));
            }
            solve(step, parent);
        }
    }

    private void retryLater(Step step, Parent parent) {
        parent.status(parent.cancelling ? PlanStatus.CANCELING : PlanStatus.WORKING, "");
        step.out(new CoreOutput.SetTimer(
                new Timer(Timer.Purpose.RETRY, parent.id, step.logTime + config.retryDelay())));
    }

    private void solve(Step step, Parent parent) {
        parent.rounds++;
        parent.generation++;
        Solve solve = new Planner(config, market).prepare(
                step.nextId(), parent.generation, parent.instrument, parent.order, parent.unsent, parent.lastPrice,
                parent.rejects);
        if (solve.ladders().isEmpty()) {
            parent.solve = null;
            if (parent.rounds >= parent.maxRounds(config) && !parent.hasLeaves()) {
                finish(step, parent);
            } else {
                retryLater(step, parent);
            }
            return;
        }
        parent.solve = solve;
        parent.firstSolve = parent.firstSolve == null ? solve : parent.firstSolve;
        parent.status(PlanStatus.SOLVING, "");
        step.out(new CoreOutput.StartSolve(solve.id(), parent.id, config.engine(), solve.problem()));
    }

    private void finish(Step step, Parent parent) {
        String missing = RiskCheck.size(parent.unsent, parent.instrument) + " unfilled";
        if (parent.unsent == 0) {
            parent.status(PlanStatus.FILLED, parent.overfill == 0 ? "" : "overfilled by " + parent.overfill + " units");
        } else if (parent.cancelling) {
            parent.status(PlanStatus.CANCELED, missing);
        } else {
            parent.status(PlanStatus.DONE, missing + (parent.expired ? ": deadline"
                    : " after " + parent.rounds + " rounds" + (parent.shortage.isEmpty() ? "" : ": " + parent.shortage)));
        }
        deadlines.remove(parent.id);
        live.remove(parent.id);
        parent.quality = QualityAnalysis.of(parent, market.mid(parent.instrument, parent.order));
        step.tell(DeskEvent.Type.FINISHED, parent, 0, "");
    }

    private List<Parent> live() {
        return List.copyOf(live.values());
    }

    /** The configuration in force. */
    public CoreConfig config() {
        return config;
    }

    /** The market as the core knows it; to be read only, under the same confinement. */
    public Market market() {
        return market;
    }

    /** Log position of the last event. */
    public long position() {
        return position;
    }

    /** Whether any parent is live: then book views are of interest. */
    public boolean hasLiveParents() {
        return !live.isEmpty();
    }

    Collection<Parent> parents() {
        return Collections.unmodifiableCollection(parents.values());
    }

    Parent parent(long id) {
        return parents.get(id);
    }

    /** Collects what follows from one event, in order; mints ids from its position. */
    final class Step {
        /** One event may start a solve for every live parent (a resume after a halt). */
        private static final int IDS_PER_EVENT = 1 << 16;

        final long position;
        final long logTime;
        private final List<CoreOutput> outputs = new ArrayList<>();
        private final TreeMap<Long, Parent> touched = new TreeMap<>();
        private int ids;

        Step(long position, long logTime) {
            this.position = position;
            this.logTime = logTime;
        }

        /** Position times 2^16 plus a count: unique, and tells which record caused it. */
        long nextId() {
            if (ids == IDS_PER_EVENT) {
                throw new IllegalStateException(
                        "position " + position + ": more than " + IDS_PER_EVENT + " ids from one event");
            }
            return Math.addExact(Math.multiplyExact(position, (long) IDS_PER_EVENT), ids++);
        }

        void touch(Parent parent) {
            touched.put(parent.id, parent);
        }

        void out(CoreOutput output) {
            outputs.add(output);
        }

        void accept(long id) {
            out(new CoreOutput.Decided(new CommandResult(true, id, "")));
            Parent parent = parents.get(id);
            tell(DeskEvent.Type.ACCEPTED, parent, 0, "");
        }

        void refuse(String reason) {
            out(new CoreOutput.Decided(new CommandResult(false, position, reason)));
            tell(DeskEvent.Type.REFUSED, null, 0, reason);
        }

        void tell(DeskEvent.Type type, Parent parent, long child, String text) {
            out(new CoreOutput.Tell(new DeskEvent(
                    position, logTime, type, parent == null ? 0 : parent.id, child,
                    parent == null ? null : parent.status(), text)));
        }

        List<CoreOutput> finish() {
            for (Parent parent : touched.values()) {
                PlanDelta delta = parent.takeDelta(position);
                if (delta != null) {
                    outputs.add(new CoreOutput.Planned(delta));
                }
            }
            return outputs;
        }
    }
}
