package exoroute.bench.solver;

/** Another solver. Each states what its {@link Model#solve} does besides solving, for that is measured with it. */
public enum Peer {
    /** Clp 1.17, simplex; solve: copies the model from OR-Tools' objects into Clp's, solves without the last basis, reads all values. */
    CLP(Kind.LINEAR, 1e-7),
    /** OR-Tools' own simplex; solve: copies the model into Glop's, solves from scratch, reads all values. */
    GLOP(Kind.LINEAR, 1e-7),
    /** OR-Tools' first-order method at its default tolerances of 1e-6; solve: by way of a protocol buffer, reads all values. */
    PDLP(Kind.LINEAR, 1e-5),
    /** HiGHS 1.12 with its own choice of algorithm; solve: by way of a protocol buffer, reads all values. */
    HIGHS(Kind.LINEAR, 1e-7),
    /** ojAlgo's simplex, pure Java; solve: includes building the solver, which keeps the last basis and cannot be asked twice. */
    OJALGO_LP(Kind.LINEAR, 1e-7),
    /** ojAlgo's active-set method, pure Java; solve: includes presolve and building the solver from its model. */
    OJALGO_QP(Kind.QUADRATIC, 1e-5);

    private final Kind kind;
    private final double tolerance;

    Peer(Kind kind, double tolerance) {
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

    /** Whether it is native code, whose memory the garbage collector's profiler does not see. */
    boolean isNative() {
        return this != OJALGO_LP && this != OJALGO_QP;
    }

    /** As the table writes it. */
    String label() {
        return switch (this) {
            case HIGHS -> "HiGHS";
            case OJALGO_LP -> "ojAlgo LP";
            case OJALGO_QP -> "ojAlgo QP";
            default -> name();
        };
    }

    /** Builds its model of an instance; to be closed. */
    Model model(LevelModel levels, double limitSeconds) {
        return switch (this) {
            case OJALGO_LP -> OjAlgo.linear(levels, limitSeconds);
            case OJALGO_QP -> OjAlgo.quadratic(levels, limitSeconds);
            default -> new OrTools(name(), levels, limitSeconds);
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
