package exoroute.adapter.ws;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a recorded file, in the container format that cryptofeed 1.9 writes ({@code <seconds>: <frame>}, {@code
 * <address> -> <seconds>: <body>}, {@code <address> <- <seconds>: <sent>}, {@code <address> <-> <seconds>}) or a bare
 * frame.
 *
 * @param nanoseconds receive time UTC, or -1 when the line gives none
 * @param address REST address that a body answers, or null for a frame
 * @param payload the venue's own text
 */
record RecordedLine(long nanoseconds, String address, String payload) {
    private static final Pattern FRAME = Pattern.compile("(\\d{1,11})(?:\\.(\\d{1,9})\\d*)?: (.*)", Pattern.DOTALL);
    private static final Pattern EXCHANGE =
            Pattern.compile("((?:https?|wss?)://\\S+) (->|<-|<->) (\\d{1,11})(?:\\.(\\d{1,9})\\d*)?(?:: (.*))?",
                    Pattern.DOTALL);

    /** The line, or null when it holds neither frame nor REST body. */
    static RecordedLine parse(String line) {
        if (line.isBlank() || line.startsWith("configuration: ")) {
            return null;
        }
        Matcher frame = FRAME.matcher(line);
        if (frame.matches()) {
            return new RecordedLine(nanoseconds(frame.group(1), frame.group(2)), null, frame.group(3));
        }
        Matcher exchange = EXCHANGE.matcher(line);
        if (!exchange.matches()) {
            return new RecordedLine(-1, null, line);
        }
        if (!"->".equals(exchange.group(2)) || exchange.group(5) == null) {
            return null;
        }
        return new RecordedLine(nanoseconds(exchange.group(3), exchange.group(4)), exchange.group(1),
                exchange.group(5));
    }

    private static long nanoseconds(String seconds, String fraction) {
        String digits = ((fraction == null ? "" : fraction) + "000000000").substring(0, 9);
        return Long.parseLong(seconds) * 1_000_000_000L + Long.parseLong(digits);
    }
}
