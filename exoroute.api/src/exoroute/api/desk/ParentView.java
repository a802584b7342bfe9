package exoroute.api.desk;

import exoroute.api.order.ParentOrder;
import exoroute.api.plan.RoutingPlan;
import java.util.List;
import java.util.Optional;

/**
 * A parent order as the core knows it.
 *
 * @param id log position of the order
 * @param acceptedAt log time, nanoseconds UTC
 * @param context who ordered it
 * @param order as amended
 * @param quantities where the quantity is
 * @param rounds solve rounds so far
 * @param plan the plan
 * @param planned what each answered round planned, priced, in round order
 * @param children in the order they were sent
 * @param quality present once finished
 * @param deltaBytes encoded size of all deltas
 * @param planBytes encoded size of the full plan at every delta, summed: what sending full plans would have cost
 */
public record ParentView(
        long id,
        long acceptedAt,
        CommandContext context,
        ParentOrder order,
        Quantities quantities,
        int rounds,
        RoutingPlan plan,
        List<List<PlanLine>> planned,
        List<ChildView> children,
        Optional<QualityReport> quality,
        long deltaBytes,
        long planBytes) {}
