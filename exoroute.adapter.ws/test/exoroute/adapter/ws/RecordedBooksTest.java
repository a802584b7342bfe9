package exoroute.adapter.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import exoroute.api.adapter.FeedStatistics;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecordedBooksTest {
    static Stream<Arguments> verified() {
        List<Arguments> out = new ArrayList<>();
        for (JsonNode capture : Captures.all()) {
            FeedReport report = FeedReport.of(capture.path("codec").asText(),
                    Captures.files(capture, "frames", "snapshots", "other frames"));
            capture.path("verified").properties().forEach(e ->
                    out.add(Arguments.of(capture.path("venue").asText(), e.getKey(), e.getValue(), report)));
        }
        return out.stream();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("verified")
    void agrees_with_the_figures_of_the_independent_manifest(String venue, String symbol, JsonNode expected,
            FeedReport report) {
        FeedStatistics s = report.statistics(symbol);
        LevelBook book = report.levels(symbol);
        assertEquals(expected.path("book_msgs_applied").asLong(), s.bookMessages());
        assertEquals(expected.path("checksums_ok").asLong(), s.checksumsGood());
        assertEquals(expected.path("checksums_bad").asLong(), s.checksumsBad());
        assertEquals(expected.path("seq_gaps").asLong(), s.gaps());
        assertEquals(expected.path("crossed").asLong(), s.crossed());
        assertEquals(0, s.malformed());
        assertEquals(expected.path("levels").get(0).asInt(), book.bids().size());
        assertEquals(expected.path("levels").get(1).asInt(), book.asks().size());
        assertEquals(0, new BigDecimal(expected.path("last_bbo").get(0).asText())
                .compareTo(new BigDecimal(report.price(symbol, book.bids(), 0))));
        assertEquals(0, new BigDecimal(expected.path("last_bbo").get(1).asText())
                .compareTo(new BigDecimal(report.price(symbol, book.asks(), 0))));
    }

    @Test
    void all_eleven_verified_instruments_are_checked() {
        assertEquals(11, verified().count());
    }

    static Stream<Arguments> venues() {
        return Captures.all().stream().map(c -> Arguments.of(c.path("venue").asText(), c));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("venues")
    void every_book_equals_the_reference_after_every_message(String venue, JsonNode capture) throws Exception {
        VenueCodec codec = Codecs.named(capture.path("codec").asText());
        ReferenceDecoder reference = new ReferenceDecoder(codec.name());
        Map<String, ListingBook> books = new HashMap<>();
        int compared = 0;
        for (RecordedFile.Entry entry : Captures.entries(capture)) {
            String address = entry.line().address();
            String touched = reference.apply(address, entry.line().payload());
            List<BookMessage> messages = address == null
                    ? codec.decode(entry.line().payload())
                    : List.of(codec.decodeSnapshot(codec.snapshotSymbol(address), entry.line().payload()));
            for (BookMessage m : messages) {
                if (m.kind == BookMessage.Kind.SNAPSHOT || m.kind == BookMessage.Kind.INCREMENT) {
                    ListingBook book = books.computeIfAbsent(m.symbol,
                            s -> new ListingBook(Captures.fine(venue, s), codec, 1000));
                    assertNull(book.accept(m), entry::place);
                    assertEquals(touched, m.symbol, entry::place);
                    if (book.isLive()) {
                        compare(entry.place(), reference.books.get(m.symbol), book);
                        compared++;
                    }
                }
            }
        }
        assertTrue(compared > 500, compared + " messages compared");
        assertEquals(reference.books.keySet(), books.keySet());
    }

    private static void compare(String place, ReferenceDecoder.Book expected, ListingBook actual) {
        side(place + " bids", expected.bids, actual.levels().bids());
        side(place + " asks", expected.asks, actual.levels().asks());
    }

    private static void side(String place, Map<BigDecimal, BigDecimal> expected, LevelSide actual) {
        assertEquals(expected.size(), actual.size(), place);
        int i = 0;
        for (Map.Entry<BigDecimal, BigDecimal> level : expected.entrySet()) {
            if (level.getKey().compareTo(BigDecimal.valueOf(actual.ticks(i), 9)) != 0
                    || level.getValue().compareTo(BigDecimal.valueOf(actual.lots(i), 9)) != 0) {
                throw new AssertionError(place + " level " + i + ": expected " + level + ", got "
                        + BigDecimal.valueOf(actual.ticks(i), 9) + "=" + BigDecimal.valueOf(actual.lots(i), 9));
            }
            i++;
        }
    }
}
