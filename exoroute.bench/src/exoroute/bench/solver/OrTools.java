package exoroute.bench.solver;

import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPObjective;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPSolver.ResultStatus;
import com.google.ortools.linearsolver.MPSolverParameters;
import com.google.ortools.linearsolver.MPSolverParameters.IncrementalityValues;
import com.google.ortools.linearsolver.MPSolverParameters.IntegerParam;
import com.google.ortools.linearsolver.MPSolverParameters.PresolveValues;
import com.google.ortools.linearsolver.MPVariable;

/** A linear program in OR-Tools' MPSolver. Its native library is found through {@code java.library.path}. */
final class OrTools implements Peer.Model {
    private static final String LIBRARY = "jniortools";

    private final String name;
    private final MPSolver solver;
    private final MPSolverParameters cold;
    private final double limitSeconds;

    /**
     * Builds the model.
     *
     * @param name the solver's name in OR-Tools
     * @param presolve whether the solver may simplify first
     * @param settings in the solver's own words; empty for none
     */
    OrTools(String name, boolean presolve, String settings, LevelModel levels, double limitSeconds) {
        System.loadLibrary(LIBRARY);
        this.name = name;
        this.limitSeconds = limitSeconds;
        solver = MPSolver.createSolver(name);
        if (solver == null) {
            throw new IllegalStateException("OR-Tools has no solver " + name
                    + " compiled in; take it out of exoroute.bench.solver.Peer or choose another release in cnf/pom.xml");
        }
        solver.setTimeLimit((long) (limitSeconds * 1_000));
        cold = new MPSolverParameters();
        cold.setIntegerParam(IntegerParam.INCREMENTALITY, IncrementalityValues.INCREMENTALITY_OFF.swigValue());
        if (!presolve) {
            cold.setIntegerParam(IntegerParam.PRESOLVE, PresolveValues.PRESOLVE_OFF.swigValue());
        }
        if (!settings.isEmpty()) {
            solver.setSolverSpecificParametersAsString(settings); // says false for HiGHS, and obeys
        }
        MPObjective objective = solver.objective();
        MPConstraint sum = solver.makeConstraint(levels.quantity(), levels.quantity());
        for (int j = 0; j < levels.levels(); j++) {
            MPVariable x = solver.makeNumVar(0, levels.upper()[j], "");
            objective.setCoefficient(x, levels.cost()[j]);
            sum.setCoefficient(x, 1);
        }
        objective.setMinimization();
    }

    /** Why there is no OR-Tools on this machine; empty when there is. */
    static String absent() {
        if (System.getProperty("java.library.path", "").isEmpty()) {
            return "no native library for this machine, see what bench.sh said first";
        }
        try {
            System.loadLibrary(LIBRARY);
            return "";
        } catch (UnsatisfiedLinkError e) {
            return e.getMessage();
        }
    }

    @Override
    public double solve() {
        ResultStatus status;
        try {
            status = solver.solve(cold);
        } catch (IllegalArgumentException e) { // a status that the Java enumeration lacks: stopped by the limit
            throw new Peer.TooSlow(name + ": not within " + limitSeconds + " s (" + e.getMessage() + ")");
        }
        if (status != ResultStatus.OPTIMAL) {
            throw new Peer.TooSlow(name + ": status " + status + " after at most " + limitSeconds + " s");
        }
        return solver.objective().value();
    }

    @Override
    public void close() {
        cold.delete();
        solver.delete();
    }
}
