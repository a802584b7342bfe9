package exoroute.router.core;

import exoroute.api.desk.DeskEvent;
import exoroute.api.desk.ManualFill;
import exoroute.api.order.ExecutionReport;
import exoroute.api.order.OrderStatus;

/** What an operator decides about a child that its venue does not explain; each decision is an event with its actor. */
final class Decisions {
    private final CoreState state;
    private final Progress progress;

    Decisions(CoreState state, Progress progress) {
        this.state = state;
        this.progress = progress;
    }

    void writtenOff(Step step, CoreEvent.WrittenOff event) {
        Child child = state.children.get(event.child());
        if (child == null) {
            step.refuse("unknown child " + event.child() + "; see exo:order");
            return;
        }
        if (child.leavesLots() == 0 || child.isInFlight()) {
            step.refuse("child " + event.child() + " is " + child.status + " with nothing unknown"
                    + (child.isInFlight() ? "; cancel its order first, exo:cancel " + child.order.parent() : ""));
            return;
        }
        Parent parent = state.parents.get(child.order.parent());
        step.touch(parent);
        String size = child.listing.size(child.leavesLots());
        Inquiry.end(parent, child);
        state.working.update(child);
        step.accept(step.position, parent);
        step.tell(DeskEvent.Type.ALERT, parent, child.order.id(), child.listing.id() + ": " + size
                + " written off by " + event.context().actor() + ": " + event.reason());
        progress.proceed(step, parent);
    }

    void fillBooked(Step step, CoreEvent.FillBooked event) {
        ManualFill fill = event.fill();
        Child child = state.children.get(fill.child());
        String refusal = child == null ? "unknown child " + fill.child() + "; see exo:order" : refusal(child, fill);
        if (refusal != null) {
            step.refuse(refusal);
            return;
        }
        Parent parent = state.parents.get(child.order.parent());
        step.touch(parent);
        OrderStatus before = child.status;
        long cumulative = child.filledLots + fill.lots();
        Reports.Outcome outcome = state.reports.apply(parent, child, state.market.book(child.listing.id()), new ExecutionReport(
                child.listing.id(), fill.child(), "", ExecutionReport.Type.TRADE, fill.execId(), "", cumulative,
                Math.max(0, child.order.lots() - cumulative), fill.lots(), fill.ticks(), fill.fee(), fill.feeCurrency(),
                ExecutionReport.Liquidity.NONE, step.logTime, "booked by " + event.context().actor()));
        if (before == OrderStatus.UNKNOWN && !child.status.isTerminal()) {
            child.status = before;
            parent.progressed(child);
        }
        state.working.update(child);
        step.accept(step.position, parent);
        step.tell(DeskEvent.Type.ALERT, parent, fill.child(), child.listing.id() + ": fill " + fill.execId() + " of "
                + child.listing.size(fill.lots()) + " booked by " + event.context().actor()
                + (outcome.alert() == null ? "" : "; " + outcome.alert()));
        progress.proceed(step, parent);
    }

    private String refusal(Child child, ManualFill fill) {
        if (state.reports.isSeen(child, fill.execId())) {
            return "execution " + fill.execId() + " of " + child.listing.id().venue() + " is counted already";
        }
        if (fill.lots() > child.leavesLots()) {
            return "child " + fill.child() + " has " + child.listing.size(child.leavesLots()) + " open or unknown, not "
                    + child.listing.size(fill.lots());
        }
        return Range.holds(child.listing, fill.ticks(), fill.lots()) && Math.abs(fill.fee()) <= Range.MAX_NOTIONAL
                ? null : "fill of " + fill.lots() + " lots at " + fill.ticks() + " ticks with fee " + fill.fee() + " is impossible";
    }
}
