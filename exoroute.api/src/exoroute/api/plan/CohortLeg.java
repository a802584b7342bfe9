package exoroute.api.plan;

/**
 * A share that a private cohort executes and logs itself; only sums are known here.
 *
 * @param id number of the leg
 * @param cohort name of the cohort
 * @param target total in 10^-sizeScale of the base
 * @param price clearing price in the problem's price units
 * @param theta fraction of the tie that is taken, in 10^-9
 * @param filled summed fills, same unit as {@code target}
 */
public record CohortLeg(int id, String cohort, long target, long price, long theta, long filled) implements Leg {}
