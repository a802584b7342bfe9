package exoroute.router.runtime;

import exoroute.api.plan.LogArchive;
import exoroute.api.plan.LogRecord;
import exoroute.api.plan.Replay;
import exoroute.api.plan.ReplayReport;
import exoroute.router.codec.LogFormat;
import exoroute.router.codec.SnapshotRecord;
import exoroute.router.core.CoreEvent;
import exoroute.router.core.CoreOutput;
import exoroute.router.core.RoutingCore;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * Replays a log folder against a fresh core. The chain is rebuilt with the derived deltas in place of the recorded
 * ones, so that equal heads mean equal content, not equal files.
 */
final class ReplayRunner implements Replay {
    private final LogArchive archive;
    private final Engines engines;

    ReplayRunner(LogArchive archive, Engines engines) {
        this.archive = archive;
        this.engines = engines;
    }

    @Override
    public ReplayReport replay(Path folder, boolean resolve) {
        Run run = new Run(resolve);
        LogArchive.Verified verified = archive.read(folder, run::take);
        run.end();
        return new ReplayReport(
                run.divergedAt == 0,
                verified.head().position(),
                run.events,
                run.deltas,
                run.solves,
                verified.head().hex(),
                HexFormat.of().formatHex(run.head),
                run.divergedAt,
                run.difference,
                verified.incompleteTailBytes());
    }

    private final class Run {
        private final boolean resolve;
        private final RoutingCore core = new RoutingCore();
        private final DeltaCheck check = new DeltaCheck();
        private final Map<Long, CoreEvent.Solved> resolved = new HashMap<>();
        private final Map<Long, byte[]> frozen = new TreeMap<>();
        private byte[] head = new byte[32];
        private long events;
        private long deltas;
        private long solves;
        private long divergedAt;
        private String difference = "";

        Run(boolean resolve) {
            this.resolve = resolve;
        }

        void take(LogRecord record) {
            byte[] payload = record.payload();
            if (divergedAt == 0) {
                payload = LogFormat.DELTA.equals(record.kind()) ? delta(record) : event(record);
            }
            head = archive.leafHash(record, head, payload);
        }

        private byte[] delta(LogRecord record) {
            deltas++;
            byte[] derived = check.next();
            String found = DeltaCheck.difference(derived, record.payload());
            if (found != null) {
                diverge(record.position(), found);
            }
            return derived == null ? new byte[0] : derived;
        }

        private byte[] event(LogRecord record) {
            if (SnapshotRecord.KIND.equals(record.kind())) {
                snapshot(record);
            }
            if (!LogFormat.isEvent(record.kind())) {
                return record.payload();
            }
            events++;
            try {
                CoreEvent event = LogFormat.decodeEvent(record.kind(), record.payload());
                if (event instanceof CoreEvent.Solved answer) {
                    compare(record, answer);
                }
                core.apply(record.position(), record.logTime(), event).forEach(this::output);
            } catch (RuntimeException e) {
                diverge(record.position(), record.kind() + " cannot be applied: " + e);
            }
            return record.payload();
        }

        private void output(CoreOutput output) {
            if (output instanceof CoreOutput.Planned planned) {
                check.derived(planned.delta());
            } else if (output instanceof CoreOutput.Frozen due) {
                frozen.put(due.snapshot().position(), SnapshotRecord.digest(due.snapshot()));
            } else if (resolve && output instanceof CoreOutput.StartSolve ask) {
                resolved.put(ask.solve(), engines.solve(ask.solve(), ask.engine(), ask.problem()));
            }
        }

        private void snapshot(LogRecord record) {
            try {
                SnapshotRecord recorded = SnapshotRecord.read(record.payload());
                recorded.verify();
                String found = Recovery.difference(recorded, frozen.remove(recorded.position()));
                if (found != null) {
                    diverge(record.position(), "snapshot: " + found);
                }
            } catch (RuntimeException e) {
                diverge(record.position(), "snapshot cannot be read: " + e.getMessage());
            }
        }

        private void compare(LogRecord record, CoreEvent.Solved answer) {
            CoreEvent.Solved again = resolved.remove(answer.solve());
            if (again == null || answer.engine().isEmpty()) {
                return;
            }
            solves++;
            if (!Arrays.equals(LogFormat.encode(again), record.payload())) {
                diverge(record.position(), "recorded " + text(answer) + ", the engine now answers " + text(again));
            }
        }

        private String text(CoreEvent.Solved answer) {
            return answer.engine() + " " + answer.engineVersion() + " "
                    + (answer.solution() == null ? answer.failure() : Arrays.toString(answer.solution().allocation())
                            + " at " + answer.solution().price());
        }

        void end() {
            if (divergedAt == 0 && !check.pending().isEmpty()) {
                diverge(check.pending().get(0).cause(), check.pending().size()
                        + " deltas are derived but not recorded: the log ends before they were written; "
                        + "start the runtime on it once to complete it");
            }
        }

        private void diverge(long position, String how) {
            divergedAt = position;
            difference = how;
        }
    }
}
