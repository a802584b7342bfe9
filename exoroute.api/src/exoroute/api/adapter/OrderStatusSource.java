package exoroute.api.adapter;

import exoroute.api.order.ChildOrder;
import org.osgi.annotation.versioning.ConsumerType;

/** Optional ability of a {@link VenueAdapter}: ask what became of an order. */
@ConsumerType
public interface OrderStatusSource {
    /**
     * Asks. The venue's executions of the order come first, each as it was reported before (same execution id), so
     * that a lost report is made good; then one STATUS with the cumulative quantity and what is still open (0 when the
     * order has ended), or NOT_FOUND. A venue that cannot repeat executions sends the STATUS alone. Never blocks.
     */
    void requestStatus(ChildOrder order);
}
