package exoroute.solver.admm;

import exoroute.api.solver.Broadcast;
import exoroute.api.solver.Cohort;
import exoroute.api.solver.DualVariables;
import exoroute.api.solver.SharedVariables;
import exoroute.api.solver.Sum;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/**
 * Runs {@link ExchangeAdmm} over a cohort: broadcasts integers and gets integer sums, nothing else. A round that fails
 * because too few answered ends the run with that reason; fewer answers than before are said by the sums' count, and
 * what was learnt from the sums with the missing agent is forgotten. One use per instance; a round at a time.
 */
public final class PrivateAdmm {
    private static final int PRICE_BITS = 60;

    private final Cohort cohort;
    private final String session;
    private final ExchangeAdmm admm;
    private final double[] target;
    private final long patience;
    private final LongSupplier clock;
    private final int[] shifts;
    private SharedVariables shared;
    private int rounds;

    /**
     * A run before it starts.
     *
     * @param session names it; unique per cohort
     * @param target size units, one entry per coupled quantity
     * @param tolerance as in {@link ExchangeAdmm}
     * @param most rounds at most
     * @param patience nanoseconds a round may take
     * @param clock nanoseconds UTC
     */
    public PrivateAdmm(
            Cohort cohort, String session, double[] target, double tolerance, int most, long patience, LongSupplier clock) {
        this.cohort = cohort;
        this.session = session;
        this.target = target.clone();
        this.patience = patience;
        this.clock = clock;
        admm = new ExchangeAdmm(target, tolerance, most);
        double largest = 1;
        for (double each : target) {
            largest = Math.max(largest, Math.abs(each));
        }
        shifts = Wire.shifts(largest);
        shared = new SharedVariables(0, new long[target.length], 0, 0);
    }

    /** Begins, at prices relative to the cohort's reference when there are any; completes when the run has ended. */
    public CompletionStage<ExchangeAdmm.Result> run(double... warm) {
        return ask(admm.begin(warm));
    }

    private CompletionStage<ExchangeAdmm.Result> ask(Step step) {
        if (step == null) {
            return CompletableFuture.completedFuture(admm.finish());
        }
        Broadcast broadcast = broadcast(step);
        rounds++;
        CompletionStage<Sum> answer = cohort.round(broadcast, clock.getAsLong() + patience);
        return answer.thenCompose(sum -> ask(admm.accept(read(broadcast, sum), sum.agents())));
    }

    private Broadcast broadcast(Step step) {
        double largest = 1;
        for (double price : step.prices()) {
            largest = Math.max(largest, Math.abs(price));
        }
        int fraction = Math.max(0, Math.min(PRICE_BITS, PRICE_BITS - 1 - Math.getExponent(largest)));
        long[] prices = new long[step.prices().length];
        for (int c = 0; c < prices.length; c++) {
            prices[c] = Math.round(Math.scalb(step.prices()[c], fraction));
        }
        return new Broadcast(session, step.iteration(), step.kind(), new DualVariables(prices, fraction, 0), shared,
                Math.round(ExchangeAdmm.RELAXATION * 1e9), step.mix(), shifts.clone());
    }

    private double[] read(Broadcast broadcast, Sum sum) {
        int m = target.length;
        List<String> names = Wire.names(m);
        if (!sum.session().equals(session) || sum.iteration() != broadcast.iteration() || !sum.slots().equals(names)
                || sum.values().length != names.size() || sum.agents() < 1) {
            throw new IllegalStateException("cohort " + cohort.id() + ", session " + session + ", iteration "
                    + broadcast.iteration() + ": the sum is of session " + sum.session() + ", iteration " + sum.iteration()
                    + ", " + sum.agents() + " agents, slots " + sum.slots() + "; expected slots " + names);
        }
        double[] values = Wire.read(m, sum.values(), shifts);
        if (broadcast.kind() == Broadcast.Kind.ROUND) {
            long[] taken = new long[m];
            for (int c = 0; c < m; c++) {
                taken[c] = Math.round(values[Slots.taken(m, c)]);
            }
            shared = new SharedVariables(broadcast.iteration(), taken, 0, 0);
        }
        return values;
    }

    /** Broadcasts so far. */
    public int rounds() {
        return rounds;
    }
}
