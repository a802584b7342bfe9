package exoroute.bench.solver;

/** Kinds of books. */
public enum Kind {
    /** Piecewise linear costs: no impact, so that a venue's marginal cost is a staircase. */
    LINEAR,
    /** Quadratic impact at every venue: within a level the marginal cost rises. */
    QUADRATIC;

    /** As the table writes it. */
    String label() {
        return this == LINEAR ? "linear" : "quadratic";
    }
}
