package exoroute.router.core;

import exoroute.api.desk.DeskEvent;
import exoroute.api.order.ExecutionReport;
import exoroute.api.order.OrderStatus;
import exoroute.api.order.TimeInForce;

/**
 * Unknown outcomes: their quantity is set aside, the venue is asked again and again while its session is up, and only
 * a terminal word of the venue, its not knowing the order after a quarantine, or an operator's decision frees it.
 */
final class Inquiry {
    private static final int MAX_DOUBLINGS = 6;

    private final CoreState state;

    Inquiry(CoreState state) {
        this.state = state;
    }

    /** Something must be heard of a child by then. */
    void expectWord(Step step, Child child) {
        child.silentDue = step.logTime + state.config.outcomes().childTimeout();
        step.out(new CoreOutput.SetTimer(new Timer(Timer.Purpose.CHILD_SILENT, child.order.id(), child.silentDue)));
    }

    /** Nobody knows what became of a child: its quantity is set aside, and its venue asked as soon as that is possible. */
    void becomeUnknown(Step step, Child child, String why) {
        Parent parent = state.parents.get(child.order.parent());
        step.touch(parent);
        child.status = OrderStatus.UNKNOWN;
        parent.progressed(child);
        step.tell(DeskEvent.Type.ALERT, parent, child.order.id(),
                child.listing.id() + ": " + why + "; outcome unknown, its quantity is not sent again");
        begin(step, child);
    }

    private void begin(Step step, Child child) {
        child.unknownSince = step.logTime;
        child.asks = 0;
        child.askDue = 0;
        if (state.market.isUp(child.listing.id().venue())) {
            ask(step, child);
        }
    }

    private void ask(Step step, Child child) {
        long pause = state.config.outcomes().askInterval() << Math.min(child.asks, MAX_DOUBLINGS);
        child.asks++;
        child.askDue = step.logTime + pause;
        step.out(new CoreOutput.AskStatus(child.order));
        step.out(new CoreOutput.SetTimer(new Timer(Timer.Purpose.ASK, child.order.id(), child.askDue)));
    }

    /** A venue's session came up: all that is unknown there is asked for. */
    void sessionUp(Step step, String venue) {
        for (Child child : state.working.at(venue)) {
            if (isOpenQuestion(child)) {
                child.asks = 0;
                ask(step, child);
            }
        }
    }

    /** Time to ask again. */
    void due(Step step, Timer timer) {
        Child child = state.children.get(timer.subject());
        if (child != null && child.askDue == timer.due() && isOpenQuestion(child)
                && state.market.isUp(child.listing.id().venue())) {
            ask(step, child);
        }
    }

    /** The timer that asks again was lost: asks now, when the venue can be asked. */
    void goOn(Step step, Child child) {
        if (isOpenQuestion(child) && state.market.isUp(child.listing.id().venue())) {
            ask(step, child);
        }
    }

    private static boolean isOpenQuestion(Child child) {
        return child.status == OrderStatus.UNKNOWN || (child.status.isTerminal() && child.unreportedLots > 0);
    }

    /** Asks at once; for differences that a reconciliation found. */
    void askNow(Step step, Child child) {
        if (child.isWorking() && state.market.isUp(child.listing.id().venue())) {
            step.out(new CoreOutput.AskStatus(child.order));
        }
    }

    /** What follows from a report on a child, beyond what it changed. */
    void reported(Step step, Parent parent, Child child, OrderStatus before, ExecutionReport report) {
        if (child.status == OrderStatus.UNKNOWN && before != OrderStatus.UNKNOWN) {
            begin(step, child);
        } else if (before == OrderStatus.UNKNOWN && child.isInFlight()) {
            child.unknownSince = 0;
            child.askDue = 0;
            expectWord(step, child);
            boolean overdue = child.order.timeInForce() == TimeInForce.IOC || child.order.timeInForce() == TimeInForce.FOK;
            if (child.cancelWanted || parent.cancelling || overdue) {
                child.cancelWanted = true;
                child.status = OrderStatus.PENDING_CANCEL;
                parent.progressed(child);
                step.out(new CoreOutput.Cancel(child.order));
            }
        }
        if (child.status.isTerminal() && child.unreportedLots > 0 && child.askDue == 0) {
            child.askDue = step.logTime + state.config.outcomes().askInterval();
            step.out(new CoreOutput.SetTimer(new Timer(Timer.Purpose.ASK, child.order.id(), child.askDue)));
        }
        if (report.type() == ExecutionReport.Type.NOT_FOUND) {
            notFound(step, parent, child);
        }
        if (child.decided && child.status.isTerminal() && saysOpen(report)) {
            step.tell(DeskEvent.Type.ALERT, parent, child.order.id(), child.listing.id()
                    + ": open at the venue although it was taken as ended; it is cancelled there");
            step.out(new CoreOutput.Cancel(child.order));
        }
    }

    /** A refused cancel and an outcome nobody knows say nothing new: cancelling again would be answered so for ever. */
    private static boolean saysOpen(ExecutionReport report) {
        return report.leavesLots() > 0 && report.type() != ExecutionReport.Type.CANCEL_REJECTED
                && report.type() != ExecutionReport.Type.UNKNOWN;
    }

    /** A venue that does not know an order is believed after re-logon and quarantine only: it may still be on its way. */
    private void notFound(Step step, Parent parent, Child child) {
        if (child.isInFlight()) {
            becomeUnknown(step, child, "venue does not know the order");
        }
        if (child.status != OrderStatus.UNKNOWN) {
            return;
        }
        long since = Math.max(child.unknownSince, state.market.upSince(child.listing.id().venue()));
        long over = since + state.config.outcomes().quarantine();
        if (step.logTime >= over && state.market.isUp(child.listing.id().venue())) {
            end(parent, child);
            step.tell(DeskEvent.Type.ALERT, parent, child.order.id(), child.listing.id()
                    + ": the venue does not know the order after the quarantine; its quantity is free again");
        } else if (child.askDue < over) {
            child.askDue = over;
            step.out(new CoreOutput.SetTimer(new Timer(Timer.Purpose.ASK, child.order.id(), over)));
        }
    }

    /** Ends a child by decision: what is unknown of it is free again. */
    static void end(Parent parent, Child child) {
        parent.free(child.units(child.leavesLots()));
        child.unreportedLots = 0;
        if (!child.status.isTerminal() || child.status == OrderStatus.FILLED) {
            child.status = OrderStatus.CANCELED;
        }
        child.decided = true;
        parent.progressed(child);
    }
}
