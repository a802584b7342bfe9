package exoroute.bench.solver;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.IntFunction;

/** The goals, and which of them this run meets. */
final class Goals {
    private static final double[] COLD_MICROS = {0.8, 5, 40, 500};
    private static final double CLP_RATIO = 50;
    private static final double GAP = 1e-12;
    private static final int[] ROUNDS_LINEAR = {14, 28};
    private static final int[] ROUNDS_QUADRATIC = {8, 28};

    private final Figures figures;
    private final Table table;
    private int missed;
    private int unmeasured;

    Goals(Figures figures, Table table) {
        this.figures = figures;
        this.table = table;
    }

    /** Adds the price search's goals to the table. */
    void add() {
        table.section("goals of the price search");
        for (Kind kind : Kind.values()) {
            row("cold, median us at most 0.8 / 5 / 40 / 500", kind, i -> cell(
                    figures.time(Figures.COLD, kind, Figures.VENUES[i]).micros(), (v, n) -> v <= COLD_MICROS[n], i));
        }
        for (Kind kind : Kind.values()) {
            row("1 % changed, at most 0.5 of cold", kind, i -> cell(
                    figures.ratio(Figures.CHANGED, Figures.COLD, kind, Figures.VENUES[i]), (v, n) -> v <= 0.5, i));
        }
        for (Kind kind : Kind.values()) {
            row("1 % changed, median us at most half of cold's goal", kind, i -> cell(
                    figures.time(Figures.CHANGED, kind, Figures.VENUES[i]).micros(), (v, n) -> v <= COLD_MICROS[n] / 2, i));
        }
        for (Kind kind : Kind.values()) {
            int[] most = kind == Kind.LINEAR ? ROUNDS_LINEAR : ROUNDS_QUADRATIC;
            row("rounds cold, median / max at most " + most[0] + " / " + most[1], kind, i -> rounds(kind, i, most));
        }
        for (Peer peer : List.of(Peer.CLP, Peer.CLP_PLAIN)) {
            row(peer.label() + ", at least 50 times ours", Kind.LINEAR, i -> cell(
                    figures.ratio(peer.label() + Figures.SOLVE, Figures.COLD, Kind.LINEAR, Figures.VENUES[i]),
                    (v, n) -> v >= CLP_RATIO, i));
        }
        for (Kind kind : Kind.values()) {
            row("bytes allocated by a cold solve (counted), 0", kind, i -> counted(kind, i, Rounds::bytes, 0));
            row("bytes allocated by 1 % changed (counted), 0", kind, i -> counted(kind, i, Rounds::changedBytes, 0));
        }
        for (Kind kind : Kind.values()) {
            row("duality gap by shortfall, worst, at most 1e-12", kind, i -> counted(kind, i, Rounds::worstGap, GAP));
        }
    }

    /** One line for the end. */
    String summary() {
        return (missed == 0 ? "every goal that was measured is met" : missed + " goals are missed")
                + (unmeasured == 0 ? "" : "; " + unmeasured + " were not measured");
    }

    private void row(String what, Kind kind, IntFunction<String> cell) {
        String[] cells = new String[2 + Figures.VENUES.length];
        cells[0] = what;
        cells[1] = kind.label();
        Arrays.setAll(cells, i -> i < 2 ? cells[i] : cell.apply(i - 2));
        table.row(cells);
    }

    private String cell(double value, BiFunction<Double, Integer, Boolean> met, int i) {
        return Double.isNaN(value) ? notMeasured() : verdict(Table.number(value), met.apply(value, i));
    }

    private String rounds(Kind kind, int i, int[] most) {
        Rounds r = figures.rounds(kind, Figures.VENUES[i]);
        if (r == null) {
            return notMeasured();
        }
        int median = Math.max(r.firstMedian(), r.median());
        int max = Math.max(r.firstMax(), r.max());
        return verdict(String.format(Locale.ROOT, "%d / %d", median, max), median <= most[0] && max <= most[1]);
    }

    private String counted(Kind kind, int i, java.util.function.ToDoubleFunction<Rounds> figure, double most) {
        Rounds r = figures.rounds(kind, Figures.VENUES[i]);
        if (r == null) {
            return notMeasured();
        }
        double value = figure.applyAsDouble(r);
        return verdict(value >= 1 ? Table.number(value) : Table.small(value), value <= most);
    }

    private String notMeasured() {
        unmeasured++;
        return "-";
    }

    /** A figure and whether it meets its goal. */
    String verdict(String figure, boolean met) {
        missed += met ? 0 : 1;
        return figure + (met ? " met" : " MISSED");
    }
}
