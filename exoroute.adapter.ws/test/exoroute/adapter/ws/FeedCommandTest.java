package exoroute.adapter.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedCommandTest {
    private static final Path OKCOIN = Captures.FOLDER.resolve("okcoin.ws.inflated.txt.gz");

    @TempDir
    Path temp;

    private static String failure(String... arguments) {
        String message = assertThrows(IllegalArgumentException.class,
                () -> new FeedCommand().feed(arguments)).getMessage();
        assertEquals(1, message.lines().count(), message);
        return message;
    }

    private static JsonNode json(String... arguments) throws Exception {
        return new ObjectMapper().readTree(new FeedCommand().feed(arguments)).path("instruments");
    }

    @Test
    void the_report_has_exactly_the_documented_keys() throws Exception {
        JsonNode usdt = json("okcoin", OKCOIN.toString(), "--json").path("USDT-USD");
        Set<String> keys = new TreeSet<>();
        usdt.fieldNames().forEachRemaining(keys::add);
        assertEquals(new TreeSet<>(List.of("frames", "bookMessages", "checksumsGood", "checksumsBad", "gaps", "crossed",
                "malformed", "bids", "asks", "top")), keys);
        assertEquals(305, usdt.path("checksumsGood").asInt());
        assertEquals(310, usdt.path("frames").asInt(), "acknowledgements, the ticker and trades name the symbol too");
        assertEquals(10, usdt.path("top").path("bids").size());
        assertEquals("1.001", usdt.path("top").path("bids").get(0).get(0).asText());
        assertTrue(usdt.path("top").path("asks").get(0).get(1).isTextual());
    }

    @Test
    void bare_frames_give_the_same_books() throws Exception {
        Path frames = temp.resolve("frames.txt");
        Files.write(frames, Captures.frames("binanceus"));
        Path snapshots = Captures.FOLDER.resolve("binanceus.rest-snapshots.txt.gz");
        JsonNode bare = json("binance", frames.toString(), snapshots.toString(), "--json");
        JsonNode recorded = json("binance", Captures.FOLDER.resolve("binanceus.ws.txt.gz").toString(),
                snapshots.toString(), "--json");
        assertEquals(recorded, bare);
    }

    @Test
    void every_fault_of_a_file_is_counted_and_the_rest_is_read() throws Exception {
        List<String> lines = new ArrayList<>(Captures.frames("binanceus"));
        List<Integer> mine = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains("btcusdt@depth")) {
                mine.add(i);
            }
        }
        lines.set(mine.get(150), lines.get(mine.get(150)).substring(0, 90));
        lines.remove((int) mine.get(100));
        lines.remove((int) mine.get(50));
        lines.add("neither JSON nor symbol");
        Path file = Files.write(temp.resolve("faults.txt"), lines);
        JsonNode root = new ObjectMapper().readTree(new FeedCommand().feed("binance", file.toString(),
                Captures.FOLDER.resolve("binanceus.rest-snapshots.txt.gz").toString(), "--json"));
        JsonNode btc = root.path("instruments").path("BTCUSDT");
        assertEquals(3, btc.path("gaps").asInt(), "two dropped frames and one that could not be read");
        assertEquals(1, btc.path("malformed").asInt());
        assertEquals(184, btc.path("bookMessages").asInt());
        assertEquals(1, root.path("malformedWithoutSymbol").asInt());
    }

    @Test
    void a_flipped_digit_is_counted_as_bad_checksum() throws Exception {
        List<String> lines = new ArrayList<>(Captures.frames("okcoin"));
        lines.replaceAll(l -> l.contains("\"partial\"") && l.contains("\"BTC-USDT\"")
                ? l.replaceFirst("\"60486.6\",\"\\d", "\"60486.6\",\"9") : l);
        Path file = Files.write(temp.resolve("flipped.txt"), lines);
        JsonNode btc = json("okcoin", file.toString(), "--json").path("BTC-USDT");
        assertTrue(btc.path("checksumsBad").asInt() > 0);
        assertEquals(40, btc.path("checksumsBad").asInt() + btc.path("checksumsGood").asInt());
    }

    @Test
    void errors_are_one_line_that_names_file_and_fault() throws Exception {
        assertTrue(failure().contains("use: feed CODEC FILE..."));
        assertTrue(failure("okcoin").contains("no file was given"));
        assertTrue(failure("okcoin", "--fast").contains("--fast is no option"));
        assertTrue(failure("mtgox", OKCOIN.toString()).contains("binance, bitflyer, bitstamp, gemini, kraken, okcoin"));
        assertTrue(failure("okcoin", temp.resolve("no.gz").toString()).endsWith("no.gz does not exist"));
        assertTrue(failure("okcoin", temp.toString()).contains("it is a folder"));
        Path empty = Files.write(temp.resolve("empty.txt"), new byte[0]);
        assertTrue(failure("okcoin", empty.toString()).endsWith("empty.txt is empty"));
        Path blank = Files.write(temp.resolve("blank.txt"),
                List.of("", "configuration: {}", "wss://x <-> 1618678164.06"));
        assertTrue(failure("okcoin", blank.toString()).endsWith("blank.txt holds no frame"));
    }

    @Test
    void a_cut_or_corrupt_gzip_file_is_named() throws Exception {
        byte[] whole = Files.readAllBytes(OKCOIN);
        Path cut = Files.write(temp.resolve("cut.gz"), Arrays.copyOf(whole, whole.length / 2));
        assertTrue(failure("okcoin", cut.toString()).contains("cut.gz is no complete gzip file"));
        byte[] flipped = whole.clone();
        flipped[whole.length / 2] ^= 0x55;
        Path corrupt = Files.write(temp.resolve("corrupt.gz"), flipped);
        assertTrue(failure("okcoin", corrupt.toString()).contains("corrupt.gz"));
        Path plain = Files.write(temp.resolve("plain.gz"), List.of("{}"));
        assertTrue(failure("okcoin", plain.toString()).contains("does not begin with the gzip mark"));
    }

    @Test
    void the_table_has_a_line_a_symbol() {
        String table = new FeedCommand().feed("okcoin", OKCOIN.toString());
        assertEquals(11, table.lines().count());
        assertTrue(table.contains("60477.1 / 60638.7"), table);
    }
}
