package exoroute.router.runtime;

import exoroute.api.plan.DeltaLog;
import exoroute.router.codec.SnapshotRecord;
import exoroute.router.core.CoreSnapshot;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encodes snapshots on a thread of its own and records each once every delta it builds on is recorded. One that cannot
 * be recorded is dropped: the next one takes its place.
 */
final class SnapshotRecorder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotRecorder.class);

    private final Producer producer;
    private final DeltaOutbox deltas;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "exoroute-snapshot"));
    private SnapshotRecord ready;
    private boolean busy;
    private long recorded;
    private long last;

    /** @param last position that the newest recorded snapshot covers */
    SnapshotRecorder(DeltaLog log, DeltaOutbox deltas, long last) {
        this.producer = new Producer(log, "router.snapshot");
        this.deltas = deltas;
        this.last = last;
    }

    /** A snapshot is due. */
    synchronized void take(CoreSnapshot snapshot) {
        if (busy) {
            LOG.warn("the snapshot of position {} is left out: the one before is not recorded yet", snapshot.position());
            return;
        }
        busy = true;
        thread.execute(() -> encode(snapshot));
    }

    private void encode(CoreSnapshot snapshot) {
        SnapshotRecord encoded;
        try {
            encoded = SnapshotRecord.of(snapshot);
        } catch (RuntimeException | Error e) {
            LOG.error("the snapshot of position {} could not be encoded", snapshot.position(), e);
            drop();
            return;
        }
        synchronized (this) {
            ready = encoded;
        }
        offerWhenCovered();
    }

    private synchronized void drop() {
        ready = null;
        busy = false;
    }

    /** To be called whenever deltas were recorded. */
    synchronized void offerWhenCovered() {
        if (ready == null || deltas.oldestCause() <= ready.position()) {
            return;
        }
        SnapshotRecord offered = ready;
        ready = null;
        if (offered.payload().length > DeltaLog.MAX_PAYLOAD) {
            LOG.warn("the snapshot of position {} has {} bytes, at most {} can be recorded; keep fewer finished orders"
                    + " (setting keep.finished)", offered.position(), offered.payload().length, DeltaLog.MAX_PAYLOAD);
            busy = false;
            return;
        }
        producer.snapshot(SnapshotRecord.KIND, offered.payload()).position()
                .whenComplete((position, thrown) -> answered(offered, thrown));
    }

    private synchronized void answered(SnapshotRecord offered, Throwable thrown) {
        busy = false;
        producer.settle();
        if (thrown == null) {
            recorded++;
            last = offered.position();
        } else {
            LOG.warn("the snapshot of position {} was not recorded: {}", offered.position(), thrown.getMessage());
        }
    }

    /** Snapshots recorded by this process. */
    synchronized long recorded() {
        return recorded;
    }

    /** Log position that the newest snapshot covers, 0 for none. */
    synchronized long last() {
        return last;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
