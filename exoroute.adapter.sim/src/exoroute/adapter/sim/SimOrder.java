package exoroute.adapter.sim;

import exoroute.api.order.ChildOrder;
import exoroute.api.order.OrderStatus;

/** One order at the simulated venue. */
final class SimOrder {
    final long number;
    final String venueOrderId;
    final VenueModel.Fate fate;
    ChildOrder order;
    OrderStatus status = OrderStatus.PENDING_NEW;
    long filled;
    RestingOrder resting;

    SimOrder(long number, String venue, ChildOrder order, VenueModel.Fate fate) {
        this.number = number;
        this.venueOrderId = venue + "-o" + number;
        this.order = order;
        this.fate = fate;
    }

    long leaves() {
        return status.isTerminal() ? 0 : order.lots() - filled;
    }
}
