package exoroute.adapter.sim.server;

import exoroute.adapter.sim.wire.Frame;
import exoroute.adapter.sim.wire.FrameReader;
import exoroute.adapter.sim.wire.FrameType;
import exoroute.adapter.sim.wire.Hello;
import exoroute.adapter.sim.wire.ProtocolException;
import exoroute.adapter.sim.wire.Welcome;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One client of the venue: a thread that reads its frames and one that writes. Whatever the peer does wrong ends this
 * connection with a line that names it, and nothing else.
 */
final class Connection {
    private static final int LOGIN_MILLIS = 3_000;

    private final Socket socket;
    private final VenueServer server;
    private final Consumer<String> errors;
    private final String peer;
    private volatile Hello hello;
    private volatile Outgoing outgoing;
    /** The first reason for its end; what fails afterwards, because it ended, is no reason. */
    private String endedBecause;

    Connection(Socket socket, VenueServer server, Consumer<String> errors) {
        this.socket = socket;
        this.server = server;
        this.errors = errors;
        this.peer = socket.getRemoteSocketAddress().toString();
    }

    void start() {
        new Thread(this::read, "venue-in-" + peer).start();
    }

    /** Trader or operator, and its name; null before the handshake. */
    Hello hello() {
        return hello;
    }

    /** Ends the connection for a reason of the venue's own. */
    void end(String reason) {
        because(reason);
        close();
    }

    /** Names why it ends, unless something else ended it before; returns the first reason. */
    private synchronized String because(String reason) {
        if (endedBecause == null) {
            endedBecause = reason;
        }
        return endedBecause;
    }

    /** There may be new books. */
    void tellNews() {
        Outgoing to = outgoing;
        if (to != null) {
            to.tellNews();
        }
    }

    private void read() {
        try {
            socket.setTcpNoDelay(true);
            FrameReader frames = new FrameReader(socket.getInputStream());
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
            login(frames, out);
            serve(frames);
        } catch (IOException | RuntimeException e) {
            boolean done = e instanceof EOFException && hello != null && hello.role() == Hello.Role.OPERATOR;
            if (done) {
                return; // an operator who has the answer leaves: nothing is wrong
            }
            String why = because(e.getMessage() == null ? e.toString() : e.getMessage());
            errors.accept("connection " + peer + (hello == null ? "" : " (client " + hello.client() + ")") + ": " + why
                    + "; closed");
        } finally {
            close(); // only now: the writing thread fails on a closed socket, and that is not the reason
            if (outgoing != null) {
                outgoing.end();
            }
            server.ended(this);
        }
    }

    private void login(FrameReader frames, DataOutputStream out) throws IOException {
        socket.setSoTimeout(LOGIN_MILLIS);
        try {
            Frame first = frames.next();
            if (first == null) {
                throw new ProtocolException("no HELLO came within " + LOGIN_MILLIS + " ms");
            }
            Hello said = Hello.read(first);
            server.admit(said);
            Outgoing to = new Outgoing(out, server.engine(), said.heartbeat());
            boolean trader = said.role() == Hello.Role.TRADER;
            ClientLog log = trader ? server.engine().log(said.client()) : new ClientLog();
            long last = log.committed();
            to.answer(new Welcome(server.venue(), server.engine().books().listings(), last).frame());
            outgoing = to;
            hello = said;
            if (trader) {
                server.replaceOlder(this);
                log.listen(to::tellNews);
                to.follow(log, said.resumeAfter() == Hello.NONE ? last : said.resumeAfter());
            }
            new Thread(this::write, "venue-out-" + peer).start();
        } catch (ProtocolException e) {
            Frame.of(FrameType.REFUSED, text -> text.writeUTF(e.getMessage())).writeTo(out);
            out.flush();
            throw e;
        }
    }

    private void write() {
        try {
            outgoing.run();
        } catch (IOException | RuntimeException e) {
            end("sending failed: " + e.getMessage());
        }
    }

    private void serve(FrameReader frames) throws IOException {
        long patience = TimeUnit.MILLISECONDS.toNanos((long) hello.heartbeat() * Hello.LOST_AFTER);
        socket.setSoTimeout(hello.heartbeat());
        Requests requests = new Requests(server, hello, outgoing);
        long heard = System.nanoTime();
        while (true) {
            Frame frame = frames.next();
            long now = System.nanoTime();
            long writing = outgoing.writingSince();
            if (writing != 0 && now - writing > patience) {
                throw new ProtocolException("the peer has read nothing for " + Hello.LOST_AFTER + " heartbeats");
            }
            if (frame != null) {
                heard = now;
                requests.serve(frame);
            } else if (now - heard > patience) {
                throw new ProtocolException("no complete frame came for " + Hello.LOST_AFTER + " heartbeats");
            }
        }
    }

    private void close() {
        try {
            socket.close();
        } catch (IOException e) {
            errors.accept("connection " + peer + ": closing failed: " + e.getMessage());
        }
    }
}
