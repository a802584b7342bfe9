package exoroute.adapter.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListingBookTest {
    private final BinanceCodec binance = new BinanceCodec();

    private static ListingBook book(VenueCodec codec, String symbol) {
        return new ListingBook(Captures.fine("test", symbol), codec, 10);
    }

    private BookMessage depth(long first, long last, String bid, String ask) throws Exception {
        return binance.decode("{\"stream\":\"x@depth@100ms\",\"data\":{\"e\":\"depthUpdate\",\"E\":1,\"s\":\"X\",\"U\":"
                + first
                + ",\"u\":" + last + ",\"b\":[" + bid + "],\"a\":[" + ask + "]}}").get(0);
    }

    private BookMessage snapshot(long id) throws Exception {
        return binance.decodeSnapshot("X", "{\"lastUpdateId\":" + id
                + ",\"bids\":[[\"9\",\"1\"],[\"8\",\"2\"]],\"asks\":[[\"11\",\"1\"]]}");
    }

    @Test
    void increments_before_the_snapshot_are_buffered_and_joined_to_it() throws Exception {
        ListingBook book = book(binance, "X");
        assertNull(book.accept(depth(1, 5, "[\"7\",\"1\"]", "")));
        assertNull(book.accept(depth(6, 12, "[\"8\",\"0\"]", "")));
        assertFalse(book.isLive());
        assertNull(book.accept(snapshot(10)));
        assertTrue(book.isLive());
        assertEquals(1, book.levels().bids().size(), "the first is part of the snapshot, the second is applied");
        assertEquals(2, book.bookMessages());
    }

    @Test
    void a_snapshot_older_than_the_buffered_increments_is_refused_and_they_stay() throws Exception {
        ListingBook book = book(binance, "X");
        book.accept(depth(20, 25, "[\"7\",\"1\"]", ""));
        ListingBook.Break broken = book.accept(snapshot(10));
        assertNotNull(broken);
        assertFalse(broken.rebuild());
        assertFalse(book.isLive());
        assertNull(book.accept(snapshot(22)));
        assertTrue(book.isLive());
        assertEquals(3, book.levels().bids().size());
    }

    @Test
    void a_dropped_increment_is_a_gap() throws Exception {
        ListingBook book = book(binance, "X");
        book.accept(snapshot(10));
        assertNull(book.accept(depth(11, 12, "", "")));
        ListingBook.Break broken = book.accept(depth(14, 15, "", ""));
        assertTrue(broken.rebuild());
        assertTrue(broken.reason().contains("14 after 12"), broken.reason());
        assertEquals(1, book.statistics(0).gaps());
    }

    @Test
    void a_duplicate_is_discarded() throws Exception {
        ListingBook book = book(binance, "X");
        book.accept(snapshot(10));
        book.accept(depth(11, 12, "[\"7\",\"1\"]", ""));
        assertNull(book.accept(depth(11, 12, "[\"7\",\"1\"]", "")));
        assertEquals(2, book.bookMessages());
        assertEquals(0, book.statistics(0).gaps());
    }

    @Test
    void a_crossed_book_is_found() throws Exception {
        ListingBook book = book(binance, "X");
        book.accept(snapshot(10));
        ListingBook.Break broken = book.accept(depth(11, 11, "[\"11.5\",\"1\"]", ""));
        assertEquals("book crossed: bid 11.5, ask 11", broken.reason());
        assertEquals(1, book.statistics(0).crossed());
    }

    @Test
    void too_many_increments_without_a_snapshot_end_the_wait() throws Exception {
        ListingBook book = book(binance, "X");
        for (int i = 0; i < 10; i++) {
            assertNull(book.accept(depth(i + 1, i + 1, "", "")));
        }
        assertTrue(book.accept(depth(11, 11, "", "")).rebuild());
    }

    @Test
    void a_message_with_one_bad_level_is_not_applied_at_all() throws Exception {
        ListingBook book = book(binance, "X");
        book.accept(snapshot(10));
        for (String bad : new String[] {"[\"7.0000000001\",\"1\"]", "[\"x\",\"1\"]", "[\"7\",\"-1\"]",
                "[\"0\",\"1\"]"}) {
            BookMessage message = depth(11, 12, "[\"6\",\"1\"]," + bad, "");
            assertThrows(MalformedFrameException.class, () -> book.accept(message), bad);
        }
        assertEquals(2, book.levels().bids().size());
        assertNull(book.accept(depth(11, 12, "", "")), "the sequence was not moved either");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"kraken, XBT/USD", "okcoin, BTC-USDT", "okcoin, USDT-USD"})
    void a_flipped_digit_of_the_best_level_fails_the_next_checksum(String venue, String symbol) throws Exception {
        VenueCodec codec = Codecs.named(venue);
        ListingBook book = book(codec, symbol);
        for (String frame : Captures.frames(venue)) {
            BookMessage message = of(codec, symbol, frame);
            if (message == null) {
                continue;
            }
            if (message.kind == BookMessage.Kind.SNAPSHOT) {
                message = of(codec, symbol, flipFirstSize(frame, message.size(0)));
            }
            ListingBook.Break broken = book.accept(message);
            if (broken != null) {
                assertTrue(broken.reason().startsWith("checksum "), broken.reason());
                assertEquals(1, book.statistics(0).checksumsBad());
                assertEquals(0, book.statistics(0).checksumsGood());
                return;
            }
        }
        throw new AssertionError("the flip was not found");
    }

    private static BookMessage of(VenueCodec codec, String symbol, String frame) throws Exception {
        return codec.decode(frame).stream()
                .filter(m -> symbol.equals(m.symbol))
                .filter(m -> m.kind == BookMessage.Kind.SNAPSHOT || m.kind == BookMessage.Kind.INCREMENT)
                .findFirst().orElse(null);
    }

    private static String flipFirstSize(String frame, String size) {
        int at = frame.indexOf("\"" + size + "\"") + size.length();
        char other = frame.charAt(at) == '7' ? '8' : '7';
        return frame.substring(0, at) + other + frame.substring(at + 1);
    }
}
