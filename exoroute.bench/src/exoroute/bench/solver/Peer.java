package exoroute.bench.solver;

/**
 * Another solver, with the settings that were found fastest on these books. Each says what its {@link Model#solve} does
 * besides solving, for that is measured with it.
 */
public enum Peer {
    /** Clp's simplex as it comes; solve: copies the model from OR-Tools' objects into Clp's, solves without the last basis, reads all values. */
    CLP("CLP", Kind.LINEAR, 1e-7),
    /** The same without Clp's presolve, which costs more than it saves on one constraint. */
    CLP_PLAIN("CLP no presolve", Kind.LINEAR, 1e-7),
    /** OR-Tools' own dual simplex without preprocessing; solve: copies the model into Glop's, solves from scratch, reads all values. */
    GLOP("GLOP", Kind.LINEAR, 1e-7),
    /** OR-Tools' first-order method at its default tolerances of 1e-6; solve: by way of a protocol buffer, reads all values. */
    PDLP("PDLP", Kind.LINEAR, 1e-5),
    /** HiGHS without presolve, its own choice of algorithm; solve: by way of a protocol buffer, reads all values. */
    HIGHS("HiGHS", Kind.LINEAR, 1e-7),
    /** ojAlgo's simplex, pure Java; solve: includes building the solver, which cannot be asked twice. */
    OJALGO_LP("ojAlgo LP", Kind.LINEAR, 1e-7),
    /**
     * ojAlgo's active-set method, pure Java; solve: includes presolve and building the solver from its model. Not asked
     * beyond 50 venues: at 500 it called an answer optimal that cost 1.5e-4 of the shortfall more than the optimum.
     */
    OJALGO_QP("ojAlgo QP", Kind.QUADRATIC, 1e-6);

    private final String label;
    private final Kind kind;
    private final double tolerance;

    Peer(String label, Kind kind, double tolerance) {
        this.label = label;
        this.kind = kind;
        this.tolerance = tolerance;
    }

    /** The kind of books it is asked. */
    Kind kind() {
        return kind;
    }

    /** How far its optimum may lie from ours, as a part of the shortfall. */
    double tolerance() {
        return tolerance;
    }

    /** The largest number of venues at which it is accurate. */
    int mostVenues() {
        return this == OJALGO_QP ? 50 : Integer.MAX_VALUE;
    }

    /** Whether it is native code, whose memory the garbage collector's profiler does not see. */
    boolean isNative() {
        return this != OJALGO_LP && this != OJALGO_QP;
    }

    /** As the table writes it. */
    String label() {
        return label;
    }

    /** Builds its model of an instance; to be closed. */
    Model model(LevelModel levels, double limitSeconds) {
        return switch (this) {
            case OJALGO_LP -> OjAlgo.linear(levels, limitSeconds);
            case OJALGO_QP -> OjAlgo.quadratic(levels, limitSeconds);
            case CLP -> new OrTools("CLP", true, "", levels, limitSeconds);
            case CLP_PLAIN -> new OrTools("CLP", false, "", levels, limitSeconds);
            case GLOP -> new OrTools("GLOP", true, "use_preprocessing:false use_dual_simplex:true", levels, limitSeconds);
            case PDLP -> new OrTools("PDLP", true, "", levels, limitSeconds);
            case HIGHS -> new OrTools("HIGHS", true, "presolve=off", levels, limitSeconds);
        };
    }

    /** One instance in a peer's own form. */
    interface Model extends AutoCloseable {
        /**
         * Solves, from scratch each time.
         *
         * @return the optimal shortfall in quote
         * @throws TooSlow when the time limit passed first
         */
        double solve();

        @Override
        void close();
    }

    /** A peer did not end within its time limit. */
    public static final class TooSlow extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooSlow(String message) {
            super(message);
        }
    }
}
