package exoroute.api.adapter;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/** Optional ability of a {@link VenueAdapter}: what the desk holds at the venue. */
@ConsumerType
public interface BalanceSource {
    /**
     * Asks for balances. Those of a venue that tells some bind: an order that may spend more than is there is not sent.
     *
     * @return total amounts by currency (what open orders hold included), in 10^-8 of the currency; empty when the venue
     *     keeps none for this desk; completes exceptionally when the venue fails
     */
    CompletionStage<Map<String, Long>> balances();
}
