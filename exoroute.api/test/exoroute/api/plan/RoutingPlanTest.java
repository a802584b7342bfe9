package exoroute.api.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import exoroute.api.market.ListingId;
import exoroute.api.market.Side;
import exoroute.api.order.OrderStatus;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoutingPlanTest {
    private static final VenueLeg LEG =
            new VenueLeg(1, 1, 256, new ListingId("alpha", "X"), 100, 5, 0, OrderStatus.PENDING_NEW);

    private static PlanDelta delta(long sequence, PlanChange... changes) {
        return new PlanDelta(7, sequence, 40 + sequence, List.of(changes), Optional.empty());
    }

    @Test
    void applying_the_deltas_in_order_to_the_empty_plan_gives_the_plan() {
        RoutingPlan plan = RoutingPlan.empty(7)
                .apply(delta(1, new PlanChange.Opened("BTC/USD", Side.BUY, 100)))
                .apply(delta(2, new PlanChange.StatusChanged(PlanStatus.WORKING, ""), new PlanChange.LegAdded(LEG)))
                .apply(delta(3, new PlanChange.QuantityChanged(90), new PlanChange.LegProgressed(1, 60, OrderStatus.NEW)));
        assertEquals(3, plan.sequence());
        assertEquals(90, plan.quantity());
        assertEquals(PlanStatus.WORKING, plan.status());
        assertEquals(60, plan.legs().get(0).filled());
        assertEquals(100, plan.legs().get(0).target());
    }

    @Test
    void a_delta_that_is_not_the_next_one_is_refused_with_what_to_ask_for() {
        RoutingPlan plan = RoutingPlan.empty(7).apply(delta(1, new PlanChange.Opened("BTC/USD", Side.BUY, 100)));
        assertEquals(
                "plan 7 at delta 1 cannot take delta 3 of parent 7; ask for delta 2",
                assertThrows(IllegalArgumentException.class, () -> plan.apply(delta(3))).getMessage());
        PlanDelta foreign = new PlanDelta(8, 2, 1, List.of(), Optional.empty());
        assertThrows(IllegalArgumentException.class, () -> plan.apply(foreign));
    }

    @Test
    void legs_keep_their_numbers_and_only_existing_ones_progress() {
        RoutingPlan empty = RoutingPlan.empty(7);
        assertThrows(IllegalArgumentException.class,
                () -> empty.apply(delta(1, new PlanChange.LegProgressed(1, 1, OrderStatus.NEW))));
        VenueLeg second = new VenueLeg(2, 1, 1, LEG.listing(), 1, 1, 0, OrderStatus.NEW);
        assertThrows(IllegalArgumentException.class, () -> empty.apply(delta(1, new PlanChange.LegAdded(second))));
    }
}
