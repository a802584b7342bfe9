package exoroute.adapter.sim.remote;

import exoroute.adapter.sim.wire.Frame;
import exoroute.adapter.sim.wire.FrameType;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * The messages of one connection, written by one thread. It ends with its connection: what was not written then is
 * handed back and never leaves on a later one.
 */
final class Outbox {
    private final int capacity;
    private final long heartbeat;
    private final Queue<Message> queue = new ArrayDeque<>();
    /** Taken from the queue, but perhaps not yet with the operating system. */
    private final List<Message> writing = new ArrayList<>();
    private boolean closed;
    private volatile long writingSince;

    /**
     * An empty box.
     *
     * @param capacity messages that may wait
     * @param heartbeat milliseconds of silence after which a heartbeat is written
     */
    Outbox(int capacity, int heartbeat) {
        this.capacity = capacity;
        this.heartbeat = TimeUnit.MILLISECONDS.toNanos(heartbeat);
    }

    /**
     * Queues a message; never waits.
     *
     * @return null, or why it was not queued
     */
    synchronized String offer(Message message) {
        if (closed) {
            return "the connection was lost";
        }
        if (queue.size() >= capacity) {
            return capacity + " messages are waiting to be written already";
        }
        queue.add(message);
        notifyAll();
        return null;
    }

    /** Writes until closed, or throws when the connection breaks. */
    void run(DataOutputStream out) throws IOException {
        while (true) {
            Message next = next();
            if (next == null) {
                return;
            }
            writingSince = System.nanoTime() | 1;
            next.frame().writeTo(out);
            if (isLast()) {
                out.flush();
                written();
            }
        }
    }

    private synchronized boolean isLast() {
        return queue.isEmpty() || writing.size() >= capacity;
    }

    private synchronized void written() {
        writing.clear();
        writingSince = 0;
    }

    /** The next message, a heartbeat when none comes in time, null when closed. */
    private synchronized Message next() throws IOException {
        long until = System.nanoTime() + heartbeat;
        while (queue.isEmpty() && !closed) {
            long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            if (left <= 0) {
                return new Message(Frame.of(FrameType.HEARTBEAT), null);
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("the sending thread was interrupted", e);
            }
        }
        if (closed) {
            return null;
        }
        Message next = queue.remove();
        writing.add(next);
        return next;
    }

    /** Since when the venue has taken nothing of what is being written; 0 when nothing is being written. */
    long writingSince() {
        return writingSince;
    }

    /** Ends the box; returns what was not written, and what may have been written in part. */
    synchronized List<Message> close() {
        closed = true;
        List<Message> left = new ArrayList<>(writing);
        left.addAll(queue);
        writing.clear();
        queue.clear();
        notifyAll();
        return left;
    }
}
