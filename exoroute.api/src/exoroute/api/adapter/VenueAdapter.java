package exoroute.api.adapter;

import exoroute.api.market.Listing;
import exoroute.api.market.Venue;
import exoroute.api.order.ChildOrder;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The order side of one venue. {@link #submit} and {@link #cancel} hand the message over and return; they never
 * block and never wait for the venue. If one throws, the outcome is <em>unknown</em>, not refused: the order may
 * be at the venue. A refusal is a report. All methods are safe from any thread.
 */
@ConsumerType
public interface VenueAdapter {
    /** The venue. */
    Venue venue();

    /** What can be traded here; sorted by id. */
    List<Listing> listings();

    /**
     * Sends an order. Sending an id again that the venue already knows must not create a second order.
     */
    void submit(ChildOrder order);

    /** Asks to cancel; a filled or unknown order is answered by a report, never by an exception. */
    void cancel(ChildOrder order);

    /** Delivers reports and session changes from now on; the current session state is told at once. */
    Subscription subscribe(ExecutionListener listener);
}
