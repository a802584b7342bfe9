package exoroute.ledger;

import exoroute.api.plan.LogRecord;
import exoroute.api.plan.LogSubscriber;
import exoroute.api.plan.LogSubscription;
import exoroute.ledger.Offer.Outcome;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that answers offers and calls subscribers. It never makes the writer wait: a subscriber that lags is
 * served from the files. Subscribers take turns of at most {@value #TURN} records.
 */
final class Delivery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final int TURN = 256;
    private final GroupIndex index;
    private final OfferQueue queue;
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Committed> outcomes = new ConcurrentLinkedQueue<>();
    private final HandOff handOff = new HandOff();
    private final Thread thread;
    private volatile boolean stopping;
    private long until;

    /** The answers to a group's offers, and the last position that may be delivered once they are told. */
    private record Committed(List<Outcome> answers, long position) {}

    /** @param committed position of the last record that is stored */
    Delivery(GroupIndex index, OfferQueue queue, long committed, String name) {
        this.index = index;
        this.queue = queue;
        this.until = committed;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    boolean isOwnThread() {
        return Thread.currentThread() == thread;
    }

    LogSubscription subscribe(long from, LogSubscriber subscriber) {
        Subscription subscription = new Subscription(from, subscriber);
        subscriptions.add(subscription);
        handOff.signal();
        return subscription;
    }

    /** The writer finished a group: these are the answers, and this the last position that may be delivered. */
    void committed(List<Outcome> answers, long position) {
        outcomes.add(new Committed(answers, position));
        handOff.signal();
    }

    private void run() {
        while (true) {
            handOff.await(() -> !outcomes.isEmpty() || stopping || isWorkLeft());
            boolean last = stopping; // looked at first: nothing is added once it is set
            if (!answer() && last) {
                return;
            }
            for (Subscription subscription : subscriptions) {
                subscription.deliver(until);
            }
        }
    }

    private boolean answer() {
        int answered = 0;
        for (Committed group = outcomes.poll(); group != null; group = outcomes.poll()) {
            group.answers().forEach(Outcome::tell);
            answered += group.answers().size();
            until = group.position();
        }
        if (answered > 0) {
            queue.answered(answered);
        }
        return answered > 0;
    }

    private boolean isWorkLeft() {
        for (Subscription subscription : subscriptions) {
            if (subscription.next <= until) {
                return true;
            }
        }
        return false;
    }

    /** Answers all that is still to be answered, then delivers nothing more. */
    @Override
    public void close() {
        stopping = true;
        handOff.signal();
        if (!isOwnThread()) {
            Threads.join(thread);
        }
    }

    private final class Subscription implements LogSubscription {
        private final LogSubscriber subscriber;
        private final ReentrantLock calling = new ReentrantLock();
        private volatile boolean closed;
        private volatile long next;
        private List<LogRecord> group = List.of();

        Subscription(long from, LogSubscriber subscriber) {
            this.next = from;
            this.subscriber = subscriber;
        }

        /** Delivers up to a turn of records. */
        void deliver(long until) {
            try {
                for (int i = 0; i < TURN && next <= until && !closed; i++) {
                    call(record());
                }
            } catch (RuntimeException | Error e) {
                LOG.error("log subscriber {} failed at position {}; its subscription ends", subscriber, next, e);
                close();
            }
        }

        private LogRecord record() {
            int at = group.isEmpty() ? -1 : (int) (next - group.get(0).position());
            if (at < 0 || at >= group.size()) {
                group = index.group(next);
                at = (int) (next - group.get(0).position());
            }
            return group.get(at);
        }

        private void call(LogRecord record) {
            calling.lock();
            try {
                if (!closed) {
                    subscriber.onRecord(record);
                    next++;
                }
            } finally {
                calling.unlock();
            }
        }

        @Override
        public void close() {
            closed = true;
            subscriptions.remove(this);
            calling.lock(); // waits for a call that is under way, unless it is the one that closes
            calling.unlock();
        }
    }
}
