package exoroute.api.solver;

import org.osgi.annotation.versioning.ConsumerType;

/** An engine: something that answers routing problems and can be named in a plan's provenance. */
@ConsumerType
public interface Solver {
    /** Stable id, for example {@code price-search}. */
    String id();

    /** Version of the algorithm: changes whenever an answer to the same problem may change. */
    String version();
}
