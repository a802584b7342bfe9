package exoroute.ledger;

import exoroute.api.plan.LogException;
import exoroute.api.plan.LogException.Reason;
import exoroute.api.plan.LogHead;
import exoroute.api.plan.LogRecord;
import exoroute.ledger.Offer.Outcome;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the writer thread does with each batch of offers: stage, write, note, answer. */
final class Committer {
    /** While there is no room, the log looks for some at most this often, by its own clock. */
    static final long RETRY_NANOS = 200_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);
    private final LogSettings settings;
    private final Stage.Tools tools;
    private final SegmentStore store;
    private final Snapshots snapshots;
    private final Delivery delivery;
    private volatile LogHead head;
    private long lastTry = Long.MIN_VALUE;

    Committer(LogSettings settings, Stage.Tools tools, SegmentStore store, Snapshots snapshots, Delivery delivery, LogHead head) {
        this.settings = settings;
        this.tools = tools;
        this.store = store;
        this.snapshots = snapshots;
        this.delivery = delivery;
        this.head = head;
    }

    /** The last committed record; from any thread. */
    LogHead head() {
        return head;
    }

    void commit(List<Offer> batch) {
        LogException reduced = store.reduced();
        if (reduced != null && batch.stream().anyMatch(offer -> !offer.isUrgent())) {
            tryLeave();
            reduced = store.reduced();
        }
        Stage stage = stage(batch, reduced == null ? null : LogErrors.reduced(settings.directory(), reduced));
        try {
            write(stage, batch.get(0).snapshot());
        } catch (LogException e) {
            refused(stage, batch, e, reduced != null);
        } catch (RuntimeException | Error e) {
            unexpected(stage, batch, e);
        }
    }

    private Stage stage(List<Offer> batch, LogException refusal) {
        Stage stage = new Stage(tools, head, refusal);
        batch.forEach(stage::add);
        return stage;
    }

    private void write(Stage stage, boolean snapshot) {
        if (!stage.records().isEmpty()) {
            long offset = store.append(stage.records(), snapshot, head, stage.head());
            List<LogRecord> records = stage.records().stream().map(Stage.Staged::record).toList();
            tools.index().addCommitted(store.segment(), offset, records);
            head = stage.head();
        }
        List<Outcome> answers = stage.commit();
        if (snapshot && !stage.records().isEmpty()) {
            snapshots.add(stage.records().get(0).record());
            tools.index().forgetBefore(snapshots.base());
            tools.producers().forgetBefore(snapshots.base());
        }
        delivery.committed(answers, head.position());
    }

    /** The group is not there: its risk-reducing offers are tried once more, in the reserve or in new room. */
    private void refused(Stage stage, List<Offer> batch, LogException why, boolean wasReduced) {
        LOG.warn("log {}: a group of {} records was not committed", settings.directory(), stage.records().size(), why);
        boolean again = why.reason() == Reason.FULL && batch.stream().anyMatch(Offer::isUrgent)
                && (!wasReduced || tryLeave());
        if (!wasReduced) {
            lastTry = tools.clock().getAsLong();
        }
        if (!again) {
            delivery.committed(stage.fail(why), head.position());
            return;
        }
        stage.undo();
        Stage second = stage(batch, why);
        try {
            write(second, false);
        } catch (LogException e) {
            LOG.warn("log {}: {} risk-reducing records were not committed either", settings.directory(), second.records().size(), e);
            delivery.committed(second.fail(e), head.position());
        } catch (RuntimeException | Error e) {
            unexpected(second, batch, e);
        }
    }

    /** Looks for room unless that was done a moment ago; whether there is. */
    private boolean tryLeave() {
        long now = tools.clock().getAsLong();
        if (lastTry != Long.MIN_VALUE && now >= lastTry && now - lastTry < RETRY_NANOS) {
            return false;
        }
        lastTry = now;
        store.tryLeave();
        return store.reduced() == null;
    }

    private void unexpected(Stage stage, List<Offer> batch, Throwable e) {
        LOG.error("log {}: the writer failed unexpectedly", settings.directory(), e);
        stage.fail(store.fail(LogErrors.io(settings.directory(), "committing", new IOException(e))));
        RuntimeException failure = LogErrors.failed(settings.directory(), e);
        delivery.committed(batch.stream().map(o -> new Outcome(o, 0, failure)).toList(), head.position());
    }
}
