/**
 * A venue in another process, over one socket: {@link exoroute.adapter.sim.remote.RemoteVenueAdapter}. The protocol is
 * described in PROTOCOL.md.
 */
package exoroute.adapter.sim.remote;
