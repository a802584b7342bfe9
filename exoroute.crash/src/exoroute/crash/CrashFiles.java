package exoroute.crash;

import exoroute.ledger.LogFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Files of a log with traps at their operations. A snapshot's operations are those from the first write that holds the
 * beginning of its payload until the log's head moves; of its writes only half is done when the trap closes.
 */
final class CrashFiles implements LogFiles {
    private static final int MARK = 48;

    private final LogFiles files;
    private final Trap trap;
    private volatile LongSupplier head;
    private volatile byte[] snapshot;
    /** The log's last position while a snapshot is written, else -1; on the log's writer thread. */
    private volatile long before = -1;

    CrashFiles(LogFiles files, Trap trap) {
        this.files = files;
        this.trap = trap;
    }

    /** The log is open. */
    void opened(LongSupplier lastPosition) {
        head = lastPosition;
    }

    /** A snapshot is about to be offered. */
    void expect(byte[] payload) {
        snapshot = payload;
    }

    /** The snapshot was answered. */
    void answered() {
        snapshot = null;
    }

    private boolean isOfSnapshot() {
        if (before >= 0 && head.getAsLong() != before) {
            before = -1;
        }
        return before >= 0;
    }

    private void notice(ByteBuffer bytes) {
        byte[] payload = snapshot;
        if (before < 0 && payload != null && head != null && holds(bytes, payload)) {
            snapshot = null;
            before = head.getAsLong();
        }
    }

    private static boolean holds(ByteBuffer bytes, byte[] payload) {
        int length = Math.min(MARK, payload.length);
        ByteBuffer wanted = ByteBuffer.wrap(payload, 0, length);
        for (int at = bytes.position(); at + length <= bytes.limit(); at++) {
            if (bytes.get(at) == payload[0] && bytes.slice(at, length).equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    private void inSnapshot() {
        if (isOfSnapshot()) {
            trap.reach(Point.DURING_SNAPSHOT);
        }
    }

    private final class Trapped implements Handle {
        private final Handle handle;

        Trapped(Handle handle) {
            this.handle = handle;
        }

        @Override
        public long size() throws IOException {
            return handle.size();
        }

        @Override
        public void read(long offset, ByteBuffer into) throws IOException {
            if (head == null) {
                trap.reach(Point.DURING_RECOVERY);
            }
            handle.read(offset, into);
        }

        @Override
        public void write(long offset, ByteBuffer from) throws IOException {
            notice(from);
            if (isOfSnapshot() && trap.take(Point.DURING_SNAPSHOT)) {
                handle.write(offset, from.slice(from.position(), from.remaining() / 2));
                trap.stop();
            }
            handle.write(offset, from);
        }

        @Override
        public void truncate(long size) throws IOException {
            handle.truncate(size);
        }

        @Override
        public void force() throws IOException {
            inSnapshot();
            trap.reach(Point.BEFORE_FSYNC);
            handle.force();
            trap.reach(Point.AFTER_FSYNC);
        }

        @Override
        public void close() throws IOException {
            handle.close();
        }
    }

    @Override
    public Handle openToRead(Path file) throws IOException {
        return new Trapped(files.openToRead(file));
    }

    @Override
    public Handle openToWrite(Path file) throws IOException {
        return new Trapped(files.openToWrite(file));
    }

    @Override
    public List<String> list(Path folder) throws IOException {
        return files.list(folder);
    }

    @Override
    public boolean exists(Path file) {
        return files.exists(file);
    }

    @Override
    public void createDirectories(Path folder) throws IOException {
        files.createDirectories(folder);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        inSnapshot();
        files.rename(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        files.delete(file);
    }

    @Override
    public void forceDirectory(Path folder) throws IOException {
        inSnapshot();
        trap.reach(Point.BEFORE_FSYNC);
        files.forceDirectory(folder);
        trap.reach(Point.AFTER_FSYNC);
    }
}
