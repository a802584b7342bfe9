package exoroute.router.core;

import exoroute.api.desk.HaltLevel;
import exoroute.api.plan.PlanChange;
import exoroute.api.plan.PlanStatus;
import java.util.Locale;

/** What clients and operators ask for, decided. */
final class Commands {
    private final CoreState state;
    private final Progress progress;

    Commands(CoreState state, Progress progress) {
        this.state = state;
        this.progress = progress;
    }

    void placed(Step step, CoreEvent.OrderPlaced event) {
        boolean first = state.risk.isFirst(event.context(), state.config.retention().requests());
        String refusal = first
                ? state.risk.refusal(event.order(), state, state.market, step.logTime)
                : "request id " + event.context().requestId() + " was used before by " + event.context().actor()
                        + "; a repetition is not accepted twice, use a new id for a new order";
        if (refusal != null) {
            step.refuse(refusal);
            return;
        }
        var instrument = state.config.instrument(event.order().instrument());
        Parent parent = new Parent(
                step.position, step.logTime, event.context(), instrument, event.order(), new PlanHistory(step.position));
        state.parents.put(parent.id, parent);
        state.live.put(parent.id, parent);
        step.touch(parent);
        long mid = state.market.mid(instrument, parent.order);
        state.risk.accepted(instrument, parent.order.quantity(), mid, step.logTime);
        parent.history.change(new PlanChange.Opened(
                instrument.symbol(), parent.order.side(), parent.order.quantity()));
        step.accept(parent.id, parent);
        progress.deadline(step, parent);
        progress.solve(step, parent);
    }

    void amended(Step step, CoreEvent.OrderAmended event) {
        Parent parent = state.parents.get(event.parent());
        String refusal = !state.risk.isFirst(event.context(), state.config.retention().requests())
                ? "request id " + event.context().requestId() + " was used before; use a new one"
                : Amending.refusal(event.parent(), parent, event.amendment(), state, step.logTime);
        if (refusal != null) {
            step.refuse(refusal);
            return;
        }
        step.touch(parent);
        long more = Amending.apply(step, parent, event.amendment());
        long mid = state.market.mid(parent.instrument, parent.order);
        if (more > 0 || RiskCheck.isSameDay(parent.acceptedAt, step.logTime)) {
            state.risk.accepted(parent.instrument, more, mid, step.logTime);
        }
        step.accept(parent.id, parent);
        parent.expired = false;
        progress.deadline(step, parent);
        state.dropSolve(parent);
        progress.proceed(step, parent);
    }

    void cancelRequested(Step step, CoreEvent.CancelRequested event) {
        Parent parent = state.parents.get(event.parent());
        if (parent == null || parent.isFinished()) {
            step.refuse(parent == null
                    ? "unknown order " + event.parent() + "; see exo:orders"
                    : "order " + event.parent() + " is already " + parent.status().name().toLowerCase(Locale.ROOT));
            return;
        }
        step.touch(parent);
        parent.cancelling = true;
        state.solving(parent, null);
        parent.status(PlanStatus.CANCELING, "cancel requested by " + event.context().actor());
        step.accept(parent.id, parent);
        progress.cancelOpen(step, parent, child -> true);
        progress.proceed(step, parent);
    }

    void haltRequested(Step step, CoreEvent.HaltRequested event) {
        var scope = event.scope();
        boolean known = switch (scope.kind()) {
            case ALL -> true;
            case VENUE -> state.market.knowsVenue(scope.name());
            case INSTRUMENT -> state.config.instrument(scope.name()) != null;
        };
        if (!known) {
            step.refuse("unknown " + scope + "; see exo:venues");
            return;
        }
        state.market.halt(scope, event.level());
        step.accept(step.position, null);
        for (Parent parent : state.live()) {
            if (event.level() == HaltLevel.KILL) {
                step.touch(parent);
                progress.cancelOpen(step, parent, child -> isKilled(parent, child));
            }
            if (state.market.haltOf(parent.instrument.symbol()) != HaltLevel.NONE) {
                state.dropSolve(parent);
            }
            if (parent.solve == null) {
                step.touch(parent);
                progress.proceed(step, parent);
            }
        }
    }

    private boolean isKilled(Parent parent, Child child) {
        return state.market.haltOf(child.listing.id(), parent.instrument.symbol()) == HaltLevel.KILL;
    }
}
