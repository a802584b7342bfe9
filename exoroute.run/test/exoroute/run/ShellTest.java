package exoroute.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The interactive shell on a pipe: a process that stays, that others run into, and that is killed. */
class ShellTest {
    @TempDir
    Path data;

    @Test
    void exit_ends_the_process_with_status_0() throws Exception {
        try (Shell shell = new Shell(data)) {
            shell.type("exo:orders");
            shell.await("order +side +quantity");
            shell.type("exit");
            assertEquals(0, shell.end());
        }
    }

    @Test
    void a_second_process_on_the_same_log_is_refused_with_the_first_one_s_number() throws Exception {
        try (Shell shell = new Shell(data)) {
            String refusal = Program.run(data, "-c", "exo:venues").refusal();
            assertTrue(refusal.matches("log folder .*log is in use by process \\d+; stop it or choose another folder"), refusal);
            shell.type("exo:orders");
            shell.await("order +side +quantity");
        }
    }

    @Test
    void an_order_accepted_before_a_kill_is_there_after_it_and_the_log_replays() throws Exception {
        String order;
        try (Shell shell = new Shell(data)) {
            shell.type("exo:route buy 3 BTC/USD --async");
            order = shell.await("order (\\d+) accepted").group(1);
        }
        String orders = Program.run(data, "-c", "exo:orders").succeeded();
        assertTrue(orders.matches("(?s).*\n +" + order + " +buy +3 +BTC/USD .*"), orders);
        JsonNode report = Program.run(data, "replay", data.resolve("log").toString(), "--json").json();
        assertTrue(report.get("identical").asBoolean(), report.toString());
        assertEquals(report.get("recordedHead"), report.get("replayedHead"));
    }

    /** A shell that is up; closing kills it. */
    private static final class Shell implements AutoCloseable {
        private final Process process;
        private final Writer in;
        private final Reader out;
        private final StringBuffer said = new StringBuffer();

        Shell(Path data) throws Exception {
            process = Program.shell(data).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            in = process.outputWriter(StandardCharsets.UTF_8);
            out = process.inputReader(StandardCharsets.UTF_8);
            await("ExoRoute: 7 listings");
        }

        void type(String line) throws IOException {
            in.write(line + "\n");
            in.flush();
        }

        /** Reads until the pattern was said. */
        Matcher await(String pattern) throws Exception {
            Pattern wanted = Pattern.compile(pattern);
            return CompletableFuture.supplyAsync(() -> {
                Matcher matcher = wanted.matcher(said.toString());
                while (!matcher.find()) {
                    said.append(read());
                    matcher = wanted.matcher(said.toString());
                }
                return matcher;
            }, task -> new Thread(task, "shell reader").start()).get(Program.LIMIT_SECONDS, TimeUnit.SECONDS);
        }

        private char[] read() {
            try {
                int next = out.read();
                if (next < 0) {
                    throw new IllegalStateException("the shell ended after: " + said);
                }
                return new char[] {(char) next};
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        int end() throws Exception {
            assertTrue(process.waitFor(Program.LIMIT_SECONDS, TimeUnit.SECONDS), "did not end after: " + said);
            return process.exitValue();
        }

        @Override
        public void close() {
            Program.kill(process);
            process.onExit().orTimeout(Program.LIMIT_SECONDS, TimeUnit.SECONDS).join();
        }
    }
}
