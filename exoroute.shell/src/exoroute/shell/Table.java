package exoroute.shell;

import java.util.ArrayList;
import java.util.List;

/** A plain text table: columns as wide as their widest cell, numbers to the right. */
final class Table {
    private final List<String[]> rows = new ArrayList<>();

    Table(String... header) {
        rows.add(header);
    }

    void row(String... cells) {
        rows.add(cells);
    }

    @Override
    public String toString() {
        int columns = rows.get(0).length;
        int[] width = new int[columns];
        boolean[] right = new boolean[columns];
        for (int c = 0; c < columns; c++) {
            right[c] = rows.size() > 1;
            for (String[] row : rows) {
                width[c] = Math.max(width[c], row[c].length());
                right[c] &= row == rows.get(0) || isNumber(row[c]);
            }
        }
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < columns; c++) {
                String pad = " ".repeat(width[c] - row[c].length());
                line.append(c == 0 ? "" : "  ").append(right[c] ? pad + row[c] : row[c] + pad);
            }
            text.append(text.isEmpty() ? "" : "\n").append(line.toString().stripTrailing());
        }
        return text.toString();
    }

    private static boolean isNumber(String cell) {
        return cell.isEmpty() || cell.equals("-") || cell.matches("[-+]?[0-9][0-9.,]*(e[-+][0-9]+|%)?");
    }
}
