package exoroute.api.plan;

import exoroute.api.market.Side;
import exoroute.api.order.OrderStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The plan of one parent order as of one delta. The desk has a plan of its own, of parent 0, which no order has: it
 * holds what concerns all orders.
 *
 * @param parent the parent's id
 * @param sequence number of the last delta applied, 0 for the empty plan
 * @param instrument canonical symbol, empty for the empty plan
 * @param side buy or sell, null for the empty plan
 * @param quantity in 10^-sizeScale of the base
 * @param status where the parent stands
 * @param reason why it stands there, empty when it needs none
 * @param legs in the order they were added
 * @param venuesOut reasons by venue that the circuit breaker took out; only in the desk's own plan (parent 0)
 */
public record RoutingPlan(
        long parent,
        long sequence,
        String instrument,
        Side side,
        long quantity,
        PlanStatus status,
        String reason,
        List<Leg> legs,
        SortedMap<String, String> venuesOut) {
    /** Copies what can change. */
    public RoutingPlan {
        legs = List.copyOf(legs);
        venuesOut = venuesOut.isEmpty() ? Collections.emptySortedMap() : Collections.unmodifiableSortedMap(new TreeMap<>(venuesOut));
    }

    /** The plan before its first delta. */
    public static RoutingPlan empty(long parent) {
        return new RoutingPlan(parent, 0, "", null, 0, PlanStatus.SOLVING, "", List.of(), Collections.emptySortedMap());
    }

    /**
     * The plan after a delta.
     *
     * @throws IllegalArgumentException when the delta is of another parent, is not the next one, or names a leg
     *     that does not exist
     */
    public RoutingPlan apply(PlanDelta delta) {
        if (delta.parent() != parent || delta.sequence() != sequence + 1) {
            throw new IllegalArgumentException("plan " + parent + " at delta " + sequence + " cannot take delta "
                    + delta.sequence() + " of parent " + delta.parent() + "; ask for delta " + (sequence + 1));
        }
        RoutingPlan plan = this;
        for (PlanChange change : delta.changes()) {
            plan = plan.apply(change);
        }
        return new RoutingPlan(
                parent, delta.sequence(), plan.instrument, plan.side, plan.quantity, plan.status, plan.reason, plan.legs,
                plan.venuesOut);
    }

    private RoutingPlan apply(PlanChange change) {
        if (change instanceof PlanChange.Opened c) {
            return new RoutingPlan(parent, sequence, c.instrument(), c.side(), c.quantity(), status, reason, legs, venuesOut);
        }
        if (change instanceof PlanChange.QuantityChanged c) {
            return new RoutingPlan(parent, sequence, instrument, side, c.quantity(), status, reason, legs, venuesOut);
        }
        if (change instanceof PlanChange.StatusChanged c) {
            return new RoutingPlan(parent, sequence, instrument, side, quantity, c.status(), c.reason(), legs, venuesOut);
        }
        if (change instanceof PlanChange.VenueTakenOut || change instanceof PlanChange.VenueReadmitted) {
            return new RoutingPlan(parent, sequence, instrument, side, quantity, status, reason, legs, outAfter(change));
        }
        List<Leg> next = new ArrayList<>(legs);
        if (change instanceof PlanChange.LegAdded c) {
            require(c.leg().id() == legs.size() + 1, c.leg().id());
            next.add(c.leg());
        } else if (change instanceof PlanChange.LegProgressed c) {
            require(c.leg() >= 1 && c.leg() <= legs.size() && legs.get(c.leg() - 1) instanceof VenueLeg, c.leg());
            next.set(c.leg() - 1, progressed((VenueLeg) legs.get(c.leg() - 1), c.filled(), c.status()));
        } else if (change instanceof PlanChange.LegResized c) {
            require(c.leg() >= 1 && c.leg() <= legs.size() && legs.get(c.leg() - 1) instanceof VenueLeg, c.leg());
            next.set(c.leg() - 1, resized((VenueLeg) legs.get(c.leg() - 1), c.target()));
        }
        return new RoutingPlan(parent, sequence, instrument, side, quantity, status, reason, next, venuesOut);
    }

    private void require(boolean condition, int leg) {
        if (!condition) {
            throw new IllegalArgumentException("plan " + parent + " with " + legs.size() + " legs has no place for leg " + leg);
        }
    }

    private SortedMap<String, String> outAfter(PlanChange change) {
        SortedMap<String, String> next = new TreeMap<>(venuesOut);
        if (change instanceof PlanChange.VenueTakenOut c) {
            next.put(c.venue(), c.reason());
        } else if (change instanceof PlanChange.VenueReadmitted c) {
            next.remove(c.venue());
        }
        return next;
    }

    private static VenueLeg resized(VenueLeg leg, long target) {
        return new VenueLeg(
                leg.id(), leg.round(), leg.child(), leg.listing(), target, leg.limitTicks(), leg.filled(), leg.status());
    }

    private static VenueLeg progressed(VenueLeg leg, long filled, OrderStatus status) {
        return new VenueLeg(
                leg.id(), leg.round(), leg.child(), leg.listing(), leg.target(), leg.limitTicks(), filled, status);
    }
}
