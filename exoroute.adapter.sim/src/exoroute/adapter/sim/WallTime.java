package exoroute.adapter.sim;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The machine's time, as the runtime moves virtual clocks with it. */
public final class WallTime {
    private WallTime() {}

    /** Nanoseconds UTC. */
    public static long nanos() {
        Instant now = Clock.systemUTC().instant();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }
}
