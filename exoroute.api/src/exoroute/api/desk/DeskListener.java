package exoroute.api.desk;

import org.osgi.annotation.versioning.ConsumerType;

/** Receives what happens to orders. */
@ConsumerType
@FunctionalInterface
public interface DeskListener {
    /** One event; must not block. */
    void onEvent(DeskEvent event);
}
