package exoroute.api.adapter;

import exoroute.api.market.ListingId;
import exoroute.api.market.Side;

/**
 * An order that is open at a venue, by the venue's own record.
 *
 * @param listing where
 * @param child id of the child order as it was sent; 0 when the venue knows the order under an id that is none
 * @param venueOrderId the venue's own id
 * @param side buy or sell
 * @param limitTicks limit in ticks of the listing
 * @param lots total size in lots
 * @param cumulativeLots filled so far
 */
public record OpenOrder(
        ListingId listing, long child, String venueOrderId, Side side, long limitTicks, long lots, long cumulativeLots) {}
