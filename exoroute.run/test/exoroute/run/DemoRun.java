package exoroute.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** One run of the demonstration, shared by all tests of this process; its log folder is only read. */
final class DemoRun {
    private static DemoRun shared;

    final Path log;
    final JsonNode document;

    private DemoRun() throws Exception {
        Path data = Files.createTempDirectory("exoroute-demo");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(data)));
        log = data.resolve("demo log");
        document = Program.run(data, "demo", "--json", "--log", log.toString()).json();
    }

    static synchronized DemoRun get() throws Exception {
        if (shared == null) {
            shared = new DemoRun();
        }
        return shared;
    }

    String head() {
        return document.get("log").get("head").asText();
    }

    Path copy(Path to) throws IOException {
        Program.copy(log, to);
        return to;
    }

    private static void delete(Path data) {
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
