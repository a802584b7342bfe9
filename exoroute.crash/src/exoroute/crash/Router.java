package exoroute.crash;

import exoroute.adapter.sim.remote.RemoteTarget;
import exoroute.adapter.sim.remote.RemoteVenueAdapter;
import exoroute.api.desk.OrderDesk;
import exoroute.api.market.Venue;
import exoroute.ledger.DiskFiles;
import exoroute.ledger.EmbeddedLog;
import exoroute.ledger.Recovery;
import exoroute.router.runtime.Desk;
import exoroute.solver.PriceSearchSolver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The product's own log, desk, engine and adapters, put together as the product does, with traps at their seams. */
final class Router implements AutoCloseable {
    private static final int DEPTH = 50;
    private static final int HEARTBEAT = 3_000;
    private static final int QUEUE = 1_024;
    private static final long SECOND = 1_000_000_000L;

    private final EmbeddedLog log;
    private final Desk desk;
    private final List<RemoteVenueAdapter> venues = new ArrayList<>();

    /** Opens the log, recovers and begins to connect. */
    Router(RouterOptions options, Trap trap) {
        CrashFiles files = new CrashFiles(new DiskFiles(), trap);
        log = EmbeddedLog.open(Setup.log(options.folder()), Router::utcNanos, files);
        files.opened(() -> log.head().position());
        desk = new Desk(new CrashLog(log, files, trap), Setup.core(), DEPTH, Router::utcNanos);
        desk.add(new PriceSearchSolver());
        options.venues().forEach((venue, port) -> connect(venue, port, options, trap));
    }

    private void connect(String venue, int port, RouterOptions options, Trap trap) {
        RemoteTarget target = new RemoteTarget(
                new Venue(venue, venue), "127.0.0.1", port, Setup.CLIENT, HEARTBEAT, QUEUE);
        RemoteVenueAdapter[] self = new RemoteVenueAdapter[1];
        RemoteVenueAdapter remote = new RemoteVenueAdapter(target, () -> {
            desk.remove(self[0].feed());
            desk.add(self[0].feed());
        });
        self[0] = remote;
        CrashVenue trapped = new CrashVenue(remote, trap, System.out);
        desk.add(options.defect() == Defect.NONE
                ? trapped : new DefectiveVenue(trapped, options.defect(), options.folder()));
        venues.add(remote);
        remote.start();
    }

    OrderDesk desk() {
        return desk;
    }

    long position() {
        return log.head().position();
    }

    /** Bytes of an incomplete group that opening the log cut off. */
    long cutBytes() {
        return log.recovery().map(Recovery::bytes).orElse(0L);
    }

    /** Nanoseconds UTC. */
    static long utcNanos() {
        Instant now = Instant.now();
        return now.getEpochSecond() * SECOND + now.getNano();
    }

    /** In good order. */
    @Override
    public void close() {
        desk.close();
        venues.forEach(RemoteVenueAdapter::close);
        log.close();
    }
}
