package exoroute.api.desk;

import exoroute.api.solver.Explanation;
import exoroute.api.solver.Solver;
import java.util.List;

/**
 * A quote, which engine answered it and how. For people and for comparing engines: nothing is decided by it.
 *
 * @param quote the plan
 * @param engine who answered
 * @param needs what the order's problem holds, in the words of {@link Solver.Traits#costs}, sorted; what is not among
 *     the engine's traits too it does not claim to take
 * @param shortfall what the plan costs above the worth of its size at the consolidated mid of the same books (a sell:
 *     what it brings below), in the parent's quote currency, 10^-8
 * @param explanation the engine's account; its prices are the side's sign times 10^-9 of the parent's quote currency,
 *     its sizes 10^-sizeScale of the base, its gap their product
 */
public record ExplainedQuote(
        Quote quote, Engine engine, List<String> needs, long shortfall, Explanation explanation) {
    /** Copies the list. */
    public ExplainedQuote {
        needs = List.copyOf(needs);
    }

    /**
     * An engine as it was when it answered.
     *
     * @param id its id
     * @param version of its algorithm
     * @param traits what it says of itself
     */
    public record Engine(String id, String version, Solver.Traits traits) {}
}
