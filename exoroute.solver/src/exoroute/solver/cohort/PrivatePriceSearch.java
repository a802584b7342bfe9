package exoroute.solver.cohort;

import exoroute.api.solver.Broadcast;
import exoroute.api.solver.Broadcast.Kind;
import exoroute.api.solver.Cohort;
import exoroute.api.solver.DualVariables;
import exoroute.api.solver.SharedVariables;
import exoroute.api.solver.Sum;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/**
 * Price search over a cohort, from sums alone, on an integer grid of prices: each round asks at 15 prices and keeps one
 * of the 16 intervals between, so n rounds tell 16^n prices apart. In the end the price is known to one grid step δ:
 * agents take what they want at its lower end and the fraction θ of what they want more at its upper end. What is moved
 * between agents that way costs less than δ a unit, so the whole is within quantity times δ of the optimum, lots aside.
 * One use per instance; a round at a time.
 */
public final class PrivatePriceSearch {
    /** Prices asked in a round. */
    static final int PRICES = 15;
    private static final int WAYS = PRICES + 1;
    /** Most rounds: 16^15 prices are the grid's limit. */
    public static final int MOST_ROUNDS = 14;

    /**
     * What a search found.
     *
     * @param lowPrice price at which all of it is taken, relative to the reference
     * @param highPrice price at which a fraction is taken; equal to the lower one when there is a tie at it
     * @param theta that fraction in 10^-9
     * @param taken what the agents took together, in size units
     * @param missing quantity that is not taken: at most a lot and a 10^-9 of its part of a tie an agent, or what the
     *     grid's dearest price does not bring
     * @param bound the cost is at most this far from the optimum for what was taken, in price units times size units:
     *     quantity times δ
     * @param rounds broadcasts
     * @param agents how many answered last
     * @param path price and what was missing there, round by round
     */
    public record Result(
            long lowPrice, long highPrice, long theta, long taken, long missing, double bound, int rounds, int agents,
            List<double[]> path) {}

    private final Cohort cohort;
    private final String session;
    private final long quantity;
    private final long origin;
    private final long step;
    private final long patience;
    private final LongSupplier clock;
    private final List<double[]> path = new ArrayList<>();
    private long from;
    private long width;
    private long mostAtFrom;
    private long leastAtTo = -1;
    private long mostAtTo = -1;
    private int iteration;

    /**
     * A search before it starts.
     *
     * @param session names it; unique per cohort
     * @param quantity in size units, positive
     * @param origin the grid's first price, relative to the cohort's reference; nothing is wanted below it
     * @param step δ, in price units
     * @param rounds the grid has 16^rounds prices above its origin
     * @param patience nanoseconds a round may take
     * @param clock nanoseconds UTC
     */
    public PrivatePriceSearch(
            Cohort cohort, String session, long quantity, long origin, long step, int rounds, long patience, LongSupplier clock) {
        if (quantity <= 0 || step <= 0 || rounds < 1 || rounds > MOST_ROUNDS) {
            throw new IllegalArgumentException("quantity " + quantity + ", grid step " + step + " and rounds " + rounds
                    + " must be positive, rounds at most " + MOST_ROUNDS);
        }
        this.cohort = cohort;
        this.session = session;
        this.quantity = quantity;
        this.origin = origin;
        this.step = step;
        this.patience = patience;
        this.clock = clock;
        width = 1;
        for (int i = 0; i < rounds; i++) {
            width *= WAYS;
        }
        Math.addExact(origin, Math.multiplyExact(step, width));
    }

    /** Searches; completes with the result, or with why a round failed. */
    public CompletionStage<Result> run() {
        return search();
    }

    private long price(long index) {
        return origin + step * index;
    }

    private CompletionStage<Result> search() {
        if (width == 1) {
            return leastAtTo < 0 ? top() : settle();
        }
        long part = width / WAYS;
        long[] prices = new long[PRICES];
        for (int i = 0; i < PRICES; i++) {
            prices[i] = price(from + (i + 1) * part);
        }
        return ask(Kind.PRICES, prices, 0, PriceSlots.names(PRICES)).thenCompose(sum -> {
            narrow(sum, part);
            return search();
        });
    }

    private void narrow(Sum sum, long part) {
        int i = 0;
        while (i < PRICES && sum.values()[PRICES + i] < quantity) {
            mostAtFrom = sum.values()[PRICES + i];
            i++;
        }
        if (i < PRICES) {
            leastAtTo = sum.values()[i];
            mostAtTo = sum.values()[PRICES + i];
        }
        from += i * part;
        width = part;
        int at = Math.min(i, PRICES - 1);
        path.add(new double[] {price(from + (i < PRICES ? part : 0)), quantity - sum.values()[PRICES + at]});
    }

    /** The grid's last price has not been asked: it may bring the rest. */
    private CompletionStage<Result> top() {
        return ask(Kind.PRICES, new long[] {price(from + 1)}, 0, PriceSlots.names(1)).thenCompose(sum -> {
            leastAtTo = sum.values()[0];
            mostAtTo = sum.values()[1];
            return settle();
        });
    }

    private CompletionStage<Result> settle() {
        long high = price(from + 1);
        boolean tie = leastAtTo <= quantity;
        long low = tie ? high : price(from);
        long least = tie ? leastAtTo : mostAtFrom;
        long most = tie ? mostAtTo : leastAtTo;
        long theta = most <= least ? 0 : fraction(Math.min(quantity, most) - least, most - least);
        return ask(Kind.SETTLE, new long[] {low, high}, theta, PriceSlots.TAKEN).thenApply(sum -> {
            long taken = sum.values()[0];
            return new Result(low, high, theta, taken, quantity - taken, tie ? 0 : (double) quantity * step, iteration,
                    sum.agents(), List.copyOf(path));
        });
    }

    /** Rounded down, so that no more is taken than was asked for. */
    private static long fraction(long part, long whole) {
        return java.math.BigInteger.valueOf(part).multiply(java.math.BigInteger.valueOf(PriceSlots.THETA))
                .divide(java.math.BigInteger.valueOf(whole)).longValueExact();
    }

    private CompletionStage<Sum> ask(Kind kind, long[] prices, long theta, List<String> names) {
        Broadcast broadcast = new Broadcast(session, iteration, kind, new DualVariables(prices, 0, theta),
                new SharedVariables(iteration, new long[] {quantity}, 0, 0), 0, new long[0], new int[0]);
        iteration++;
        return cohort.round(broadcast, clock.getAsLong() + patience).thenCompose(sum -> {
            boolean matches = sum.session().equals(session) && sum.iteration() == broadcast.iteration()
                    && sum.slots().equals(names) && sum.values().length == names.size() && sum.agents() > 0;
            return matches ? CompletableFuture.completedFuture(sum)
                    : CompletableFuture.failedFuture(new IllegalStateException("cohort " + cohort.id() + ", session "
                            + session + ", iteration " + broadcast.iteration() + ": the sum is of session " + sum.session()
                            + ", iteration " + sum.iteration() + ", slots " + sum.slots() + "; expected " + names));
        });
    }
}
