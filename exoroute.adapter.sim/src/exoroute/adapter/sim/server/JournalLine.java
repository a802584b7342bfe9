package exoroute.adapter.sim.server;

import exoroute.api.market.ListingId;
import exoroute.api.order.ExecutionReport;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;

/**
 * One line of a journal: CRC-32 of what follows it, a kind, fields, all separated by one space. A field is printable
 * ASCII; other bytes of its UTF-8 are {@code %XX}, an empty field is {@code ~}.
 *
 * @param kind what the line tells
 * @param fields its content
 */
record JournalLine(Kind kind, List<String> fields) {
    private static final int CRC_DIGITS = 8;
    private static final int REPORT_FIELDS = 16;

    /** What a line tells. */
    enum Kind {
        /** Head: format, session, settings. */
        HEAD,
        /** An order was accepted. */
        ORDER,
        /** A cancel was received. */
        CANCEL,
        /** An order was replaced. */
        REPLACE,
        /** An execution. */
        EXEC,
        /** The end of an order. */
        END,
        /** A numbered report to a client. */
        REPORT
    }

    static JournalLine of(Kind kind, Object... fields) {
        List<String> texts = new ArrayList<>();
        for (Object field : fields) {
            texts.add(field.toString());
        }
        return new JournalLine(kind, texts);
    }

    /** With its CRC and the line end. */
    byte[] bytes() {
        StringBuilder text = new StringBuilder(kind.name());
        fields.forEach(field -> text.append(' ').append(escape(field)));
        String body = text.toString();
        return (crc(body.getBytes(StandardCharsets.US_ASCII)) + " " + body + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Reads a line without its end.
     *
     * @throws IllegalArgumentException telling what is wrong
     */
    static JournalLine parse(byte[] line) {
        String text = new String(line, StandardCharsets.US_ASCII);
        if (text.length() < CRC_DIGITS + 2 || text.charAt(CRC_DIGITS) != ' ') {
            throw new IllegalArgumentException("it does not begin with a checksum");
        }
        byte[] body = java.util.Arrays.copyOfRange(line, CRC_DIGITS + 1, line.length);
        String is = crc(body);
        if (!text.startsWith(is)) {
            throw new IllegalArgumentException("its checksum is " + is + ", it says " + text.substring(0, CRC_DIGITS));
        }
        String[] parts = text.substring(CRC_DIGITS + 1).split(" ", -1);
        List<String> fields = new ArrayList<>();
        for (int i = 1; i < parts.length; i++) {
            fields.add(unescape(parts[i]));
        }
        return new JournalLine(Kind.valueOf(parts[0]), fields);
    }

    private static String crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    private static String escape(String field) {
        if (field.isEmpty()) {
            return "~";
        }
        StringBuilder out = new StringBuilder();
        for (byte b : field.getBytes(StandardCharsets.UTF_8)) {
            if (b > ' ' && b < '~' && b != '%') {
                out.append((char) b);
            } else {
                out.append('%').append(HexFormat.of().toHexDigits(b));
            }
        }
        return out.toString();
    }

    private static String unescape(String field) {
        if (field.equals("~")) {
            return "";
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == '%' && i + 2 < field.length()) {
                out.write(HexFormat.fromHexDigits(field, i + 1, i + 3));
                i += 2;
            } else {
                out.write(c);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /**
     * A field.
     *
     * @throws IllegalArgumentException when the line has too few
     */
    String text(int index) {
        if (index >= fields.size()) {
            throw new IllegalArgumentException(kind + " line has " + fields.size() + " fields, field " + index
                    + " is missing");
        }
        return fields.get(index);
    }

    long number(int index) {
        return Long.parseLong(text(index));
    }

    /** A line that holds an execution report after some fields of its own. */
    static JournalLine report(Kind kind, ExecutionReport r, Object... before) {
        List<Object> fields = new ArrayList<>(List.of(before));
        fields.addAll(List.of(
                r.listing().venue(), r.listing().symbol(), r.child(), r.venueOrderId(), r.type(), r.execId(),
                r.refExecId(), r.cumulativeLots(), r.leavesLots(), r.lastLots(), r.lastTicks(), r.fee(),
                r.feeCurrency(), r.liquidity(), r.venueTime(), r.text()));
        return of(kind, fields.toArray());
    }

    /** The execution report after so many fields. */
    ExecutionReport report(int at) {
        if (fields.size() != at + REPORT_FIELDS) {
            throw new IllegalArgumentException(kind + " line has " + fields.size() + " fields, not "
                    + (at + REPORT_FIELDS));
        }
        return new ExecutionReport(
                new ListingId(text(at), text(at + 1)), number(at + 2), text(at + 3),
                ExecutionReport.Type.valueOf(text(at + 4)), text(at + 5), text(at + 6), number(at + 7),
                number(at + 8), number(at + 9), number(at + 10), number(at + 11), text(at + 12),
                ExecutionReport.Liquidity.valueOf(text(at + 13)), number(at + 14), text(at + 15));
    }
}
