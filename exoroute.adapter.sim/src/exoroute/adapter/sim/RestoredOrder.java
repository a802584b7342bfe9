package exoroute.adapter.sim;

import exoroute.api.order.ChildOrder;
import exoroute.api.order.ExecutionReport;
import exoroute.api.order.OrderStatus;
import java.util.List;

/**
 * An order of an earlier process, from its journal.
 *
 * @param order as it was last replaced
 * @param number the venue's count of orders
 * @param held open, but not worked
 * @param acceptedAt nanoseconds UTC
 * @param ended how it ended; null when it is open
 * @param executions TRADE, TRADE_CANCEL and TRADE_CORRECT in the order they happened
 */
public record RestoredOrder(
        ChildOrder order,
        long number,
        boolean held,
        long acceptedAt,
        OrderStatus ended,
        List<ExecutionReport> executions) {}
