package exoroute.adapter.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodecFaultsTest {
    private static byte[] deflate(byte[] bytes) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(bytes);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] part = new byte[8192];
        while (!deflater.finished()) {
            out.write(part, 0, deflater.deflate(part));
        }
        deflater.end();
        return out.toByteArray();
    }

    @Test
    void deflated_frames_come_back_whole() throws Exception {
        for (String frame : Captures.frames("okcoin")) {
            assertEquals(frame, new OkcoinCodec().inflate(deflate(frame.getBytes(StandardCharsets.UTF_8)), 1 << 20));
        }
    }

    @Test
    void a_deflate_bomb_stops_at_the_limit() {
        byte[] bomb = deflate(new byte[64 << 20]);
        assertTrue(bomb.length < 100_000);
        String message = assertThrows(MalformedFrameException.class,
                () -> new OkcoinCodec().inflate(bomb, 1 << 20)).getMessage();
        assertEquals("inflates to more than 1048576 bytes", message);
    }

    @Test
    void a_truncated_or_broken_deflate_frame_is_malformed() {
        byte[] whole = deflate(Captures.frames("okcoin").get(40).getBytes(StandardCharsets.UTF_8));
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThrows(MalformedFrameException.class, () -> new OkcoinCodec().inflate(part, 1 << 20));
        }
        assertThrows(MalformedFrameException.class, () -> new OkcoinCodec().inflate(new byte[] {-1, -1, -1}, 100));
        assertThrows(MalformedFrameException.class, () -> new KrakenCodec().inflate(whole, 1 << 20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bitstamp", "gemini", "binanceus", "okcoin", "bitflyer", "kraken"})
    void no_change_of_a_byte_and_no_cut_does_more_than_be_malformed(String venue) {
        VenueCodec codec = Codecs.named(Captures.venue(venue).path("codec").asText());
        List<String> frames = Captures.frames(venue);
        SplittableRandom random = new SplittableRandom(42);
        Map<String, ListingBook> books = new HashMap<>();
        int malformed = 0;
        for (int i = 0; i < 4000; i++) {
            String frame = frames.get(random.nextInt(frames.size()));
            if (frame.length() > 5000) {
                continue;
            }
            int at = random.nextInt(frame.length());
            String changed = i % 2 == 0
                    ? frame.substring(0, at)
                    : frame.substring(0, at) + (char) (32 + random.nextInt(95)) + frame.substring(at + 1);
            try {
                for (BookMessage m : codec.decode(changed)) {
                    if (m.kind == BookMessage.Kind.SNAPSHOT || m.kind == BookMessage.Kind.INCREMENT) {
                        books.computeIfAbsent(m.symbol,
                                s -> new ListingBook(Captures.fine(venue, s), codec, 10)).accept(m);
                    }
                }
            } catch (MalformedFrameException e) {
                malformed++;
                assertEquals(1, e.getMessage().lines().count(), e.getMessage());
            }
        }
        assertTrue(malformed > 1900, malformed + " were malformed");
    }

    @Test
    void odd_but_legal_json_is_malformed_not_fatal() {
        List<String> odd = List.of("", " ", "null", "1", "[]", "{}", "[1]", "[null,null]", "{\"data\":[]}",
                "{\"event\":null}",
                "{\"data\":{\"bids\":[[null,null]]},\"event\":\"data\",\"channel\":\"diff_order_book_x\"}",
                "{\"table\":\"spot/depth_l2_tbt\",\"action\":\"update\",\"data\":[{}]}",
                "{\"table\":\"spot/depth_l2_tbt\",\"action\":\"update\",\"data\":[{\"instrument_id\":\"x\",\"checksum\":null}]}",
                "{\"type\":\"l2_updates\",\"changes\":[]}",
                        "{\"type\":\"l2_updates\",\"symbol\":\"x\",\"changes\":[[]]}",
                "{\"params\":{\"channel\":\"lightning_board_x\",\"message\":{\"bids\":[{\"price\":1e99999999,\"size\":1}]}}}",
                "[1,{\"a\":[[\"1\"]]},\"book-1000\",\"X/Y\"]",
                        "[1,{\"a\":[[\"1\",\"1\",\"x\"]]},\"book-1000\",\"X/Y\"]",
                "[".repeat(5000), "{\"data\":{\"e\":\"depthUpdate\",\"s\":\"X\",\"U\":9,\"u\":3}}");
        for (String codec : List.of("bitstamp", "gemini", "binance", "okcoin", "bitflyer", "kraken")) {
            for (String text : odd) {
                try {
                    Codecs.named(codec).decode(text);
                } catch (MalformedFrameException e) {
                    assertTrue(e.getMessage().length() > 0);
                }
            }
        }
    }

    @Test
    void bitflyers_numbers_keep_their_text() throws Exception {
        BookMessage m = new BitflyerCodec().decode("{\"params\":{\"channel\":\"lightning_board_X\",\"message\":"
                + "{\"bids\":[{\"price\":0.1000000000000000055,\"size\":1E-8}],\"asks\":[]}}}").get(0);
        assertEquals("0.1000000000000000055", m.price(0));
        assertEquals("0.00000001", m.size(0));
    }

    @Test
    void an_unknown_codec_lists_the_six() {
        assertEquals("codec 'mtgox' is unknown; known are binance, bitflyer, bitstamp, gemini, kraken, okcoin",
                assertThrows(IllegalArgumentException.class, () -> Codecs.named("mtgox")).getMessage());
    }
}
