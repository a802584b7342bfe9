package exoroute.bench.solver;

import java.util.List;

/**
 * The place for the exchange ADMM's rows in the table and its goals. Whoever measures it gives an implementation to
 * {@link SolverBench}; {@link #NONE} measures nothing and leaves its section out.
 */
public interface AdmmRows {
    /** Measures nothing. */
    AdmmRows NONE = quick -> List.of();

    /** Measures on {@link Instances}, ten seeds a row. */
    List<Row> measure(boolean quick);

    /** Who sees what, and when it ends. */
    enum Form {
        /** The coordinator sees the agents; accelerated; until its bound is within the tolerance of the optimum. */
        TRUSTED("trusted, to the optimum"),
        /** The same, until its own rule says so, which does not know the optimum. */
        TRUSTED_OWN("trusted, own rule"),
        /** The coordinator sees summed slots only; accelerated; by the same rule. */
        PRIVATE("private, own rule"),
        /** Without acceleration, to compare with; until its bound is within the tolerance of the optimum. */
        PLAIN("plain, to the optimum");

        private final String label;

        Form(String label) {
            this.label = label;
        }

        /** As the table writes it. */
        String label() {
            return label;
        }

        boolean knowsOptimum() {
            return this == TRUSTED || this == PLAIN;
        }
    }

    /**
     * One cell of the table.
     *
     * @param form who sees what
     * @param kind kind of books
     * @param venues number of agents
     * @param warm whether it starts at the answer before 1 % of the levels changed
     * @param tolerance distance from the optimum that was reached, as a part of the shortfall: 1e-6 or 1e-9
     * @param iterations median over the seeds
     * @param micros median time of a whole solve
     */
    record Row(Form form, Kind kind, int venues, boolean warm, double tolerance, double iterations, double micros) {}
}
