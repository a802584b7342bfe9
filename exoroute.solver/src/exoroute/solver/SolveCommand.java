package exoroute.solver;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.StringJoiner;
import org.osgi.service.component.annotations.Component;

/** The command {@code exo:solve FILE}: one JSON line an instance. */
@Component(
        service = SolveCommand.class,
        property = {"osgi.command.scope=exo", "osgi.command.function=solve"})
public final class SolveCommand {
    private static final MathContext SHOWN = new MathContext(30, RoundingMode.HALF_EVEN);

    private final ObjectMapper json = new ObjectMapper();

    /**
     * Solves every instance of a file.
     *
     * @param file path of a JSON file in the schema {@code exoroute.golden-routing/1}
     * @return one line an instance: id, status, cost, shortfall, priceLo, priceHi, allocation, proved; decimals as
     *     strings; kinds with several coupled quantities are answered UNSUPPORTED
     * @throws IllegalArgumentException naming file, instance, field and value
     */
    public String solve(String... file) {
        if (file.length != 1) {
            throw new IllegalArgumentException("solve takes one file; usage: exo:solve FILE.json");
        }
        StringJoiner lines = new StringJoiner("\n");
        for (InstanceFile.Instance instance : InstanceFile.read(Path.of(file[0]))) {
            try {
                lines.add(line(instance, InstanceAnswer.of(instance)).toString());
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw new IllegalArgumentException(file[0] + ", instance " + instance.id() + ": " + e.getMessage(), e);
            }
        }
        return lines.toString();
    }

    private ObjectNode line(InstanceFile.Instance instance, InstanceAnswer answer) {
        ObjectNode line = json.createObjectNode();
        line.put("id", instance.id());
        line.put("status", answer.status());
        line.put("cost", text(answer.cost()));
        line.put("shortfall", text(answer.shortfall()));
        line.put("priceLo", text(answer.priceLow()));
        line.put("priceHi", text(answer.priceHigh()));
        if (answer.allocation() == null) {
            line.putNull("allocation");
        } else {
            ArrayNode allocation = line.putArray("allocation");
            for (BigDecimal size : answer.allocation()) {
                allocation.add(text(size));
            }
        }
        line.put("proved", answer.proved());
        return line;
    }

    private static String text(BigDecimal value) {
        if (value == null) {
            return null;
        }
        BigDecimal shown = value.round(SHOWN).stripTrailingZeros();
        return (shown.scale() < 0 ? shown.setScale(0) : shown).toPlainString();
    }
}
