package exoroute.api.plan;

/** One part of a plan: a venue the core sends to itself, or a cohort of agents that executes on its own. */
public sealed interface Leg permits VenueLeg, CohortLeg {
    /** Number of the leg within its plan, 1, 2, 3 ... in the order they were added. */
    int id();

    /** Quantity meant for this leg, in 10^-sizeScale of the base. */
    long target();

    /** Quantity filled, same unit. */
    long filled();
}
