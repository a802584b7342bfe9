package exoroute.ledger;

import exoroute.api.plan.LogHead;
import exoroute.ledger.GroupReader.Group;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/** All segment files of a folder in order, read and verified from the first byte to the last. */
final class Segments {
    static final LogHead EMPTY = new LogHead(0, 0, new byte[Digests.HASH]);

    /**
     * Where the verified part of the log ends.
     *
     * @param head the last committed record
     * @param segment first position of the last segment file; 0 when there is no file
     * @param end offset behind the last committed group in it; 0 when not even its header is complete
     * @param tail bytes behind that offset
     */
    record End(LogHead head, long segment, long end, long tail) {}

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

    /**
     * Verifies everything.
     *
     * @param consumer gets each segment's first position and each verified group, in order
     */
    End scan(BiConsumer<Long, Group> consumer) {
        List<Long> firsts = firsts();
        End end = new End(EMPTY, 0, 0, 0);
        for (int i = 0; i < firsts.size(); i++) {
            boolean last = i == firsts.size() - 1;
            requireNext(firsts.get(i), end.head().position() + 1);
            end = scan(firsts.get(i), end.head(), last, consumer);
            if (!last && end.tail() > 0) {
                throw LogErrors.corrupt(path(firsts.get(i)), end.end(), end.head().position() + 1,
                        "the segment ends in an incomplete group but further segments follow");
            }
        }
        return end;
    }

    /** Reads the group at an offset again, without the hash of the record before. */
    Group read(long segment, long offset, long firstPosition) {
        Path file = path(segment);
        try (LogFiles.Handle in = files.openToRead(file)) {
            GroupReader reader = new GroupReader(objects, in, file, in.size());
            Group group = reader.read(offset, new LogHead(firstPosition - 1, Long.MIN_VALUE, null));
            if (group == null) {
                throw LogErrors.corrupt(file, offset, firstPosition, "a committed group is no longer complete");
            }
            return group;
        } catch (IOException e) {
            throw LogErrors.io(file, "reading", e);
        }
    }

    private End scan(long segment, LogHead before, boolean last, BiConsumer<Long, Group> consumer) {
        Path file = path(segment);
        try (LogFiles.Handle in = files.openToRead(file)) {
            long size = in.size();
            if (!header(in, file, size, before, last)) {
                return new End(before, segment, 0, size);
            }
            GroupReader reader = new GroupReader(objects, in, file, size);
            LogHead head = before;
            long offset = Frame.SEGMENT_HEADER;
            while (offset < size) {
                Group group = reader.read(offset, head);
                if (group == null) {
                    break;
                }
                consumer.accept(segment, group);
                head = group.head();
                offset = group.end();
            }
            return new End(head, segment, offset, size - offset);
        } catch (IOException e) {
            throw LogErrors.io(file, "reading", e);
        }
    }

    /** False when the last segment's header was never completely written. */
    private static boolean header(LogFiles.Handle in, Path file, long size, LogHead before, boolean last) throws IOException {
        byte[] expected = Frame.segmentHeader(before.position() + 1, before.leafHash());
        byte[] found = new byte[(int) Math.min(size, expected.length)];
        in.read(0, ByteBuffer.wrap(found));
        boolean prefix = Arrays.equals(found, Arrays.copyOf(expected, found.length));
        boolean unwritten = Arrays.equals(found, new byte[found.length]) && size <= expected.length;
        if (last && (unwritten || prefix && found.length < expected.length)) {
            return false;
        }
        if (!prefix || found.length < expected.length) {
            int at = Math.max(0, Arrays.mismatch(found, expected));
            throw LogErrors.corrupt(file, at, before.position() + 1,
                    "the segment header does not continue the segment before (missing or altered file)");
        }
        return true;
    }

    private void requireNext(long found, long expected) {
        if (found != expected) {
            throw LogErrors.corrupt(path(expected), 0, expected, "the segment is missing, the next one starts at " + found);
        }
    }

    private List<Long> firsts() {
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
}
