package exoroute.solver.admm;

/**
 * What numbers of its own an agent may choose, so that its answers can be told: its weights are any positive metric, and
 * its state may be held back. Both are rounded and limited before they are used, so that what is summed is what is used.
 *
 * @param state largest state, in size units
 * @param step weights are multiples of it, at least one; 0 for any
 * @param weight largest weight
 */
record Range(double state, double step, double weight) {
    /** Agents in the same process tell doubles. */
    static final Range ALL = new Range(Double.POSITIVE_INFINITY, 0, Double.POSITIVE_INFINITY);

    double state(double wanted) {
        return Math.max(-state, Math.min(state, wanted));
    }

    /** A weight near the one wanted; 0 stays. */
    double weight(double wanted) {
        if (!(wanted > 0) || step == 0) {
            return wanted;
        }
        return Math.min(weight, Math.max(1, Math.rint(wanted / step)) * step);
    }
}
