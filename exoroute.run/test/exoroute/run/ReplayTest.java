package exoroute.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demonstration's log, replayed elsewhere: always the same heads, or a clear word about what is wrong with it. */
class ReplayTest {
    private static final String SEGMENT = "00000000000000000001.seg";

    @TempDir
    Path folder;

    private DemoRun demo;

    @BeforeEach
    void demonstrate() throws Exception {
        demo = DemoRun.get();
    }

    @Test
    void a_copy_with_a_space_in_its_path_replays_identically() throws Exception {
        String text = Program.run(folder, "replay", demo.copy(folder.resolve("a copy")).toString()).succeeded();
        assertTrue(text.startsWith("replay: identical\n"), text);
        assertTrue(text.contains("recorded head " + demo.head()) && text.contains("replayed head " + demo.head()), text);
    }

    @Test
    void the_engine_solves_again_to_the_bit() throws Exception {
        JsonNode report = identical(Program.run(folder, "replay", demo.log.toString(), "--resolve", "--json").json());
        assertEquals(demo.document.get("rounds").size(), report.get("solves").asInt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xint", "-Duser.timezone=Asia/Kathmandu -Duser.language=tr -Duser.country=TR",
        "-Duser.timezone=America/St_Johns -Duser.language=de -Duser.country=DE"})
    void options_zone_and_locale_of_the_machine_change_nothing(String options) throws Exception {
        Map<String, String> environment = Map.of("JAVA_OPTIONS", options, "TZ", "Pacific/Chatham", "LC_ALL", "C");
        identical(Program.run(folder, environment, "replay", demo.log.toString(), "--json").json());
    }

    @Test
    void every_other_installed_jdk_replays_identically() throws Exception {
        List<Path> others = otherJdks();
        Path running = Path.of(System.getProperty("java.home"));
        for (Path home : others.isEmpty() ? List.of(running) : others) {
            Path runtime = Path.of("generated/exoroute").toAbsolutePath();
            List<String> command = List.of(
                    home.resolve("bin/java").toString(), "-Dexoroute.data=" + folder, "-Dexoroute.runtime=" + runtime,
                    "-Dorg.osgi.framework.storage=" + folder.resolve("framework " + home.getFileName()),
                    "-Djava.util.logging.config.file=" + Path.of("etc/logging.properties").toAbsolutePath(),
                    "-Dlogback.configurationFile=" + Path.of("etc/logback.xml").toAbsolutePath(),
                    "-cp", runtime + "/path/*", "exoroute.launcher.Main", "replay", demo.log.toString(), "--json", "--resolve");
            Program.Outcome outcome = Program.finish(Program.prepare(folder, Map.of(), command));
            assertEquals(0, outcome.status(), () -> home + ": " + outcome);
            identical(Program.JSON.readTree(outcome.out()));
        }
    }

    /** Those beside the running one, each once, of another version that we support. */
    private static List<Path> otherJdks() throws IOException {
        Path running = Path.of(System.getProperty("java.home")).toRealPath();
        List<Path> found = new ArrayList<>();
        try (Stream<Path> siblings = Files.list(running.getParent())) {
            for (Path home : siblings.filter(home -> Files.isExecutable(home.resolve("bin/java"))).toList()) {
                int version = version(home);
                if (!found.contains(home.toRealPath()) && version >= 17 && version != Runtime.version().feature()) {
                    found.add(home.toRealPath());
                }
            }
        }
        return found;
    }

    private static int version(Path home) throws IOException {
        Path release = home.resolve("release");
        if (!Files.isReadable(release)) {
            return 0;
        }
        return Files.readAllLines(release).stream()
                .filter(line -> line.startsWith("JAVA_VERSION="))
                .mapToInt(line -> Integer.parseInt(line.replaceAll("^JAVA_VERSION=\"([0-9]+).*", "$1")))
                .findFirst().orElse(0);
    }

    @Test
    void a_flipped_byte_is_named_with_its_position() throws Exception {
        Path segment = demo.copy(folder.resolve("flipped")).resolve(SEGMENT);
        byte[] bytes = Files.readAllBytes(segment);
        bytes[bytes.length / 2] ^= 1;
        Files.write(segment, bytes);
        String refusal = Program.run(folder, "replay", segment.getParent().toString()).refusal();
        assertTrue(refusal.matches("log file .*" + SEGMENT + ", offset \\d+, position \\d+: .*restore this file.*"), refusal);
    }

    @Test
    void a_missing_payload_is_named_with_its_file() throws Exception {
        Path log = demo.copy(folder.resolve("log"));
        Path payload;
        try (Stream<Path> files = Files.walk(log.resolve("objects"))) {
            payload = files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
        Files.delete(payload);
        String refusal = Program.run(folder, "replay", log.toString()).refusal();
        assertTrue(refusal.contains(payload.getFileName().toString()) && refusal.contains("restore this file"), refusal);
    }

    @Test
    void a_torn_tail_is_told_and_completed_by_the_next_start() throws Exception {
        Path log = demo.copy(folder.resolve("log"));
        try (FileChannel segment = FileChannel.open(log.resolve(SEGMENT), StandardOpenOption.WRITE)) {
            segment.truncate(segment.size() - 700);
        }
        Program.Outcome torn = Program.run(folder, "replay", log.toString());
        assertEquals(1, torn.status(), torn::toString);
        assertEquals("", torn.out());
        assertTrue(torn.err().startsWith("exoroute: replay: DIFFERENT at position "), torn.err());
        assertTrue(torn.err().contains("start the runtime on it once to complete it"), torn.err());
        assertTrue(torn.err().contains("bytes of an incomplete tail left out"), torn.err());
        String orders = Program.run(folder, "-c", "exo:orders").succeeded();
        assertTrue(orders.matches("(?s).* buy +25 +BTC/USD .*"), orders);
        JsonNode report = Program.run(folder, "replay", log.toString(), "--json").json();
        assertTrue(report.get("identical").asBoolean() && report.get("incompleteTailBytes").asInt() == 0, report.toString());
    }

    @Test
    void a_folder_that_is_missing_is_refused() throws Exception {
        Path missing = folder.resolve("missing");
        String refusal = Program.run(folder, "replay", missing.toString()).refusal();
        assertEquals("log folder " + missing + " is not a folder; name the one with the .seg files", refusal);
    }

    @Test
    void a_file_in_place_of_the_folder_is_refused() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        String refusal = Program.run(folder, "replay", file.toString()).refusal();
        assertEquals("log folder " + file + " is not a folder; name the one with the .seg files", refusal);
    }

    @Test
    void no_folder_at_all_is_answered_with_the_usage() throws Exception {
        String refusal = Program.run(folder, "replay").refusal();
        assertTrue(refusal.contains("usage: exo:replay LOGDIR"), refusal);
    }

    private JsonNode identical(JsonNode report) {
        assertTrue(report.get("identical").asBoolean(), report.toString());
        assertEquals(demo.head(), report.get("recordedHead").asText());
        assertEquals(demo.head(), report.get("replayedHead").asText());
        return report;
    }
}
