package exoroute.bench.solver;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;
import org.ojalgo.optimisation.linear.LinearSolver;

/** ojAlgo's models. */
final class OjAlgo {
    private OjAlgo() {}

    /** A linear program for {@link LinearSolver}, without the modelling layer. */
    static Peer.Model linear(LevelModel levels, double limitSeconds) {
        double[] ones = new double[levels.levels()];
        Arrays.fill(ones, 1);
        LinearSolver.Builder builder = LinearSolver.newBuilder(levels.cost())
                .lower(0.0).upper(levels.upper()).equality(levels.quantity(), ones);
        Optimisation.Options options = new Optimisation.Options();
        limit(options, limitSeconds);
        return model(() -> builder.build(options).solve(), limitSeconds);
    }

    /** A quadratic program through {@link ExpressionsBasedModel}, which chooses {@code ConvexSolver}. */
    static Peer.Model quadratic(LevelModel levels, double limitSeconds) {
        ExpressionsBasedModel model = new ExpressionsBasedModel();
        limit(model.options, limitSeconds);
        Expression sum = model.newExpression("quantity").level(levels.quantity());
        Expression impact = model.newExpression("impact").weight(1);
        for (int j = 0; j < levels.levels(); j++) {
            Variable x = model.newVariable("x" + j).lower(0).upper(levels.upper()[j]).weight(levels.cost()[j]);
            sum.set(x, 1);
            impact.set(x, x, levels.quadratic()[j] / 2);
        }
        return model(model::minimise, limitSeconds);
    }

    private static void limit(Optimisation.Options options, double seconds) {
        options.time_abort = (long) (seconds * 1_000);
        options.time_suffice = options.time_abort;
    }

    private static Peer.Model model(java.util.function.Supplier<Optimisation.Result> solve, double limitSeconds) {
        return new Peer.Model() {
            @Override
            public double solve() {
                long begun = System.nanoTime();
                Optimisation.Result result = solve.get();
                double seconds = (System.nanoTime() - begun) / (double) TimeUnit.SECONDS.toNanos(1);
                if (!result.getState().isOptimal() || seconds > limitSeconds) {
                    throw new Peer.TooSlow("ojAlgo: state " + result.getState() + " after " + Math.round(seconds)
                            + " s of at most " + limitSeconds + " s");
                }
                return result.getValue();
            }

            @Override
            public void close() {} // pure Java
        };
    }
}
