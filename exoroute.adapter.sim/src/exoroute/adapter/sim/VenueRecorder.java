package exoroute.adapter.sim;

import exoroute.api.order.ChildOrder;
import exoroute.api.order.ExecutionReport;
import exoroute.api.order.OrderStatus;

/**
 * Told of everything that changes a venue's own record, in order, before the report of it leaves. Called on the
 * venue's thread. Times are nanoseconds UTC.
 */
public interface VenueRecorder {
    /** Keeps nothing. */
    VenueRecorder NONE = new VenueRecorder() {
        @Override
        public void accepted(ChildOrder order, long number, boolean held, long time) {}

        @Override
        public void cancelAsked(long child, long time) {}

        @Override
        public void replaced(ChildOrder changed, long time) {}

        @Override
        public void executed(ExecutionReport execution) {}

        @Override
        public void ended(long child, OrderStatus status, long time, String text) {}
    };

    /**
     * An order arrived; a refused one ends next.
     *
     * @param number the venue's count of orders, from 0
     * @param held whether it stays open without being worked
     */
    void accepted(ChildOrder order, long number, boolean held, long time);

    /** A cancel of a known order arrived. */
    void cancelAsked(long child, long time);

    /** An order has a new limit or size. */
    void replaced(ChildOrder changed, long time);

    /** A TRADE, TRADE_CANCEL or TRADE_CORRECT. */
    void executed(ExecutionReport execution);

    /** An order has ended. */
    void ended(long child, OrderStatus status, long time, String text);
}
