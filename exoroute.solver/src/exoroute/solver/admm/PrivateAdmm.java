package exoroute.solver.admm;

import exoroute.api.solver.Broadcast;
import exoroute.api.solver.Cohort;
import exoroute.api.solver.DualVariables;
import exoroute.api.solver.SharedVariables;
import exoroute.api.solver.Sum;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/**
 * Runs {@link ExchangeAdmm} over a cohort: broadcasts integers and gets integer sums, nothing else. A round that fails
 * because too few answered ends the run with that reason; fewer answers than before are said by the sums' count, and
 * what was learnt from the sums with the missing agent is forgotten. What it does follows from the sums alone, so a
 * run whose coordinator died is taken up by another one that is given the sums so far: {@link #resume}. One use per
 * instance; a round at a time.
 */
public final class PrivateAdmm {
    private static final int PRICE_BITS = 60;
    /** No price is told in more digits than this one. */
    private static final double LEAST_PRICE = 0x1p-200;

    private final Cohort cohort;
    private final String session;
    private final ExchangeAdmm admm;
    private final int m;
    private final long patience;
    private final LongSupplier clock;
    private final int[] shifts;
    private SharedVariables shared;
    private int rounds;

    /**
     * A run before it starts.
     *
     * @param session names it; unique per cohort
     * @param admm the coordinator, before its first question
     * @param m coupled quantities
     * @param magnitude how large numbers get
     * @param patience nanoseconds a round may take
     * @param clock nanoseconds UTC
     */
    public PrivateAdmm(
            Cohort cohort, String session, ExchangeAdmm admm, int m, Magnitude magnitude, long patience, LongSupplier clock) {
        this.cohort = cohort;
        this.session = session;
        this.admm = admm;
        this.m = m;
        this.patience = patience;
        this.clock = clock;
        shifts = Wire.shifts(magnitude);
        shared = new SharedVariables(0, new long[m], 0, 0);
    }

    /**
     * A run for agents whose prices are near their reference.
     *
     * @param target size units, one entry per coupled quantity
     * @param tolerance as in {@link ExchangeAdmm}
     * @param most rounds at most
     */
    public PrivateAdmm(
            Cohort cohort, String session, double[] target, double tolerance, int most, long patience, LongSupplier clock) {
        this(cohort, session, new ExchangeAdmm(target, tolerance, most), target.length, Magnitude.of(target), patience, clock);
    }

    /** Begins, at prices relative to the cohort's reference when there are any; completes when the run has ended. */
    public CompletionStage<ExchangeAdmm.Result> run(double... warm) {
        return resume(List.of(), warm);
    }

    /**
     * Takes up a run of the same session, target and settings where its coordinator left it: the last question is asked
     * again unless its sum is given, and the agents go on with the history that they kept.
     *
     * @param sums of that run, from the first, without gaps
     * @param warm as that run was begun
     * @throws IllegalStateException when a sum does not answer the question that it stands for: names both
     */
    public CompletionStage<ExchangeAdmm.Result> resume(List<Sum> sums, double... warm) {
        Step step = admm.begin(warm);
        for (Sum sum : sums) {
            if (step == null) {
                throw new IllegalStateException("cohort " + cohort.id() + ", session " + session + ": the run had ended before"
                        + " the sum of iteration " + sum.iteration());
            }
            step = next(broadcast(step), sum);
        }
        CompletableFuture<ExchangeAdmm.Result> end = new CompletableFuture<>();
        ask(step, end);
        return end;
    }

    /** Goes on as long as answers are there at once, without deepening the stack; then when one arrives. */
    private void ask(Step first, CompletableFuture<ExchangeAdmm.Result> end) {
        try {
            Step step = first;
            while (step != null) {
                Broadcast broadcast = broadcast(step);
                CompletableFuture<Sum> answer = cohort.round(broadcast, clock.getAsLong() + patience).toCompletableFuture();
                if (!answer.isDone()) {
                    answer.whenComplete((sum, thrown) -> goOn(broadcast, sum, thrown, end));
                    return;
                }
                step = next(broadcast, answer.join());
            }
            end.complete(admm.finish());
        } catch (CompletionException e) {
            end.completeExceptionally(e.getCause());
        } catch (RuntimeException e) {
            end.completeExceptionally(e);
        }
    }

    private void goOn(Broadcast broadcast, Sum sum, Throwable thrown, CompletableFuture<ExchangeAdmm.Result> end) {
        if (thrown != null) {
            end.completeExceptionally(thrown instanceof CompletionException ? thrown.getCause() : thrown);
            return;
        }
        try {
            ask(next(broadcast, sum), end);
        } catch (RuntimeException e) {
            end.completeExceptionally(e);
        }
    }

    private Step next(Broadcast broadcast, Sum sum) {
        return admm.accept(read(broadcast, sum), sum.agents());
    }

    private Broadcast broadcast(Step step) {
        rounds++;
        double largest = LEAST_PRICE;
        for (double price : step.prices()) {
            largest = Math.max(largest, Math.abs(price));
        }
        int fraction = Math.max(0, PRICE_BITS - 1 - Math.getExponent(largest));
        long[] prices = new long[step.prices().length];
        for (int c = 0; c < prices.length; c++) {
            prices[c] = Math.round(Math.scalb(step.prices()[c], fraction));
        }
        return new Broadcast(session, step.iteration(), step.kind(), new DualVariables(prices, fraction, 0), shared,
                Math.round(ExchangeAdmm.RELAXATION * 1e9), step.mix(), shifts.clone());
    }

    private double[] read(Broadcast broadcast, Sum sum) {
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
