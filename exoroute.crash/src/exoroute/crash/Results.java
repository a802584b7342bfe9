package exoroute.crash;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a run found: counts by row of the table, and everything that did not agree. */
public final class Results {
    /** One row. */
    private static final class Row {
        private int kills;
        private final long[] happenings = new long[RouterRecord.Happening.Kind.values().length];
        private int bad;
    }

    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final Set<String> findings = new LinkedHashSet<>();
    private int comparisons;
    private int replays;
    private int snapshots;
    private int fromSnapshot;
    private int cut;

    Results() {
        for (Point point : Point.values()) {
            rows.put(point.text(), new Row());
        }
        rows.put(Kill.RANDOM, new Row());
        rows.put(Kill.TWICE, new Row());
    }

    void killed(String row) {
        rows.get(row).kills++;
    }

    void happened(String row, RouterRecord.Happening.Kind kind) {
        rows.get(row).happenings[kind.ordinal()]++;
    }

    /**
     * Notes what did not agree; false when the same was found before, as a log keeps what is wrong with it.
     *
     * @param affected rows of the kills that may have caused it
     */
    boolean found(String finding, List<String> affected) {
        boolean first = findings.add(finding);
        if (first) {
            affected.stream().distinct().forEach(row -> rows.get(row).bad++);
        }
        return first;
    }

    void compared() {
        comparisons++;
    }

    void replayed() {
        replays++;
    }

    void snapshots(long count) {
        snapshots += (int) count;
    }

    void recoveredFromSnapshot() {
        fromSnapshot++;
    }

    void heard(List<String> lines) {
        cut += (int) lines.stream().filter(line -> line.startsWith("CUT ")).count();
    }

    /** Kills of a row. */
    public int kills(String row) {
        return rows.get(row).kills;
    }

    /** How often something happened, in all rows. */
    long total(RouterRecord.Happening.Kind kind) {
        return rows.values().stream().mapToLong(r -> r.happenings[kind.ordinal()]).sum();
    }

    /** All kills. */
    public int kills() {
        return rows.values().stream().mapToInt(r -> r.kills).sum();
    }

    /** Everything that did not agree; empty when all is well. */
    public List<String> findings() {
        return List.copyOf(findings);
    }

    /** How often both sides were compared. */
    public int comparisons() {
        return comparisons;
    }

    /** How often a settled log was replayed and found identical. */
    public int replays() {
        return replays;
    }

    /** The table, in Markdown. */
    public String table() {
        StringBuilder text = new StringBuilder(
                "| point | kills | orders | children | fills | unknown resolved | result |\n");
        text.append("|---|---|---|---|---|---|---|\n");
        Row sum = new Row();
        rows.forEach((name, row) -> {
            line(text, name, row);
            sum.kills += row.kills;
            sum.bad += row.bad;
            for (int i = 0; i < sum.happenings.length; i++) {
                sum.happenings[i] += row.happenings[i];
            }
        });
        line(text, "**all**", sum);
        return text.append('\n').append(comparisons).append(" comparisons of log and journals, ").append(replays)
                .append(" identical replays, ").append(snapshots).append(" snapshots recorded, ").append(fromSnapshot)
                .append(" of the settling starts recovered from a snapshot, ").append(cut)
                .append(" starts cut an incomplete group, ").append(findings.size()).append(" findings\n").toString();
    }

    private static void line(StringBuilder text, String name, Row row) {
        if (row.kills == 0 && row.bad == 0) {
            return;
        }
        text.append("| ").append(name).append(" | ").append(row.kills);
        for (long count : row.happenings) {
            text.append(" | ").append(count);
        }
        text.append(" | ").append(row.bad == 0 ? "equal" : row.bad + " FINDINGS").append(" |\n");
    }
}
