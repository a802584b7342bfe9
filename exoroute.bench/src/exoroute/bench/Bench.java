package exoroute.bench;

import exoroute.bench.solver.Alternating;
import exoroute.bench.solver.ConvergencePicture;
import exoroute.bench.solver.SolverBench;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;

/** The benchmarks by name; prints figures with the machine and the date, and says which goals are met. */
public final class Bench {
    private static int missed;

    private Bench() {}

    /**
     * Runs {@code core}: the core alone, the way from a book to an order, recovery, and a full desk; or {@code solver},
     * perhaps {@code solver --quick}: the engines against other solvers; {@code changed}: the price search after changes
     * against itself, in turn; or {@code convergence}: the picture.
     */
    public static void main(String[] args) throws Exception {
        switch (String.join(" ", args)) {
            case "core" -> core();
            case "solver", "solver --quick" -> {
                machine();
                if (!SolverBench.run(args.length > 1)) {
                    System.exit(1);
                }
            }
            case "changed" -> {
                machine();
                Alternating.run();
            }
            case "convergence" -> ConvergencePicture.write(Path.of("exoroute.solver", "convergence.svg"));
            default -> {
                System.err.println("bench: '" + String.join(" ", args)
                        + "' is no benchmark; there are: core, solver, solver --quick, changed, convergence");
                System.exit(2);
            }
        }
    }

    private static void machine() {
        System.out.println(LocalDate.now() + ", " + Runtime.getRuntime().availableProcessors() + " processors, "
                + System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version") + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    }

    private static void core() throws Exception {
        machine();
        PureCore.run();
        BookToOrder.run();
        RecoveryTime.run();
        FullDesk.run();
        System.out.println(missed == 0 ? "every goal is met" : missed + " goals are missed");
    }

    /** Prints a figure and whether it meets its goal. */
    static void line(String what, String figure, boolean met, String goal) {
        missed += met ? 0 : 1;
        System.out.printf(Locale.ROOT, "%-34s %s%n%-34s goal %s: %s%n", what, figure, "", goal, met ? "met" : "MISSED");
    }
}
