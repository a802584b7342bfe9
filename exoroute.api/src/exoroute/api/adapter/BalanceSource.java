package exoroute.api.adapter;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/** Optional ability of a {@link VenueAdapter}: what the desk holds at the venue. */
@ConsumerType
public interface BalanceSource {
    /**
     * Asks for balances.
     *
     * @return free amounts by currency, in 10^-8 of the currency; completes exceptionally when the venue fails
     */
    CompletionStage<Map<String, Long>> balances();
}
