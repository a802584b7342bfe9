package exoroute.api.plan;

import org.osgi.annotation.versioning.ProviderType;

/** A running delivery of log records. */
@ProviderType
public interface LogSubscription extends AutoCloseable {
    /** Ends the delivery; idempotent; when it returns no further record is delivered (unless called from within one). */
    @Override
    void close();
}
