package exoroute.adapter.sim.remote;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of a venue in another process (factory PID {@code exoroute.adapter.sim.remote}). */
@ObjectClassDefinition(name = "ExoRoute simulated venue in another process")
public @interface RemoteSettings {
    /** Venue id, lower case; must be what the process says. */
    @AttributeDefinition(description = "Venue id")
    String venue();

    /** What people call it. */
    @AttributeDefinition(description = "Venue name")
    String name() default "Simulated venue process";

    /** Where the process runs. */
    @AttributeDefinition(description = "Host")
    String host() default "127.0.0.1";

    /** Where it listens. */
    @AttributeDefinition(description = "Port")
    int port();

    /** Under which name the venue keeps this desk's orders. */
    @AttributeDefinition(description = "Name of this desk at the venue; keep it, or its open orders are another's")
    String client() default "exoroute";

    /** Milliseconds between heartbeats; silence of three is a lost connection. */
    @AttributeDefinition(description = "Heartbeat, milliseconds")
    int heartbeat_ms() default 1_000;

    /** Messages that may wait to be written; one more throws. */
    @AttributeDefinition(description = "Messages that may wait to be written")
    int queue() default 1_024;
}
