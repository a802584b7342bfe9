package exoroute.api.solver;

/**
 * One question to all agents of a cohort.
 *
 * @param session names the solve; agents keep their state per session and iteration, so a round can be rolled back
 * @param iteration from 0; the same iteration asked again is answered by the same numbers
 * @param kind what is asked
 * @param duals prices
 * @param shared what the previous round summed to
 * @param relaxation over-relaxation in 10^-9, 0 in a price search
 * @param mix how the agent's next state is put together: entry j weighs what iteration {@code iteration - 1 - j} led
 *     to, in 2^-40; the sum is 2^40. One entry: the plain step. An entry that leaves out the latest iterations rolls
 *     them back. Empty unless a round of ADMM is asked
 * @param shifts binary digits behind the point of the slots: of sizes, of costs, squares and products, and of
 *     sizes per price; negative when digits before the point are left out. Empty in a price search
 */
public record Broadcast(
        String session,
        int iteration,
        Kind kind,
        DualVariables duals,
        SharedVariables shared,
        long relaxation,
        long[] mix,
        int[] shifts) {

    /** What is asked. */
    public enum Kind {
        /** ADMM: begin, at the given prices if there are any. */
        START,
        /** ADMM: one round. */
        ROUND,
        /** ADMM: the most that can be had in the direction of the prices, for a proof that nothing suffices. */
        SUPPORT,
        /** Price search: the least and the most that is wanted at each price. */
        PRICES,
        /** The end: take what is wanted at the two prices, and the fraction theta of what lies between. */
        SETTLE
    }
}
