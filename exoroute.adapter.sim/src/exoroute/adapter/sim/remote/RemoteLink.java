package exoroute.adapter.sim.remote;

import exoroute.adapter.sim.wire.Frame;
import exoroute.adapter.sim.wire.FrameReader;
import exoroute.adapter.sim.wire.FrameType;
import exoroute.adapter.sim.wire.Hello;
import exoroute.adapter.sim.wire.ProtocolException;
import exoroute.adapter.sim.wire.Welcome;
import java.io.BufferedOutputStream;
import java.io.DataInput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to a venue process: one thread connects, shakes hands, reads, and after a loss begins again with
 * back-off; a second one, for each connection, writes. Nothing that waited for a lost connection is written to the next.
 */
final class RemoteLink {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteLink.class);

    private final RemoteTarget target;
    private final Events events;
    private final Thread thread;
    private Socket socket;
    private Outbox outbox;
    private boolean closed;
    private String down = "not connected yet";

    /** What the link tells; on its reading thread. */
    interface Events {
        /** Number of the last report that was delivered, as {@link Hello} has it. */
        long resumeAfter();

        /** The handshake is done: orders can be sent. */
        void up(Welcome welcome) throws IOException;

        /** A frame that is no heartbeat. */
        void frame(Frame frame) throws IOException;

        /** At least once a heartbeat. */
        void tick();

        /** The connection was lost, or not made; what was not written is given back. */
        void down(String reason, List<Message> unwritten);
    }

    RemoteLink(RemoteTarget target, Events events) {
        this.target = target;
        this.events = events;
        this.thread = new Thread(this::run, "exoroute-remote-" + target.venue().id());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /**
     * Queues a message; never waits.
     *
     * @return null, or why it was not queued
     */
    synchronized String offer(Message message) {
        return outbox == null ? down : outbox.offer(message);
    }

    private void run() {
        Backoff backoff = new Backoff(target.port() ^ System.nanoTime());
        while (!isClosed()) {
            String reason;
            try {
                connection(backoff);
                reason = "closed";
            } catch (IOException | RuntimeException e) {
                reason = "connection to " + target.host() + ":" + target.port() + ": "
                        + (e.getMessage() == null ? e.toString() : e.getMessage());
            }
            lost(reason);
            pause(backoff.next());
        }
    }

    private void connection(Backoff backoff) throws IOException {
        long patience = (long) target.heartbeat() * Hello.LOST_AFTER;
        try (Socket opened = new Socket()) {
            synchronized (this) {
                socket = opened;
            }
            opened.setTcpNoDelay(true);
            opened.connect(new InetSocketAddress(target.host(), target.port()), (int) patience);
            if (opened.getLocalPort() == opened.getPort() && opened.getLocalAddress().equals(opened.getInetAddress())) {
                throw new ProtocolException("nobody listens: the connection met itself (TCP simultaneous open)");
            }
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(opened.getOutputStream()));
            FrameReader in = new FrameReader(opened.getInputStream());
            opened.setSoTimeout((int) patience);
            new Hello(Hello.Role.TRADER, target.client(), events.resumeAfter(), target.heartbeat()).frame().writeTo(out);
            out.flush();
            Welcome welcome = welcome(in.next());
            backoff.reset();
            Outbox box = new Outbox(target.queue(), target.heartbeat());
            new Thread(() -> write(box, out, opened), "exoroute-remote-" + target.venue().id() + "-out").start();
            synchronized (this) {
                outbox = box;
            }
            events.up(welcome);
            opened.setSoTimeout(target.heartbeat());
            read(in, box, TimeUnit.MILLISECONDS.toNanos(patience));
        }
    }

    private Welcome welcome(Frame first) throws IOException {
        if (first == null) {
            throw new ProtocolException("the venue did not answer the handshake within " + Hello.LOST_AFTER + " heartbeats");
        }
        if (first.type() == FrameType.REFUSED) {
            throw new ProtocolException("refused: " + first.read(DataInput::readUTF));
        }
        if (first.type() != FrameType.WELCOME) {
            throw new ProtocolException("the venue began with " + first.type() + ", not WELCOME");
        }
        Welcome welcome = Welcome.read(first);
        if (!welcome.venue().equals(target.venue().id())) {
            throw new ProtocolException("venue '" + welcome.venue() + "' answers there, not '" + target.venue().id()
                    + "'; check the port setting");
        }
        return welcome;
    }

    private void read(FrameReader in, Outbox box, long patience) throws IOException {
        long heard = System.nanoTime();
        while (!isClosed()) {
            Frame frame = in.next();
            long now = System.nanoTime();
            long writing = box.writingSince();
            if (writing != 0 && now - writing > patience) {
                throw new ProtocolException("the venue has read nothing for " + Hello.LOST_AFTER + " heartbeats");
            }
            if (frame != null) {
                heard = now;
                if (frame.type() != FrameType.HEARTBEAT) {
                    events.frame(frame);
                }
            } else if (now - heard > patience) {
                throw new ProtocolException("nothing came for " + Hello.LOST_AFTER + " heartbeats");
            }
            events.tick();
        }
    }

    private void write(Outbox box, DataOutputStream out, Socket to) {
        try {
            box.run(out);
        } catch (IOException | RuntimeException e) {
            closeSocket(to); // the reading thread notices, tells and gives back what was not written
        }
    }

    private void lost(String reason) {
        Outbox box;
        synchronized (this) {
            down = reason;
            box = outbox;
            outbox = null;
        }
        events.down(reason, box == null ? List.of() : box.close());
    }

    private synchronized void pause(long millis) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = millis; left > 0 && !closed; left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())) {
            try {
                wait(left);
            } catch (InterruptedException e) {
                closed = true;
            }
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** Ends the connection for good; what was not written is given back on the reading thread. */
    void close() {
        Socket open;
        synchronized (this) {
            closed = true;
            open = socket;
            notifyAll();
        }
        if (open != null) {
            closeSocket(open);
        }
    }

    private static void closeSocket(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.warn("closing {} failed", socket, e);
        }
    }
}
