package exoroute.api.adapter;

import org.osgi.annotation.versioning.ConsumerType;

/** Optional ability of a {@link VenueAdapter}: cancel everything that is open at the venue in one message. */
@ConsumerType
public interface MassCanceller {
    /** Asks to cancel all open orders; each is answered by its own report. Never blocks. */
    void cancelAll();
}
