package exoroute.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Offers on their way to the writer, at most so many not yet answered; beyond that, callers wait. */
final class OfferQueue {
    private final int limit;
    private final ConcurrentLinkedQueue<Offer> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final HandOff handOff = new HandOff();
    private volatile int callersWaiting;
    private volatile boolean closed;

    OfferQueue(int limit) {
        this.limit = limit;
    }

    /**
     * Adds an offer.
     *
     * @param mayWait false for the thread that answers: it must never wait for itself
     * @return false when the queue is closed
     */
    boolean put(Offer offer, boolean mayWait) throws InterruptedException {
        synchronized (this) {
            if (mayWait && inFlight.get() >= limit) {
                awaitRoom();
            }
            if (closed) {
                return false;
            }
            inFlight.incrementAndGet();
            waiting.add(offer);
        }
        handOff.signal();
        return true;
    }

    private void awaitRoom() throws InterruptedException {
        callersWaiting++;
        try {
            while (inFlight.get() >= limit && !closed) {
                wait();
            }
        } finally {
            callersWaiting--;
        }
    }

    /**
     * Waits for offers and takes a batch, in order; a snapshot is a batch of its own. For the writer thread.
     *
     * @return null when closed and empty
     */
    List<Offer> take(int records, long bytes) {
        handOff.await(() -> !waiting.isEmpty() || closed);
        List<Offer> batch = new ArrayList<>();
        long taken = 0;
        Offer next = next();
        while (next != null && batch.size() < records && taken < bytes && (!next.snapshot() || batch.isEmpty())) {
            waiting.remove();
            batch.add(next);
            taken += next.payload().length;
            next = next.snapshot() ? null : waiting.peek();
        }
        return batch.isEmpty() ? null : batch;
    }

    /** The first that waits; null only when closed: then none is added behind the look that found none. */
    private Offer next() {
        boolean wasClosed = closed;
        Offer next = waiting.peek();
        if (next == null && !wasClosed) {
            return waiting.peek();
        }
        return next;
    }

    /** So many offers were answered. */
    void answered(int count) {
        inFlight.addAndGet(-count);
        if (callersWaiting > 0) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    /** Takes no more; what waits is still handed to the writer. */
    void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        handOff.signal();
    }
}
