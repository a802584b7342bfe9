package exoroute.router.runtime;

import exoroute.api.plan.DeltaLog;
import exoroute.api.plan.LogException;
import exoroute.api.plan.LogRecord;
import exoroute.router.codec.LogFormat;
import exoroute.router.codec.SnapshotRecord;
import exoroute.router.core.CoreEvent;
import exoroute.router.core.CoreOutput;
import exoroute.router.core.CoreSnapshot;
import exoroute.router.core.RoutingCore;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rebuilds a core from the log. It starts from the older of the newest two snapshots, so that the newer one can be held
 * against the state that the records between them make; when they differ, or a snapshot cannot be read, the whole log
 * is replayed instead, which every recorded delta proves, and the snapshot is refused by name. Every recorded delta is
 * held against the one derived. One thread.
 */
final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    /** A snapshot differs from the state it claims to hold. */
    private static final class SnapshotRefused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SnapshotRefused(String message) {
            super(message);
        }
    }

    private final DeltaLog log;
    private final Consumer<CoreOutput.Tell> events;
    private final Map<Long, byte[]> frozen = new TreeMap<>();
    private RoutingCore core;
    private DeltaCheck check;
    private long base;
    /** Log position of the snapshot's own record that it began from. */
    private long used;
    private String refused = "";
    private long newest;

    /** @param events receives what the desk's clients are told on the way */
    Recovery(DeltaLog log, Consumer<CoreOutput.Tell> events) {
        this.log = log;
        this.events = events;
    }

    RoutingCore core() {
        return core;
    }

    /** Derived deltas that the log does not hold yet, oldest first; those derived after recovery are to be added. */
    DeltaCheck check() {
        return check;
    }

    /** Log position after which it began. */
    long base() {
        return base;
    }

    /** Log position that the newest sound snapshot covers, 0 for none. */
    long newest() {
        return newest;
    }

    /** Why a snapshot was refused, empty when none was. */
    String refused() {
        return refused;
    }

    /**
     * Prepares the core that the records from {@link #base} on are to be applied to.
     *
     * @param whole whether snapshots must not be used
     */
    void begin(boolean whole) {
        core = new RoutingCore();
        check = new DeltaCheck();
        frozen.clear();
        base = 0;
        newest = 0;
        List<LogRecord> snapshots = whole ? List.of() : log.snapshots();
        if (snapshots.size() == 2) {
            LogRecord record = snapshots.get(1);
            try {
                CoreSnapshot snapshot = SnapshotRecord.read(record.payload()).snapshot();
                core = new RoutingCore(snapshot);
                base = snapshot.position();
                newest = base;
                used = record.position();
            } catch (IllegalArgumentException e) {
                refuse("snapshot at position " + record.position() + " cannot be read: " + e.getMessage());
            }
        }
    }

    private void refuse(String why) {
        refused = why;
        LOG.error("{}; it is not used, the whole log is replayed instead", why);
    }

    /** Applies a record; true when the whole log must be replayed instead. */
    boolean apply(LogRecord record) {
        try {
            if (LogFormat.DELTA.equals(record.kind())) {
                compare(record);
            } else if (SnapshotRecord.KIND.equals(record.kind())) {
                compareSnapshot(record);
            } else if (LogFormat.isEvent(record.kind())) {
                CoreEvent event = LogFormat.decodeEvent(record.kind(), record.payload());
                core.apply(record.position(), record.logTime(), event).forEach(this::note);
            }
            return false;
        } catch (SnapshotRefused e) {
            refuse(e.getMessage());
            return base > 0;
        } catch (RuntimeException e) {
            if (base == 0) {
                throw e;
            }
            refuse("snapshot at position " + used + " leads to another state than the log's: " + e.getMessage());
            return true;
        }
    }

    private void note(CoreOutput output) {
        if (output instanceof CoreOutput.Planned o) {
            check.derived(o.delta());
        } else if (output instanceof CoreOutput.Tell o) {
            events.accept(o);
        } else if (output instanceof CoreOutput.Frozen o) {
            frozen.put(o.snapshot().position(), SnapshotRecord.digest(o.snapshot()));
        }
    }

    /**
     * Holds a recorded delta against the one derived; also for those recorded after recovery.
     *
     * @throws LogException when they differ
     */
    void compare(LogRecord record) {
        if (base > 0 && LogFormat.decodeDelta(record.payload()).cause() <= base) {
            return;
        }
        String difference = DeltaCheck.difference(check.next(), record.payload());
        if (difference != null) {
            throw new LogException(LogException.Reason.CORRUPT, record.position(), "position " + record.position()
                    + ": the core and the log part: " + difference
                    + "; was the log written by another version? replay it offline to see more", null);
        }
    }

    private void compareSnapshot(LogRecord record) {
        SnapshotRecord recorded;
        try {
            recorded = SnapshotRecord.read(record.payload());
            recorded.verify();
        } catch (IllegalArgumentException e) {
            throw new SnapshotRefused("snapshot at position " + record.position() + ": " + e.getMessage());
        }
        if (recorded.position() <= base) {
            return;
        }
        String difference = difference(recorded, frozen.remove(recorded.position()));
        if (difference != null) {
            throw new SnapshotRefused("snapshot at position " + record.position() + ": " + difference);
        }
        newest = recorded.position();
    }

    /** How a recorded snapshot differs from the state derived, or null when it does not. */
    static String difference(SnapshotRecord recorded, byte[] derived) {
        if (derived == null) {
            return "the core takes none at position " + recorded.position();
        }
        return Arrays.equals(recorded.digest(), derived) ? null
                : "its digest " + HexFormat.of().formatHex(recorded.digest()) + " is not that of the replayed state, "
                        + HexFormat.of().formatHex(derived);
    }
}
