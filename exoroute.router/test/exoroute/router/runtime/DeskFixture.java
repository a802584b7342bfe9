package exoroute.router.runtime;

import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.adapter.BookListener;
import exoroute.api.adapter.ExecutionListener;
import exoroute.api.adapter.FeedStatistics;
import exoroute.api.adapter.MarketDataFeed;
import exoroute.api.adapter.Subscription;
import exoroute.api.adapter.VenueAdapter;
import exoroute.api.market.BookView;
import exoroute.api.market.Listing;
import exoroute.api.market.ListingId;
import exoroute.api.market.Venue;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.ExecutionReport;
import exoroute.api.plan.DeltaLog;
import exoroute.api.plan.Durability;
import exoroute.api.plan.LogArchive;
import exoroute.api.plan.LogHead;
import exoroute.api.plan.LogRecord;
import exoroute.api.plan.LogSubscriber;
import exoroute.api.plan.LogSubscription;
import exoroute.ledger.FolderArchive;
import exoroute.router.CoreFixture;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** A log that commits when the test says so, and a venue that does what the test says. */
final class DeskFixture {
    private static final long LIMIT = TimeUnit.SECONDS.toNanos(20);

    /** A clock at which no timer of the core is ever due: nothing happens but what the test does. */
    static final LongSupplier NO_TIMER = () -> 0;

    private DeskFixture() {}

    /** Reads records from a list, and hashes as the ledger does. */
    static LogArchive archive(List<LogRecord> records) {
        FolderArchive real = new FolderArchive();
        return new LogArchive() {
            @Override
            public Verified read(Path folder, LogSubscriber reader) {
                byte[] head = new byte[32];
                for (LogRecord record : records) {
                    reader.onRecord(record);
                    head = real.leafHash(record, head, record.payload());
                }
                return new Verified(new LogHead(records.size(), 0, head), 0);
            }

            @Override
            public byte[] leafHash(LogRecord record, byte[] previousLeafHash, byte[] payload) {
                return real.leafHash(record, previousLeafHash, payload);
            }
        };
    }

    /** Holds what is offered until it is told to commit; everything runs on the thread that does so. */
    static final class ManualLog implements DeltaLog {
        final List<LogRecord> records = new ArrayList<>();
        private final Deque<Runnable> offered = new ArrayDeque<>();
        private final Deque<String> kinds = new ArrayDeque<>();
        private final List<LogSubscriber> subscribers = new ArrayList<>();
        private long time = CoreFixture.START;
        private RuntimeException failure;
        volatile boolean reduced;

        ManualLog(List<LogRecord> stored) {
            records.addAll(stored);
        }

        synchronized void failWith(RuntimeException why) {
            failure = why;
        }

        @Override
        public synchronized CompletionStage<Long> offer(
                String producer, long sequence, String kind, byte[] payload, Urgency urgency) {
            if (failure != null) {
                return CompletableFuture.failedFuture(failure);
            }
            CompletableFuture<Long> result = new CompletableFuture<>();
            kinds.add(kind);
            offered.add(() -> {
                time += CoreFixture.MILLISECOND;
                LogRecord record = new LogRecord(
                        records.size() + 1, time, "test", producer, sequence, kind, payload, new byte[32]);
                assertTrue(sequence == lastSequence(producer) + 1, producer + " offers " + sequence + " out of order");
                records.add(record);
                List.copyOf(subscribers).forEach(s -> deliver(s, record));
                result.complete(record.position());
            });
            notifyAll();
            return result;
        }

        @Override
        public CompletionStage<Long> snapshot(String producer, long sequence, String kind, byte[] payload) {
            return offer(producer, sequence, kind, payload);
        }

        @Override
        public List<LogRecord> snapshots() {
            List<LogRecord> found = new ArrayList<>(records.stream().filter(r -> r.kind().equals("snapshot")).toList());
            java.util.Collections.reverse(found);
            return found.subList(0, Math.min(2, found.size()));
        }

        @Override
        public boolean isReduced() {
            return reduced;
        }

        private void deliver(LogSubscriber subscriber, LogRecord record) {
            try {
                subscriber.onRecord(record);
            } catch (RuntimeException e) {
                subscribers.remove(subscriber);
            }
        }

        /** Commits the oldest offer; false when there is none. */
        boolean commitOne() {
            Runnable next;
            synchronized (this) {
                next = offered.poll();
                kinds.poll();
            }
            if (next != null) {
                next.run();
            }
            return next != null;
        }

