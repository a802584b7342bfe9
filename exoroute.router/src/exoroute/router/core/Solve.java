package exoroute.router.core;

import exoroute.api.solver.RoutingProblem;
import java.util.List;

/**
 * A question to an engine and what it was asked on.
 *
 * @param id what the answer must carry
 * @param generation the parent's generation; an answer for an older one is dropped
 * @param ladders same order as the problem's venues
 * @param positions log positions of the views used (listing and conversion), per ladder, in order
 * @param mid consolidated mid on those views, 10^-9
 * @param problem as asked
 */
record Solve(
        long id, int generation, List<Ladder> ladders, List<long[]> positions, long mid, RoutingProblem problem) {}
