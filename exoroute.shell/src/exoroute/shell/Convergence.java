package exoroute.shell;

import exoroute.api.market.Instrument;
import exoroute.api.market.Side;
import exoroute.api.solver.Explanation;
import exoroute.api.solver.Explanation.Round;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * A text plot of an engine's rounds: price, what was missing, and a bar as long as the logarithm of what was missing. A
 * round that misses nothing has no bar. Long paths are shown without their middle; the answer ends the plot.
 */
final class Convergence {
    private static final int MOST = 17;
    private static final int FIRST = 8;
    private static final int BAR = 50;
    /** A double holds no more digits, so nothing smaller beside the largest means anything. */
    private static final int DECADES = 16;
    /** Few decades would make little differences look large. */
    private static final int FEWEST = 3;
    private static final int PRICE_SCALE = 9;

    private final List<Round> path;
    private final Round answer;
    private final Side side;
    private final Instrument instrument;
    private final int low;
    private final int high;

    /** The plot of an answer to an order; its prices are in 10^-9 times the side's sign, sizes in the instrument's units. */
    Convergence(Explanation explanation, Side side, Instrument instrument) {
        this.path = explanation.path();
        this.answer = new Round(explanation.solution().price(), explanation.solution().missing());
        this.side = side;
        this.instrument = instrument;
        double[] sizes = Stream.concat(path.stream(), Stream.of(answer)).mapToDouble(this::size).map(Math::abs)
                .filter(size -> size > 0 && Double.isFinite(size)).toArray();
        this.high = (int) Math.ceil(StrictMath.log10(DoubleStream.of(sizes).max().orElse(1)));
        int least = (int) Math.floor(StrictMath.log10(DoubleStream.of(sizes).min().orElse(1)));
        this.low = Math.max(Math.min(least, high - FEWEST), high - DECADES);
    }

    private double size(Round round) {
        return round.missing() / StrictMath.pow(10, instrument.sizeScale());
    }

    @Override
    public String toString() {
        Table table = new Table("round", "price " + instrument.quote(), "missing " + instrument.base(),
                "missing, logarithmic: 1e" + low + " to 1e" + high);
        int hidden = path.size() > MOST ? path.size() - MOST + 1 : 0;
        for (int i = 0; i < path.size(); i++) {
            if (hidden > 0 && i == FIRST) {
                table.row("", "", "", "... " + hidden + " rounds not shown ...");
                i += hidden;
            }
            row(table, Integer.toString(i + 1), path.get(i), bar(path.get(i)));
        }
        row(table, "", answer, "the answer");
        return table.toString();
    }

    private void row(Table table, String number, Round round, String bar) {
        double size = size(round);
        table.row(number, price(round.price()), Double.isFinite(size) ? Show.scientific(size) : "-", bar);
    }

    private String price(double price) {
        return Double.isFinite(price)
                ? new BigDecimal(side.sign() * price).movePointLeft(PRICE_SCALE)
                        .setScale(Math.min(instrument.priceScale() + 2, PRICE_SCALE), RoundingMode.HALF_EVEN).toPlainString()
                : "-";
    }

    private String bar(Round round) {
        double missing = Math.abs(size(round));
        if (missing == 0 || !Double.isFinite(missing)) {
            return "";
        }
        double share = (StrictMath.log10(missing) - low) / (high - low);
        return "#".repeat((int) Math.max(1, Math.rint(BAR * share)));
    }
}
