package exoroute.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.ledger.DiskFiles;
import exoroute.ledger.LogFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where exactly the traps at a log's files close. */
class CrashFilesTest {
    private static final long LIMIT_MILLIS = 60_000;

    @TempDir Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final AtomicLong head = new AtomicLong(7);
    private final byte[] payload = new byte[5_000];
    private Path file;
    private LogFiles.Handle handle;
    private CrashFiles files;

    private void open(Point point, long occurrence) throws IOException {
        new Random(1).nextBytes(payload);
        file = folder.resolve("file");
        files = new CrashFiles(new DiskFiles(), new Trap(point, occurrence, new PrintStream(said)));
        files.opened(head::get);
        handle = files.openToWrite(file);
    }

    private interface Work {
        void run() throws IOException;
    }

    /** Runs on a thread of its own until that is trapped. */
    private void trapped(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        assertTrue(Waiting.until(() -> thread.getState() == Thread.State.WAITING, LIMIT_MILLIS), "not trapped: " + said);
    }

    private byte[] group() {
        byte[] group = new byte[payload.length + 100];
        System.arraycopy(payload, 0, group, 60, payload.length);
        return group;
    }

    @Test
    void half_of_a_snapshots_write_is_done() throws IOException {
        open(Point.DURING_SNAPSHOT, 1);
        handle.write(0, ByteBuffer.wrap(group())); // not offered as a snapshot
        files.expect(payload);
        trapped(() -> handle.write(5_100, ByteBuffer.wrap(group())));
        assertEquals(5_100 + 2_550, Files.size(file));
        assertEquals("POINT during-snapshot\n", said.toString());
    }

    @Test
    void a_snapshots_force_and_the_rename_after_it_count_until_the_log_moved_on() throws IOException {
        open(Point.DURING_SNAPSHOT, 4);
        files.expect(payload);
        handle.write(0, ByteBuffer.wrap(payload));
        handle.force();
        head.incrementAndGet();
        handle.force();
        handle.write(0, ByteBuffer.wrap(payload));
        files.expect(payload);
        handle.write(0, ByteBuffer.wrap(payload));
        trapped(() -> files.rename(file, folder.resolve("other")));
        assertTrue(Files.exists(file), "not renamed yet");
    }

    @Test
    void nothing_is_forced_before_and_all_is_after() throws IOException {
        open(Point.AFTER_FSYNC, 2);
        handle.force();
        trapped(() -> files.forceDirectory(folder));
        assertEquals("POINT after-fsync\n", said.toString());
    }

    @Test
    void reads_count_as_recovery_only_while_the_log_is_opened() throws IOException {
        open(Point.DURING_RECOVERY, 1);
        handle.write(0, ByteBuffer.wrap(payload));
        handle.read(0, ByteBuffer.allocate(10));
        assertEquals("", said.toString());
        CrashFiles fresh = new CrashFiles(
                new DiskFiles(), new Trap(Point.DURING_RECOVERY, 1, new PrintStream(said)));
        trapped(() -> fresh.openToRead(file).read(0, ByteBuffer.allocate(10)));
        assertEquals("POINT during-recovery\n", said.toString());
    }
}
