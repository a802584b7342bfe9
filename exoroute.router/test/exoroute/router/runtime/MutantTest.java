package exoroute.router.runtime;

import static exoroute.router.CoreFixture.MILLISECOND;
import static exoroute.router.CoreFixture.ONE_BTC;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.desk.HaltLevel;
import exoroute.api.desk.Scope;
import exoroute.api.market.Side;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.Constraints;
import exoroute.api.order.ExecutionReport.Type;
import exoroute.api.order.ParentOrder;
import exoroute.api.order.ParentOrder.LimitBasis;
import exoroute.api.plan.LogArchive;
import exoroute.api.plan.LogRecord;
import exoroute.api.plan.Replay;
import exoroute.api.plan.ReplayReport;
import exoroute.api.solver.BookSolver;
import exoroute.router.CoreFixture;
import exoroute.router.codec.LogFormat;
import exoroute.router.core.CoreEvent;
import exoroute.router.core.CoreOutput;
import exoroute.router.core.Timer;
import exoroute.solver.PriceSearchSolver;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Replay proves what it claims: a recorded log replays identically, any change to it or to the core is found, and
 * its first position is named. Mutants are the router's own sources with one text changed, compiled here.
 */
class MutantTest {
    private static final List<String> PACKAGES =
            List.of("exoroute.router.core.", "exoroute.router.codec.", "exoroute.router.runtime.");
    private static List<LogRecord> log;

    @TempDir
    Path folder;

