package exoroute.api.solver;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The private side of one agent: its own cost, its own constraints, its own state. Nothing of it leaves but the
 * slots, all of which are summed with those of others. One thread at a time.
 */
@ConsumerType
public interface LocalProblem {
    /** Number of coupled quantities it takes part in. */
    int dimension();

    /** Names of the slots of an answer to a broadcast, in order; the same for all agents of a cohort. */
    List<String> slots(Broadcast broadcast);

    /**
     * The agent's best answer to the prices.
     *
     * @return one value per slot; the same broadcast gives the same answer
     */
    long[] answer(Broadcast broadcast);
}
