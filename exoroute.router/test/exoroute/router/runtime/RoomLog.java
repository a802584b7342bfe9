package exoroute.router.runtime;

import exoroute.api.plan.DeltaLog;
import exoroute.api.plan.Durability;
import exoroute.api.plan.LogException;
import exoroute.api.plan.LogHead;
import exoroute.api.plan.LogRecord;
import exoroute.api.plan.LogSubscriber;
import exoroute.api.plan.LogSubscription;
import exoroute.router.CoreFixture;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A log that commits, or refuses for want of room, when the test says so, by the ledger's rules: a refused offer takes no
 * sequence, what stands behind it is refused too, and answers are told before records are delivered.
 */
final class RoomLog implements DeltaLog {
    private static final long LIMIT = TimeUnit.SECONDS.toNanos(20);

    private record Offer(
            String producer, long sequence, String kind, byte[] payload, Urgency urgency, CompletableFuture<Long> answer) {}

    final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final Deque<Offer> offers = new ArrayDeque<>();
    private final Set<String> refused = new TreeSet<>();
    private final List<LogSubscriber> subscribers = new CopyOnWriteArrayList<>();
    private long time = CoreFixture.START;
    volatile boolean full;
    volatile boolean reserveUsedUp;
    volatile int offered;

    @Override
    public synchronized CompletionStage<Long> offer(String producer, long sequence, String kind, byte[] payload, Urgency urgency) {
        Offer offer = new Offer(producer, sequence, kind, payload, urgency, new CompletableFuture<>());
        offers.add(offer);
        offered++;
        notifyAll();
        return offer.answer();
    }

    /** Answers the oldest offer; false when there is none. */
    boolean commitOne() {
        Offer offer;
        LogRecord record = null;
        synchronized (this) {
            offer = offers.poll();
            if (offer == null) {
                return false;
            }
            long next = lastSequence(offer.producer()) + 1;
            boolean room = !full || (offer.urgency() == Urgency.RISK_REDUCING && !reserveUsedUp);
            if (offer.sequence() == next && room) {
                time += CoreFixture.MILLISECOND;
                record = new LogRecord(records.size() + 1, time, "test", offer.producer(), offer.sequence(), offer.kind(),
                        offer.payload(), new byte[32]);
                records.add(record);
                refused.remove(offer.producer());
            } else if (offer.sequence() == next) {
                refused.add(offer.producer());
            } else if (offer.sequence() < next || !refused.contains(offer.producer())) {
                throw new AssertionError(offer.producer() + " offers " + offer.sequence() + ", the next is " + next);
            }
        }
        if (record == null) {
            offer.answer().completeExceptionally(new LogException(LogException.Reason.FULL, 0, "no space left on the log's disk", null));
            return true;
        }
        offer.answer().complete(record.position());
        for (LogSubscriber subscriber : subscribers) {
            subscriber.onRecord(record);
        }
        return true;
    }

    void commit() {
        while (commitOne()) { }
    }

    void commitUntil(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + LIMIT;
        commit();
        while (!condition.getAsBoolean()) {
            synchronized (this) {
                if (offers.isEmpty()) {
                    wait(10);
                }
            }
            commit();
            if (System.nanoTime() > end) {
                throw new AssertionError("waited too long; the log ends with " + kinds().subList(Math.max(0, records.size() - 8), records.size()));
            }
        }
    }

    List<String> kinds() {
        return records.stream().map(LogRecord::kind).toList();
    }

    long count(String kind) {
        return records.stream().filter(r -> r.kind().equals(kind)).count();
    }

    @Override
    public CompletionStage<Long> snapshot(String producer, long sequence, String kind, byte[] payload) {
        return offer(producer, sequence, kind, payload);
    }

    @Override
    public List<LogRecord> snapshots() {
        return List.of();
    }

    @Override
    public LogSubscription subscribe(long from, LogSubscriber subscriber) {
        List.copyOf(records).stream().filter(r -> r.position() >= from).forEach(subscriber::onRecord);
        subscribers.add(subscriber);
        return () -> subscribers.remove(subscriber);
    }

    @Override
    public long lastSequence(String producer) {
        return new ArrayList<>(records).stream().filter(r -> r.producer().equals(producer))
                .mapToLong(LogRecord::producerSequence).max().orElse(0);
    }

    @Override
    public LogHead head() {
        return new LogHead(records.size(), time, new byte[32]);
    }

    @Override
    public Durability durability() {
        return Durability.PROCESS_CRASH;
    }

    @Override
    public boolean isReduced() {
        return full;
    }
}
