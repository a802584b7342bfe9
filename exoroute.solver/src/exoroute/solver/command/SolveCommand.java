package exoroute.solver.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import exoroute.api.solver.BookSolver;
import exoroute.api.solver.CoupledSolver;
import exoroute.api.solver.Solver;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The command {@code exo:solve FILE [--engine NAME]}: one JSON line an instance. */
@Component(
        service = SolveCommand.class,
        property = {"osgi.command.scope=exo", "osgi.command.function=solve"})
public final class SolveCommand {
    private static final MathContext SHOWN = new MathContext(30, RoundingMode.HALF_EVEN);
    private static final String USAGE = "usage: exo:solve FILE.json [--engine NAME]";

    private final ObjectMapper json = new ObjectMapper();
    private final List<Solver> engines = new CopyOnWriteArrayList<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bind(BookSolver engine) {
        engines.add(engine);
    }

    void unbind(BookSolver engine) {
        engines.remove(engine);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindCoupled(CoupledSolver engine) {
        engines.add(engine);
    }

    void unbindCoupled(CoupledSolver engine) {
        engines.remove(engine);
    }

    /**
     * Solves every instance of a file.
     *
     * @param words path of a JSON file in the schema {@code exoroute.golden-routing/1}, and {@code --engine NAME}
     * @return one line an instance: id, engine, status, cost, shortfall, bound, priceLo, priceHi, multipliers,
     *     allocation, proved; decimals as strings; kinds that the named engine does not take are answered UNSUPPORTED
     * @throws IllegalArgumentException naming file, instance, field and value
     */
    public String solve(String... words) {
        String file = null;
        String engine = null;
        for (int i = 0; i < words.length; i++) {
            if (words[i].equals("--engine") && i + 1 < words.length && engine == null) {
                engine = words[++i];
            } else if (file == null && !words[i].startsWith("--")) {
                file = words[i];
            } else {
                throw new IllegalArgumentException("'" + words[i] + "' is not understood; " + USAGE);
            }
        }
        if (file == null) {
            throw new IllegalArgumentException("solve takes one file; " + USAGE);
        }
        Solver named = engine == null ? null : engine(engine);
        StringJoiner lines = new StringJoiner("\n");
        for (InstanceFile.Instance instance : InstanceFile.read(Path.of(file))) {
            try {
                InstanceAnswer answer = named instanceof BookSolver books ? InstanceAnswer.by(books, instance)
                        : named instanceof CoupledSolver coupled ? InstanceAnswer.by(coupled, instance)
                        : InstanceAnswer.of(instance);
                lines.add(line(instance, answer).toString());
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw new IllegalArgumentException(file + ", instance " + instance.id() + ": " + e.getMessage(), e);
            }
        }
        return lines.toString();
    }

    private Solver engine(String name) {
        for (Solver each : engines) {
            if (each.id().equals(name)) {
                return each;
            }
        }
        throw new IllegalArgumentException("engine '" + name + "' is not there; running: "
                + engines.stream().map(Solver::id).sorted().toList());
    }

    private ObjectNode line(InstanceFile.Instance instance, InstanceAnswer answer) {
        ObjectNode line = json.createObjectNode();
        line.put("id", instance.id());
        line.put("engine", answer.engine());
        line.put("status", answer.status());
        line.put("cost", text(answer.cost()));
        line.put("shortfall", text(answer.shortfall()));
        line.put("bound", text(answer.bound()));
        line.put("priceLo", text(answer.priceLow()));
        line.put("priceHi", text(answer.priceHigh()));
        texts(line, "multipliers", answer.multipliers());
        texts(line, "allocation", answer.allocation());
        line.put("proved", answer.proved());
        return line;
    }

    private static void texts(ObjectNode line, String field, BigDecimal[] values) {
        if (values == null) {
            line.putNull(field);
            return;
        }
        ArrayNode array = line.putArray(field);
        for (BigDecimal value : values) {
            array.add(text(value));
        }
    }

    private static String text(BigDecimal value) {
        if (value == null) {
            return null;
        }
        BigDecimal shown = value.round(SHOWN).stripTrailingZeros();
        return (shown.scale() < 0 ? shown.setScale(0) : shown).toPlainString();
    }
}
