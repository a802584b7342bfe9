/**
 * The plan of a parent order, the deltas that build it, and the log that records everything: {@link
 * exoroute.api.plan.RoutingPlan}, {@link exoroute.api.plan.PlanDelta}, {@link exoroute.api.plan.DeltaLog}.
 * The log is implemented by the ledger, called by the router; {@link exoroute.api.plan.Replay} is implemented by
 * the router and called by operators.
 */
@Version("1.0.0")
package exoroute.api.plan;

import org.osgi.annotation.versioning.Version;
