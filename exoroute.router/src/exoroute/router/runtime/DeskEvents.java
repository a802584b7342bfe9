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

/** The desk's history of events and their delivery, on one thread of its own. */
final class DeskEvents implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeskEvents.class);

    private final List<DeskEvent> history = new ArrayList<>();
    private final List<Reader> readers = new ArrayList<>();
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "exoroute-desk-events"));

    private final class Reader implements Subscription {
        private final DeskListener listener;
        private int next;
        private boolean closed;

        Reader(DeskListener listener, int next) {
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

        /** Runs on the delivery thread until nothing is left. */
        private void drain() {
            while (true) {
                DeskEvent event;
                synchronized (history) {
                    if (closed || next >= history.size()) {
                        return;
                    }
                    event = history.get(next++);
                }
                try {
                    listener.onEvent(event);
                } catch (RuntimeException e) {
                    LOG.error("a desk listener threw at position {}; its subscription ends", event.position(), e);
                    close();
                }
            }
        }
    }

    void tell(DeskEvent event) {
        synchronized (history) {
            history.add(event);
            readers.forEach(reader -> thread.execute(reader::drain));
        }
    }

    Subscription subscribe(long from, DeskListener listener) {
        synchronized (history) {
            int next = 0;
            while (next < history.size() && history.get(next).position() < from) {
                next++;
            }
            Reader reader = new Reader(listener, next);
            readers.add(reader);
            thread.execute(reader::drain);
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
