package exoroute.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The program as a user starts it: {@code run.sh} in a process of its own, on a data folder of the test's. */
final class Program {
    /** Longest a process may take; only a hanging one takes so long. */
    static final long LIMIT_SECONDS = 100;
    static final ObjectMapper JSON = new ObjectMapper();
    static final Path CAPTURES = Path.of("../exoroute.capture/captures").toAbsolutePath().normalize();

    private static final Path SCRIPT = Path.of("../run.sh").toAbsolutePath().normalize();
    /** What is none of the program's words: build.sh at work, and a JVM from 24 on about the framework's use of Unsafe. */
    private static final String FOREIGN = "waiting for another build|(?:build|resolve|package) +exoroute\\.|WARNING: ";

    private Program() {}

    /** How a process ended and what it wrote. */
    record Outcome(int status, String out, String err) {
        /** Its output, once it is known to have succeeded in silence. */
        String succeeded() {
            assertEquals(0, status, this::toString);
            assertEquals("", err, this::toString);
            return out;
        }

        /** Its one line on standard error, once it is known to have failed with nothing on standard output. */
        String refusal() {
            assertNotEquals(0, status, this::toString);
            assertEquals("", out, this::toString);
            assertTrue(err.startsWith("exoroute: ") && err.lines().count() == 1, this::toString);
            return err.strip().substring("exoroute: ".length());
        }

        JsonNode json() throws IOException {
            return JSON.readTree(succeeded());
        }
    }

    static Outcome run(Path data, String... words) throws Exception {
        return run(data, Map.of(), words);
    }

    static Outcome run(Path data, Map<String, String> environment, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("bash", SCRIPT.toString()));
        command.addAll(List.of(words));
        return finish(prepare(data, environment, command));
    }

    /** A process on a data folder, of which nothing of this process's environment concerns us. */
    static ProcessBuilder prepare(Path data, Map<String, String> environment, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("EXOROUTE_") || name.endsWith("JAVA_OPTIONS"));
        builder.environment().put("EXOROUTE_DATA", data.toString());
        builder.environment().put("JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
        builder.environment().putAll(environment);
        return builder;
    }

    static ProcessBuilder shell(Path data) {
        return prepare(data, Map.of(), List.of("bash", SCRIPT.toString()));
    }

    static Outcome finish(ProcessBuilder builder) throws Exception {
        Path folder = Files.createTempDirectory("exoroute-test");
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        try {
            Process process = builder.redirectInput(new File("/dev/null"))
                    .redirectOutput(out.toFile()).redirectError(err.toFile()).start();
            boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                kill(process);
            }
            Outcome outcome = new Outcome(ended ? process.exitValue() : -1, Files.readString(out), errors(err));
            assertTrue(ended, () -> builder.command() + " did not end: " + outcome);
            return outcome;
        } finally {
            delete(folder);
        }
    }

    private static String errors(Path err) throws IOException {
        StringBuilder lines = new StringBuilder();
        Files.readString(err, StandardCharsets.UTF_8).lines()
                .filter(line -> !line.matches("(?:" + FOREIGN + ").*"))
                .forEach(line -> lines.append(line).append('\n'));
        return lines.toString();
    }

    /** Ends a script and what it started with no chance to clean up, as {@code kill -9} does. */
    static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
