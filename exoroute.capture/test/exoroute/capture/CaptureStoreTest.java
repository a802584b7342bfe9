package exoroute.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureStoreTest {
    @TempDir
    Path folder;

    private CaptureStore store;

    @BeforeEach
    void copy() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("captures"))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        store = new CaptureStore(folder.toString());
    }

    private String failure() {
        return assertThrows(IllegalArgumentException.class,
                () -> new Recording(store.captures(List.of("okcoin")).get(0), store)).getMessage();
    }

    @Test
    void every_file_is_what_the_manifest_says() {
        for (Capture capture : store.manifest().captures()) {
            capture.files().forEach(file -> assertTrue(store.lines(file).size() > 0, file.file()));
            new Recording(capture, store);
        }
        assertEquals(6, store.manifest().captures().size());
    }

    @Test
    void a_changed_file_is_named_with_both_sums_and_the_remedy() throws IOException {
        Path file = folder.resolve("okcoin.ws.inflated.txt.gz");
        byte[] bytes = Files.readAllBytes(file);
        bytes[5000] ^= 1;
        Files.write(file, bytes);
        String message = failure();
        assertTrue(message.contains("okcoin.ws.inflated.txt.gz") && message.contains("expected 31e4e11a")
                && message.contains(", got ") && message.contains("restore it"), message);
        assertEquals(1, message.lines().count());
    }

    @Test
    void an_empty_file_is_named() throws IOException {
        Files.write(folder.resolve("okcoin.ws.inflated.txt.gz"), new byte[0]);
        assertTrue(failure().contains("is empty: sha256 expected 31e4e11a"), this::failure);
    }

    @Test
    void a_missing_file_is_named() throws IOException {
        Files.delete(folder.resolve("okcoin.ws.inflated.txt.gz"));
        assertTrue(failure().contains("okcoin.ws.inflated.txt.gz is missing in folder"), this::failure);
    }

    @Test
    void an_unknown_venue_is_named_with_the_known_ones() {
        String message = assertThrows(IllegalArgumentException.class,
                () -> store.captures(List.of("mtgox"))).getMessage();
        assertTrue(message.contains("'mtgox'") && message.contains("kraken"), message);
    }

    @Test
    void a_folder_without_manifest_is_named() {
        String message = assertThrows(IllegalArgumentException.class,
                () -> new CaptureStore(folder.resolve("nowhere").toString()).manifest()).getMessage();
        assertTrue(message.contains("captures.json") && message.contains("nowhere"), message);
    }
}
