package exoroute.api.solver;

/**
 * One question to all agents of a cohort.
 *
 * @param session names the solve; agents keep their state per session and iteration, so a round can be rolled back
 * @param iteration from 1
 * @param duals prices
 * @param shared what the previous round summed to
 * @param relaxation over-relaxation in 10^-9, 0 in a price search
 */
public record Broadcast(
        String session, int iteration, DualVariables duals, SharedVariables shared, long relaxation) {}
