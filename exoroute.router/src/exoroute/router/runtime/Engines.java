package exoroute.router.runtime;

import exoroute.api.solver.BookSolver;
import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.Solution;
import exoroute.router.core.CoreEvent;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The engines at hand, by id. Any thread. */
final class Engines {
    private final Map<String, BookSolver> engines = new ConcurrentHashMap<>();

    void add(BookSolver engine) {
        engines.put(engine.id(), engine);
    }

    void remove(BookSolver engine) {
        engines.remove(engine.id(), engine);
    }

    /** A running engine, or null. */
    BookSolver running(String engine) {
        return engines.get(engine);
    }

    /** Ids of those that run, sorted. */
    Set<String> ids() {
        return new TreeSet<>(engines.keySet());
    }

    /** Whether an engine is there and answers a problem at once. */
    boolean answersAtOnce(String engine, RoutingProblem problem) {
        BookSolver solver = engines.get(engine);
        try {
            return solver != null && solver.answersAtOnce(problem);
        } catch (RuntimeException | LinkageError e) {
            return false; // it will be asked all the same, and its failure recorded then
        }
    }

    /** Asks an engine; a failure is an answer too. */
    CoreEvent.Solved solve(long solve, String engine, RoutingProblem problem) {
        BookSolver solver = engines.get(engine);
        if (solver == null) {
            return new CoreEvent.Solved(solve, "", "", null, "engine '" + engine + "' is not there; running: " + ids());
        }
        try {
            Solution solution = solver.solve(problem);
            return new CoreEvent.Solved(solve, solver.id(), solver.version(), solution, "");
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            return new CoreEvent.Solved(solve, solver.id(), solver.version(), null, e.toString());
        }
    }
}
