package exoroute.ledger;

import exoroute.api.plan.DeltaLog;
import exoroute.api.plan.Durability;
import exoroute.api.plan.LogException;
import exoroute.api.plan.LogException.Reason;
import exoroute.api.plan.LogHead;
import exoroute.api.plan.LogRecord;
import exoroute.api.plan.LogSubscriber;
import exoroute.api.plan.LogSubscription;
import java.util.List;
import java.util.Objects;
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
 * for another offer. Both threads look for work for a few microseconds before they park, while work follows on work.
 *
 * <p>A full disk: a refused offer took no sequence, and no later one of the same producer is taken until the producer
 * offers that sequence again. So what it has in flight behind a refused offer is refused too (FULL), risk-reducing or
 * not, and its records are never reordered nor have a gap: it continues with {@link #lastSequence} + 1 once all is
 * answered. A producer of risk-reducing records therefore loses no time when they have a producer name of their own.
 */
public final class EmbeddedLog implements DeltaLog, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedLog.class);
    private final LogSettings settings;
    private final FolderLock lock;
    private final Opening stored;
    private final SegmentStore store;
    private final Recovery recovery;
    private final OfferQueue queue;
    private final Delivery delivery;
    private final Committer committer;
    private final Thread writer;
    private volatile boolean closed;

    /**
     * Opens a log, verifying it from the older of its newest two snapshots on; from its beginning when there are fewer.
     *
     * @param clock nanoseconds UTC
     * @throws LogException CORRUPT, LOCKED or IO, naming the place
     */
    public static EmbeddedLog open(LogSettings settings, LongSupplier clock) {
        return open(settings, clock, new DiskFiles());
    }

    /** Opens a log on other files than the disk's; its lock is on the disk all the same. */
    public static EmbeddedLog open(LogSettings settings, LongSupplier clock, LogFiles files) {
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
        this.lock = lock;
        ObjectStore objects = new ObjectStore(settings.directory(), new Forcing(files, settings.forced()));
        Segments segments = new Segments(files, settings.directory(), objects);
        stored = Opening.read(segments);
        Scan.End end = stored.end();
        LogHead head = end.head();
        recovery = end.cut() == 0 ? null
                : new Recovery(segments.path(end.segment()), end.end(), end.cut(), head.position());
        if (recovery != null) {
            LOG.warn("log {}: cut {} bytes of an incomplete, never acknowledged group at offset {}; last position {}",
                    recovery.file(), recovery.bytes(), recovery.offset(), recovery.position());
        }
        Producers producers = stored.producers();
        store = new SegmentStore(files, settings, segments, objects, producers::lasts, end);
        store.open();
        queue = new OfferQueue(settings.inFlight());
        delivery = new Delivery(stored.index(), queue, head.position(), "exoroute-log-delivery");
        Stage.Tools tools = new Stage.Tools(producers, stored.index(), clock, settings.author(), new Hasher(),
                new LeafEncoder(settings.author()));
        committer = new Committer(settings, tools, store, stored.snapshots(), delivery, head);
        writer = new Thread(this::write, "exoroute-log-writer");
        writer.setDaemon(true);
        writer.start();
    }

    @Override
    public CompletionStage<Long> offer(
            String producer, long producerSequence, String kind, byte[] payload, Urgency urgency) {
        return put(new Offer(producer, producerSequence, kind, payload, urgency, false, new CompletableFuture<>()));
    }

    @Override
    public CompletionStage<Long> snapshot(String producer, long producerSequence, String kind, byte[] payload) {
        return put(new Offer(producer, producerSequence, kind, payload, Urgency.NORMAL, true, new CompletableFuture<>()));
    }

    private CompletionStage<Long> put(Offer offer) {
        Objects.requireNonNull(offer.urgency(), "urgency");
        Sequences.requireName("producer", offer.producer());
        Sequences.requireName("kind", offer.kind());
        if (offer.payload().length > MAX_PAYLOAD) {
            throw new IllegalArgumentException("payload of " + offer.payload().length + " bytes, at most " + MAX_PAYLOAD);
        }
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
        return stored.producers().last(producer);
    }

    @Override
    public LogHead head() {
        return committer.head();
    }

    @Override
    public Durability durability() {
        return settings.durability();
    }

    /** What was cut when this log was opened. */
    public Optional<Recovery> recovery() {
        return Optional.ofNullable(recovery);
    }

    @Override
    public List<LogRecord> snapshots() {
        return stored.snapshots().newest();
    }

    @Override
    public boolean isReduced() {
        return store.reduced() != null;
    }

    private void write() {
        List<Offer> batch = queue.take(settings.groupRecords(), settings.groupBytes());
        while (batch != null) {
            committer.commit(batch);
            batch = queue.take(settings.groupRecords(), settings.groupBytes());
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
        try {
            store.close();
        } finally {
            lock.close();
        }
    }
}
