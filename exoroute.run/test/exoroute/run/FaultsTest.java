package exoroute.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong from outside ends in one line that names it, with nothing on standard output. */
class FaultsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"0,PORT", "PORT,0"})
    void a_port_in_use_is_named(String ports) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());
            String refusal = Program.run(folder, Map.of("EXOROUTE_PORTS", ports.replace("PORT", port)), "-c", "exo:venues")
                    .refusal();
            assertTrue(refusal.contains("port " + port + " of 127.0.0.1 is in use; set "), refusal);
        }
    }

    @Test
    void a_data_folder_that_cannot_be_made_is_named() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        String refusal = Program.run(file.resolve("data"), "-c", "exo:venues").refusal();
        assertEquals("the data folder " + file.resolve("data") + " cannot be written; set EXOROUTE_DATA to one that can", refusal);
    }

    @Test
    void a_file_in_place_of_the_log_folder_is_named() throws Exception {
        Path log = Files.createFile(folder.resolve("log"));
        String refusal = Program.run(folder, "-c", "exo:venues").refusal();
        assertTrue(refusal.contains(log.toString()), refusal);
    }

    @Test
    void captures_that_are_missing_are_named() throws Exception {
        Path missing = folder.resolve("missing");
        String refusal = Program.run(folder, Map.of("EXOROUTE_CAPTURES", missing.toString()), "-c", "exo:venues").refusal();
        assertTrue(refusal.startsWith("capture manifest captures.json in folder " + missing + " cannot be read"), refusal);
    }

    @Test
    void an_empty_captures_folder_is_named() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        String refusal = Program.run(folder, Map.of("EXOROUTE_CAPTURES", empty.toString()), "demo").refusal();
        assertTrue(refusal.startsWith("capture manifest captures.json in folder " + empty + " cannot be read"), refusal);
    }

    @Test
    void a_flipped_byte_in_a_capture_is_found() throws Exception {
        Path captures = folder.resolve("captures");
        Program.copy(Program.CAPTURES, captures);
        Path file = captures.resolve("gemini.ws.txt.gz");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        String refusal = Program.run(folder, Map.of("EXOROUTE_CAPTURES", captures.toString()), "-c", "exo:venues").refusal();
        assertTrue(refusal.contains("gemini.ws.txt.gz in folder " + captures + " is not what was recorded"), refusal);
        assertTrue(refusal.contains("sha256 expected ") && refusal.contains("restore it"), refusal);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "buy 1 XYZ/USD | unknown instrument XYZ/USD; see exo:venues",
        "buy 1 BTC/USD --venues nowhere | unknown venue nowhere; known: binanceus, bitflyer",
        "buy 0 BTC/USD | quantity 0 BTC must be positive",
        "sell -1 BTC/USD | quantity -1 BTC must be positive",
        "buy 0.000000001 BTC/USD | '0.000000001' has more than 8 decimals",
        "hold 1 BTC/USD | side 'hold' is neither buy nor sell; usage: exo:route"
    })
    void an_order_that_makes_no_sense_is_refused(String terms, String reason) throws Exception {
        String refusal = Program.run(folder, "-c", "exo:route " + terms).refusal();
        assertTrue(refusal.contains(reason), refusal);
    }

    @Test
    void an_order_beyond_all_depth_is_refused_and_the_log_still_replays() throws Exception {
        String refusal = Program.run(folder, "-c", "exo:route buy 900 BTC/USD").refusal();
        assertTrue(refusal.matches("refused: quantity 900 BTC is more than the [0-9.]+ BTC that 5 venues show.*"), refusal);
        String replay = Program.run(folder, "replay", folder.resolve("log").toString()).succeeded();
        assertTrue(replay.startsWith("replay: identical\n"), replay);
    }

    @Test
    void an_unknown_word_is_answered_with_the_known_ones() throws Exception {
        Program.Outcome outcome = Program.run(folder, "bogus");
        assertTrue(outcome.refusal().startsWith("unknown word 'bogus'; known: demo, replay, feed, solve, -c COMMANDS"));
        assertEquals(2, outcome.status());
    }

    @Test
    void no_commands_after_c_are_answered_with_an_example() throws Exception {
        Program.Outcome outcome = Program.run(folder, "-c");
        assertTrue(outcome.refusal().startsWith("-c takes one argument: the commands, as in -c \""));
        assertEquals(2, outcome.status());
    }

    @ParameterizedTest
    @CsvSource({"--seed x,'--seed needs a whole number of at most 18 digits, not ''x'''", "--seed,'--seed needs a whole number of at most 18 digits, not '''''",
        "--log,--log needs a folder", "--bogus,'demo takes --json, --seed N and --log FOLDER, not ''--bogus'''"})
    void a_wrong_option_of_the_demonstration_is_named(String options, String reason) throws Exception {
        Program.Outcome outcome = Program.run(folder, ("demo " + options).split(" "));
        assertEquals(reason, outcome.refusal());
        assertEquals(2, outcome.status());
    }
}
