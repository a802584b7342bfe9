/** The frames between a venue process and its clients; the bytes are described in PROTOCOL.md. */
package exoroute.adapter.sim.wire;
