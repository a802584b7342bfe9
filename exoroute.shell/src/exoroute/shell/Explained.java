package exoroute.shell;

import exoroute.api.desk.ExplainedQuote;
import exoroute.api.market.FixedPoint;
import exoroute.api.market.Instrument;
import exoroute.api.market.Side;
import exoroute.api.solver.Explanation;
import exoroute.api.solver.Solution;
import java.util.List;
import java.util.Set;

/** An engine's account of a quote, in words: who answered, why that one, how far from the optimum, and the rounds. */
final class Explained {
    private static final int PRICE_SCALE = 9;

    private final ExplainedQuote quote;
    private final Instrument instrument;

    Explained(ExplainedQuote quote, Instrument instrument) {
        this.quote = quote;
        this.instrument = instrument;
    }

    /** One line: id and version. */
    String engine() {
        return quote.engine().id() + " " + quote.engine().version();
    }

    /**
     * All of it.
     *
     * @param configured the engine that the desk's configuration names
     * @param running ids of the engines for orders that run
     */
    String text(String configured, List<String> running) {
        Explanation how = quote.explanation();
        StringBuilder text = new StringBuilder();
        line(text, "engine", engine() + ", " + Show.lower(quote.engine().traits().exactness()) + ", sees "
                + Show.lower(quote.engine().traits().sees()));
        line(text, "why", choice(configured, running));
        line(text, "", "one coupled quantity; " + kinds());
        line(text, "rounds", how.path().isEmpty()
                ? how.solution().iterations() + ", none of them told" : "" + how.path().size());
        line(text, "gap", gap(how.gap()));
        Solution solution = how.solution();
        if (!solution.proved() && solution.status() == Solution.Status.OPTIMAL) {
            line(text, "lots", "costs at most " + money((double) solution.cost() - solution.bound(), PRICE_SCALE)
                    + " more than the best plan in whole lots");
        }
        Side side = quote.quote().order().side();
        line(text, "price", FixedPoint.format(side.sign() * solution.price(), PRICE_SCALE) + " " + instrument.quote());
        how.notes().forEach(note -> line(text, "note", note));
        return how.path().isEmpty() ? text.toString().stripTrailing()
                : text.append('\n').append(new Convergence(how, side, instrument)).toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format("%-8s", name)).append(value).append('\n');
    }

    private String choice(String configured, List<String> running) {
        if (quote.engine().id().equals(configured)) {
            return "the desk's configuration names it";
        }
        return "asked for by name; the desk's configuration names " + configured
                + (running.contains(configured) ? "" : ", which does not run; running: " + String.join(" ", running));
    }

    private String kinds() {
        Set<String> takes = quote.engine().traits().costs();
        List<String> unclaimed = quote.needs().stream().filter(kind -> !takes.contains(kind)).toList();
        return "it needs " + String.join(", ", quote.needs()) + ": " + (unclaimed.isEmpty() ? "all taken"
                : takes.isEmpty() ? "the engine does not say what it takes"
                : String.join(", ", unclaimed) + " not claimed");
    }

    private String gap(double gap) {
        if (Double.isNaN(gap)) {
            return "none certified";
        }
        int scale = PRICE_SCALE + instrument.sizeScale();
        double share = gap / StrictMath.pow(10, scale) / (quote.shortfall() / 1e8);
        return "at most " + money(gap, scale) + (quote.shortfall() > 0
                ? ", " + Show.scientific(share) + " of the shortfall of " + Show.money(quote.shortfall())
                        + " " + instrument.quote() + " against the mid"
                : "; no shortfall against the mid to compare with");
    }

    private String money(double units, int scale) {
        return Show.scientific(units / StrictMath.pow(10, scale)) + " " + instrument.quote();
    }
}
