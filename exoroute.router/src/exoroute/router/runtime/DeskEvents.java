package exoroute.router.runtime;

import exoroute.api.adapter.Subscription;
import exoroute.api.desk.DeskEvent;
import exoroute.api.desk.DeskListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The newest of the desk's events and their delivery, on one thread of its own. */
final class DeskEvents implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeskEvents.class);
    private static final int KEPT = 10_000;

    /** The event with number n lies at n modulo its length. */
    private final DeskEvent[] history = new DeskEvent[KEPT];
    private final List<Reader> readers = new ArrayList<>();
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "exoroute-desk-events"));
    /** Events so far; the oldest kept has this number less {@link #KEPT}, or 0. */
    private long count;

    private final class Reader implements Subscription {
        private final DeskListener listener;
        private long next;
        private boolean closed;
        private boolean running;

        Reader(DeskListener listener, long next) {
            this.listener = listener;
            this.next = next;
        }

        @Override
        public void close() {
            synchronized (history) {
                closed = true;
                readers.remove(this);
            }
        }

        /** Takes the next event; null when there is none. What left the history before it was read is told as one. */
        private DeskEvent poll() {
            synchronized (history) {
                if (closed || next >= count) {
                    running = false;
                    return null;
                }
                long oldest = oldest();
                if (next < oldest) {
                    DeskEvent first = history[(int) (oldest % KEPT)];
                    String text = (oldest - next) + " events were missed: this listener is too slow";
                    next = oldest;
                    return new DeskEvent(first.position(), first.logTime(), DeskEvent.Type.ALERT, 0, 0, null, text);
                }
                return history[(int) (next++ % KEPT)];
            }
        }

        /** Runs on the delivery thread until nothing is left. */
        private void drain() {
            for (DeskEvent event = poll(); event != null; event = poll()) {
                try {
                    listener.onEvent(event);
                } catch (RuntimeException e) {
                    LOG.error("a desk listener threw at position {}; its subscription ends", event.position(), e);
                    close();
                }
            }
        }

        /** To be called with the lock. */
        private void wake() {
            if (!running) {
                running = true;
                thread.execute(this::drain);
            }
        }
    }

    private long oldest() {
        return Math.max(0, count - KEPT);
    }

    void tell(DeskEvent event) {
        synchronized (history) {
            history[(int) (count++ % KEPT)] = event;
            readers.forEach(Reader::wake);
        }
    }

    /** Forgets everything: what was told will be told again. Only before anybody listens. */
    void clear() {
        synchronized (history) {
            count = 0;
        }
    }

    Subscription subscribe(long from, DeskListener listener) {
        synchronized (history) {
            long next = oldest();
            while (next < count && history[(int) (next % KEPT)].position() < from) {
                next++;
            }
            Reader reader = new Reader(listener, next);
            readers.add(reader);
            reader.wake();
            return reader;
        }
    }

    @Override
    public void close() {
        synchronized (history) {
            List.copyOf(readers).forEach(Reader::close);
        }
        thread.shutdown();
    }
}
