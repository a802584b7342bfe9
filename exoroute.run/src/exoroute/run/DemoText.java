package exoroute.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The demonstration's document as a person reads it. */
final class DemoText {
    private final JsonNode d;
    private final StringBuilder text = new StringBuilder();

    DemoText(JsonNode document) {
        d = document;
    }

    String text() {
        line("ExoRoute demonstration: " + s(d, "order") + " in paper mode on recorded exchange frames");
        line(s(d, "note"));
        venues();
        plan();
        children();
        result();
        JsonNode deltas = d.get("deltas");
        line("\nDeltas     " + s(deltas, "count") + ", " + s(deltas, "bytes") + " bytes; full plans would be "
                + s(deltas, "fullPlanBytes") + " bytes");
        JsonNode log = d.get("log");
        line("Log        " + s(log, "records") + " records in " + s(log, "folder") + " (" + s(log, "durability") + ")");
        line("Chain head " + s(log, "head"));
        replay(d.get("replay"));
        return text.toString().stripTrailing();
    }

    private void venues() {
        line("\nVenues and tops (* some facts assumed)");
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"venue", "listing", "bid", "bid size", "ask", "ask size", "taker", "tick", "lot"});
        for (JsonNode v : d.get("venues")) {
            rows.add(new String[] {
                s(v, "venue") + (v.get("assumed").asBoolean() ? " *" : ""), s(v, "listing"), s(v, "bid"), s(v, "bidSize"),
                s(v, "ask"), s(v, "askSize"), percent(s(v, "takerFee")), s(v, "tick"), s(v, "lot")
            });
        }
        table(rows);
    }

    private void plan() {
        line("\nPlan");
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"listing", "size", "worst", "average", "fee", "", "cost USD", "share"});
        for (JsonNode p : d.get("plan")) {
            rows.add(new String[] {
                s(p, "listing"), s(p, "size"), s(p, "worstPrice"), s(p, "averagePrice"), s(p, "fee"),
                s(p, "feeCurrency"), s(p, "cost"), percent(s(p, "share"))
            });
        }
        table(rows);
    }

    private void children() {
        line("\nChildren and their reports, " + d.get("rounds").size() + " rounds");
        for (JsonNode c : d.get("children")) {
            line("  round " + s(c, "round") + "  " + s(c, "id") + "  " + s(c, "listing") + "  " + s(c, "timeInForce") + " "
                    + s(c, "size") + " limit " + s(c, "limit") + "  ->  " + s(c, "status").toLowerCase(Locale.ROOT)
                    + ", filled " + s(c, "filled"));
            reports(c.get("reports"));
        }
    }

    /** Fills in a row are one line: their number, first and last price, and where the total stands. */
    private void reports(JsonNode reports) {
        for (int i = 0; i < reports.size(); i++) {
            JsonNode first = reports.get(i);
            if (!s(first, "type").equals("TRADE")) {
                line("      " + s(first, "type") + (s(first, "text").isEmpty() ? "" : ": " + s(first, "text")));
                continue;
            }
            int from = i;
            while (i + 1 < reports.size() && s(reports.get(i + 1), "type").equals("TRADE")) {
                i++;
            }
            JsonNode last = reports.get(i);
            String prices = s(first, "price").equals(s(last, "price")) ? s(first, "price")
                    : s(first, "price") + " to " + s(last, "price");
            line("      TRADE x " + (i - from + 1) + " at " + prices + ", cumulative " + s(last, "cumulative")
                    + ", leaves " + s(last, "leaves"));
        }
    }

    private void result() {
        JsonNode r = d.get("result");
        line("\nResult     " + s(r, "status") + (s(r, "reason").isEmpty() ? "" : " (" + s(r, "reason") + ")") + ", "
                + s(r, "filled") + " BTC at " + s(r, "averagePrice") + " USD net, cost " + s(r, "cost") + " USD, fees "
                + s(r, "fees") + " USD");
        line("           against the arrival mid " + s(r, "arrivalMid") + ": " + s(r, "implementationShortfall") + " USD, "
                + s(r, "implementationShortfallBp") + " bp");
        versus("best single venue", r.get("bestSingleVenue"));
        versus("pro-rata split", r.get("proRata"));
    }

    private void versus(String what, JsonNode against) {
        if (against.path("cost").isNull()) {
            line("           against the " + what + ": none shows the whole size");
        } else {
            line("           against the " + what + (against.has("listing") ? " " + s(against, "listing") : "") + " ("
                    + s(against, "cost") + " USD): saved " + s(against, "saved") + " USD, " + s(against, "savedBp") + " bp");
        }
    }

    private void replay(JsonNode replay) {
        line("");
        line(replay.path("identical").asBoolean() ? "replay: identical"
                : "replay: DIFFERENT at position " + s(replay, "divergedAt") + ": " + s(replay, "difference"));
        line("  " + s(replay, "records") + " records, " + s(replay, "events") + " events, " + s(replay, "deltas")
                + " deltas, in a fresh process");
        line("  recorded head " + s(replay, "recordedHead"));
        line("  replayed head " + s(replay, "replayedHead"));
    }

    private static String s(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isNull() || value.isMissingNode() ? "-" : value.asText();
    }

    private static String percent(String share) {
        return new java.math.BigDecimal(share).movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void table(List<String[]> rows) {
        int[] width = new int[rows.get(0).length];
        rows.forEach(row -> {
            for (int c = 0; c < row.length; c++) {
                width[c] = Math.max(width[c], row[c].length());
            }
        });
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder("  ");
            for (int c = 0; c < row.length; c++) {
                boolean number = rows.get(rows.size() - 1)[c].matches("[-+0-9.%]+");
                String pad = " ".repeat(width[c] - row[c].length());
                line.append(number ? pad + row[c] : row[c] + pad).append("  ");
            }
            line(line.toString().stripTrailing());
        }
    }
}
