package exoroute.adapter.sim.server;

import exoroute.api.order.ExecutionReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * The journal of a running venue: locked against a second process, appended to by the venue's thread, read by any.
 * Lines are collected until {@link #flush}; nothing that they tell may leave the venue before.
 */
final class JournalFile implements AutoCloseable {
    private static final int LINE = 1024;

    private final Path file;
    private final FileChannel lock;
    private final FileChannel channel;
    private final boolean force;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private volatile long size;

    private JournalFile(Path file, FileChannel lock, FileChannel channel, boolean force) {
        this.file = file;
        this.lock = lock;
        this.channel = channel;
        this.force = force;
    }

    /**
     * Opens and locks a journal; creates it when it is not there. The lock is on a file beside it: a lock on the
     * journal itself would be lost as soon as anybody in this process has read the journal and closed it.
     *
     * @param force whether every flush is forced to the disk, not only handed to the operating system
     * @throws JournalException when another process has it
     */
    static JournalFile open(Path file, boolean force) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".lock");
        FileChannel lock = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (!locked(lock)) {
                throw new JournalException("journal " + file
                        + " is in use by another venue; stop that one or give another file");
            }
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            return new JournalFile(file, lock, channel, force);
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    private static boolean locked(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // another venue in this process
        }
    }

    /** Cuts what follows the complete lines; appending goes on there. */
    void continueAt(long bytes) throws IOException {
        channel.truncate(bytes);
        channel.position(bytes);
        size = bytes;
    }

    /** Adds a line; returns the offset it will have. */
    long append(JournalLine line) {
        long offset = size + pending.size();
        pending.writeBytes(line.bytes());
        return offset;
    }

    /** Hands all lines to the operating system, and to the disk if so opened. */
    void flush() throws IOException {
        if (pending.size() == 0) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.wrap(pending.toByteArray());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        if (force) {
            channel.force(false);
        }
        size += pending.size();
        pending.reset();
    }

    /** The numbered report whose line stands at an offset. Any thread. */
    ExecutionReport report(long offset) throws IOException {
        for (int length = LINE; ; length *= 4) {
            ByteBuffer bytes = ByteBuffer.allocate(length);
            int read = channel.read(bytes, offset);
            for (int i = 0; i < read; i++) {
                if (bytes.get(i) == '\n') {
                    return JournalLine.parse(Arrays.copyOf(bytes.array(), i)).report(2);
                }
            }
            if (read < length) {
                throw new JournalException("journal " + file + ": no line at byte " + offset
                        + "; the file was changed while the venue runs");
            }
        }
    }

    /** Bytes in the file. */
    long size() {
        return size;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        lock.close();
    }
}
