package exoroute.ledger;

import exoroute.api.plan.DeltaLog;
import exoroute.api.plan.Durability;
import exoroute.api.plan.LogException;
import exoroute.api.plan.LogException.Reason;
import exoroute.api.plan.LogHead;
import exoroute.api.plan.LogRecord;
import exoroute.api.plan.LogSubscriber;
import exoroute.api.plan.LogSubscription;
import exoroute.ledger.Offer.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@link DeltaLog} in a folder of this machine.
 *
 * <p>Threads: {@link #offer} may be called from any; it does no I/O and blocks only while {@code inFlight} offers are
 * unanswered (the delivery thread itself never blocks there). A writer thread commits groups; a delivery thread
 * completes the futures of a group in log order, then calls subscribers. Dependent stages and subscribers must not wait
 * for another offer.
 */
public final class EmbeddedLog implements DeltaLog, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedLog.class);
    private final LogSettings settings;
    private final LongSupplier clock;
    private final FolderLock lock;
    private final Producers producers = new Producers();
    private final GroupIndex index;
    private final SegmentStore store;
    private final Recovery recovery;
    private final OfferQueue queue;
    private final Delivery delivery;
    private final Thread writer;
    private volatile LogHead head;
    private volatile boolean closed;

    /**
     * Opens a log, verifying all of it; the time it takes grows with the log.
     *
     * @param clock nanoseconds UTC
     * @throws LogException CORRUPT, LOCKED or IO, naming the place
     */
    public static EmbeddedLog open(LogSettings settings, LongSupplier clock) {
        return open(settings, clock, new DiskFiles());
    }

    static EmbeddedLog open(LogSettings settings, LongSupplier clock, LogFiles files) {
        FolderLock lock = FolderLock.take(settings.directory());
        try {
            return new EmbeddedLog(settings, clock, files, lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private EmbeddedLog(LogSettings settings, LongSupplier clock, LogFiles files, FolderLock lock) {
        this.settings = settings;
        this.clock = clock;
        this.lock = lock;
        ObjectStore objects = new ObjectStore(files, settings.directory(), settings.forced());
        Segments segments = new Segments(files, settings.directory(), objects);
        index = new GroupIndex(segments);
        Segments.End end = segments.scan((segment, group) -> {
            index.addStored(segment, group);
            group.records().forEach(record -> Sequences.restore(producers, segments.path(segment), group.offset(), record));
        });
        store = SegmentStore.open(files, settings, segments, objects, end);
        head = end.head();
        recovery = end.tail() == 0 ? null
                : new Recovery(segments.path(end.segment()), end.end(), end.tail(), end.head().position());
        if (recovery != null) {
            LOG.warn("log {}: cut {} bytes of an incomplete, never acknowledged group at offset {}; last position {}",
                    recovery.file(), recovery.bytes(), recovery.offset(), recovery.position());
        }
        queue = new OfferQueue(settings.inFlight());
        delivery = new Delivery(index, queue, head.position(), "exoroute-log-delivery");
        writer = new Thread(this::write, "exoroute-log-writer");
        writer.setDaemon(true);
        writer.start();
    }

    @Override
    public CompletionStage<Long> offer(String producer, long producerSequence, String kind, byte[] payload) {
        Sequences.requireName("producer", producer);
        Sequences.requireName("kind", kind);
        if (payload.length > MAX_PAYLOAD) {
            throw new IllegalArgumentException("payload of " + payload.length + " bytes, at most " + MAX_PAYLOAD);
        }
        Offer offer = new Offer(producer, producerSequence, kind, payload, new CompletableFuture<>());
        try {
            if (!queue.put(offer, !delivery.isOwnThread())) {
                offer.answer().completeExceptionally(LogErrors.closed(settings.directory()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            offer.answer().completeExceptionally(new LogException(Reason.IO, 0,
                    "interrupted while waiting for room in the log's queue; the record is not in the log", e));
        }
        return offer.answer();
    }

    @Override
    public LogSubscription subscribe(long from, LogSubscriber subscriber) {
        if (from < 1) {
            throw new IllegalArgumentException("from = " + from + ", positions start at 1");
        }
        if (closed) {
            throw LogErrors.closed(settings.directory());
        }
        return delivery.subscribe(from, subscriber);
    }

    @Override
    public long lastSequence(String producer) {
        return producers.last(producer);
    }

    @Override
    public LogHead head() {
        return head;
    }

    @Override
    public Durability durability() {
        return settings.durability();
    }

    /** What was cut when this log was opened. */
    public Optional<Recovery> recovery() {
        return Optional.ofNullable(recovery);
    }

    private void write() {
        try {
            List<Offer> batch = queue.take(settings.groupRecords(), settings.groupBytes());
            while (batch != null) {
                commit(batch);
                batch = queue.take(settings.groupRecords(), settings.groupBytes());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody may interrupt the log's writer", e);
        }
    }

    private void commit(List<Offer> batch) {
        LogHead before = head;
        Stage stage = new Stage(producers, index, clock, settings.author(), before);
        try {
            batch.forEach(stage::add);
            if (!stage.records().isEmpty()) {
                long offset = store.append(stage.records(), before, stage.head());
                List<LogRecord> records = stage.records().stream().map(Stage.Staged::record).toList();
                index.addCommitted(store.segment(), offset, records);
                head = stage.head();
            }
            delivery.committed(stage.commit(), head.position());
        } catch (LogException e) {
            LOG.warn("log {}: a group of {} records was not committed", settings.directory(), stage.records().size(), e);
            delivery.committed(stage.fail(e), before.position());
        } catch (RuntimeException | Error e) {
            LOG.error("log {}: the writer failed unexpectedly", settings.directory(), e);
            stage.fail(store.fail(LogErrors.io(settings.directory(), "committing", new IOException(e))));
            RuntimeException failure = LogErrors.failed(settings.directory(), e);
            delivery.committed(batch.stream().map(o -> new Outcome(o, 0, failure)).toList(), before.position());
        }
    }

    /** Commits and answers what was offered, then ends deliveries and frees the folder. Idempotent. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        queue.close();
        Threads.join(writer);
        delivery.close();
        store.close();
        lock.close();
    }
}
