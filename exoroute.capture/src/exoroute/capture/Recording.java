package exoroute.capture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What was recorded at one venue, by symbol: book frames and REST snapshots, with receive times. */
final class Recording {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern FRAME = Pattern.compile("(\\d+)\\.?(\\d*): (.*)");
    private static final Pattern BODY = Pattern.compile("(https://\\S+) -> (\\d+)\\.?(\\d*): (.*)");

    /**
     * A frame or body.
     *
     * @param time receive time, nanoseconds UTC
     */
    record Item(long time, String text) {}

    private final Capture capture;
    private final VenueDialect dialect;
    private final Map<String, List<Item>> frames = new TreeMap<>();
    private final Map<String, Item> snapshots = new HashMap<>();

    /**
     * Reads the files of a capture.
     *
     * @throws IllegalArgumentException with one line naming the file that is missing, empty or corrupt
     */
    Recording(Capture capture, CaptureStore store) {
        this.capture = capture;
        dialect = VenueDialect.of(capture.codec());
        for (Capture.FileEntry file : capture.files()) {
            if (file.role().equals("frames")) {
                store.lines(file).forEach(this::frame);
            } else if (file.role().equals("snapshots")) {
                store.lines(file).forEach(this::body);
            }
        }
        capture.listings().forEach(listing -> {
            String symbol = listing.path("symbol").asText();
            if (!frames.containsKey(symbol)) {
                throw new IllegalArgumentException("venue " + capture.venue() + ": the capture has no book frame of "
                        + symbol);
            }
        });
    }

    private void frame(String line) {
        Matcher m = FRAME.matcher(line);
        if (!m.matches()) {
            return;
        }
        try {
            String symbol = dialect.bookSymbol(JSON.readTree(m.group(3)));
            if (symbol != null) {
                frames.computeIfAbsent(symbol, s ->
                        new ArrayList<>()).add(new Item(time(m.group(1), m.group(2)), m.group(3)));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("venue " + capture.venue() + ": a recorded frame is not JSON: "
                    + e.getOriginalMessage());
        }
    }

    private void body(String line) {
        Matcher m = BODY.matcher(line);
        String symbol = m.matches() ? dialect.snapshotSymbol(m.group(1)) : null;
        if (symbol != null) {
            snapshots.put(symbol, new Item(time(m.group(2), m.group(3)), m.group(4)));
        }
    }

    private static long time(String seconds, String fraction) {
        return Long.parseLong(seconds) * 1_000_000_000L + Long.parseLong((fraction + "000000000").substring(0, 9));
    }

    Capture capture() {
        return capture;
    }

    VenueDialect dialect() {
        return dialect;
    }

    /** Whether the symbol was recorded. */
    boolean knows(String symbol) {
        return frames.containsKey(symbol) || snapshots.containsKey(symbol);
    }

    /** Book frames of a symbol in the order in which they were received. */
    List<Item> frames(String symbol) {
        return frames.getOrDefault(symbol, List.of());
    }

    /** The REST snapshot of a symbol, or null when the stream itself begins with one. */
    Item snapshot(String symbol) {
        return snapshots.get(symbol);
    }

    /** The earliest time of any symbol. */
    long origin() {
        long first = Long.MAX_VALUE;
        for (List<Item> items : frames.values()) {
            first = Math.min(first, items.get(0).time());
        }
        for (Item item : snapshots.values()) {
            first = Math.min(first, item.time());
        }
        return first;
    }
}
