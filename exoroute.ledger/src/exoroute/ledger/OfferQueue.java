package exoroute.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Offers on their way to the writer, at most so many not yet answered; beyond that, callers wait. */
final class OfferQueue {
    private final int limit;
    private final Deque<Offer> waiting = new ArrayDeque<>();
    private int inFlight;
    private boolean closed;

    OfferQueue(int limit) {
        this.limit = limit;
    }

    /**
     * Adds an offer.
     *
     * @param mayWait false for the thread that answers: it must never wait for itself
     * @return false when the queue is closed
     */
    synchronized boolean put(Offer offer, boolean mayWait) throws InterruptedException {
        while (mayWait && inFlight >= limit && !closed) {
            wait();
        }
        if (closed) {
            return false;
        }
        inFlight++;
        waiting.addLast(offer);
        notifyAll();
        return true;
    }

    /** Waits for offers and takes a batch, in order; null when closed and empty. */
    synchronized List<Offer> take(int records, long bytes) throws InterruptedException {
        while (waiting.isEmpty()) {
            if (closed) {
                return null;
            }
            wait();
        }
        List<Offer> batch = new ArrayList<>(Math.min(records, waiting.size()));
        long taken = 0;
        while (!waiting.isEmpty() && batch.size() < records && taken < bytes) {
            Offer offer = waiting.removeFirst();
            taken += offer.payload().length;
            batch.add(offer);
        }
        return batch;
    }

    /** So many offers were answered. */
    synchronized void answered(int count) {
        inFlight -= count;
        notifyAll();
    }

    /** Takes no more; what waits is still handed to the writer. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
