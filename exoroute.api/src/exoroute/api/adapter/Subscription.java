package exoroute.api.adapter;

import org.osgi.annotation.versioning.ConsumerType;

/** A running delivery; closing it ends it. Idempotent. */
@ConsumerType
@FunctionalInterface
public interface Subscription extends AutoCloseable {
    @Override
    void close();
}
