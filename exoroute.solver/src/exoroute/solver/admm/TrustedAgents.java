package exoroute.solver.admm;

import exoroute.solver.Curves;
import java.util.ArrayList;
import java.util.List;

/** Agents in the same process, asked directly, in a fixed order: the trusted form. One thread at a time. */
public final class TrustedAgents {
    private final List<AdmmAgent> agents;
    private final double[] sums;

    /** Agents in the order in which their answers are summed; at least one. */
    public TrustedAgents(List<AdmmAgent> agents) {
        this.agents = List.copyOf(agents);
        sums = new double[Slots.count(agents.get(0).part().dimension())];
    }

    /** One agent a venue, all of whose sizes count in one quantity. */
    public static TrustedAgents of(Curves curves) {
        List<AdmmAgent> agents = new ArrayList<>();
        for (int v = 0; v < curves.venues(); v++) {
            agents.add(new AdmmAgent(new VenuePart(curves, v, 1), ExchangeAdmm.RELAXATION));
        }
        return new TrustedAgents(agents);
    }

    /** Runs to the end. */
    public ExchangeAdmm.Result run(ExchangeAdmm admm, double... warm) {
        Step step = admm.begin(warm);
        while (step != null) {
            step = admm.accept(round(step), agents.size());
        }
        return admm.finish();
    }

    /** One round; the array is used again by the next one. */
    public double[] round(Step step) {
        java.util.Arrays.fill(sums, 0);
        for (AdmmAgent agent : agents) {
            agent.answer(step, sums);
        }
        return sums;
    }

    /** The agents. */
    public List<AdmmAgent> agents() {
        return agents;
    }
}
