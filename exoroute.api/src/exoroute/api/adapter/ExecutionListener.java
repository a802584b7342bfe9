package exoroute.api.adapter;

import exoroute.api.order.ExecutionReport;
import org.osgi.annotation.versioning.ConsumerType;

/** Receives what a venue says. Called on the adapter's thread, in the venue's order; must not block. */
@ConsumerType
public interface ExecutionListener {
    /** A report; may repeat, arrive late or concern an order of an earlier process. */
    void onReport(ExecutionReport report);

    /**
     * The session with the venue came up or went down.
     *
     * @param up whether orders can be sent
     * @param reason why, for the record
     */
    void onSession(boolean up, String reason);
}
