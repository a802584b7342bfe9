package exoroute.solver.admm;

import exoroute.api.solver.Broadcast;
import exoroute.api.solver.LocalProblem;
import java.util.List;

/**
 * Any {@link Part} as a private agent of exchange ADMM: its cost and constraints stay here, scaled integers leave. A new
 * session begins anew; the last question asked again is answered by the same numbers. One thread at a time.
 */
public final class PartAgent implements LocalProblem {
    private final String id;
    private final Part part;
    private AdmmAgent admm;
    private String session;
    private Broadcast last;
    private long[] answer;

    /**
     * An agent.
     *
     * @param id for messages
     */
    public PartAgent(String id, Part part) {
        this.id = id;
        this.part = part;
    }

    @Override
    public int dimension() {
        return part.dimension();
    }

    @Override
    public List<String> slots(Broadcast broadcast) {
        return Wire.names(part.dimension());
    }

    @Override
    public long[] answer(Broadcast broadcast) {
        int m = part.dimension();
        check(broadcast);
        if (last != null && last.session().equals(broadcast.session()) && last.iteration() == broadcast.iteration()
                && last.kind() == broadcast.kind()) {
            return answer.clone();
        }
        if (!broadcast.session().equals(session)) {
            session = broadcast.session();
            admm = new AdmmAgent(part, ExchangeAdmm.RELAXATION, Wire.range(broadcast.shifts()));
        }
        double[] sums = new double[Slots.count(m)];
        double[] prices = new double[broadcast.duals().prices().length];
        for (int c = 0; c < prices.length; c++) {
            prices[c] = broadcast.duals().price(c);
        }
        admm.answer(new Step(broadcast.kind(), broadcast.iteration(), prices, broadcast.mix()), sums);
        answer = Wire.write(m, sums, broadcast.shifts());
        last = broadcast;
        return answer.clone();
    }

    private void check(Broadcast broadcast) {
        boolean isAdmm = switch (broadcast.kind()) {
            case START, ROUND, SUPPORT -> true;
            case PRICES, SETTLE -> false;
        };
        if (!isAdmm || broadcast.relaxation() != Math.round(ExchangeAdmm.RELAXATION * 1e9)) {
            throw new IllegalArgumentException("agent " + id + ": " + broadcast.kind() + " with relaxation "
                    + broadcast.relaxation() + " is no question of ADMM with relaxation " + ExchangeAdmm.RELAXATION);
        }
        if (broadcast.shifts().length != Slots.Unit.values().length) {
            throw new IllegalArgumentException("agent " + id + ": " + broadcast.shifts().length + " shifts, expected "
                    + Slots.Unit.values().length + ": of sizes, of costs, and of sizes per price");
        }
        int prices = broadcast.duals().prices().length;
        boolean begins = broadcast.kind() == Broadcast.Kind.START && prices == 0;
        if (prices != part.dimension() && !begins) {
            throw new IllegalArgumentException("agent " + id + ": " + prices + " prices for " + part.dimension()
                    + " coupled quantities");
        }
    }
}
