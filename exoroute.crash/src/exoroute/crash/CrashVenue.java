package exoroute.crash;

import exoroute.api.adapter.ExecutionListener;
import exoroute.api.adapter.Subscription;
import exoroute.api.adapter.VenueAdapter;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.ExecutionReport;
import java.io.PrintStream;

/**
 * A venue with traps before and after what is sent to it, and before and after what it reports. Says {@code SENT id} of
 * every child before it is sent: a venue ignores an id that it knows, so its journal would not show a repetition.
 */
final class CrashVenue extends VenueWrapper {
    private final Trap trap;
    private final PrintStream out;

    CrashVenue(VenueAdapter inner, Trap trap, PrintStream out) {
        super(inner);
        this.trap = trap;
        this.out = out;
    }

    @Override
    public void submit(ChildOrder order) {
        trap.reach(Point.BEFORE_SEND);
        out.println("SENT " + order.id());
        out.flush();
        super.submit(order);
        trap.reach(Point.AFTER_SEND);
    }

    @Override
    public Subscription subscribe(ExecutionListener listener) {
        return super.subscribe(new ExecutionListener() {
            @Override
            public void onReport(ExecutionReport report) {
                trap.reach(Point.BEFORE_ACKNOWLEDGEMENT);
                listener.onReport(report);
                trap.reach(Point.AFTER_ACKNOWLEDGEMENT);
            }

            @Override
            public void onSession(boolean up, String reason) {
                listener.onSession(up, reason);
            }
        });
    }
}
