package exoroute.ledger;

import exoroute.api.plan.LogException;
import exoroute.api.plan.LogHead;
import exoroute.ledger.Stage.Staged;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The writing end of the segment files; used by the writer thread only. A group is there completely or not at all: when
 * a write fails the file is cut back to the last group, and the log goes on when that is forced. When cutting fails
 * too, or when forcing failed (then the system may have dropped bytes it could not write), nothing more is written
 * until the log is opened anew; a group whose cutting failed may be found then, complete, although nobody was told.
 */
final class SegmentStore implements AutoCloseable {
    private final LogFiles files;
    private final LogSettings settings;
    private final Segments segments;
    private final ObjectStore objects;
    private LogFiles.Handle out;
    private long segment;
    private long end;
    private RuntimeException broken;

    private SegmentStore(LogFiles files, LogSettings settings, Segments segments, ObjectStore objects) {
        this.files = files;
        this.settings = settings;
        this.segments = segments;
        this.objects = objects;
    }

    /** Continues where a scan ended; cuts an incomplete tail, starts the first segment or a half-started one. */
    static SegmentStore open(LogFiles files, LogSettings settings, Segments segments, ObjectStore objects, Segments.End at) {
        SegmentStore store = new SegmentStore(files, settings, segments, objects);
        Path file = segments.path(Math.max(1, at.segment()));
        try {
            if (at.end() == 0) {
                store.start(at.head());
            } else {
                store.out = files.openToWrite(file);
                store.segment = at.segment();
                store.end = at.end();
                if (at.tail() > 0) {
                    store.out.truncate(at.end());
                }
                store.force(store.out);
            }
            return store;
        } catch (IOException e) {
            throw LogErrors.io(file, "opening", e);
        }
    }

    /** First position of the segment that is written. */
    long segment() {
        return segment;
    }

    /** Offset behind the last group. */
    long end() {
        return end;
    }

    /**
     * Writes a group, and forces it where that is asked for.
     *
     * @return offset of the group in {@link #segment()}
     * @throws LogException when the group is not there; nothing of it is
     */
    long append(List<Staged> records, LogHead before, LogHead after) {
        if (broken != null) {
            throw LogErrors.failed(settings.directory(), broken);
        }
        storeObjects(records);
        if (end >= settings.segmentBytes()) {
            roll(before);
        }
        ByteBuffer group = encode(records, after);
        long offset = end;
        int length = group.remaining();
        try {
            out.write(offset, group);
        } catch (IOException e) {
            cutBack(offset, e);
            throw LogErrors.io(segments.path(segment), "writing " + length + " bytes", e);
        }
        try {
            force(out);
        } catch (IOException e) {
            cutBack(offset, e);
            throw fail(LogErrors.io(segments.path(segment), "forcing", e));
        }
        end = offset + length;
        return offset;
    }

    private ByteBuffer encode(List<Staged> records, LogHead after) {
        List<byte[]> parts = new ArrayList<>(records.size() * 3);
        for (Staged staged : records) {
            byte[] payload = staged.record().payload();
            boolean inline = payload.length <= settings.objectThreshold();
            parts.add(Frame.recordHeader(staged.leaf(), inline ? payload.length : 0, Digests.crc(payload)));
            parts.add(staged.leaf());
            if (inline) {
                parts.add(payload);
            }
        }
        return Frame.group(records.get(0).record().position(), parts, records.size(), after.leafHash());
    }

    private void storeObjects(List<Staged> records) {
        for (Staged staged : records) {
            if (staged.record().payload().length > settings.objectThreshold()) {
                try {
                    objects.put(staged.payloadHash(), staged.record().payload());
                } catch (IOException e) {
                    throw LogErrors.io(objects.path(staged.payloadHash()), "writing a payload", e);
                }
            }
        }
    }

    private void roll(LogHead before) {
        LogFiles.Handle old = out;
        try {
            start(before);
        } catch (IOException e) {
            Path file = segments.path(before.position() + 1);
            try {
                files.delete(file);
            } catch (IOException e2) {
                e.addSuppressed(e2);
                throw fail(LogErrors.io(file, "starting a segment", e));
            }
            throw LogErrors.io(file, "starting a segment", e);
        }
        try {
            old.close();
        } catch (IOException e) {
            throw fail(LogErrors.io(segments.path(segment), "closing the segment before", e));
        }
    }

    private void start(LogHead before) throws IOException {
        long first = before.position() + 1;
        LogFiles.Handle fresh = files.openToWrite(segments.path(first));
        try {
            fresh.truncate(0);
            fresh.write(0, ByteBuffer.wrap(Frame.segmentHeader(first, before.leafHash())));
            force(fresh);
            if (settings.forced()) {
                files.forceDirectory(settings.directory());
            }
        } catch (IOException e) {
            fresh.close();
            throw e;
        }
        out = fresh;
        segment = first;
        end = Frame.SEGMENT_HEADER;
    }

    private void cutBack(long to, IOException cause) {
        try {
            out.truncate(to);
            force(out);
            if (out.size() != to) {
                throw new IOException("the file has " + out.size() + " bytes after cutting it to " + to);
            }
        } catch (IOException e) {
            cause.addSuppressed(e);
            broken = LogErrors.io(segments.path(segment), "cutting back to " + to, cause);
        }
    }

    /** Writes nothing more; returns the reason. */
    RuntimeException fail(RuntimeException why) {
        broken = why;
        return why;
    }

    private void force(LogFiles.Handle handle) throws IOException {
        if (settings.forced()) {
            handle.force();
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw LogErrors.io(segments.path(segment), "closing", e);
        }
    }
}
