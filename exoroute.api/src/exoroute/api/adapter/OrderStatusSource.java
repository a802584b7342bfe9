package exoroute.api.adapter;

import exoroute.api.order.ChildOrder;
import org.osgi.annotation.versioning.ConsumerType;

/** Optional ability of a {@link VenueAdapter}: ask what became of an order. */
@ConsumerType
public interface OrderStatusSource {
    /** Asks; answered by a STATUS, NOT_FOUND or repeated reports. Never blocks. */
    void requestStatus(ChildOrder order);
}
