package exoroute.ledger;

import exoroute.api.plan.LogRecord;
import exoroute.api.plan.LogSubscriber;
import exoroute.api.plan.LogSubscription;
import exoroute.ledger.Offer.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
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
    private final Deque<List<Outcome>> outcomes = new ArrayDeque<>();
    private final Thread thread;
    private long committed;
    private boolean stopping;

    /** @param committed position of the last record that is stored */
    Delivery(GroupIndex index, OfferQueue queue, long committed, String name) {
        this.index = index;
        this.queue = queue;
        this.committed = committed;
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
        synchronized (this) {
            notifyAll();
        }
        return subscription;
    }

    /** The writer finished a group: these are the answers, and this the last position that may be delivered. */
    synchronized void committed(List<Outcome> answers, long position) {
        outcomes.addLast(answers);
        committed = position;
        notifyAll();
    }

    private void run() {
        boolean more = false;
        while (true) {
            List<Outcome> answers = new ArrayList<>();
            long until;
            synchronized (this) {
                while (!more && outcomes.isEmpty() && !stopping && !isWorkLeft()) {
                    await();
                }
                outcomes.forEach(answers::addAll);
                outcomes.clear();
                until = committed;
                if (answers.isEmpty() && stopping) {
                    return;
                }
            }
            if (!answers.isEmpty()) {
                answers.forEach(Outcome::tell);
                queue.answered(answers.size());
            }
            more = false;
            for (Subscription subscription : subscriptions) {
                more |= subscription.deliver(until);
            }
        }
    }

    private void await() {
        try {
            wait();
        } catch (InterruptedException e) {
            LOG.warn("the log's delivery thread was interrupted by a subscriber; ignored, close the subscription instead");
        }
    }

    private boolean isWorkLeft() {
        return subscriptions.stream().anyMatch(subscription -> subscription.next <= committed);
    }

    /** Answers all that is still to be answered, then delivers nothing more. */
    @Override
    public void close() {
        synchronized (this) {
            stopping = true;
            notifyAll();
        }
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

        /** Delivers up to a turn of records; whether more are waiting. */
        boolean deliver(long until) {
            try {
                for (int i = 0; i < TURN && next <= until && !closed; i++) {
                    call(record());
                }
                return next <= until && !closed;
            } catch (RuntimeException | Error e) {
                LOG.error("log subscriber {} failed at position {}; its subscription ends", subscriber, next, e);
                close();
                return false;
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
