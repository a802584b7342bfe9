package exoroute.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.plan.LogException;
import exoroute.api.plan.LogException.Reason;
import exoroute.api.plan.LogRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every changing file operation of a small scenario fails once: what was acknowledged, and only that, is there. */
@Timeout(120)
class DiskFullTest {
    private static final int OFFERS = 12;

    @TempDir
    Path folder;

    /** Offers 1..n; a failed one is offered again once. Returns the acknowledged sequences. */
    private static TreeSet<Long> scenario(Path at, FaultyFiles files) throws Exception {
        TreeSet<Long> acknowledged = new TreeSet<>();
        try (EmbeddedLog log = EmbeddedLog.open(LogFixture.forced(at), LogFixture.clock(), files)) {
            for (long sequence = 1; sequence <= OFFERS; sequence++) {
                if (offered(log, sequence) || offered(log, sequence)) {
                    acknowledged.add(sequence);
                }
            }
            assertEquals(acknowledged.size(), log.head().position());
        } catch (LogException e) {
            assertEquals(Reason.IO, e.reason());
            assertTrue(e.getMessage().contains("check free space"), e.getMessage());
        }
        return acknowledged;
    }

    private static boolean offered(EmbeddedLog log, long sequence) throws Exception {
        try {
            LogFixture.await(log.offer("p", sequence, "test", LogFixture.payload(sequence)));
            return true;
        } catch (ExecutionException e) {
            LogException why = (LogException) e.getCause();
            boolean gap = why.reason() == Reason.SEQUENCE;
            assertTrue(gap || why.reason() == Reason.IO && why.getMessage().contains(".seg")
                    || why.getMessage().contains("objects"), why.getMessage());
            return false;
        }
    }

    @Test
    void one_failure_anywhere_loses_nothing_acknowledged_and_shows_nothing_else() throws Exception {
        FaultyFiles none = new FaultyFiles(0, false);
        assertEquals(OFFERS, scenario(folder.resolve("sound"), none).size());
        assertTrue(none.operations() > 30);
        int wentOn = 0;
        for (int k = 1; k <= none.operations(); k++) {
            Path at = folder.resolve("once-" + k);
            TreeSet<Long> acknowledged = scenario(at, new FaultyFiles(k, false));
            wentOn += acknowledged.size() == OFFERS ? 1 : 0;
            reopen(at, acknowledged, 0, k);
        }
        assertTrue(wentOn > 10, "a failed write is cut back and the log goes on: " + wentOn);
    }

    @Test
    void a_disk_that_stays_broken_loses_nothing_acknowledged() throws Exception {
        int operations = 60;
        for (int k = 1; k <= operations; k++) {
            Path at = folder.resolve("forever-" + k);
            TreeSet<Long> acknowledged = scenario(at, new FaultyFiles(k, true));
            reopen(at, acknowledged, 1, k); // a group whose forcing and cutting failed may be there: its answer was an error
        }
    }

    private static void reopen(Path at, TreeSet<Long> acknowledged, int unknown, int k) throws Exception {
        try (EmbeddedLog log = EmbeddedLog.open(LogFixture.forced(at), LogFixture.clock())) {
            long found = log.head().position();
            assertTrue(found >= acknowledged.size() && found <= acknowledged.size() + unknown, "operation " + k
                    + ": acknowledged " + acknowledged.size() + ", found " + found);
            LogFixture.append(log, "p", 1, OFFERS); // producers that offer again get all in, once
        }
        List<Long> sequences = LogFixture.read(at).stream().map(LogRecord::producerSequence).toList();
        assertEquals(java.util.stream.LongStream.rangeClosed(1, OFFERS).boxed().toList(), sequences);
    }
}
