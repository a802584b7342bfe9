package exoroute.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Replays a log folder in a process of its own: the same program, nothing shared but the folder. */
final class ReplayProcess {
    private static final long LIMIT_SECONDS = 120;
    private static final String REFUSAL = "exoroute: ";

    private final ObjectMapper mapper;

    ReplayProcess(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * Replays.
     *
     * @return the report; not identical, with the reason as its difference, when the process could not tell
     */
    ObjectNode run(Path folder) throws IOException {
        Path storage = Files.createTempDirectory("exoroute-replay");
        Path output = Files.createTempFile(storage, "replay", ".json");
        Path errors = Files.createTempFile(storage, "replay", ".err");
        try {
            Process process = new ProcessBuilder(command(storage.resolve("framework"), folder))
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return failed("the replay was not done after " + LIMIT_SECONDS + " s");
            }
            return parse(Files.readString(output, StandardCharsets.UTF_8), Files.readString(errors, StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed("interrupted");
        } finally {
            delete(storage);
        }
    }

    /** This process's own JVM and options, with a framework storage of its own and no configuration. */
    private static List<String> command(Path storage, Path folder) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            boolean ours = option.startsWith("-Dconfigurator.initial") || option.startsWith("-Dorg.osgi.framework.storage") || option.startsWith("-agentlib");
            if (!ours) {
                command.add(option);
            }
        }
        command.add("-Dorg.osgi.framework.storage=" + storage);
        command.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), "exoroute.launcher.Main", "replay", folder.toString(), "--json"));
        return command;
    }

    /** The report is on standard output, or after the program's name on standard error when it is not identical. */
    private ObjectNode parse(String output, String errors) throws IOException {
        int refusal = errors.indexOf(REFUSAL);
        String text = !output.isBlank() || refusal < 0 ? output : errors.substring(refusal + REFUSAL.length());
        if (!text.stripLeading().startsWith("{")) {
            return failed((text.isBlank() ? errors : text).strip());
        }
        JsonNode report = mapper.readTree(text);
        return report instanceof ObjectNode object ? object : failed(text.strip());
    }

    private ObjectNode failed(String why) {
        return mapper.createObjectNode().put("identical", false).put("difference", why);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
