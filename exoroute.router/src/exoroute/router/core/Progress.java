package exoroute.router.core;

import exoroute.api.desk.DeskEvent;
import exoroute.api.desk.HaltLevel;
import exoroute.api.order.OrderStatus;
import exoroute.api.plan.PlanStatus;
import java.util.function.Predicate;

/** How a parent gets on: solving, waiting, trying again, finishing. */
final class Progress {
    private final CoreState state;

    Progress(CoreState state) {
        this.state = state;
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
        boolean inFlight = parent.children.stream().anyMatch(Child::isInFlight);
        if (parent.isFinished() || parent.broken || parent.solve != null || inFlight) {
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
        Solve solve = new Planner(state.config, state.market).prepare(
                step.nextId(), parent.generation, parent.instrument, parent.order, parent.unsent, parent.lastPrice,
                parent.rejects);
        if (solve.ladders().isEmpty()) {
            parent.solve = null;
            if (parent.rounds >= parent.maxRounds(state.config) && !parent.hasLeaves()) {
                finish(step, parent);
            } else {
                retryLater(step, parent);
            }
            return;
        }
        parent.solve = solve;
        parent.firstSolve = parent.firstSolve == null ? solve : parent.firstSolve;
        parent.status(PlanStatus.SOLVING, "");
        step.out(new CoreOutput.StartSolve(solve.id(), parent.id, state.config.engine(), solve.problem()));
    }

    /** An engine answered; only the answer to the running solve counts. */
    void solved(Step step, CoreEvent.Solved answer) {
        for (Parent parent : state.live()) {
            if (parent.solve != null && parent.solve.id() == answer.solve()) {
                step.touch(parent);
                if (!parent.isLate(step.logTime)) {
                    new Dispatch(state.config, state.market, step).answered(parent, answer, state.children);
                }
                parent.solve = null;
                proceed(step, parent);
                return;
            }
        }
    }

    /** Tries again after the configured pause. */
    void retryLater(Step step, Parent parent) {
        parent.status(parent.cancelling ? PlanStatus.CANCELING : PlanStatus.WORKING, "");
        step.out(new CoreOutput.SetTimer(
                new Timer(Timer.Purpose.RETRY, parent.id, step.logTime + state.config.retryDelay())));
    }

    /** Asks to cancel every child that may be open and is concerned. */
    void cancelOpen(Step step, Parent parent, Predicate<Child> concerned) {
        for (Child child : parent.children) {
            boolean open = !child.status.isTerminal() && child.status != OrderStatus.PENDING_CANCEL;
            if (open && concerned.test(child)) {
                if (child.status != OrderStatus.UNKNOWN) {
                    child.status = OrderStatus.PENDING_CANCEL;
                    parent.progressed(child);
                }
                step.out(new CoreOutput.Cancel(child.order));
            }
        }
    }

    /** Nobody knows what became of a child: its quantity is set aside. */
    void becomeUnknown(Step step, Child child, String why) {
        Parent parent = state.parents.get(child.order.parent());
        step.touch(parent);
        child.status = OrderStatus.UNKNOWN;
        parent.progressed(child);
        step.tell(DeskEvent.Type.ALERT, parent, child.order.id(),
                child.listing.id() + ": " + why + "; outcome unknown, its quantity is not sent again");
    }

    /**
     * Stops a parent whose quantities do not add up: something here is wrong, and it must not trade on. Never seen by
     * the tests, which check the identity after every event; this is for what they did not think of.
     */
    void guard(Step step, Parent parent) {
        if (!parent.broken && !parent.quantities().isConserved()) {
            parent.broken = true;
            parent.solve = null;
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
        state.deadlines.remove(parent.id);
        state.live.remove(parent.id);
        parent.quality = QualityAnalysis.of(parent, state.market.mid(parent.instrument, parent.order));
        step.tell(DeskEvent.Type.FINISHED, parent, 0, "");
    }
}
