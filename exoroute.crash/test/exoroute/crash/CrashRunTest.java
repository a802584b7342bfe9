package exoroute.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The harness on real processes: a sound router passes, a router with a planted defect does not. */
class CrashRunTest {
    private static final long LIMIT_MILLIS = 60_000;

    @TempDir Path folder;

    private Results run(int killsPerPoint, int random, int settleEvery, Defect defect, Point... points) throws Exception {
        RunOptions options = new RunOptions(
                killsPerPoint, random, 20_240_611, folder, List.of(points), 20, settleEvery, 10, LIMIT_MILLIS, defect);
        return new CrashRun(options, System.out::println).run();
    }

    private static void assertFound(Results results, String... texts) {
        String all = String.join("\n", results.findings());
        for (String text : texts) {
            assertTrue(all.contains(text), "'" + text + "' is not in:\n" + all);
        }
        assertTrue(results.table().contains("FINDINGS"), results.table());
    }

    @Test
    void killed_once_at_every_point_and_at_random_ones_nothing_is_lost_or_doubled() throws Exception {
        Results results = run(1, 5, 8, Defect.NONE, Point.values());
        assertEquals(List.of(), results.findings());
        for (Point point : Point.values()) {
            assertEquals(1, results.kills(point.text()), point.text());
        }
        assertEquals(5, results.kills(Kill.RANDOM));
        assertEquals(2, results.comparisons());
        assertEquals(2, results.replays());
        for (RouterRecord.Happening.Kind kind : RouterRecord.Happening.Kind.values()) {
            assertTrue(results.total(kind) > 0, "there was something to compare: " + kind);
        }
    }

    @Test
    void a_child_that_is_sent_again_under_another_id_is_found() throws Exception {
        assertFound(run(1, 0, 1, Defect.RESENDS, Point.AFTER_SEND), "which the router's log does not know");
    }

    @Test
    void a_child_that_is_sent_again_under_its_id_is_found() throws Exception {
        assertFound(run(1, 0, 1, Defect.REPEATS, Point.AFTER_SEND), "was handed to its adapter 2 times");
    }

    @Test
    void a_fill_that_is_dropped_is_found() throws Exception {
        assertFound(
                run(1, 0, 1, Defect.DROPS_A_FILL, Point.AFTER_ACKNOWLEDGEMENT), "the filled quantity", "the set of executions",
                "balance");
    }

    @Test
    void a_fill_that_is_counted_twice_is_found() throws Exception {
        assertFound(run(1, 0, 1, Defect.DOUBLES_A_FILL, Point.AFTER_ACKNOWLEDGEMENT), "the set of executions");
    }

    @Test
    void an_order_that_was_acknowledged_and_lost_is_found() throws Exception {
        assertFound(run(1, 0, 1, Defect.ACKNOWLEDGES_EARLY, Point.DURING_RECOVERY), "was acknowledged as order");
    }

    @Test
    void an_earlier_runs_folder_is_refused() throws Exception {
        Files.createDirectory(folder.resolve("round1"));
        IOException refused = assertThrows(IOException.class, () -> run(1, 0, 1, Defect.NONE, Point.AFTER_SEND));
        assertTrue(refused.getMessage().contains(folder + " holds an earlier run; name a new one"), refused.getMessage());
    }
}
