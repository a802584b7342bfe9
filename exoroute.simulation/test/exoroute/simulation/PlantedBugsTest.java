package exoroute.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bugs planted into the router's own sources, compiled here, are each found within a fixed number of events. */
class PlantedBugsTest {
    private static final long BUDGET = 150_000;
    /** A sound core uses all it is given. */
    private static final long CONTROL = 20_000;
    private static final Path CORE = Path.of("../exoroute.router/src/exoroute/router/core");

    @TempDir
    Path folder;

    /** What the simulation says of a core with one text changed: the first line of the shortened scenario. */
    private String found(String type, String text, String changed) throws Exception {
        return found(type, text, changed, BUDGET);
    }

    private String found(String type, String text, String changed, long budget) throws Exception {
        try (Stream<Path> sources = Files.list(CORE)) {
            for (Path source : sources.toList()) {
                Files.copy(source, Files.createDirectories(folder.resolve("src/core")).resolve(source.getFileName()));
            }
        }
        Path source = folder.resolve("src/core/" + type + ".java");
        String sound = Files.readString(source);
        assertTrue(sound.contains(text), type + " no longer contains: " + text);
        Files.writeString(source, sound.replace(text, changed));
        compile();
        return simulate(budget).orElse("nothing found in " + budget + " events");
    }

    private void compile() throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "-proc:none", "-d", folder.resolve("bin").toString(), "-cp", System.getProperty("java.class.path")));
        try (Stream<Path> sources = Files.walk(folder.resolve("src"))) {
            sources.filter(f -> f.toString().endsWith(".java")).forEach(f -> arguments.add(f.toString()));
        }
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)));
    }

    /** Runs in a class loader of its own, in which the changed classes come first. */
    @SuppressWarnings("unchecked")
    private Optional<String> simulate(long budget) throws Exception {
        List<URL> urls = new ArrayList<>(List.of(folder.resolve("bin").toUri().toURL()));
        for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        try (URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Class<?> type = loader.loadClass("exoroute.simulation.Simulation");
            Method run = type.getMethod("run", long.class, long.class, int.class);
            return (Optional<String>) run.invoke(type.getConstructor().newInstance(), budget, 1L, Simulation.LENGTH);
        }
    }

    private static void scenario(String expected, String found) {
        assertTrue(found.startsWith(expected), found);
        assertTrue(found.contains(" entries are enough:"), found);
    }

    @Test
    void an_unchanged_core_compiled_the_same_way_breaks_no_rule() throws Exception {
        assertEquals("nothing found in " + CONTROL + " events",
                found("RoutingCore", "private long position;", "private long position;", CONTROL));
    }

    @Test
    void a_double_send_after_a_restart_is_found() throws Exception {
        scenario("an order left twice", found("RoutingCore",
                "inquiry.becomeUnknown(step, child, \"router restarted\");",
                "inquiry.becomeUnknown(step, child, \"router restarted\"); step.out(new CoreOutput.Submit(child.order));"));
    }

    @Test
    void a_fill_that_is_counted_twice_is_found() throws Exception {
        String found = found("Reports", "if (execution && !see(child, report.execId())) {",
                "if (execution && !see(child, report.execId()) && report.type() != ExecutionReport.Type.TRADE) {");
        scenario("", found);
        assertTrue(Stream.of("desk and venue count different fills", "quantities do not add up", "an order does not end",
                "a reconciliation finds differences").anyMatch(found::startsWith), found);
    }

    @Test
    void an_unknown_quantity_that_is_routed_again_is_found() throws Exception {
        scenario("more was executed than ordered", found("Inquiry",
                "if (step.logTime >= over && state.market.isUp(child.listing.id().venue())) {", "if (over != 0) {"));
    }

    @Test
    void a_stale_engine_answer_that_is_used_is_found() throws Exception {
        scenario("a stale engine answer was used", found("Progress",
                "Parent parent = state.solving.get(answer.solve());",
                "Parent parent = state.solving.isEmpty() ? null : state.solving.firstEntry().getValue();"));
    }

    @Test
    void a_risk_limit_that_is_forgotten_after_a_restart_is_found() throws Exception {
        scenario("a limit of the day was exceeded", found("RoutingCore",
                "        state.market.restart();", "        state.market.restart(); state.risk.thaw(new CoreSnapshot.RiskState("
                        + "List.of(), 1, new java.util.TreeMap<>()));"));
    }
}
