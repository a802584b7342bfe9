package exoroute.adapter.sim.remote;

import exoroute.api.market.Venue;

/**
 * Which process, and as whom.
 *
 * @param venue must be what the process says it is
 * @param host name or address
 * @param port where it listens
 * @param client the name under which the venue keeps this desk's orders and reports
 * @param heartbeat milliseconds, 10 to 60000; silence of three is a lost connection
 * @param queue messages that may wait to be written
 */
public record RemoteTarget(Venue venue, String host, int port, String client, int heartbeat, int queue) {
    private static final int MAX_PORT = 65_535;
    private static final int MIN_HEARTBEAT = 10;
    private static final int MAX_HEARTBEAT = 60_000;

    /**
     * @throws IllegalArgumentException naming the setting
     */
    public RemoteTarget {
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("venue " + venue.id() + ", setting port: " + port + " must lie in 1.."
                    + MAX_PORT);
        }
        if (heartbeat < MIN_HEARTBEAT || heartbeat > MAX_HEARTBEAT) {
            throw new IllegalArgumentException("venue " + venue.id() + ", setting heartbeat.ms: " + heartbeat
                    + " must lie in " + MIN_HEARTBEAT + ".." + MAX_HEARTBEAT);
        }
        if (!client.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException("venue " + venue.id() + ", setting client: '" + client
                    + "' must be 1 to 64 letters, digits, . _ -");
        }
        if (queue < 1) {
            throw new IllegalArgumentException("venue " + venue.id() + ", setting queue: " + queue + " must be positive");
        }
    }
}
