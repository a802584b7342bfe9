package exoroute.bench.solver;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One table in Markdown that is also aligned for a terminal: sections, and in each row a cell for every number of venues. */
final class Table {
    private final List<String[]> lines = new ArrayList<>();

    Table(String... head) {
        lines.add(head);
        lines.add(null);
    }

    /** Begins a section. */
    void section(String title) {
        String[] line = new String[lines.get(0).length];
        java.util.Arrays.fill(line, "");
        line[0] = "**" + title + "**";
        lines.add(line);
    }

    /** Adds a row; as many cells as the head has. */
    void row(String... cells) {
        if (cells.length != lines.get(0).length) {
            throw new IllegalArgumentException("row " + String.join(", ", cells) + ": " + cells.length
                    + " cells, the table has " + lines.get(0).length + " columns");
        }
        lines.add(cells);
    }

    @Override
    public String toString() {
        int[] width = new int[lines.get(0).length];
        for (String[] line : lines) {
            for (int i = 0; line != null && i < width.length; i++) {
                width[i] = Math.max(width[i], line[i].length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (String[] line : lines) {
            for (int i = 0; i < width.length; i++) {
                text.append(i == 0 ? "| " : " | ");
                if (line == null) {
                    text.append("-".repeat(i < 2 ? width[i] : width[i] - 1)).append(i < 2 ? "" : ":");
                } else if (i < 2) {
                    text.append(line[i]).append(" ".repeat(width[i] - line[i].length()));
                } else {
                    text.append(" ".repeat(width[i] - line[i].length())).append(line[i]);
                }
            }
            text.append(" |\n");
        }
        return text.toString();
    }

    /** A figure with three digits, never in powers of ten: 0.812, 5.31, 41.2, 503, 12,300. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        double size = Math.abs(value);
        int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
        double step = size >= 1_000 ? Math.pow(10, Math.floor(Math.log10(size)) - 2) : 0;
        double rounded = step == 0 ? value : Math.rint(value / step) * step;
        return String.format(Locale.ROOT, "%,." + decimals + "f", rounded);
    }

    /** A small figure such as a relative difference: 0, 3.1e-14. */
    static String small(double value) {
        return Double.isNaN(value) ? "-" : value == 0 ? "0" : String.format(Locale.ROOT, "%.1e", value);
    }
}
