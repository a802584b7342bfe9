package exoroute.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * The file {@code reserve}: zeros that were written and forced, so that its blocks are the log's when the disk is full.
 * It always appears complete: made as {@code reserve.tmp}, then renamed. Used by the writer thread only.
 */
final class Reserve {
    private static final int CHUNK = 1 << 16;
    private final LogFiles files;
    private final Path directory;
    private final long bytes;
    private boolean there;

    Reserve(LogFiles files, Path directory, long bytes) {
        this.files = files;
        this.directory = directory;
        this.bytes = bytes;
    }

    Path path() {
        return directory.resolve("reserve");
    }

    /** Whether a reserve stands ready. */
    boolean isThere() {
        return there;
    }

    /** The file became a segment. */
    void taken() {
        there = false;
    }

    /** Finds the reserve of an earlier opening, wiping what a crash left in it, or makes one. */
    void restore() throws IOException {
        Path draft = directory.resolve("reserve.tmp");
        if (files.exists(draft)) {
            files.delete(draft); // what a crash left of making one takes room
        }
        if (!files.exists(path())) {
            allocate();
            return;
        }
        long size;
        try (LogFiles.Handle file = files.openToWrite(path())) {
            size = file.size();
            if (!Bytes.isZero(file, 0, size)) {
                zero(file, 0, size);
                file.force();
            }
        }
        there = size > 0;
        if (size != bytes) {
            allocate();
        }
    }

    /** Makes a new reserve, in place of one that is there. Fails when there is no room for it, and leaves nothing then. */
    void allocate() throws IOException {
        Path draft = directory.resolve("reserve.tmp");
        try {
            try (LogFiles.Handle file = files.openToWrite(draft)) {
                file.truncate(0);
                zero(file, 0, bytes);
                file.force();
            }
            files.rename(draft, path());
            there = true;
            files.forceDirectory(directory);
        } catch (IOException e) {
            deleteAfter(e, files, draft);
            throw e;
        }
    }

    /** Writes zeros from one offset to another. */
    static void zero(LogFiles.Handle file, long from, long to) throws IOException {
        for (long at = from; at < to; at += CHUNK) {
            file.write(at, ByteBuffer.allocate((int) Math.min(CHUNK, to - at)));
        }
    }

    /** Deletes what a failure left half-made; a further failure is told with the first. */
    static void deleteAfter(IOException cause, LogFiles files, Path draft) {
        try {
            files.delete(draft);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
