package exoroute.adapter.ws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import exoroute.api.adapter.FeedStatistics;
import exoroute.api.market.Instrument;
import exoroute.api.market.Listing;
import exoroute.api.market.ListingId;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What recorded frames say, pushed through the codec and book classes that the live feed uses. Nobody can be asked
 * for a new snapshot here, so a break is counted and what follows is still applied: every gap, wrong checksum and
 * crossing of the file is found. Tick and lot of a symbol are the finest decimals its recorded levels use.
 */
final class FeedReport {
    private static final Logger LOG = LoggerFactory.getLogger(FeedReport.class);
    private static final int TOP = 10;
    private static final int BUFFERED = 1_000_000;

    private final VenueCodec codec;
    private final Map<String, ListingBook> books = new TreeMap<>();
    private final Map<String, int[]> decimals = new TreeMap<>();
    private long unnamedMalformed;

    private FeedReport(VenueCodec codec) {
        this.codec = codec;
    }

    /**
     * Decodes files.
     *
     * @throws IllegalArgumentException with one line: unknown codec, or a file that is missing, empty, corrupt or
     *     without any frame
     */
    static FeedReport of(String codec, List<Path> files) {
        FeedReport report = new FeedReport(Codecs.named(codec));
        if (files.isEmpty()) {
            throw new IllegalArgumentException("no file was given; use: feed CODEC FILE... [--json]");
        }
        List<RecordedFile.Entry> entries = RecordedFile.merge(files.stream().map(RecordedFile::read).toList());
        entries.forEach(report::scale);
        entries.forEach(report::apply);
        if (report.decimals.isEmpty() && report.unnamedMalformed > 0) {
            throw new IllegalArgumentException("none of the " + report.unnamedMalformed + " frames can be read by codec "
                    + report.codec.name() + "; is the file another venue's?");
        }
        return report;
    }

    /** Takes one message. */
    private interface Step {
        void take(BookMessage message) throws MalformedFrameException;
    }

    /** Decodes one line; returns what went wrong, or null. */
    private MalformedFrameException decode(RecordedLine line, Step step) {
        try {
            if (line.address() == null) {
                for (BookMessage message : codec.decode(line.payload())) {
                    step.take(message);
                }
            } else if (codec.snapshotSymbol(line.address()) != null) {
                step.take(codec.decodeSnapshot(codec.snapshotSymbol(line.address()), line.payload()));
            }
            return null;
        } catch (MalformedFrameException e) {
            return e;
        }
    }

    private void apply(RecordedFile.Entry entry) {
        MalformedFrameException wrong = decode(entry.line(), message -> apply(message, entry.place()));
        if (wrong != null) {
            String symbol = entry.line().address() == null
                    ? SymbolInText.find(entry.line().payload(), decimals.keySet())
                    : codec.snapshotSymbol(entry.line().address());
            malformed(symbol, entry.place(), wrong);
        }
    }

    private void malformed(String symbol, String place, MalformedFrameException e) {
        LOG.warn("{} {}: malformed frame at {}: {}", codec.name(), symbol == null ? "" : symbol, place, e.getMessage());
        if (symbol == null) {
            unnamedMalformed++;
        } else {
            book(symbol).countFrame();
            book(symbol).countMalformed();
        }
    }

    private void scale(RecordedFile.Entry entry) {
        decode(entry.line(), this::scale);
    }

    private void scale(BookMessage message) {
        if (message.symbol == null) {
            return;
        }
        int[] scale = decimals.computeIfAbsent(message.symbol, s -> new int[2]);
        for (int i = 0; i < message.levels(); i++) {
            scale[0] = Math.max(scale[0], decimals(message.price(i)));
            scale[1] = Math.max(scale[1], decimals(message.size(i)));
        }
    }

    private static int decimals(String text) {
        int point = text.indexOf('.');
        return point < 0 ? 0 : Math.min(9, text.length() - point - 1);
    }

    private ListingBook book(String symbol) {
        return books.computeIfAbsent(symbol, s -> {
            int[] scale = decimals.getOrDefault(s, new int[2]);
            Listing listing = new Listing(new ListingId(codec.name(), s), new Instrument(s, s, s, scale[1], scale[0]),
                    1, 1, 0, Long.MAX_VALUE, 0, 0, 0, s, Listing.State.OPEN, true);
            return new ListingBook(listing, codec, BUFFERED);
        });
    }

