package exoroute.bench.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void columns_are_aligned_and_sections_stand_alone() {
        Table table = new Table("what", "books", "N = 5");
        table.section("times");
        table.row("cold", "linear", "0.812");
        table.row("built", "quadratic", "1,200");
        assertEquals("""
                | what      | books     | N = 5 |
                | --------- | --------- | ----: |
                | **times** |           |       |
                | cold      | linear    | 0.812 |
                | built     | quadratic | 1,200 |
                """, table.toString());
        assertThrows(IllegalArgumentException.class, () -> table.row("too", "few"));
    }

    @Test
    void numbers_have_three_digits() {
        assertEquals("0.812", Table.number(0.81234));
        assertEquals("5.31", Table.number(5.314));
        assertEquals("41.2", Table.number(41.24));
        assertEquals("503", Table.number(503.4));
        assertEquals("12,300", Table.number(12_345));
        assertEquals("-", Table.number(Double.NaN));
        assertEquals("0", Table.small(0));
        assertEquals("3.1e-14", Table.small(3.14e-14));
    }

    private static String line(String table, String begin) {
        return table.lines().filter(l -> l.startsWith("| " + begin)).findFirst().orElse("");
    }

    private static String cells(String line) {
        return line.replaceAll(" +", " ");
    }

    @Test
    void ratios_and_goals_come_from_the_times_of_the_same_run() {
        Figures figures = new Figures();
        figures.time(Figures.COLD, Kind.LINEAR, 5, new Figures.Time(0.7, 0));
        figures.time(Figures.COLD, Kind.LINEAR, 50, new Figures.Time(7, 0));
        figures.time(Figures.CHANGED, Kind.LINEAR, 50, new Figures.Time(3.5, 0));
        figures.time(Peer.CLP.label() + Figures.SOLVE, Kind.LINEAR, 50, new Figures.Time(280, 0));
        figures.note(Peer.CLP.label() + Figures.SOLVE, Kind.LINEAR, 500, "left out");
        figures.rounds(Kind.LINEAR, 5, new Rounds(9, 12, 3, 29, 2, 4, 1e-13, 0, 16));
        figures.difference(Peer.CLP, 50, 1e-9);
        String text = new Report(figures, List.of(Peer.CLP)).print(List.of());
        assertEquals("| CLP, solve | linear | - | 40.0 | left out | - |", cells(line(text, "CLP, solve")));
        assertEquals("| price search, 1 % changed | linear | - | 0.500 | - | - |", cells(line(text, "price search, 1 %")));
        assertEquals("| CLP | linear | - | 1.0e-09 | - | - |", cells(line(text, "CLP ")));
        assertEquals("| cold, median us at most 0.8 / 5 / 40 / 500 | linear | 0.700 met | 7.00 MISSED | - | - |",
                cells(line(text, "cold, median")));
        assertEquals("| 1 % changed, at most 0.5 of cold | linear | - | 0.500 met | - | - |", cells(line(text, "1 % changed, at")));
        assertEquals("| 1 % changed, median us at most half of cold's goal | linear | - | 3.50 MISSED | - | - |",
                cells(line(text, "1 % changed, median")));
        assertEquals("| rounds cold, median / max at most 14 / 28 | linear | 9 / 29 MISSED | - | - | - |",
                cells(line(text, "rounds cold")));
        assertEquals("| CLP, at least 50 times ours | linear | - | 40.0 MISSED | - | - |", cells(line(text, "CLP, at least")));
        assertEquals("| bytes allocated by 1 % changed (counted), 0 | linear | 16.0 MISSED | - | - | - |",
                cells(line(text, "bytes allocated by 1 %")));
        assertTrue(text.contains("5 goals are missed; "), text);
    }

    @Test
    void admm_has_a_section_once_it_is_measured() {
        AdmmRows.Row trusted = new AdmmRows.Row(AdmmRows.Form.TRUSTED, Kind.QUADRATIC, 50, false, 1e-6, 18, 120);
        AdmmRows.Row own = new AdmmRows.Row(AdmmRows.Form.PRIVATE, Kind.QUADRATIC, 50, false, 1e-6, 36, 400);
        AdmmRows.Row rule = new AdmmRows.Row(AdmmRows.Form.TRUSTED_OWN, Kind.QUADRATIC, 50, false, 1e-6, 18, 120);
        String text = new Report(new Figures(), List.of()).print(List.of(trusted, rule, own));
        assertEquals("| ADMM trusted, to the optimum, cold, to 1e-06 | quadratic | - | 18.0 (120) | - | - |",
                cells(line(text, "ADMM trusted, to the optimum, cold, to 1e-06 ")));
        assertEquals("| ADMM trusted, to the optimum, cold, to 1e-06: at most 20 | quadratic | - | 18.0 met | - | - |",
                cells(line(text, "ADMM trusted, to the optimum, cold, to 1e-06:")));
        assertEquals("| ADMM private, own rule, cold, to 1e-06: at most 1.5 of trusted's | quadratic | - | 2.00 MISSED | - | - |",
                cells(line(text, "ADMM private, own rule, cold, to 1e-06:")));
    }
}
