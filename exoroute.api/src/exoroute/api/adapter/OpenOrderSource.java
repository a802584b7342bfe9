package exoroute.api.adapter;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/** Optional ability of a {@link VenueAdapter}: list what is open at the venue. */
@ConsumerType
public interface OpenOrderSource {
    /**
     * Asks for all open orders of this desk. Never blocks.
     *
     * @return every open order, in ascending order of child id; completes exceptionally when the venue fails
     */
    CompletionStage<List<OpenOrder>> openOrders();
}