        void commit() {
            while (commitOne()) { }
        }

        /** Commits until something holds. */
        void commitUntil(BooleanSupplier condition) throws InterruptedException {
            long end = System.nanoTime() + LIMIT;
            commit();
            while (!condition.getAsBoolean()) {
                synchronized (this) {
                    if (offered.isEmpty()) {
                        wait(10);
                    }
                }
                commit();
                assertTrue(System.nanoTime() < end, "waited too long; the log ends with "
                        + records.subList(Math.max(0, records.size() - 5), records.size()).stream()
                                .map(LogRecord::kind).toList());
            }
        }

        /** Waits until a record of a kind is offered, committing nothing. */
        synchronized void awaitOffer(String kind) throws InterruptedException {
            long end = System.nanoTime() + LIMIT;
            while (!kinds.contains(kind)) {
                wait(10);
                assertTrue(System.nanoTime() < end, kind + " was never offered: " + kinds);
            }
        }

        synchronized List<String> waiting() {
            return List.copyOf(kinds);
        }

        long count(String kind) {
            return records.stream().filter(r -> r.kind().equals(kind)).count();
        }

        @Override
        public LogSubscription subscribe(long from, LogSubscriber subscriber) {
            for (LogRecord record : List.copyOf(records)) {
                if (record.position() >= from) {
                    try {
                        subscriber.onRecord(record);
                    } catch (RuntimeException e) {
                        return () -> { };
                    }
                }
            }
            subscribers.add(subscriber);
            return () -> subscribers.remove(subscriber);
        }

        @Override
        public long lastSequence(String producer) {
            return records.stream().filter(r -> r.producer().equals(producer))
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
    }

    /** One venue's feed and adapter. */
    static final class TestVenue implements MarketDataFeed, VenueAdapter {
        final Listing listing;
        final List<ChildOrder> submitted = new CopyOnWriteArrayList<>();
        final List<ChildOrder> cancelled = new CopyOnWriteArrayList<>();
        final List<ExecutionListener> executions = new CopyOnWriteArrayList<>();
        final List<BookListener> books = new CopyOnWriteArrayList<>();
        RuntimeException throwing;
        boolean fillsAtOnce;
        private long sequence;

        TestVenue(Listing listing) {
            this.listing = listing;
        }

        void book(String levels) {
            BookView view = new BookView(
                    listing.id(), ++sequence, 0, BookView.State.LIVE, "", CoreFixture.levels(levels));
            books.forEach(b -> b.onView(view));
        }

        void stale() {
            books.forEach(b -> b.onView(BookView.stale(listing.id(), ++sequence, 0, "gap")));
        }

        void report(ChildOrder child, ExecutionReport.Type type, String execId, long filled) {
            executions.forEach(e -> e.onReport(new ExecutionReport(
                    listing.id(), child.id(), "v", type, execId, "", filled,
                    type == ExecutionReport.Type.TRADE ? child.lots() - filled : 0,
                    type == ExecutionReport.Type.TRADE ? filled : 0, child.limitTicks(), 0, "",
                    ExecutionReport.Liquidity.TAKER, 0, "")));
        }

        @Override
        public Venue venue() {
            return new Venue(listing.id().venue(), listing.id().venue());
        }

        @Override
        public List<Listing> listings() {
            return List.of(listing);
        }

        @Override
        public BookView view(ListingId id, int depth) {
            throw new UnsupportedOperationException("the desk subscribes");
        }

        @Override
        public Subscription subscribe(ListingId id, int depth, BookListener listener) {
            books.add(listener);
            return () -> books.remove(listener);
        }

        @Override
        public FeedStatistics statistics(ListingId id) {
            return new FeedStatistics(0, 0, 0, 0, 0, 0, 0, 0);
        }

        @Override
        public void submit(ChildOrder order) {
            submitted.add(order);
            if (throwing != null) {
                throw throwing;
            }
            if (fillsAtOnce) {
                report(order, ExecutionReport.Type.TRADE, "x" + order.id(), order.lots());
            }
        }

        @Override
        public void cancel(ChildOrder order) {
            cancelled.add(order);
        }

        @Override
        public Subscription subscribe(ExecutionListener listener) {
            executions.add(listener);
            listener.onSession(true, "test");
            return () -> executions.remove(listener);
        }
    }
}
