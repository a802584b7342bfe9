package exoroute.adapter.sim.remote;

import exoroute.adapter.sim.wire.Frame;
import exoroute.api.order.ChildOrder;

/**
 * A frame on its way to the venue.
 *
 * @param order whose outcome is unknown when the frame is not written; null when it concerns none
 */
record Message(Frame frame, ChildOrder order) {}
