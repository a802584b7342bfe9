package exoroute.ledger;

import exoroute.api.plan.LogException;
import exoroute.api.plan.LogHead;
import exoroute.ledger.Stage.Staged;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writing end of the segment files; used by the writer thread only. A group is there completely or not at all.
 *
 * <p>When the file system refuses a write, the file is brought back to its last group and the store is <em>reduced</em>:
 * it should be given risk-reducing records only, and writes them into the reserve, which becomes the next segment. {@link
 * #tryLeave} ends that. When bringing back fails, or when forcing failed (then the system may have dropped bytes it could
 * not write), nothing more is written until the log is opened anew; the group concerned may be found then, complete,
 * although nobody was told.
 */
final class SegmentStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentStore.class);
    private final LogSettings settings;
    private final Segments segments;
    private final ObjectStore objects;
    private final Supplier<SortedMap<String, Long>> producers;
    private final SegmentStarter starter;
    private final Reserve reserve;
    private final GroupEncoder encoder;
    private final Scan.End found;
    private SegmentFile out;
    private volatile LogException reduced;
    private RuntimeException broken;

    /**
     * @param found where a scan ended
     * @param producers all producers' last committed sequences
     */
    SegmentStore(LogFiles files, LogSettings settings, Segments segments, ObjectStore objects,
            Supplier<SortedMap<String, Long>> producers, Scan.End found) {
        this.settings = settings;
        this.segments = segments;
        this.objects = objects;
        this.producers = producers;
        this.found = found;
        this.starter = new SegmentStarter(files, settings.directory(), segments, new Forcing(files, settings.forced()));
        this.reserve = new Reserve(files, settings.directory(), settings.reserveBytes());
        this.encoder = new GroupEncoder(settings.objectThreshold());
    }

    /**
     * Continues where the scan ended. Where the file system refuses, the store is reduced.
     *
     * @throws LogException IO, when forcing failed
     */
    void open() {
        Path file = segments.path(Math.max(1, found.segment()));
        try {
            restoreReserve();
            openLast();
            if (out.isReserve() && reserve.isThere()) {
                release();
            }
        } catch (ForceFailedException e) {
            close();
            throw LogErrors.io(file, "opening", e);
        } catch (IOException e) {
            reduce(file, "opening", e);
        }
        if (broken != null) {
            close();
            throw broken;
        }
        if (reduced != null) {
            LOG.warn("log {} is open for risk-reducing offers only: {}", settings.directory(), reduced.getMessage());
        }
    }

    private void restoreReserve() {
        try {
            reserve.restore();
        } catch (IOException e) {
            reduce(reserve.path(), "making the reserve of " + settings.reserveBytes() + " bytes", e);
        }
    }

    private void openLast() throws IOException {
        boolean toStart = found.header() == null;
        out = toStart ? starter.fresh(header(found.head(), false)) : starter.again(found);
    }

    /** First position of the segment that is written. */
    long segment() {
        return out.header().first();
    }

    /** Why only risk-reducing records should come, null when all may; from any thread. */
    LogException reduced() {
        return reduced;
    }

    /**
     * Writes a group, and forces it where that is asked for.
     *
     * @param snapshot whether it is one record and begins a segment
     * @return offset of the group in {@link #segment()}
     * @throws LogException FULL, when the file system refuses, IO else; nothing of the group is there
     */
    long append(List<Staged> records, boolean snapshot, LogHead before, LogHead after) {
        if (broken != null) {
            throw LogErrors.failed(settings.directory(), broken);
        }
        boolean wasReduced = reduced != null;
        Path place = segments.path(before.position() + 1);
        try {
            prepare(records, snapshot, before);
            place = out.path();
        } catch (ForceFailedException e) {
            throw fail(LogErrors.io(place, "starting a segment or storing a payload", e));
        } catch (IOException e) {
            throw reduce(place, "starting a segment or storing a payload", e);
        }
        ByteBuffer group = encoder.encode(records, after.leafHash(), snapshot, wasReduced);
        int length = group.remaining();
        if (!out.hasRoom(length)) {
            throw reduce(place, "writing " + length + " bytes", new IOException("the reserve is used up"));
        }
        long offset = out.end();
        IOException[] failure = new IOException[1];
        boolean restored = out.write(group, failure);
        if (!restored) {
            throw fail(LogErrors.io(place, "bringing the file back to " + offset + " bytes", failure[0]));
        }
        if (failure[0] != null) {
            throw reduce(place, "writing " + length + " bytes", failure[0]);
        }
        try {
            out.commit(length);
        } catch (ForceFailedException e) {
            out.takeBack(length, e);
            throw fail(LogErrors.io(place, "forcing", e));
        }
        return offset;
    }

    /** Makes the segment ready that takes the group. */
    private void prepare(List<Staged> records, boolean snapshot, LogHead before) throws IOException {
        if (reduced != null) {
            prepareReduced(before);
            return;
        }
        for (Staged staged : records) {
            if (!encoder.isInline(staged.record().payload())) {
                objects.put(staged.payloadHash(), staged.record().payload());
            }
        }
        boolean saysOtherwise = out.isEmpty() && out.header().snapshot() != snapshot;
        if (snapshot && !out.isEmpty() || saysOtherwise || out.end() >= settings.segmentBytes()) {
            replace(starter.fresh(header(before, snapshot)));
        }
    }

    private void prepareReduced(LogHead before) throws IOException {
        if (out == null && (found.header() != null || !reserve.isThere())) {
            openLast();
        }
        boolean saysSnapshot = out != null && out.isEmpty() && out.header().snapshot();
        if (out == null || !out.isReserve() && reserve.isThere()) {
            replace(starter.inReserve(reserve, header(before, false)));
            LOG.warn("log {}: risk-reducing records go to the reserve, {} bytes", out.path(), settings.reserveBytes());
        } else if (saysSnapshot) {
            replace(starter.fresh(header(before, false)));
        }
    }

    private void replace(SegmentFile next) {
        SegmentFile old = out;
        out = next;
        try {
            if (old != null) {
                old.close();
            }
        } catch (IOException e) {
            throw fail(LogErrors.io(old.path(), "closing the segment before", e));
        }
    }

    private SegmentHeader header(LogHead before, boolean snapshot) {
        return new SegmentHeader(before, snapshot, false, producers.get());
    }

    /** Makes a new reserve; when that works, the store takes all records again. */
    void tryLeave() {
        if (broken != null) {
            return;
        }
        Path file = reserve.path();
        try {
            if (out == null) {
                openLast();
            }
            reserve.allocate();
            file = out.path();
            release();
            reduced = null;
            LOG.info("log {} takes all offers", settings.directory());
        } catch (ForceFailedException e) {
            fail(LogErrors.io(file, "making room", e));
        } catch (IOException e) {
            LOG.debug("log {} still has no room", settings.directory(), e);
        }
    }

    private void release() throws IOException {
        try {
            out.release();
        } catch (ForceFailedException e) {
            throw e;
        } catch (IOException e) {
            if (!out.isWhole()) {
                fail(LogErrors.io(out.path(), "cutting the reserve back to " + out.end(), e));
            }
            throw e;
        }
    }

    private LogException reduce(Path file, String doing, IOException cause) {
        LogException why = LogErrors.full(file, doing, cause);
        if (reduced == null) {
            reduced = why;
        }
        return why;
    }

    /** Writes nothing more; returns the reason. */
    RuntimeException fail(RuntimeException why) {
        broken = why;
        return why;
    }

    @Override
    public void close() {
        try {
            if (out != null) {
                out.close();
            }
        } catch (IOException e) {
            throw LogErrors.io(out.path(), "closing", e);
        }
    }
}
