package exoroute.router.core;

import exoroute.api.plan.PlanChange;
import exoroute.api.plan.PlanDelta;
import exoroute.api.plan.PlanStatus;
import exoroute.api.plan.Provenance;
import exoroute.api.plan.RoutingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A plan with its deltas, and the changes that the next delta will hold. */
final class PlanHistory {
    private final List<PlanDelta> deltas = new ArrayList<>();
    private final List<PlanChange> changes = new ArrayList<>();
    private RoutingPlan plan;
    private PlanStatus status;
    private int legs;
    private Provenance provenance;

    /** An empty plan. */
    PlanHistory(long parent) {
        this(RoutingPlan.empty(parent), List.of());
    }

    /** A plan and its last deltas as they were. */
    PlanHistory(RoutingPlan plan, List<PlanDelta> deltas) {
        this.plan = plan;
        this.deltas.addAll(deltas);
        this.status = plan.status();
        this.legs = plan.legs().size();
    }

    /** As of the last delta. */
    RoutingPlan plan() {
        return plan;
    }

    /** Oldest first. */
    List<PlanDelta> deltas() {
        return deltas;
    }

    /** Changes not yet in a delta included. */
    PlanStatus status() {
        return status;
    }

    /** Number of the next leg. */
    int nextLeg() {
        return legs + 1;
    }

    void change(PlanChange change) {
        changes.add(change);
        if (change instanceof PlanChange.StatusChanged c) {
            status = c.status();
        } else if (change instanceof PlanChange.LegAdded) {
            legs++;
        }
    }

    void provenance(Provenance value) {
        provenance = value;
    }

    /** Keeps only the newest deltas. */
    void keep(int newest) {
        if (deltas.size() > newest) {
            deltas.subList(0, deltas.size() - newest).clear();
        }
    }

    /** The delta of everything changed since the last one, applied to the plan; null when nothing changed. */
    PlanDelta takeDelta(long cause) {
        if (changes.isEmpty()) {
            return null;
        }
        PlanDelta delta = new PlanDelta(
                plan.parent(), plan.sequence() + 1, cause, changes, Optional.ofNullable(provenance));
        changes.clear();
        provenance = null;
        plan = plan.apply(delta);
        deltas.add(delta);
        return delta;
    }
}
