package exoroute.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * The segment that is written: a file that grows, or the former reserve, inside whose blocks everything must fit. Used
 * by the writer thread only.
 */
final class SegmentFile {
    private final Path path;
    private final SegmentHeader header;
    private final LogFiles.Handle out;
    private final Forcing forcing;
    private long end;
    private long capacity;

    /**
     * @param end offset behind the last group
     * @param capacity the file's size when it must not grow, else 0
     */
    SegmentFile(Path path, SegmentHeader header, LogFiles.Handle out, Forcing forcing, long end, long capacity) {
        this.path = path;
        this.header = header;
        this.out = out;
        this.forcing = forcing;
        this.end = end;
        this.capacity = capacity;
    }

    Path path() {
        return path;
    }

    SegmentHeader header() {
        return header;
    }

    long end() {
        return end;
    }

    /** Whether no group stands here yet. */
    boolean isEmpty() {
        return end == header.length();
    }

    /** Whether it must not grow. */
    boolean isReserve() {
        return capacity > 0;
    }

    boolean hasRoom(int bytes) {
        return !isReserve() || end + bytes <= capacity;
    }

    /** Writes a group, not forced; false when the file could not be brought back to what it was after a failure. */
    boolean write(ByteBuffer group, IOException[] failure) {
        int length = group.remaining();
        try {
            out.write(end, group);
            return true;
        } catch (IOException e) {
            failure[0] = e;
            return takeBack(length, e);
        }
    }

    /** Forces what was written, which is a committed group then. */
    void commit(int length) throws ForceFailedException {
        forcing.file(out);
        end += length;
    }

    /** Removes a group that was not committed; a further failure is told with the cause. */
    boolean takeBack(int length, IOException cause) {
        try {
            if (isReserve()) {
                Reserve.zero(out, end, end + length);
            } else {
                out.truncate(end);
            }
            forcing.file(out);
            if (!isReserve() && out.size() != end) {
                throw new IOException("the file has " + out.size() + " bytes after cutting it to " + end);
            }
            return true;
        } catch (IOException e) {
            cause.addSuppressed(e);
            return false;
        }
    }

    /** Gives back what the reserve has left; from then on the file grows. */
    void release() throws IOException {
        if (isReserve()) {
            out.truncate(end);
            forcing.file(out);
            capacity = 0;
        }
    }

    /** Whether the file still has all blocks of the reserve. */
    boolean isWhole() throws IOException {
        return out.size() == capacity;
    }

    void close() throws IOException {
        out.close();
    }
}
