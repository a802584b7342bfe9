package exoroute.crash;

import exoroute.api.plan.DeltaLog;
import exoroute.api.plan.Durability;
import exoroute.api.plan.LogHead;
import exoroute.api.plan.LogRecord;
import exoroute.api.plan.LogSubscriber;
import exoroute.api.plan.LogSubscription;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A log with traps before and after what is offered, and before what is delivered. */
final class CrashLog implements DeltaLog {
    private final DeltaLog log;
    private final CrashFiles files;
    private final Trap trap;
    private final long stored;

    /** @param files below the same log; told which bytes are a snapshot */
    CrashLog(DeltaLog log, CrashFiles files, Trap trap) {
        this.log = log;
        this.files = files;
        this.trap = trap;
        this.stored = log.head().position();
    }

    @Override
    public CompletionStage<Long> offer(
            String producer, long producerSequence, String kind, byte[] payload, Urgency urgency) {
        return offer(() -> log.offer(producer, producerSequence, kind, payload, urgency));
    }

    @Override
    public CompletionStage<Long> snapshot(String producer, long producerSequence, String kind, byte[] payload) {
        files.expect(payload);
        return offer(() -> log.snapshot(producer, producerSequence, kind, payload))
                .whenComplete((position, thrown) -> files.answered());
    }

    private CompletionStage<Long> offer(Supplier<CompletionStage<Long>> offer) {
        trap.reach(Point.BEFORE_OFFER);
        CompletionStage<Long> answer = offer.get();
        trap.reach(Point.AFTER_OFFER);
        return answer;
    }

    @Override
    public LogSubscription subscribe(long from, LogSubscriber subscriber) {
        return log.subscribe(from, record -> {
            trap.reach(record.position() <= stored ? Point.DURING_RECOVERY : Point.BETWEEN_COMMIT_AND_DELIVERY);
            subscriber.onRecord(record);
        });
    }

    @Override
    public List<LogRecord> snapshots() {
        return log.snapshots();
    }

    @Override
    public long lastSequence(String producer) {
        return log.lastSequence(producer);
    }

    @Override
    public LogHead head() {
        return log.head();
    }

    @Override
    public Durability durability() {
        return log.durability();
    }

    @Override
    public boolean isReduced() {
        return log.isReduced();
    }
}
