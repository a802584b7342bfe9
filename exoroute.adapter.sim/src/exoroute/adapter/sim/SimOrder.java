package exoroute.adapter.sim;

import exoroute.api.order.ChildOrder;
import exoroute.api.order.ExecutionReport;
import exoroute.api.order.ExecutionReport.Type;
import exoroute.api.order.OrderStatus;
import java.util.ArrayList;
import java.util.List;

/** One order at the simulated venue, with the executions that were reported of it. */
final class SimOrder {
    final long number;
    final String venueOrderId;
    final VenueModel.Fate fate;
    final List<ExecutionReport> executions = new ArrayList<>();
    ChildOrder order;
    OrderStatus status = OrderStatus.PENDING_NEW;
    /** Open, but never worked. */
    boolean held;
    long filled;
    RestingOrder resting;

    SimOrder(long number, String venue, ChildOrder order, VenueModel.Fate fate) {
        this.number = number;
        this.venueOrderId = venue + "-o" + number;
        this.order = order;
        this.fate = fate;
    }

    long leaves() {
        return status.isTerminal() ? 0 : Math.max(0, order.lots() - filled);
    }

    boolean isOpen() {
        return status != OrderStatus.PENDING_NEW && !status.isTerminal();
    }

    /** The status of an order with what is filled now; one that has ended stays so. */
    void settle() {
        if (!status.isTerminal()) {
            status = filled >= order.lots() ? OrderStatus.FILLED
                    : filled > 0 ? OrderStatus.PARTIALLY_FILLED : OrderStatus.NEW;
        }
    }

    /** The execution that stands for an id now: itself, or its last correction; null when unknown or busted. */
    ExecutionReport standing(String execId) {
        ExecutionReport found = null;
        for (ExecutionReport execution : executions) {
            boolean concerns = found == null ? execution.execId().equals(execId)
                    : execution.refExecId().equals(found.execId());
            if (concerns) {
                if (execution.type() == Type.TRADE_CANCEL) {
                    return null;
                }
                found = execution;
            }
        }
        return found;
    }
}
