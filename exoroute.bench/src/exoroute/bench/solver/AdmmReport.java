package exoroute.bench.solver;

import exoroute.bench.solver.AdmmRows.Form;
import exoroute.bench.solver.AdmmRows.Row;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/** The ADMM's part of the table: iterations and time, and its goals. Nothing when nothing was measured. */
final class AdmmReport {
    private AdmmReport() {}

    static void add(List<Row> rows, Table table) {
        if (rows.isEmpty()) {
            return;
        }
        table.section("ADMM: iterations, median of 10 seeds (median us)");
        TreeMap<String, Row> first = new TreeMap<>();
        rows.forEach(r -> first.putIfAbsent(
                r.kind().ordinal() + what(r.form(), r.warm(), r.tolerance()), r));
        first.values().forEach(r -> table.row(Report.cells(what(r.form(), r.warm(), r.tolerance()), r.kind(), n -> find(
                rows, r.form(), r.kind(), n, r.warm(), r.tolerance())
                .map(c -> Table.number(c.iterations()) + " (" + Table.number(c.micros()) + ")").orElse("-"))));
    }

    /** Iterations of the trusted form, and the private form by the trusted one. */
    static void goals(List<Row> rows, Table table, Goals goals) {
        if (rows.isEmpty()) {
            return;
        }
        table.section("goals of the ADMM");
        most(rows, table, goals, Kind.QUADRATIC, false, 1e-6, 20);
        most(rows, table, goals, Kind.QUADRATIC, false, 1e-9, 35);
        most(rows, table, goals, Kind.QUADRATIC, true, 1e-6, 8);
        most(rows, table, goals, Kind.QUADRATIC, true, 1e-9, 15);
        most(rows, table, goals, Kind.LINEAR, false, 1e-6, 35);
        for (boolean warm : new boolean[] {false, true}) {
            for (double tolerance : new double[] {1e-6, 1e-9}) {
                table.row(Report.cells(what(Form.PRIVATE, warm, tolerance) + ": at most 1.5 of trusted's", Kind.QUADRATIC, n -> {
                    Optional<Row> own = find(rows, Form.PRIVATE, Kind.QUADRATIC, n, warm, tolerance);
                    Optional<Row> trusted = find(rows, Form.TRUSTED_OWN, Kind.QUADRATIC, n, warm, tolerance);
                    if (own.isEmpty() || trusted.isEmpty()) {
                        return "-";
                    }
                    double ratio = own.get().iterations() / trusted.get().iterations();
                    return goals.verdict(Table.number(ratio), ratio <= 1.5);
                }));
            }
        }
    }

    private static void most(
            List<Row> rows, Table table, Goals goals, Kind kind, boolean warm, double tolerance, int iterations) {
        table.row(Report.cells(what(Form.TRUSTED, warm, tolerance) + ": at most " + iterations, kind, n -> find(
                rows, Form.TRUSTED, kind, n, warm, tolerance)
                .map(r -> goals.verdict(Table.number(r.iterations()), r.iterations() <= iterations)).orElse("-")));
    }

    private static String what(Form form, boolean warm, double tolerance) {
        return "ADMM " + form.label() + ", " + (warm ? "warm" : "cold") + ", to "
                + String.format(Locale.ROOT, "%.0e", tolerance);
    }

    private static Optional<Row> find(List<Row> rows, Form form, Kind kind, int venues, boolean warm, double tolerance) {
        return rows.stream().filter(r -> r.form() == form && r.kind() == kind && r.venues() == venues
                && r.warm() == warm && r.tolerance() == tolerance).findFirst();
    }
}