    /** Many orders at once, a halt lifted over all of them, deadlines, a net limit, residuals, rejects, a restart. */
    @BeforeAll
    static void record() {
        CoreFixture f = CoreFixture.standard();
        trade(f);
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            ids.add(f.buy(100 + i));
        }
        f.halt(Scope.ALL, HaltLevel.HALT);
        f.halt(Scope.ALL, HaltLevel.NONE);
        List<CoreOutput.StartSolve> asked = f.all(CoreOutput.StartSolve.class);
        assertEquals(ids.size(), asked.size());
        for (CoreOutput.StartSolve ask : asked) {
            f.apply(f.solved(ask));
            f.submitted().forEach(c -> f.fill(c, c.lots()));
        }
        f.apply(new CoreEvent.Started("next"));
        f.session(CoreFixture.A, true);
        f.session(CoreFixture.B, true);
        f.book(CoreFixture.A, "9990x50000 | 10000x50000 10010x50000");
        f.book(CoreFixture.B, "9990x50000 | 10000x50000 10010x50000");
        trade(f);
        f.buy(200);
        f.tell(f.answer().get(0), Type.REJECTED);
        f.tell(f.answer().get(0), Type.REJECTED);
        f.answer().forEach(c -> f.fill(c, c.lots()));
        ParentOrder net = new ParentOrder(
                "BTC/USD", Side.BUY, ONE_BTC, 10_015, LimitBasis.NET, f.time + 60_000 * MILLISECOND,
                new Constraints(true, 0, 0, List.of()));
        f.book(CoreFixture.A, "9990x50000 | 10000x40000 10010x50000");
        f.place(net);
        List<ChildOrder> children = f.answer();
        assertEquals(1, children.size(), "beta's 100.20 net is outside 100.15");
        f.tell(children.get(0), Type.EXPIRED);
        f.fire(Timer.Purpose.RETRY);
        log = List.copyOf(f.log);
    }

    private static void trade(CoreFixture f) {
        f.place(new ParentOrder(
                "BTC/USD", Side.BUY, 6 * ONE_BTC, 0, LimitBasis.GROSS, f.time + 60_000 * MILLISECOND,
                Constraints.NONE));
        List<ChildOrder> children = f.answer();
        f.fill(children.get(0), 100);
        f.tell(children.get(0), Type.EXPIRED);
        f.tell(children.get(1), Type.REJECTED);
        f.answer().forEach(c -> f.fill(c, c.lots()));
    }

    private static ReplayReport replay(List<LogRecord> records, boolean resolve) {
        Engines engines = new Engines();
        engines.add(new PriceSearchSolver());
        return new ReplayRunner(DeskFixture.archive(records), engines).replay(Path.of("none"), resolve);
    }

    private static LogRecord with(LogRecord r, byte[] payload) {
        return new LogRecord(
                r.position(), r.logTime(), r.author(), r.producer(), r.producerSequence(), r.kind(), payload,
                        r.leafHash());
    }

    @Test
    void a_recorded_log_replays_identically_and_its_engines_answer_the_same() {
        for (boolean resolve : new boolean[] {false, true}) {
            ReplayReport report = replay(log, resolve);
            assertTrue(report.identical(), report.divergedAt() + ": " + report.difference());
            assertEquals(log.size(), report.records());
            assertEquals(log.stream().filter(r -> r.kind().equals(LogFormat.DELTA)).count(), report.deltas());
            assertEquals(report.records(), report.events() + report.deltas());
            assertEquals(report.recordedHead(), report.replayedHead());
            long solved = log.stream().filter(r -> r.kind().equals("event.solved")).count();
            assertEquals(resolve ? solved : 0, report.solves());
            assertEquals(0, report.divergedAt());
            assertEquals("", report.difference());
        }
    }

    @Test
    void a_changed_delta_is_found_at_its_position() {
        for (int i = 0; i < log.size(); i++) {
            if (log.get(i).kind().equals(LogFormat.DELTA)) {
                byte[] changed = log.get(i).payload().clone();
                changed[changed.length - 2] ^= 1;
                List<LogRecord> records = new ArrayList<>(log);
                records.set(i, with(log.get(i), changed));
                ReplayReport report = replay(records, false);
                assertFalse(report.identical());
                assertEquals(i + 1, report.divergedAt());
                assertFalse(report.recordedHead().equals(report.replayedHead()));
            }
        }
    }

    @Test
    void a_log_that_ends_before_its_last_deltas_says_so() {
        int end = log.size();
        while (!log.get(end - 1).kind().equals(LogFormat.DELTA)) {
            end--;
        }
        ReplayReport report = replay(log.subList(0, end - 1), false);
        assertFalse(report.identical());
        assertTrue(report.difference().contains("1 deltas are derived but not recorded"), report.difference());
        assertEquals(end - 1, report.divergedAt(), "the event that caused it");
    }

    @Test
    void a_changed_engine_answer_is_found_only_when_engines_run_again_unless_it_changed_a_plan() {
        for (int i = 0; i < log.size(); i++) {
            if (log.get(i).kind().equals("event.solved")) {
                var s = (CoreEvent.Solved) LogFormat.decodeEvent("event.solved", log.get(i).payload());
                var a = s.solution();
                var other = new CoreEvent.Solved(s.solve(), s.engine(), s.engineVersion(),
                        new exoroute.api.solver.Solution(
                        a.status(), a.allocation(), a.missing(), a.cost() + 1, a.bound(), a.price(), a.proved(),
                        a.iterations(), a.reason()), "");
                List<LogRecord> records = new ArrayList<>(log);
                records.set(i, with(log.get(i), LogFormat.encode(other)));
                assertTrue(replay(records, false).identical(), "the cost is no part of any plan");
                assertEquals(i + 1, replay(records, true).divergedAt());
                return;
            }
        }
    }

    @Test
    void an_answer_that_no_engine_gave_is_not_asked_again() {
        CoreFixture f = CoreFixture.standard();
        f.buy(ONE_BTC);
        f.apply(new CoreEvent.Solved(f.only(CoreOutput.StartSolve.class).solve(), "", "", null, "engine is not there"));
        ReplayReport report = replay(f.log, true);
        assertTrue(report.identical(), report.difference());
        assertEquals(0, report.solves());
    }

    @Test
    void an_event_that_cannot_be_read_is_named() {
        List<LogRecord> records = new ArrayList<>(log);
        records.set(2, with(log.get(2), new byte[] {1, 2}));
        ReplayReport report = replay(records, false);
        assertEquals(3, report.divergedAt());
        assertTrue(report.difference().contains("cannot be applied"), report.difference());
    }

    @Test
    void the_same_sources_compiled_here_replay_identically() throws Exception {
        ReplayReport report = mutant("RoutingCore", "", "", false);
        assertTrue(report.identical(), report.divergedAt() + ": " + report.difference());
        assertTrue(mutant("RoutingCore", "", "", true).solves() > 25);
    }

    @Test
    void a_core_that_reads_the_clock_is_caught() throws Exception {
        caught(mutant(
                "Progress", "parent.expired |= parent.isLate(step.logTime);",
                "parent.expired |= parent.isLate(System.currentTimeMillis() * 1_000_000);", false));
        caught(mutant(
                "Progress", "if (parent != null) {\n            step.touch(parent);\n            if (!parent.isLate",
                "if (parent != null && System.nanoTime() == 0) {\n            step.touch(parent);\n            if (!parent.isLate",
                false));
    }

    @Test
    void a_core_that_iterates_in_identity_hash_order_is_caught() throws Exception {
        caught(mutant(
                "CoreState", "return List.copyOf(live.values());",
                """
                java.util.Set<Parent> found = java.util.Collections.newSetFromMap(new java.util.IdentityHashMap<>());
                        found.addAll(live.values());
                        return List.copyOf(found).stream().sorted(
                                java.util.Comparator.comparingInt(System::identityHashCode)).toList();""",
                false));
    }

    @Test
    void a_flipped_fee_sign_is_caught_with_and_without_running_the_engines_again() throws Exception {
        ReplayReport plain = caught(mutant(
                "Ladder", "long factor = side.sign() * fee;", "long factor = -side.sign() * fee;", false));
        ReplayReport resolved = caught(mutant(
                "Ladder", "long factor = side.sign() * fee;", "long factor = -side.sign() * fee;", true));
        assertTrue(resolved.divergedAt() < plain.divergedAt(), "the first answer differs before a plan does");
        assertEquals("event.solved", log.get((int) resolved.divergedAt() - 1).kind());
        assertEquals(LogFormat.DELTA, log.get((int) plain.divergedAt() - 1).kind());
    }

    @Test
    void smaller_faults_are_caught_too() throws Exception {
        caught(mutant("Planner", "cap / listing.lot() * listing.lot(), listing.lot(), minSize",
                "cap / listing.lot() * listing.lot() - 50_000, listing.lot(), minSize", false));
        caught(mutant("Reports", "parent.rejects.merge(child.listing.id(), 1, Integer::sum);", "", true));
        caught(mutant("ListedBook", "taken(side).put(ticks, book.size(side, i));", "", true));
    }

    private static ReplayReport caught(ReplayReport report) {
        assertFalse(report.identical(), "the mutant was not caught");
        assertTrue(report.divergedAt() > 0 && report.divergedAt() <= log.size(), "position " + report.divergedAt());
        assertFalse(report.difference().isEmpty());
        return report;
    }

    /** Replays the log with a copy of the router in which one text of one class is another. */
    private ReplayReport mutant(String type, String text, String instead, boolean resolve) throws Exception {
        Path copy = Files.createTempDirectory(folder, "mutant");
        compile(copy, type, text, instead);
        try (ChildFirst loader = new ChildFirst(copy)) {
            Class<?> replayer = loader.loadClass("exoroute.router.runtime.ReplayComponent");
            assertEquals(loader, replayer.getClassLoader());
            Object replay = replayer.getConstructor(LogArchive.class).newInstance(DeskFixture.archive(log));
            Method bind = replayer.getDeclaredMethod("bindEngine", BookSolver.class);
            bind.setAccessible(true);
            bind.invoke(replay, new PriceSearchSolver());
            return ((Replay) replay).replay(copy, resolve);
        }
    }

    private void compile(Path copy, String type, String text, String instead) throws IOException {
        List<String> arguments = new ArrayList<>(Arrays.asList(
                "-proc:none", "-nowarn", "-cp", System.getProperty("java.class.path"), "-d", copy.toString()));
        boolean found = false;
        for (String folderName : List.of("core", "codec", "runtime")) {
            try (Stream<Path> files = Files.list(Path.of("src/exoroute/router", folderName))) {
                for (Path file : files.filter(MutantTest::isNeeded).toList()) {
                    String source = Files.readString(file);
                    if (file.getFileName().toString().equals(type + ".java")) {
                        assertTrue(source.contains(text), type + " no longer contains: " + text);
                        found = true;
                        source = text.isEmpty() ? source : source.replace(text, instead);
                    }
                    Path target = copy.resolve("src").resolve(folderName).resolve(file.getFileName().toString());
                    Files.createDirectories(target.getParent());
                    arguments.add(Files.writeString(target, source).toString());
                }
            }
        }
        assertTrue(found, "there is no " + type);
        int code = ToolProvider.getSystemJavaCompiler()
                .run(InputStream.nullInputStream(), null, null, arguments.toArray(String[]::new));
        assertEquals(0, code, "the mutant does not compile");
    }

    /** The desk and its component are not replayed and need more than replay does. */
    private static boolean isNeeded(Path file) {
        String name = file.getFileName().toString();
        boolean replayed = Stream.of("ReplayRunner", "ReplayComponent", "DeltaCheck", "Engines")
                .anyMatch(n -> name.equals(n + ".java"));
        return name.endsWith(".java") && !name.equals("package-info.java")
                && (replayed || !file.getParent().endsWith("runtime"));
    }

    /** Loads the router's classes from the copy, everything else from this test's class path. */
    private static final class ChildFirst extends URLClassLoader {
        ChildFirst(Path copy) throws IOException {
            super(new URL[] {copy.toUri().toURL()}, MutantTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (PACKAGES.stream().noneMatch(name::startsWith)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
    }
}
