package exoroute.adapter.sim;

import exoroute.api.adapter.ExecutionListener;
import exoroute.api.adapter.Subscription;
import exoroute.api.order.ExecutionReport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The session between a venue and the desk: reports that come while it is down are told when it is up again. Any
 * thread may subscribe; reports and changes come from one thread.
 */
public final class SimSession {
    private static final Logger LOG = LoggerFactory.getLogger(SimSession.class);

    private final String venue;
    private final List<ExecutionListener> listeners = new CopyOnWriteArrayList<>();
    private final List<ExecutionReport> waiting = new ArrayList<>();
    private boolean up;
    private String reason;

    /** A session of a venue in its first state. */
    public SimSession(String venue, boolean up, String reason) {
        this.venue = venue;
        this.up = up;
        this.reason = reason;
    }

    /** Whether orders can be sent. */
    public synchronized boolean isUp() {
        return up;
    }

    /** Why the session is as it is. */
    public synchronized String reason() {
        return reason;
    }

    /** Adds a listener and tells it the state. */
    public synchronized Subscription subscribe(ExecutionListener listener) {
        listener.onSession(up, reason);
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** The session came up or went down; nothing is told when it was so already. */
    public synchronized void change(boolean nowUp, String why) {
        if (up == nowUp) {
            return;
        }
        up = nowUp;
        reason = why;
        for (ExecutionListener listener : listeners) {
            try {
                listener.onSession(nowUp, why);
            } catch (RuntimeException | Error e) {
                LOG.error("venue {}: a listener threw when the session changed: {}", venue, why, e);
            }
        }
        if (nowUp) {
            waiting.forEach(this::tell);
            waiting.clear();
        }
    }

    /** A report from the venue, told now or when the session is up. */
    public synchronized void report(ExecutionReport report) {
        if (up) {
            tell(report);
        } else {
            waiting.add(report);
        }
    }

    /** A report of this side, told whatever the session's state. */
    public synchronized void local(ExecutionReport report) {
        tell(report);
    }

    private void tell(ExecutionReport report) {
        for (ExecutionListener listener : listeners) {
            try {
                listener.onReport(report);
            } catch (RuntimeException | Error e) {
                LOG.error("venue {}: a listener threw at report {}", venue, report.execId(), e);
            }
        }
    }

    /** Tells the end and forgets the listeners. */
    public synchronized void close(String why) {
        change(false, why);
        listeners.clear();
        waiting.clear();
    }
}
