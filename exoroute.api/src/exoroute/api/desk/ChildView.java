package exoroute.api.desk;

import exoroute.api.order.ChildOrder;
import exoroute.api.order.ExecutionReport;
import exoroute.api.order.OrderStatus;
import java.util.List;

/**
 * A child order as the core knows it.
 *
 * @param order as sent
 * @param round solve round that made it
 * @param status where it stands
 * @param filledLots filled so far
 * @param notional sum of price times size of its fills, listing's quote currency, 10^-8
 * @param fees sum of its fees, listing's quote currency, 10^-8
 * @param cost what its fills cost in the parent's quote currency, with fees and conversion, 10^-8
 * @param reports what the venue said, in log order, without duplicates
 */
public record ChildView(
        ChildOrder order,
        int round,
        OrderStatus status,
        long filledLots,
        long notional,
        long fees,
        long cost,
        List<ExecutionReport> reports) {}