    private void apply(BookMessage message, String place) throws MalformedFrameException {
        if (message.symbol == null) {
            return;
        }
        ListingBook book = book(message.symbol);
        boolean body = message.kind == BookMessage.Kind.SNAPSHOT && codec.snapshotsOverRest();
        boolean levels = message.kind == BookMessage.Kind.SNAPSHOT || message.kind == BookMessage.Kind.INCREMENT;
        ListingBook.Break broken = levels ? book.accept(message) : null;
        if (!body) {
            book.countFrame();
        }
        if (broken != null) {
            LOG.warn("{} {}: {} at {}", codec.name(), message.symbol, broken.reason(), place);
        }
    }

    /** Symbols that any frame or snapshot named, sorted. */
    TreeSet<String> symbols() {
        return new TreeSet<>(books.keySet());
    }

    /** Counters of a symbol; {@code frames} without REST bodies. */
    FeedStatistics statistics(String symbol) {
        return books.get(symbol).statistics(0);
    }

    /** The book at the end. */
    LevelBook levels(String symbol) {
        return books.get(symbol).levels();
    }

    /** Price of a level as decimal text. */
    String price(String symbol, LevelSide side, int level) {
        return books.get(symbol).listing().price(side.ticks(level));
    }

    /** Size of a level as decimal text. */
    String size(String symbol, LevelSide side, int level) {
        return books.get(symbol).listing().size(side.lots(level));
    }

    /** Frames that could not be read and name no known symbol. */
    long unnamedMalformed() {
        return unnamedMalformed;
    }

    /** The report as JSON: {@code {"instruments": {symbol: {...}}}}. */
    String json() {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(out).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeObjectFieldStart("instruments");
            for (String symbol : books.keySet()) {
                json.writeObjectFieldStart(symbol);
                instrument(json, symbol);
                json.writeEndObject();
            }
            json.writeEndObject();
            if (unnamedMalformed > 0) {
                json.writeNumberField("malformedWithoutSymbol", unnamedMalformed);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private void instrument(JsonGenerator json, String symbol) throws IOException {
        FeedStatistics s = statistics(symbol);
        LevelBook book = levels(symbol);
        json.writeNumberField("frames", s.frames());
        json.writeNumberField("bookMessages", s.bookMessages());
        json.writeNumberField("checksumsGood", s.checksumsGood());
        json.writeNumberField("checksumsBad", s.checksumsBad());
        json.writeNumberField("gaps", s.gaps());
        json.writeNumberField("crossed", s.crossed());
        json.writeNumberField("malformed", s.malformed());
        json.writeNumberField("bids", book.bids().size());
        json.writeNumberField("asks", book.asks().size());
        json.writeObjectFieldStart("top");
        side(json, "bids", symbol, book.bids());
        side(json, "asks", symbol, book.asks());
        json.writeEndObject();
    }

    private void side(JsonGenerator json, String name, String symbol, LevelSide side) throws IOException {
        json.writeArrayFieldStart(name);
        for (int i = 0; i < Math.min(TOP, side.size()); i++) {
            json.writeArray(new String[] {price(symbol, side, i), size(symbol, side, i)}, 0, 2);
        }
        json.writeEndArray();
    }

    /** The report as a table, one line a symbol. */
    String table() {
        String form = "%-16s %8s %8s %8s %6s %5s %8s %9s %6s %6s  %s%n";
        StringBuilder out = new StringBuilder(String.format(Locale.ROOT, form, "symbol", "frames", "book", "crc ok", "bad", "gaps",
                "crossed", "malformed", "bids", "asks", "best bid / ask"));
        for (String symbol : books.keySet()) {
            FeedStatistics s = statistics(symbol);
            LevelBook book = levels(symbol);
            out.append(String.format(Locale.ROOT, form, symbol, s.frames(), s.bookMessages(), s.checksumsGood(), s.checksumsBad(),
                    s.gaps(), s.crossed(), s.malformed(), book.bids().size(), book.asks().size(),
                    best(symbol, book.bids()) + " / " + best(symbol, book.asks())));
        }
        if (unnamedMalformed > 0) {
            out.append(unnamedMalformed).append(" malformed frames that name no known symbol\n");
        }
        return out.toString().stripTrailing();
    }

    private String best(String symbol, LevelSide side) {
        return side.size() == 0 ? "-" : price(symbol, side, 0);
    }
}
