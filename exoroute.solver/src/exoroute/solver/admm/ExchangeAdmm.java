package exoroute.solver.admm;

import exoroute.api.solver.Broadcast.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * The coordinator of exchange ADMM: finds prices at which what all agents take sums to the target. It sees sums only,
 * whoever answers; each call is one step, so that a round can wait for agents elsewhere: {@link #begin}, then {@link
 * #accept} with the sums of the answers until it returns null, then {@link #finish}.
 *
 * <p>It stops when the relative primal residual (Boyd et al. (2011), section 3.3.1, in the metric of the agents'
 * weights), the imbalance, and the duality gap (Boyd and Vandenberghe, Convex Optimization (2004), section 5.5.1; the sum
 * of the agents' local gaps) are all within the tolerance; where there is no finite gap, because some agent's cost has no
 * least value at the prices, the relative dual residual instead. None of that needs the optimum.
 *
 * <p>A round of the acceleration whose residual grew is undone by going back to the best one; {@link Safeguard} watches
 * the prices. When the imbalance does not fall the prices run away in a direction that proves infeasibility once the
 * agents' largest sums in that direction stay below the target's (Banjac, Goulart, Stellato, Boyd, J. Optimization Theory
 * and Applications 183 (2019)). Not safe for concurrent use.
 */
public final class ExchangeAdmm {
    /** Over-relaxation that agents use. */
    public static final double RELAXATION = 1.6;
    private static final int HISTORY = Slots.MEMORY + 3;
    private static final double REJECT = 2;
    /** Once the imbalance is as small as this, all begin anew at the price found, with weights that fit there. */
    private static final double TUNE = 0.03;
    private static final int TUNE_FROM = 3;
    private static final int PATIENCE = 12;
    private static final double LONGEST = 64;
    private static final double PROGRESS = 0.7;
    /**
     * The square of what is taken is what the books' mean slopes make of it as a cost; a hundredth of it stands in for
     * a cost that happens to be nothing because the reference is near.
     */
    private static final double SHARE = 0.01;

    /** How a run ended. */
    public enum Status {
        /** Within the tolerance. */
        CONVERGED,
        /** Proved that no answer sums to the target. */
        INFEASIBLE,
        /** The rounds ran out. */
        EXHAUSTED
    }

    /**
     * What a run found.
     *
     * @param prices one per coupled quantity, relative to the reference
     * @param taken sums of what the agents take
     * @param cost relative to the reference
     * @param gap sum of the local duality gaps
     * @param residual relative size of the differences between taken and shares
     * @param path round by round: price and imbalance of the first quantity, and what the optimum costs at least, by the
     *     prices of the round
     */
    public record Result(
            Status status, int iterations, double[] prices, double[] taken, double cost, double gap, double residual,
            List<double[]> path) {}

    private final double[] target;
    private final double tolerance;
    private final int most;
    private final boolean accelerated;
    private final int m;
    private final int free;
    private final Anderson anderson = new Anderson();
    private final double[][] next = new double[HISTORY][];
    private final List<double[]> path = new ArrayList<>();
    private double[] weights;
    private double[] prices;
    private double[] taken;
    private double[] gross;
    private double[] pricesThen;
    private double[] direction;
    private double imbalanceThen = Double.POSITIVE_INFINITY;
    private Step pending;
    private Status status = Status.EXHAUSTED;
    private int iteration;
    private int oldest;
    private int agents = -1;
    private boolean mixed;
    private boolean starting = true;
    private double stride = 1;
    private boolean tuned;
    private int best;
    private double bestResidual = Double.POSITIVE_INFINITY;
    private double cost;
    private double gap;
    private double residual;
    /** Of what is taken, in the metric of the weights. */
    private double size;
    /** What the optimum costs at least, by the prices of the round. */
    private double bound;
    private final Safeguard safeguard = new Safeguard();

    /**
     * A run before its first step.
     *
     * @param target what is to be taken, in size units, one entry per coupled quantity
     * @param tolerance relative, of all stopping rules
     * @param most rounds at most
     * @param accelerated false for plain ADMM
     * @param free so many quantities, from the first, some agent takes without limit: no proof of infeasibility can
     *     use them
     */
    public ExchangeAdmm(double[] target, double tolerance, int most, boolean accelerated, int free) {
        this.free = free;
        this.target = target.clone();
        this.tolerance = tolerance;
        this.most = most;
        this.accelerated = accelerated;
        m = target.length;
        for (int i = 0; i < HISTORY; i++) {
            next[i] = new double[m];
        }
    }

    /** An accelerated run in which every quantity is limited. */
    public ExchangeAdmm(double[] target, double tolerance, int most) {
        this(target, tolerance, most, true, 0);
    }

    /**
     * The first question.
     *
     * @param warm prices of an earlier, similar run, empty for none
     */
    public Step begin(double... warm) {
        prices = warm.length == 0 ? new double[m] : warm.clone();
        taken = new double[m];
        gross = new double[m];
        tuned = warm.length > 0;
        return new Step(Kind.START, 0, warm.clone(), new long[0]);
    }

    /**
     * Takes the sums of the answers to the last question.
     *
     * @param count how many agents are in the sums; when it changes, what was learnt from earlier sums is forgotten
     * @return the next question, null when the run has ended
     */
    public Step accept(double[] sums, int count) {
        if (pending != null) {
            return afterSupport(sums, count);
        }
        if (count != agents) {
            forget();
            safeguard.forget();
            agents = count;
        }
        weights = java.util.Arrays.copyOfRange(sums, Slots.weight(m, 0), Slots.weight(m, 0) + m);
        System.arraycopy(sums, 0, next[iteration % HISTORY], 0, m);
        if (starting) {
            starting = false;
            return takesPart() ? step(plain()) : null;
        }
        measure(sums);
        if (isDone(sums)) {
            status = Status.CONVERGED;
            return null;
        }
        if (iteration >= most) {
            return null;
        }
        if (safeguard.isAstray(iteration, bound, prices, mixed, tolerance * scale())) {
            return beginAnew(safeguard.bestPrices());
        }
        Step step = step(mix(sums));
        if (!tuned && accelerated && imbalance() <= TUNE && iteration > TUNE_FROM) {
            return beginAnew(step.prices());
        }
        if (iteration % PATIENCE == 1) {
            return watch(step);
        }
        return step;
    }

    /** Whether for every quantity that is wanted there is an agent that can take of it; otherwise it is infeasible. */
    private boolean takesPart() {
        for (int c = 0; c < m; c++) {
            if (weights[c] == 0 && target[c] != 0) {
                status = Status.INFEASIBLE;
                return false;
            }
        }
        return true;
    }

    private void forget() {
        anderson.reset();
        oldest = iteration;
        best = iteration;
        bestResidual = Double.POSITIVE_INFINITY;
        mixed = false;
    }

    private void measure(double[] sums) {
        System.arraycopy(sums, Slots.taken(m, 0), taken, 0, m);
        System.arraycopy(sums, Slots.gross(m, 0), gross, 0, m);
        cost = sums[Slots.cost(m)];
        gap = sums[Slots.gap(m)];
        size = Math.sqrt(Math.max(0, sums[Slots.size(m)]));
        residual = Math.sqrt(Math.max(0, sums[Slots.product(m, 0)])) / Math.max(1e-150, size);
        bound = cost - gap;
        for (int c = 0; c < m; c++) {
            bound += prices[c] * (target[c] - taken[c]);
        }
        path.add(new double[] {m == 0 ? 0 : prices[0], m == 0 ? 0 : target[0] - taken[0], bound});
    }

    private boolean isDone(double[] sums) {
        boolean primal = Math.sqrt(Math.max(0, sums[Slots.product(m, 0)])) <= tolerance * Math.max(1, size);
        boolean dual = Math.sqrt(Math.max(0, sums[Slots.moved(m)])) <= tolerance * Math.max(1, size);
        boolean proved = gap == Double.POSITIVE_INFINITY ? dual : gap <= tolerance * scale();
        return primal && proved && imbalance() <= tolerance;
    }

    /** What costs are measured by. */
    private double scale() {
        return Math.max(1, Math.max(Math.abs(cost), SHARE * size * size));
    }

    /** The largest imbalance, relative to what is wanted of its quantity and what is taken and given of it. */
    private double imbalance() {
        double most = 0;
        for (int c = 0; c < m; c++) {
            most = Math.max(most, Math.abs(target[c] - taken[c]) / Math.max(1, Math.max(Math.abs(target[c]), gross[c])));
        }
        return most;
    }

    private long[] plain() {
        mixed = false;
        return new long[] {Step.WHOLE};
    }

    /** The plain step, an accelerated one, or back to the best round when acceleration made it worse. */
    private long[] mix(double[] sums) {
        anderson.add(sums, Slots.product(m, 0));
        double off = Math.sqrt(Math.max(0, sums[Slots.product(m, 0)]));
        if (mixed && off > REJECT * bestResidual && iteration - best < HISTORY - 1) {
            anderson.reset();
            mixed = false;
            long[] back = new long[iteration - best + 1];
            back[iteration - best] = Step.WHOLE;
            bestResidual = off;
            return back;
        }
        if (off <= bestResidual) {
            bestResidual = off;
            best = iteration;
        } else if (iteration - best >= HISTORY - 2) {
            bestResidual = off;
            best = iteration;
        }
        boolean calm = !accelerated || safeguard.isCalm(iteration);
        if (!calm && anderson.isPlateau()) {
            stride = Math.min(LONGEST, 2 * stride);
            return whole(new double[] {1 + stride, -stride}, 2);
        }
        stride = 1;
        double[] weight = calm ? null : anderson.weights();
        return weight == null ? plain() : whole(weight, Math.min(anderson.kept(), iteration - oldest + 1));
    }

    private long[] whole(double[] weight, int entries) {
        long[] mix = new long[entries];
        long left = Step.WHOLE;
        for (int j = 1; j < entries; j++) {
            mix[j] = Math.round(weight[j] * Step.WHOLE);
            left -= mix[j];
        }
        mix[0] = left;
        mixed = true;
        return mix;
    }

    private Step beginAnew(double[] at) {
        tuned = true;
        starting = true;
        forget();
        return new Step(Kind.START, iteration, at, new long[0]);
    }

    private Step step(long[] mix) {
        prices = prices.clone();
        for (int c = 0; c < m; c++) {
            double sum = 0;
            for (int j = 0; j < mix.length; j++) {
                sum += mix[j] == 0 ? 0 : (double) mix[j] / Step.WHOLE * next[(iteration - j) % HISTORY][c];
            }
            prices[c] = weights[c] > 0 ? (target[c] - sum) / weights[c] : 0;
        }
        iteration++;
        return new Step(Kind.ROUND, iteration, prices, mix);
    }

    /** Asks for a proof of infeasibility when the imbalance has not fallen since the last look. */
    private Step watch(Step step) {
        double imbalance = imbalance();
        boolean stuck = imbalance > PROGRESS * imbalanceThen && imbalance > tolerance;
        direction = new double[m];
        double length = 0;
        for (int c = free; c < m && pricesThen != null; c++) {
            direction[c] = step.prices()[c] - pricesThen[c];
            length = Math.max(length, Math.abs(direction[c]));
        }
        imbalanceThen = imbalance;
        pricesThen = step.prices();
        if (!stuck || length == 0) {
            return step;
        }
        for (int c = 0; c < m; c++) {
            direction[c] /= length;
        }
        pending = step;
        return new Step(Kind.SUPPORT, step.iteration(), direction, new long[0]);
    }

    /** Only the sums of those who answered the rounds prove anything: who fell silent just now may have had the rest. */
    private Step afterSupport(double[] sums, int count) {
        Step step = pending;
        pending = null;
        double wanted = 0;
        double scale = 0;
        for (int c = 0; c < m; c++) {
            wanted += direction[c] * target[c];
            scale += Math.abs(direction[c] * target[c]);
        }
        if (count == agents && wanted > sums[Slots.cost(m)] + 1e-9 * Math.max(1, scale)) {
            status = Status.INFEASIBLE;
            iteration--;
            return null;
        }
        return step;
    }

    /** What was found. */
    public Result finish() {
        return new Result(status, iteration, prices, taken, cost, gap, residual, List.copyOf(path));
    }
}
