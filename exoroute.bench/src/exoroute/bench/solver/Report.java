package exoroute.bench.solver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/** Lays the figures of one run out as one table: ratios, times, bytes, rounds, agreement, ADMM, goals. */
final class Report {
    private static final List<String> OWN = List.of(Figures.COLD, Figures.CHANGED, Figures.BUILD);

    private final Figures figures;
    private final List<Peer> peers;
    private final Table table = new Table(head());

    Report(Figures figures, List<Peer> peers) {
        this.figures = figures;
        this.peers = peers;
    }

    private static String[] head() {
        List<String> head = new ArrayList<>(List.of("what", "books"));
        Arrays.stream(Figures.VENUES).forEach(n -> head.add("N = " + n));
        return head.toArray(String[]::new);
    }

    /** Everything, with the goals judged. */
    String print(List<AdmmRows.Row> admm) {
        ratios();
        times();
        bytes();
        counts();
        Goals goals = new Goals(figures, table);
        AdmmReport.add(admm, table);
        goals.add();
        AdmmReport.goals(admm, table, goals);
        return table + goals.summary();
    }

    private void ratios() {
        table.section("ratios to price search, cold");
        for (Peer peer : peers) {
            for (String part : List.of(Figures.SOLVE, Figures.MODEL)) {
                String what = peer.label() + part;
                row(what, peer.kind(), n -> ratio(what, peer.kind(), n));
            }
        }
        for (String what : List.of(Figures.CHANGED, Figures.BUILD)) {
            for (Kind kind : Kind.values()) {
                row(what, kind, n -> ratio(what, kind, n));
            }
        }
    }

    private String ratio(String what, Kind kind, int venues) {
        double ratio = figures.ratio(what, Figures.COLD, kind, venues);
        return Double.isNaN(ratio) ? figures.micros(what, kind, venues) : Table.number(ratio);
    }

    private void times() {
        table.section("median us");
        for (String what : OWN) {
            for (Kind kind : Kind.values()) {
                row(what, kind, n -> figures.micros(what, kind, n));
            }
        }
        for (Peer peer : peers) {
            for (String part : List.of(Figures.SOLVE, Figures.MODEL)) {
                row(peer.label() + part, peer.kind(), n -> figures.micros(peer.label() + part, peer.kind(), n));
            }
        }
    }

    private void bytes() {
        table.section("bytes on the Java heap a solve");
        for (String what : OWN) {
            for (Kind kind : Kind.values()) {
                row(what, kind, n -> bytes(what, kind, n));
            }
        }
        for (Peer peer : peers) {
            if (!peer.isNative()) {
                row(peer.label() + Figures.SOLVE, peer.kind(), n -> bytes(peer.label() + Figures.SOLVE, peer.kind(), n));
            }
        }
    }

    private String bytes(String what, Kind kind, int venues) {
        double bytes = figures.time(what, kind, venues).bytes();
        return bytes < 1 ? String.format(Locale.ROOT, "%.3f", bytes) : Table.number(bytes);
    }

    private void counts() {
        table.section("rounds, median / max");
        for (Kind kind : Kind.values()) {
            row("price search, first of its books", kind, n -> rounds(figures.rounds(kind, n), Rounds::firstMedian, Rounds::firstMax));
            row(Figures.COLD, kind, n -> rounds(figures.rounds(kind, n), Rounds::median, Rounds::max));
            row(Figures.CHANGED, kind, n -> rounds(figures.rounds(kind, n), Rounds::changedMedian, Rounds::changedMax));
        }
        table.section("largest difference from our optimum, by shortfall");
        for (Peer peer : peers) {
            row(peer.label(), peer.kind(), n -> Table.small(figures.difference(peer, n)));
        }
    }

    private static String rounds(Rounds r, ToIntFunction<Rounds> median, ToIntFunction<Rounds> max) {
        return r == null ? "-" : median.applyAsInt(r) + " / " + max.applyAsInt(r);
    }

    private void row(String what, Kind kind, IntFunction<String> cell) {
        table.row(cells(what, kind, cell));
    }

    /** A row with a cell for every number of venues. */
    static String[] cells(String what, Kind kind, IntFunction<String> cell) {
        String[] cells = new String[2 + Figures.VENUES.length];
        cells[0] = what;
        cells[1] = kind.label();
        for (int i = 0; i < Figures.VENUES.length; i++) {
            cells[2 + i] = cell.apply(Figures.VENUES[i]);
        }
        return cells;
    }
}
