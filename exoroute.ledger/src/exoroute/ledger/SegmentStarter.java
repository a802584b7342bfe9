package exoroute.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * Makes segment files and opens the last one. A segment gets its name when its header is complete and forced, so that a
 * crash leaves either no such file or one to start from. Used by the writer thread only.
 */
final class SegmentStarter {
    private final LogFiles files;
    private final Path directory;
    private final Segments segments;
    private final Forcing forcing;

    SegmentStarter(LogFiles files, Path directory, Segments segments, Forcing forcing) {
        this.files = files;
        this.directory = directory;
        this.segments = segments;
        this.forcing = forcing;
    }

    /** A new segment in a file of its own; takes the place of one without groups. */
    SegmentFile fresh(SegmentHeader header) throws IOException {
        Path draft = directory.resolve("segment.tmp");
        try {
            return named(draft, header, 0);
        } catch (IOException e) {
            if (files.exists(draft)) {
                Reserve.deleteAfter(e, files, draft);
            }
            throw e;
        }
    }

    /** A new segment in the reserve: no block is needed that is not there. */
    SegmentFile inReserve(Reserve reserve, SegmentHeader header) throws IOException {
        SegmentFile segment = named(reserve.path(), header.with(false, true), 1);
        reserve.taken();
        return segment;
    }

    private SegmentFile named(Path draft, SegmentHeader header, int keep) throws IOException {
        Path path = segments.path(header.first());
        LogFiles.Handle out = files.openToWrite(draft);
        try {
            long size = out.size();
            if (keep == 0) {
                out.truncate(0);
            } else if (header.length() > size) {
                throw new IOException("the header needs " + header.length() + " bytes, the reserve has " + size);
            }
            out.write(0, ByteBuffer.wrap(header.encode()));
            forcing.file(out);
            rename(draft, path);
            forcing.directory(directory);
            return new SegmentFile(path, header, out, forcing, header.length(), keep * size);
        } catch (IOException e) {
            out.close();
            throw e;
        }
    }

    private void rename(Path draft, Path path) throws IOException {
        try {
            files.rename(draft, path);
        } catch (IOException e) {
            throw files.exists(draft) ? e : new ForceFailedException(e); // it may have got its name all the same
        }
    }

    /**
     * Opens the last segment behind its last group: a group that was never completely written is cut, or wiped inside a
     * reserve. The last group is written again before it is forced: after a force that failed the system takes it for
     * stored.
     */
    SegmentFile again(Scan.End at) throws IOException {
        Path path = segments.path(at.segment());
        LogFiles.Handle out = files.openToWrite(path);
        try {
            boolean reserve = at.header().preallocated() && at.size() > at.end();
            if (reserve && !at.zeroTail()) {
                Reserve.zero(out, at.end(), at.size());
            } else if (!reserve && at.size() > at.end()) {
                out.truncate(at.end());
            }
            if (forcing.wanted() && at.last() > 0) {
                ByteBuffer group = ByteBuffer.allocate((int) (at.end() - at.last()));
                out.read(at.last(), group);
                out.write(at.last(), group.flip());
            }
            forcing.file(out);
            forcing.directory(directory);
            return new SegmentFile(path, at.header(), out, forcing, at.end(), reserve ? at.size() : 0);
        } catch (IOException e) {
            out.close();
            throw e;
        }
    }
}
