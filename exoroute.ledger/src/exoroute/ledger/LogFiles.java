package exoroute.ledger;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * The file operations of a log: the seam at which tests inject faults. What was written, cut or lengthened is safe from
 * power loss after {@link Handle#force}; a made, renamed or deleted name after {@link #forceDirectory} of its folder.
 */
public interface LogFiles {

    /** An open file; all transfers are complete or throw. */
    interface Handle extends Closeable {
        long size() throws IOException;

        /** Fills the buffer from an offset. */
        void read(long offset, ByteBuffer into) throws IOException;

        /** Writes all remaining bytes at an offset. */
        void write(long offset, ByteBuffer from) throws IOException;

        void truncate(long size) throws IOException;

        /** Forces content and size to storage. */
        void force() throws IOException;
    }

    /** Opens for reading; fails when missing. */
    Handle openToRead(Path file) throws IOException;

    /** Opens for reading and writing; makes the file when missing. */
    Handle openToWrite(Path file) throws IOException;

    /** File names in a folder, sorted; empty when there is no such folder. */
    List<String> list(Path folder) throws IOException;

    boolean exists(Path file);

    void createDirectories(Path folder) throws IOException;

    /** Renames within a folder, replacing, atomically. */
    void rename(Path from, Path to) throws IOException;

    void delete(Path file) throws IOException;

    /** Forces a folder's entries to storage. */
    void forceDirectory(Path folder) throws IOException;
}
