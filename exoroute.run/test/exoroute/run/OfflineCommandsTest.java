package exoroute.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code feed} on our own captures and {@code solve} on the golden instances, neither of which needs a desk. */
class OfflineCommandsTest {
    private static final Path GOLDEN = Path.of("../exoroute.solver/test-data/golden-routing.json").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    static Stream<JsonNode> captures() throws Exception {
        JsonNode manifest = Program.JSON.readTree(Program.CAPTURES.resolve("captures.json").toFile());
        return StreamSupport.stream(manifest.get("captures").spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("captures")
    void a_codec_reads_its_capture_to_the_verified_figures(JsonNode capture) throws Exception {
        List<String> words = new ArrayList<>(List.of("feed", capture.get("codec").asText()));
        for (JsonNode file : capture.get("files")) {
            if (Set.of("frames", "snapshots").contains(file.get("role").asText())) {
                words.add(Program.CAPTURES.resolve(file.get("file").asText()).toString());
            }
        }
        words.add("--json");
        JsonNode instruments = Program.run(folder, words.toArray(String[]::new)).json().get("instruments");
        capture.get("verified").properties().forEach(entry -> {
            JsonNode expected = entry.getValue();
            JsonNode actual = instruments.path(entry.getKey());
            String what = capture.get("venue") + " " + entry.getKey() + " " + actual;
            assertEquals(expected.get("book_msgs_applied").asLong(), actual.path("bookMessages").asLong(), what);
            assertEquals(expected.get("checksums_ok").asLong(), actual.path("checksumsGood").asLong(), what);
            assertEquals(expected.get("checksums_bad").asLong(), actual.path("checksumsBad").asLong(), what);
            assertEquals(expected.get("seq_gaps").asLong(), actual.path("gaps").asLong(), what);
            assertEquals(expected.get("crossed").asLong(), actual.path("crossed").asLong(), what);
            assertEquals(expected.get("levels").get(0).asLong(), actual.path("bids").asLong(), what);
            assertEquals(expected.get("levels").get(1).asLong(), actual.path("asks").asLong(), what);
            price(expected.get("last_bbo").get(0), actual.path("top").path("bids").path(0).path(0), what);
            price(expected.get("last_bbo").get(1), actual.path("top").path("asks").path(0).path(0), what);
        });
    }

    private static void price(JsonNode expected, JsonNode actual, String what) {
        assertEquals(0, new BigDecimal(expected.asText()).compareTo(new BigDecimal(actual.asText())), what);
    }

    @Test
    void kraken_s_figures_are_readable_as_a_table() throws Exception {
        String table = Program.run(folder, "feed", "kraken", Program.CAPTURES.resolve("kraken.ws-book.txt.gz").toString()).succeeded();
        assertTrue(table.matches("(?s)symbol +frames .*XBT/USD +5790 +5789 +5788 .*58732 / 58732\\.3\\s*"), table);
    }

    @Test
    void an_unknown_codec_is_answered_with_the_six() throws Exception {
        assertEquals("codec 'nope' is unknown; known are binance, bitflyer, bitstamp, gemini, kraken, okcoin",
                Program.run(folder, "feed", "nope", "x").refusal());
    }

    @Test
    void a_missing_file_is_named() throws Exception {
        Path missing = folder.resolve("missing");
        assertEquals("file " + missing + " does not exist", Program.run(folder, "feed", "kraken", missing.toString()).refusal());
    }

    @Test
    void an_empty_file_is_named() throws Exception {
        Path empty = Files.createFile(folder.resolve("empty"));
        assertEquals("file " + empty + " is empty", Program.run(folder, "feed", "kraken", empty.toString()).refusal());
    }

    @Test
    void a_feed_without_files_is_answered_with_the_usage() throws Exception {
        assertTrue(Program.run(folder, "feed", "kraken").refusal().contains("feed CODEC FILE..."));
    }

    @Test
    void the_golden_instances_are_solved_one_line_each() throws Exception {
        List<String> lines = Program.run(folder, "solve", GOLDEN.toString()).succeeded().lines().toList();
        JsonNode instances = Program.JSON.readTree(GOLDEN.toFile()).get("instances");
        assertEquals(45, lines.size());
        for (int i = 0; i < lines.size(); i++) {
            JsonNode line = Program.JSON.readTree(lines.get(i));
            Set<String> keys = new TreeSet<>();
            line.fieldNames().forEachRemaining(keys::add);
            assertEquals(new TreeSet<>(Set.of(
                    "id", "engine", "status", "cost", "shortfall", "bound", "priceLo", "priceHi", "multipliers", "allocation",
                    "proved")), keys);
            assertEquals(instances.get(i).get("id"), line.get("id"));
        }
        JsonNode first = Program.JSON.readTree(lines.get(0));
        assertEquals("182101.95 [\"1820\"]", first.get("cost").asText() + " " + first.get("allocation"));
    }

    @Test
    void the_golden_instances_are_solved_by_the_engine_that_is_named() throws Exception {
        List<String> lines = Program.run(folder, "solve", GOLDEN.toString(), "--engine", "private-price-search")
                .succeeded().lines().toList();
        assertEquals(45, lines.size());
        for (String line : lines) {
            JsonNode answer = Program.JSON.readTree(line);
            assertTrue(Set.of("private-price-search", "").contains(answer.get("engine").asText())
                    || answer.get("status").asText().equals("UNSUPPORTED"), line);
        }
        assertEquals("OPTIMAL", Program.JSON.readTree(lines.get(0)).get("status").asText());
    }

    @Test
    void an_unknown_engine_is_answered_with_those_that_run() throws Exception {
        Program.Outcome outcome = Program.run(folder, "solve", GOLDEN.toString(), "--engine", "nope");
        assertEquals("engine 'nope' is not there; running: [exchange-admm, hedge, price-search, private-admm, private-hedge, private-price-search]",
                outcome.refusal());
        assertEquals(1, outcome.status());
    }

    @Test
    void a_malformed_instance_file_is_refused_in_one_line() throws Exception {
        Path file = Files.writeString(folder.resolve("bad.json"), "{\"instances\": [");
        Program.Outcome outcome = Program.run(folder, "solve", file.toString());
        assertTrue(outcome.refusal().startsWith(file + " cannot be read as JSON"), outcome.toString());
        assertNotEquals(0, outcome.status());
    }
}
