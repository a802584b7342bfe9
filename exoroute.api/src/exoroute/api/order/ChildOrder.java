package exoroute.api.order;

import exoroute.api.market.ListingId;
import exoroute.api.market.Side;

/**
 * What the router sends to one venue. The id derives from the log position that caused it, so that a restart can
 * neither mint it twice nor send the same order under another id.
 *
 * @param id positive, unique for the life of the log
 * @param parent id of the parent order
 * @param listing where
 * @param side buy or sell
 * @param type how it is priced
 * @param timeInForce how long it works
 * @param limitTicks limit in ticks of the listing; 0 for {@link OrderType#MARKET}
 * @param lots size in lots of the listing, positive
 * @param expireTime nanoseconds UTC for {@link TimeInForce#GTD}, else 0
 */
public record ChildOrder(
        long id,
        long parent,
        ListingId listing,
        Side side,
        OrderType type,
        TimeInForce timeInForce,
        long limitTicks,
        long lots,
        long expireTime) {}
