/**
 * Orders and what venues say of them. A {@link exoroute.api.order.ParentOrder} is what a desk wants, a {@link
 * exoroute.api.order.ChildOrder} what the router sends to one venue, an {@link
 * exoroute.api.order.ExecutionReport} what the venue answers. Values only. Names and state machine follow FIX
 * (Global Technical Committee, FIX 5.0 SP2: ExecType 150, OrdStatus 39, TimeInForce 59).
 */
@Version("1.0.0")
package exoroute.api.order;

import org.osgi.annotation.versioning.Version;
