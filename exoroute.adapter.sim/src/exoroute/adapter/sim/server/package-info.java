/**
 * A simulated venue as a process of its own: {@link exoroute.adapter.sim.server.VenueProcess}. {@link
 * exoroute.adapter.sim.server.VenueEngine} is the venue with its thread and its journal, {@link
 * exoroute.adapter.sim.server.VenueServer} the socket before it, {@link
 * exoroute.adapter.sim.server.VenueJournal} what a harness reads afterwards, {@link
 * exoroute.adapter.sim.server.VenueControl} how it commands the venue. Plain Java: no framework, no logging.
 */
package exoroute.adapter.sim.server;
