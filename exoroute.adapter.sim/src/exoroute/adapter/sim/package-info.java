/**
 * A simulated venue. {@link exoroute.adapter.sim.MatchingBook} matches, {@link exoroute.adapter.sim.SimVenue} adds
 * latency, rejects, fees and order life on a virtual clock, {@link exoroute.adapter.sim.PaperLiquidity} makes its
 * book follow a feed; all three are single-threaded and need no framework. {@link
 * exoroute.adapter.sim.SimVenueAdapter} gives them a thread and the venue contract. {@link
 * exoroute.adapter.sim.Faults} is what a venue does wrong. The packages {@code server}, {@code wire} and {@code remote}
 * are a venue in a process of its own, its protocol, and its adapter here.
 */
package exoroute.adapter.sim;
