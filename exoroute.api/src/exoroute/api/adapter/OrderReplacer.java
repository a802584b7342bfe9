package exoroute.api.adapter;

import exoroute.api.order.ChildOrder;
import org.osgi.annotation.versioning.ConsumerType;

/** Optional ability of a {@link VenueAdapter}: change size and limit of an open order in one step. */
@ConsumerType
public interface OrderReplacer {
    /**
     * Asks to replace. Answered by a REPLACED or CANCEL_REJECTED report. Never blocks.
     *
     * @param original the open order
     * @param changed same id and listing, new limit or size (total size, fills included)
     */
    void replace(ChildOrder original, ChildOrder changed);
}
