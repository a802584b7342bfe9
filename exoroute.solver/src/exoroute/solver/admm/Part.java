package exoroute.solver.admm;

/**
 * One agent's private cost and constraints, as ADMM needs them: what it takes of the coupled quantities is a vector of
 * {@link #dimension} entries. Costs are relative to the common reference price. One thread at a time.
 */
public interface Part {
    /** Number of coupled quantities. */
    int dimension();

    /**
     * How much of each quantity it takes or leaves for one price unit, about: the metric of its prox. Positive where it
     * takes part, 0 where it does not.
     */
    void weights(double[] prices, double[] weights);

    /**
     * The minimum of its cost plus half of the squared distance from a centre, entry c divided by weight c.
     *
     * @param taken result: what it takes there
     */
    void prox(double[] centre, double[] weights, double[] taken);

    /** Cost of what the last {@link #prox} took. */
    double cost();

    /** How much dearer, at these prices, what the last prox took is than what it would take: not negative. */
    double gap(double[] prices);

    /** What it wants at prices alone. */
    void demand(double[] prices, double[] taken);

    /** The largest sum of direction times taken that its constraints allow; infinite when they do not bound it. */
    double support(double[] direction);

    /** Prices at which it begins to want something; false when there are none that it could tell. */
    boolean firstPrices(double[] prices);
}
