package exoroute.solver.admm;

import exoroute.api.solver.Broadcast.Kind;

/**
 * One question of the coordinator.
 *
 * @param kind start, round, or support
 * @param iteration 0 for the start, then counted
 * @param prices one per coupled quantity; empty for a start without
 * @param mix as {@link exoroute.api.solver.Broadcast#mix}
 */
public record Step(Kind kind, int iteration, double[] prices, long[] mix) {
    /** The sum of a mix. */
    public static final long WHOLE = 1L << 40;
}
