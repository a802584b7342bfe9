package exoroute.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The same answers to the last bit, whoever compiles: interpreter, C1, C2, and every JDK that stands beside this one. */
class SameBitsTest {
    private static final List<List<String>> COMPILERS = List.of(
            List.of("-Xint"), List.of("-XX:TieredStopAtLevel=1"), List.of("-XX:-TieredCompilation", "-Xbatch"),
            List.of("-XX:+TieredCompilation"));

    @Test
    void twenty_runs_give_the_same_bits() throws Exception {
        String first = Fingerprint.take();
        for (int i = 0; i < 19; i++) {
            assertEquals(first, Fingerprint.take(), "run " + i);
        }
    }

    @TestFactory
    List<DynamicTest> every_compiler_gives_the_same_bits() throws Exception {
        String here = Fingerprint.take();
        List<DynamicTest> tests = new ArrayList<>();
        for (Path java : javas()) {
            for (List<String> options : COMPILERS) {
                tests.add(DynamicTest.dynamicTest(java.getParent().getParent().getFileName() + " " + String.join(" ", options),
                        () -> assertEquals(here, run(java, options))));
            }
        }
        assertTrue(tests.size() >= COMPILERS.size());
        return tests;
    }

    /** This JDK, and those of release 17 or later in the folder that it is in. */
    private static List<Path> javas() throws IOException {
        Path home = Path.of(System.getProperty("java.home")).toRealPath();
        List<Path> javas = new ArrayList<>(List.of(home.resolve("bin/java")));
        try (Stream<Path> siblings = Files.list(home.getParent())) {
            for (Path each : siblings.sorted().toList()) {
                Path java = each.resolve("bin/java");
                boolean link = Files.isSymbolicLink(each);
                if (!link && Files.isExecutable(java) && !each.toRealPath().equals(home) && release(each) >= 17) {
                    javas.add(java);
                }
            }
        }
        return javas;
    }

    private static int release(Path home) throws IOException {
        Path file = home.resolve("release");
        if (!Files.exists(file)) {
            return 0;
        }
        return Files.readAllLines(file).stream()
                .filter(line -> line.matches("JAVA_VERSION=\"\\d+.*"))
                .map(line -> line.replaceAll("JAVA_VERSION=\"(\\d+).*", "$1"))
                .mapToInt(Integer::parseInt).findFirst().orElse(0);
    }

    private static String run(Path java, List<String> options) throws Exception {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Fingerprint.class.getName()));
        Path out = Files.createTempFile("fingerprint", ".txt");
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
            boolean ended = process.waitFor(5, TimeUnit.MINUTES);
            if (!ended) {
                process.destroyForcibly();
            }
            String said = Files.readString(out, StandardCharsets.UTF_8).strip();
            assertTrue(ended && process.exitValue() == 0, said);
            return said.lines().reduce((a, b) -> b).orElse("");
        } finally {
            Files.delete(out);
        }
    }
}
