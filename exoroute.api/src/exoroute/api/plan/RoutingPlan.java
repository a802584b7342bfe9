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
        Draft draft = new Draft(this);
        delta.changes().forEach(draft::apply);
        return new RoutingPlan(
                parent, delta.sequence(), draft.instrument, draft.side, draft.quantity, draft.status, draft.reason, draft.legs,
                draft.venuesOut);
    }

    /** A plan while a delta is applied to it. */
    private static final class Draft {
        private final long parent;
        private String instrument;
        private Side side;
        private long quantity;
        private PlanStatus status;
        private String reason;
        private final List<Leg> legs;
        private SortedMap<String, String> venuesOut;

        Draft(RoutingPlan plan) {
            parent = plan.parent;
            instrument = plan.instrument;
            side = plan.side;
            quantity = plan.quantity;
            status = plan.status;
            reason = plan.reason;
            legs = new ArrayList<>(plan.legs);
            venuesOut = plan.venuesOut;
        }

        void apply(PlanChange change) {
            if (change instanceof PlanChange.Opened c) {
                instrument = c.instrument();
                side = c.side();
                quantity = c.quantity();
            } else if (change instanceof PlanChange.QuantityChanged c) {
                quantity = c.quantity();
            } else if (change instanceof PlanChange.StatusChanged c) {
                status = c.status();
                reason = c.reason();
            } else if (change instanceof PlanChange.LegAdded c) {
                require(c.leg().id() == legs.size() + 1, c.leg().id());
                legs.add(c.leg());
            } else if (change instanceof PlanChange.LegProgressed c) {
                VenueLeg leg = venueLeg(c.leg());
                legs.set(c.leg() - 1, changed(leg, leg.target(), c.filled(), c.status()));
            } else if (change instanceof PlanChange.LegResized c) {
                VenueLeg leg = venueLeg(c.leg());
                legs.set(c.leg() - 1, changed(leg, c.target(), leg.filled(), leg.status()));
            } else if (change instanceof PlanChange.VenueTakenOut c) {
                venuesOut = new TreeMap<>(venuesOut);
                venuesOut.put(c.venue(), c.reason());
            } else if (change instanceof PlanChange.VenueReadmitted c) {
                venuesOut = new TreeMap<>(venuesOut);
                venuesOut.remove(c.venue());
            }
        }

        private VenueLeg venueLeg(int leg) {
            require(leg >= 1 && leg <= legs.size() && legs.get(leg - 1) instanceof VenueLeg, leg);
            return (VenueLeg) legs.get(leg - 1);
        }

        private void require(boolean condition, int leg) {
            if (!condition) {
                throw new IllegalArgumentException(
                        "plan " + parent + " with " + legs.size() + " legs has no place for leg " + leg);
            }
        }

        private static VenueLeg changed(VenueLeg leg, long target, long filled, OrderStatus status) {
            return new VenueLeg(
                    leg.id(), leg.round(), leg.child(), leg.listing(), target, leg.limitTicks(), filled, status);
        }
    }
}
