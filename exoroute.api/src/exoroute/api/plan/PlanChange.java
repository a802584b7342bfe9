package exoroute.api.plan;

import exoroute.api.market.Side;
import exoroute.api.order.OrderStatus;

/** One change to a plan. */
public sealed interface PlanChange {
    /**
     * The plan begins; always the first change of delta 1.
     *
     * @param instrument canonical symbol
     * @param side buy or sell
     * @param quantity in 10^-sizeScale of the base
     */
    record Opened(String instrument, Side side, long quantity) implements PlanChange {}

    /**
     * The quantity was amended.
     *
     * @param quantity new total
     */
    record QuantityChanged(long quantity) implements PlanChange {}

    /**
     * The parent's status changed.
     *
     * @param status new status
     * @param reason why, empty when it needs none
     */
    record StatusChanged(PlanStatus status, String reason) implements PlanChange {}

    /**
     * A leg was added.
     *
     * @param leg the leg; its id is the next number
     */
    record LegAdded(Leg leg) implements PlanChange {}

    /**
     * A venue leg moved on.
     *
     * @param leg number of the leg
     * @param filled filled so far
     * @param status new status
     */
    record LegProgressed(int leg, long filled, OrderStatus status) implements PlanChange {}

    /**
     * A venue leg was replaced with another size.
     *
     * @param leg number of the leg
     * @param target its size now, fills included
     */
    record LegResized(int leg, long target) implements PlanChange {}

    /**
     * The circuit breaker took a venue out. Only in the desk's own plan (parent 0).
     *
     * @param venue venue id
     * @param reason why
     * @param until when it comes back by rule, nanoseconds UTC
     */
    record VenueTakenOut(String venue, String reason, long until) implements PlanChange {}

    /**
     * A venue is back in. Only in the desk's own plan (parent 0).
     *
     * @param venue venue id
     * @param reason by which rule, or by whom
     */
    record VenueReadmitted(String venue, String reason) implements PlanChange {}
}
