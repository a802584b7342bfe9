package exoroute.adapter.sim.server;

import exoroute.adapter.sim.wire.Frame;
import exoroute.adapter.sim.wire.FrameType;
import exoroute.adapter.sim.wire.Wire;
import exoroute.api.market.BookView;
import exoroute.api.market.Listing;
import exoroute.api.market.ListingId;
import exoroute.api.order.ExecutionReport;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * What one connection is sent, by a thread of its own, in bounded memory: answers from a bounded queue, reports by their
 * number from the journal, of each book only its newest state, a heartbeat when there is nothing else.
 */
final class Outgoing {
    private static final int ANSWERS = 1_024;

    private final DataOutputStream out;
    private final VenueEngine engine;
    private final long heartbeat;
    private final Queue<Frame> answers = new ArrayDeque<>();
    private final Map<ListingId, Long> shown = new HashMap<>();
    private ClientLog log;
    private long reported;
    private boolean news;
    private boolean ended;
    private volatile long writingSince;

    /** @param heartbeat milliseconds */
    Outgoing(DataOutputStream out, VenueEngine engine, long heartbeat) {
        this.out = out;
        this.engine = engine;
        this.heartbeat = TimeUnit.MILLISECONDS.toNanos(heartbeat);
    }

    /** Sends a trader's reports after a number, and books, from now on. */
    synchronized void follow(ClientLog reports, long after) {
        log = reports;
        reported = after;
        tellNews();
    }

    /**
     * Queues an answer.
     *
     * @return false when the peer has left too many unread: its connection is to be closed
     */
    synchronized boolean answer(Frame frame) {
        if (answers.size() >= ANSWERS) {
            return false;
        }
        answers.add(frame);
        tellNews();
        return true;
    }

    /** There may be new reports or books. */
    synchronized void tellNews() {
        news = true;
        notifyAll();
    }

    /** Ends {@link #run} when what is queued now was sent. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Since when the peer has taken nothing of what is being written; 0 when nothing is being written. */
    long writingSince() {
        return writingSince;
    }

    /** Writes until {@link #end}, or throws when the connection breaks. */
    void run() throws IOException {
        while (true) {
            Frame frame = next();
            if (frame != null) {
                write(frame, false);
            } else {
                flush();
                if (isEnded()) {
                    return;
                }
                if (!await()) {
                    write(Frame.of(FrameType.HEARTBEAT), true);
                }
            }
        }
    }

    private void write(Frame frame, boolean flush) throws IOException {
        writingSince = System.nanoTime() | 1;
        frame.writeTo(out);
        if (flush) {
            out.flush();
        }
        writingSince = 0;
    }

    private void flush() throws IOException {
        writingSince = System.nanoTime() | 1;
        out.flush();
        writingSince = 0;
    }

    /** What is to be sent next; null when there is nothing. */
    private Frame next() throws IOException {
        long report = 0;
        synchronized (this) {
            news = false;
            if (!answers.isEmpty()) {
                return answers.remove();
            }
            if (log == null || ended) {
                return null;
            }
            if (reported < log.committed()) {
                report = ++reported;
            }
        }
        return report > 0 ? report(report) : book();
    }

    private Frame report(long number) throws IOException {
        ExecutionReport report = engine.journal().report(log.offset(number));
        return Frame.of(FrameType.REPORT, to -> {
            to.writeLong(number);
            Wire.report(to, report);
        });
    }

    private Frame book() throws IOException {
        for (Listing listing : engine.books().listings()) {
            BookView view = engine.books().view(listing.id());
            if (view != null && shown.getOrDefault(listing.id(), 0L) < view.sequence()) {
                shown.put(listing.id(), view.sequence());
                return Frame.of(FrameType.BOOK, to -> Wire.book(to, view));
            }
        }
        return null;
    }

    private synchronized boolean isEnded() {
        return ended;
    }

    /** Waits for news or the end; false when it is time for a heartbeat. */
    private synchronized boolean await() throws IOException {
        long until = System.nanoTime() + heartbeat;
        while (!news && !ended) {
            long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("the sending thread was interrupted", e);
            }
        }
        return true;
    }
}
