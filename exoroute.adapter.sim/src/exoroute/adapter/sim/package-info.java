/**
 * A simulated venue. {@link exoroute.adapter.sim.MatchingBook} matches, {@link exoroute.adapter.sim.SimVenue} adds
 * latency, rejects, fees and order life on a virtual clock, {@link exoroute.adapter.sim.PaperLiquidity} makes its
 * book follow a feed; all three are single-threaded and need no framework. {@link
 * exoroute.adapter.sim.SimVenueAdapter} gives them a thread and the venue contract.
 */
package exoroute.adapter.sim;
