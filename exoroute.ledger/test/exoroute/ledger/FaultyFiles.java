package exoroute.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** The disk, but the k-th changing operation fails (a write after half of its bytes), and later ones if asked. */
final class FaultyFiles implements LogFiles {
    private final LogFiles disk = new DiskFiles();
    private final int failAt;
    private final boolean forever;
    private int operations;

    FaultyFiles(int failAt, boolean forever) {
        this.failAt = failAt;
        this.forever = forever;
    }

    int operations() {
        return operations;
    }

    private boolean fails() {
        operations++;
        return operations == failAt || forever && operations > failAt;
    }

    private void mayFail() throws IOException {
        if (fails()) {
            throw full();
        }
    }

    private static IOException full() {
        return new IOException("No space left on device");
    }

    @Override
    public Handle openToRead(Path file) throws IOException {
        return disk.openToRead(file);
    }

    @Override
    public Handle openToWrite(Path file) throws IOException {
        mayFail();
        Handle handle = disk.openToWrite(file);
        return new Handle() {
            @Override
            public long size() throws IOException {
                return handle.size();
            }

            @Override
            public void read(long offset, ByteBuffer into) throws IOException {
                handle.read(offset, into);
            }

            @Override
            public void write(long offset, ByteBuffer from) throws IOException {
                if (fails()) {
                    handle.write(offset, from.slice(from.position(), from.remaining() / 2));
                    throw full();
                }
                handle.write(offset, from);
            }

            @Override
            public void truncate(long size) throws IOException {
                mayFail();
                handle.truncate(size);
            }

            @Override
            public void force() throws IOException {
                mayFail();
                handle.force();
            }

            @Override
            public void close() throws IOException {
                handle.close();
            }
        };
    }

    @Override
    public List<String> list(Path folder) throws IOException {
        return disk.list(folder);
    }

    @Override
    public boolean exists(Path file) {
        return disk.exists(file);
    }

    @Override
    public void createDirectories(Path folder) throws IOException {
        mayFail();
        disk.createDirectories(folder);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        mayFail();
        disk.rename(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        mayFail();
        disk.delete(file);
    }

    @Override
    public void forceDirectory(Path folder) throws IOException {
        mayFail();
        disk.forceDirectory(folder);
    }
}
