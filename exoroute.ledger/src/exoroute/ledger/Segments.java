package exoroute.ledger;

import exoroute.api.plan.LogException;
import exoroute.api.plan.LogHead;
import exoroute.ledger.GroupReader.Group;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The segment files of a folder, read one at a time. Stateless, safe from any thread. */
final class Segments {
    static final LogHead EMPTY = new LogHead(0, 0, new byte[Digests.HASH]);

    /** What is read from an open segment. */
    interface Reading<T> {
        T read(LogFiles.Handle in, Path file) throws IOException;
    }

    private final LogFiles files;
    private final Path directory;
    private final ObjectStore objects;

    Segments(LogFiles files, Path directory, ObjectStore objects) {
        this.files = files;
        this.directory = directory;
        this.objects = objects;
    }

    /** {@code NNNNNNNNNNNNNNNNNNNN.seg}: the position of its first record. */
    Path path(long firstPosition) {
        return directory.resolve(String.format(Locale.ROOT, "%020d.seg", firstPosition));
    }

    /** First positions of all segments, in order. */
    List<Long> firsts() {
        try {
            List<Long> firsts = files.list(directory).stream()
                    .filter(name -> name.matches("00\\d{18}\\.seg"))
                    .map(name -> Long.parseLong(name.substring(0, 20)))
                    .toList();
            if (firsts.isEmpty() && !objects.isEmpty()) {
                throw LogErrors.corrupt(path(1), 0, 1, "the segment is missing, but there are payload objects");
            }
            return firsts;
        } catch (IOException e) {
            throw LogErrors.io(directory, "listing", e);
        }
    }

    <T> T open(long segment, Reading<T> reading) {
        Path file = path(segment);
        try (LogFiles.Handle in = files.openToRead(file)) {
            return reading.read(in, file);
        } catch (IOException e) {
            throw LogErrors.io(file, "reading", e);
        }
    }

    /** A segment's header, null when it was never completely written. */
    SegmentHeader header(long segment) {
        return open(segment, (in, file) -> SegmentHeader.read(in, file, segment));
    }

    GroupReader groups(LogFiles.Handle in, Path file) throws IOException {
        return new GroupReader(objects, in, file, in.size());
    }

    /** Reads the group at an offset again, without the hash of the record before. */
    Group read(long segment, long offset, long firstPosition) {
        return open(segment, (in, file) -> {
            Group group = groups(in, file).read(offset, new LogHead(firstPosition - 1, Long.MIN_VALUE, null));
            if (group == null) {
                throw LogErrors.corrupt(file, offset, firstPosition, "a committed group is no longer complete");
            }
            return group;
        });
    }

    /**
     * The snapshot that a segment begins with; null when it begins otherwise, or is not there completely.
     *
     * @throws LogException CORRUPT when the segment's beginning does not verify
     */
    Group snapshot(long segment) {
        return open(segment, (in, file) -> {
            SegmentHeader header = SegmentHeader.read(in, file, segment);
            return header == null || !header.snapshot() ? null : groups(in, file).read(header.length(), header.before());
        });
    }
}
