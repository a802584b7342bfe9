package exoroute.adapter.sim.server;

import exoroute.adapter.sim.wire.Hello;
import exoroute.adapter.sim.wire.ProtocolException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** A venue behind a socket on 127.0.0.1: takes connections, knows who is there. */
final class VenueServer implements VenueEngine.VenueEvents, AutoCloseable {
    private static final int CONNECTIONS = 64;
    private static final int BIND_TRIES = 20;
    private static final long BIND_PAUSE_NANOS = 100_000_000L;

    private final String venue;
    private final Consumer<String> errors;
    private final Runnable onFailure;
    private final ServerSocket server;
    private final VenueEngine engine;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean open = true;

    /**
     * Recovers the venue and listens.
     *
     * @param port 0 for a free one
     * @param errors a line for everything that went wrong
     * @param onFailure after the venue has stopped for good
     */
    VenueServer(
            VenueFacts facts, VenueEngine.Behaviour how, Path journal, boolean force, int port,
            Consumer<String> errors, Runnable onFailure) throws IOException {
        this.venue = facts.venue();
        this.errors = errors;
        this.onFailure = onFailure;
        this.engine = new VenueEngine(facts, how, journal, force, this, errors);
        try {
            this.server = listen(port);
        } catch (IOException e) {
            engine.close();
            throw new IOException("port " + port + " on 127.0.0.1: " + e.getMessage()
                    + "; give another --port, or 0 for a free one", e);
        }
        engine.start();
        new Thread(this::accept, "venue-accept").start();
    }

    /** A client that tried to reach the last venue may hold its port for a moment: it is tried again for a while. */
    private static ServerSocket listen(int port) throws IOException {
        InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        for (int left = BIND_TRIES; ; left--) {
            try {
                return new ServerSocket(port, CONNECTIONS, here);
            } catch (BindException e) {
                if (left <= 1 || port == 0) {
                    throw e;
                }
                LockSupport.parkNanos(BIND_PAUSE_NANOS);
            }
        }
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (open) {
            try {
                Socket socket = server.accept();
                Connection connection = new Connection(socket, this, errors);
                if (connections.size() >= CONNECTIONS) {
                    errors.accept("connection " + socket.getRemoteSocketAddress() + ": " + CONNECTIONS
                            + " are open already; closed");
                    socket.close();
                } else {
                    connections.add(connection);
                    connection.start();
                }
            } catch (IOException e) {
                if (open) {
                    errors.accept("taking a connection failed: " + e.getMessage());
                }
            }
        }
    }

    String venue() {
        return venue;
    }

    VenueEngine engine() {
        return engine;
    }

    /** Refuses a client that cannot be served. */
    void admit(Hello hello) throws ProtocolException {
        if (hello.role() != Hello.Role.TRADER) {
            return;
        }
        if (!engine.areSessionsUp()) {
            throw new ProtocolException("the session is down, try again later");
        }
        long last = engine.log(hello.client()).committed();
        if (hello.resumeAfter() > last) {
            throw new ProtocolException("client " + hello.client() + " has seen report " + hello.resumeAfter()
                    + ", the last one of this venue is " + last + "; is this another venue or journal?");
        }
    }

    /** A client has one session: the newer one stays. */
    void replaceOlder(Connection newer) {
        for (Connection connection : connections) {
            if (connection != newer && isTrader(connection)
                    && connection.hello().client().equals(newer.hello().client())) {
                connection.end("replaced by a newer session of client " + newer.hello().client());
            }
        }
    }

    private static boolean isTrader(Connection connection) {
        return connection.hello() != null && connection.hello().role() == Hello.Role.TRADER;
    }

    void ended(Connection connection) {
        connections.remove(connection);
    }

    /** Ends the connection that said this hello. */
    void end(Hello hello, String reason) {
        connections.stream().filter(c -> c.hello() == hello).forEach(c -> c.end(reason));
    }

    @Override
    public void booksChanged() {
        connections.forEach(Connection::tellNews);
    }

    @Override
    public void endSessions(String reason) {
        connections.stream().filter(VenueServer::isTrader).forEach(c -> c.end(reason));
    }

    @Override
    public void failed(Throwable cause) {
        errors.accept("venue " + venue + " has stopped, its journal stands before the step that failed: " + cause);
        onFailure.run();
    }

    @Override
    public void close() throws IOException {
        open = false;
        server.close();
        connections.forEach(c -> c.end("the venue closes"));
        engine.close();
    }
}
