package exoroute.api.plan;

import exoroute.api.market.ListingId;
import exoroute.api.order.OrderStatus;

/**
 * A child order at one venue.
 *
 * @param id number of the leg
 * @param round solve round that made it, from 1
 * @param child id of the child order
 * @param listing where
 * @param target size in 10^-sizeScale of the base
 * @param limitTicks limit in the listing's ticks
 * @param filled filled so far, same unit as {@code target}
 * @param status where the child stands
 */
public record VenueLeg(
        int id,
        int round,
        long child,
        ListingId listing,
        long target,
        long limitTicks,
        long filled,
        OrderStatus status)
        implements Leg {}
