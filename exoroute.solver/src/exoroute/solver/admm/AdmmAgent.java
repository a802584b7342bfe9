package exoroute.solver.admm;

import exoroute.api.solver.Broadcast.Kind;

/**
 * The agent's side of exchange ADMM (Boyd, Parikh, Chu, Peleato, Eckstein, Foundations and Trends in Machine Learning 3
 * (2011), section 7.3.2), over-relaxed (section 3.4.3), written as the fixed-point iteration that it is (Douglas and
 * Rachford; Eckstein and Bertsekas, Math. Programming 55 (1992)): with weights w, prices p and state t, its share is
 * {@code z = t + w p}, it takes {@code y = prox(z + w p)}, and the plain next state is {@code t + relaxation (y - z)}.
 * The coordinator picks p such that the shares sum to the target. History is kept, so that a state can be mixed from
 * earlier ones or go back to one. The weights are the agent's own; only their sum is told. One thread at a time.
 */
public final class AdmmAgent {
    private static final int HISTORY = Slots.MEMORY + 3;

    private final Part part;
    private final double relaxation;
    private final Range range;
    private final int m;
    private final double[] weights;
    private final double[] state;
    private final double[] share;
    private final double[] centre;
    private final double[] taken;
    /** By iteration modulo {@link #HISTORY}. */
    private final double[][] next = new double[HISTORY][];
    private final double[][] off = new double[HISTORY][];
    private int last = -1;
    /** Iteration of the latest start: nothing before it is of use. */
    private int begun;

    /** An agent before its first question. */
    public AdmmAgent(Part part, double relaxation) {
        this(part, relaxation, Range.ALL);
    }

    AdmmAgent(Part part, double relaxation, Range range) {
        this.part = part;
        this.relaxation = relaxation;
        this.range = range;
        m = part.dimension();
        weights = new double[m];
        state = new double[m];
        share = new double[m];
        centre = new double[m];
        taken = new double[m];
        for (int i = 0; i < HISTORY; i++) {
            next[i] = new double[m];
            off[i] = new double[m];
        }
    }

    /** Its cost and constraints. */
    public Part part() {
        return part;
    }

    /**
     * Answers a question.
     *
     * @param sums the answer is added, in the order of {@link Slots}
     * @throws IllegalStateException when the question needs an iteration that is not kept
     */
    public void answer(Step step, double[] sums) {
        if (step.kind() == Kind.SUPPORT) {
            sums[Slots.cost(m)] += part.support(step.prices());
        } else if (step.kind() == Kind.START) {
            start(step.iteration(), step.prices(), sums);
        } else {
            mix(step);
            round(step.iteration(), step.prices(), sums);
        }
    }

    private void start(int k, double[] prices, double[] sums) {
        part.weights(prices, weights);
        for (int c = 0; c < m; c++) {
            weights[c] = range.weight(weights[c]);
        }
        if (prices.length == 0) {
            boolean told = part.firstPrices(share);
            for (int c = 0; c < m; c++) {
                state[c] = told ? -weights[c] * share[c] : 0;
            }
        } else {
            part.demand(prices, taken);
            for (int c = 0; c < m; c++) {
                state[c] = taken[c] - weights[c] * prices[c];
            }
        }
        for (int c = 0; c < m; c++) {
            state[c] = range.state(state[c]);
        }
        System.arraycopy(state, 0, next[k % HISTORY], 0, m);
        java.util.Arrays.fill(share, 0);
        last = k;
        begun = k;
        for (int c = 0; c < m; c++) {
            sums[Slots.next(c)] += state[c];
            sums[Slots.weight(m, c)] += weights[c];
        }
    }

    private void mix(Step step) {
        int k = step.iteration();
        java.util.Arrays.fill(state, 0);
        for (int j = 0; j < step.mix().length; j++) {
            int from = k - 1 - j;
            if (step.mix()[j] != 0) {
                if (from < begun || from > last || from <= last - HISTORY || k > last + 1) {
                    throw new IllegalStateException("iteration " + k + " builds on iteration " + from + ", kept are "
                            + Math.max(begun, last - HISTORY + 1) + " to " + last + "; begin anew");
                }
                double weight = (double) step.mix()[j] / Step.WHOLE;
                for (int c = 0; c < m; c++) {
                    state[c] += weight * next[from % HISTORY][c];
                }
            }
        }
    }

    private void round(int k, double[] prices, double[] sums) {
        double moved = 0;
        double size = 0;
        for (int c = 0; c < m; c++) {
            double before = share[c];
            share[c] = state[c] + weights[c] * prices[c];
            centre[c] = share[c] + weights[c] * prices[c];
            moved += weights[c] > 0 ? (share[c] - before) * (share[c] - before) / weights[c] : 0;
        }
        part.prox(centre, weights, taken);
        double[] difference = off[k % HISTORY];
        double[] plain = next[k % HISTORY];
        for (int c = 0; c < m; c++) {
            difference[c] = weights[c] > 0 ? taken[c] - share[c] : 0;
            plain[c] = range.state(state[c] + relaxation * difference[c]);
            size += weights[c] > 0 ? taken[c] * taken[c] / weights[c] : 0;
            sums[Slots.next(c)] += plain[c];
            sums[Slots.weight(m, c)] += weights[c];
            sums[Slots.taken(m, c)] += taken[c];
            sums[Slots.gross(m, c)] += Math.abs(taken[c]);
        }
        last = k;
        sums[Slots.cost(m)] += part.cost();
        sums[Slots.gap(m)] += part.gap(prices);
        sums[Slots.moved(m)] += moved;
        sums[Slots.size(m)] += size;
        for (int j = 0; j <= Slots.MEMORY && k - j > begun; j++) {
            sums[Slots.product(m, j)] += product(difference, off[(k - j) % HISTORY]);
        }
    }

    private double product(double[] a, double[] b) {
        double sum = 0;
        for (int c = 0; c < m; c++) {
            sum += weights[c] > 0 ? a[c] * b[c] / weights[c] : 0;
        }
        return sum;
    }
}
