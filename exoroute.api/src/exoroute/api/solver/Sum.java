package exoroute.api.solver;

import java.util.List;

/**
 * The summed answers of a cohort to one broadcast. No slot can be traced to one agent.
 *
 * @param session the broadcast's session
 * @param iteration the broadcast's iteration
 * @param agents how many answers are in the sum
 * @param slots names of the slots, in order
 * @param values the sums, same length
 */
public record Sum(String session, int iteration, int agents, List<String> slots, long[] values) {}
