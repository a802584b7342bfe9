package exoroute.api.solver;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/** A set of agents that answers a broadcast with sums, perhaps from other machines, perhaps late. */
@ConsumerType
public interface Cohort {
    /** Stable name. */
    String id();

    /**
     * Asks all agents and sums their answers. Never blocks.
     *
     * @param deadline nanoseconds UTC after which the answer is of no use
     * @return the sum; completes exceptionally when too few agents answered in time. The same broadcast asked
     *     again gives the same sum.
     */
    CompletionStage<Sum> round(Broadcast broadcast, long deadline);
}
