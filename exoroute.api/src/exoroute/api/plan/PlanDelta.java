package exoroute.api.plan;

import java.util.List;
import java.util.Optional;

/**
 * What one committed event changed in the plan of one parent. Applying deltas 1..n of a parent to the empty plan
 * gives its plan; who holds n asks for n+1 and no more.
 *
 * @param parent the parent's id
 * @param sequence 1, 2, 3 ... per parent
 * @param cause log position of the event
 * @param changes in the order they apply, not empty
 * @param provenance present when an engine's answer caused it
 */
public record PlanDelta(
        long parent, long sequence, long cause, List<PlanChange> changes, Optional<Provenance> provenance) {
    /** Copies the list. */
    public PlanDelta {
        changes = List.copyOf(changes);
    }
}
