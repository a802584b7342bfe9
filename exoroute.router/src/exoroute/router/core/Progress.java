package exoroute.router.core;

import exoroute.api.desk.DeskEvent;
import exoroute.api.desk.HaltLevel;
import exoroute.api.order.OrderStatus;
import exoroute.api.plan.PlanStatus;
import java.util.List;
import java.util.function.Predicate;

/** How a parent gets on: solving, waiting, trying again, finishing. */
final class Progress {
    private final CoreState state;
    private final Inquiry inquiry;

    Progress(CoreState state, Inquiry inquiry) {
        this.state = state;
        this.inquiry = inquiry;
    }

    /** Sets the timer of a parent's deadline, in place of an earlier one. */
    void deadline(Step step, Parent parent) {
        state.deadlines.remove(parent.id);
        if (parent.order.deadline() != 0) {
            Timer timer = new Timer(Timer.Purpose.DEADLINE, parent.id, parent.order.deadline());
            state.deadlines.put(parent.id, timer);
            step.out(new CoreOutput.SetTimer(timer));
        }
    }

    /** What a parent does next, once nothing of it is in flight. */
    void proceed(Step step, Parent parent) {
        if (parent.isFinished() || parent.broken || parent.solve != null || parent.isInFlight()) {
            return;
        }
        parent.expired |= parent.isLate(step.logTime);
        boolean wantsMore = parent.unsent > 0 && parent.overfill == 0 && !parent.cancelling && !parent.expired;
        if (!wantsMore || parent.rounds >= parent.maxRounds(state.config)) {
            if (!parent.hasLeaves()) {
                finish(step, parent);
            }
        } else if (state.market.haltOf(parent.instrument.symbol()) != HaltLevel.NONE) {
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

    /** Asks an engine for what is unsent, or waits when nothing is usable. */
    void solve(Step step, Parent parent) {
        parent.rounds++;
        parent.generation++;
        Solve solve = new Planner(state.config, state).prepare(
                step.nextId(), parent.generation, parent.instrument, parent.order, parent.unsent, parent.lastPrice,
                parent.rejects);
        if (solve.ladders().isEmpty()) {
            state.solving(parent, null);
            if (parent.rounds >= parent.maxRounds(state.config) && !parent.hasLeaves()) {
                finish(step, parent);
            } else {
                retryLater(step, parent);
            }
            return;
        }
        state.waiting.remove(parent.id);
        parent.retryDue = 0;
        state.solving(parent, solve);
        parent.firstSolve = parent.firstSolve == null ? solve : parent.firstSolve;
        parent.status(PlanStatus.SOLVING, "");
        step.out(new CoreOutput.StartSolve(solve.id(), parent.id, state.config.engine(), solve.problem()));
    }

    /** An engine answered; only the answer to the running solve counts. */
    void solved(Step step, CoreEvent.Solved answer) {
        Parent parent = state.solving.get(answer.solve());
        if (parent != null) {
            step.touch(parent);
            if (!parent.isLate(step.logTime)) {
                new Dispatch(state, inquiry, step).answered(parent, answer);
            }
            state.solving(parent, null);
            proceed(step, parent);
        }
    }

    /** Tries again after the configured pause, or when a book moves. */
    void retryLater(Step step, Parent parent) {
        pause(step, parent);
        parent.wakesOnBook = true;
    }

    /** Tries again after the configured pause, and not before: the books are still coming in. */
    void pause(Step step, Parent parent) {
        parent.wakesOnBook = false;
        parent.status(parent.cancelling ? PlanStatus.CANCELING : PlanStatus.WORKING, "");
        parent.retryDue = step.logTime + state.config.retryDelay();
        state.waiting.put(parent.id, parent);
        step.out(new CoreOutput.SetTimer(new Timer(Timer.Purpose.RETRY, parent.id, parent.retryDue)));
    }

    /** Tries all waiting residuals now. */
    void wakeWaiting(Step step) {
        for (Parent parent : List.copyOf(state.waiting.values())) {
            wake(step, parent);
        }
    }

    /** Tries a waiting residual now. */
    void wake(Step step, Parent parent) {
        state.waiting.remove(parent.id);
        parent.retryDue = 0;
        step.touch(parent);
        proceed(step, parent);
    }

    /** Asks to cancel every child that may be open and is concerned. */
    void cancelOpen(Step step, Parent parent, Predicate<Child> concerned) {
        for (Child child : parent.children) {
            boolean open = !child.status.isTerminal() && child.status != OrderStatus.PENDING_CANCEL;
            if (open && concerned.test(child)) {
                cancel(step, child);
            }
        }
    }

    /** Asks to cancel a child that is open, or may be. */
    void cancel(Step step, Child child) {
        Parent parent = state.parents.get(child.order.parent());
        step.touch(parent);
        child.cancelWanted = true;
        if (child.status != OrderStatus.UNKNOWN) {
            child.status = OrderStatus.PENDING_CANCEL;
            parent.progressed(child);
            inquiry.expectWord(step, child);
        }
        step.out(new CoreOutput.Cancel(child.order));
    }

    /**
     * Stops a parent whose quantities do not add up: something here is wrong, and it must not trade on. Never seen by
     * the tests, which check the identity after every event; this is for what they did not think of.
     */
    void guard(Step step, Parent parent) {
        if (!parent.broken && !parent.quantities().isConserved()) {
            parent.broken = true;
            state.solving(parent, null);
            state.waiting.remove(parent.id);
            parent.retryDue = 0;
            parent.status(PlanStatus.HALTED, "quantities do not add up: " + parent.quantities());
            cancelOpen(step, parent, child -> true);
            step.tell(DeskEvent.Type.ALERT, parent, 0, "halted for good: " + parent.quantities());
        }
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
        parent.quality = QualityAnalysis.of(parent, state.market.mid(parent.instrument, parent.order));
        parent.firstSolve = null;
        step.tell(DeskEvent.Type.FINISHED, parent, 0, "");
        state.finished(parent);
    }
}
