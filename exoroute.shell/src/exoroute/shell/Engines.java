package exoroute.shell;

import exoroute.api.desk.OrderDesk;
import exoroute.api.solver.BookSolver;
import exoroute.api.solver.CoupledSolver;
import exoroute.api.solver.Solver;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.felix.service.command.Descriptor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code exo:engines}: the engines that run, and which one the desk asks. */
@Component(
        service = Engines.class,
        property = {"osgi.command.scope=exo", "osgi.command.function=engines"})
public final class Engines {
    /** For one order; follows the services. */
    @Reference
    volatile List<BookSolver> routing = List.of();

    /** For several coupled quantities; follows the services. */
    @Reference
    volatile List<CoupledSolver> coupled = List.of();

    private final OrderDesk desk;

    /** Engines of a desk. */
    @Activate
    public Engines(@Reference OrderDesk desk) {
        this.desk = desk;
    }

    /** Ids of the engines that answer orders, sorted, each once. */
    List<String> ids() {
        return List.copyOf(new TreeSet<>(routing.stream().map(Solver::id).toList()));
    }

    /** Lists the engines. */
    @Descriptor("engines that run: what they take, how exact they are, what they need to see, and which one the desk asks")
    public String engines() {
        String asked = desk.engine();
        Table table = new Table("engine", "version", "for", "takes", "answers", "sees");
        sorted(routing).forEach(engine -> row(table, engine, "orders", engine.id().equals(asked) ? " *" : ""));
        sorted(coupled).forEach(engine -> row(table, engine, "hedges", ""));
        return table + (ids().contains(asked) ? "\n* asked by the desk; exo:quote --engine NAME asks another one"
                : "\nthe desk's configuration names engine '" + asked + "', which does not run: orders wait for it");
    }

    private static <T extends Solver> Stream<T> sorted(List<T> engines) {
        return engines.stream().sorted(Comparator.<T, String>comparing(Solver::id).thenComparing(Solver::version));
    }

    private static void row(Table table, Solver engine, String problems, String mark) {
        Solver.Traits traits = engine.traits();
        table.row(
                engine.id() + mark, engine.version(), problems, String.join(" ", new TreeSet<>(traits.costs())),
                Show.lower(traits.exactness()), Show.lower(traits.sees()));
    }
}
