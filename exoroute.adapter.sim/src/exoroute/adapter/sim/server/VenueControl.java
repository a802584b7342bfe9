package exoroute.adapter.sim.server;

import exoroute.adapter.sim.Faults;
import exoroute.adapter.sim.wire.Frame;
import exoroute.adapter.sim.wire.FrameReader;
import exoroute.adapter.sim.wire.FrameType;
import exoroute.adapter.sim.wire.Hello;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;
import java.util.TreeMap;

/**
 * An operator's side channel to a venue process, for tests and harnesses. Every call opens a connection, waits for the
 * venue's answer and throws what the venue refused. Any thread.
 */
public final class VenueControl {
    private static final int LIMIT_MILLIS = 20_000;
    private static final int HEARTBEAT = 10_000;

    private final int port;

    /** Talks to the process that listens on this port of 127.0.0.1. */
    public VenueControl(int port) {
        this.port = port;
    }

    /** What the venue does wrong from now on. */
    public void faults(Faults faults) throws IOException {
        command("faults " + faults);
    }

    /** Declares a fill void. */
    public void bust(String execId) throws IOException {
        command("bust " + execId);
    }

    /** Declares that a fill had another size and price. */
    public void correct(String execId, long lots, long ticks) throws IOException {
        command("correct " + execId + " " + lots + " " + ticks);
    }

    /** Closes the traders' connections; they may come back at once. */
    public void disconnect() throws IOException {
        command("disconnect");
    }

    /** Counters: orders, open, executions, journal.bytes, balance.CURRENCY (10^-8), faults. */
    public Map<String, String> statistics() throws IOException {
        Map<String, String> statistics = new TreeMap<>();
        for (String word : command("statistics").split(" ")) {
            int equals = word.indexOf('=');
            statistics.put(word.substring(0, equals), word.substring(equals + 1));
        }
        return statistics;
    }

    /**
     * Any command, as text.
     *
     * @throws IOException when the venue refuses it (with its words), or is not there
     */
    public String command(String text) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), LIMIT_MILLIS);
            socket.setSoTimeout(LIMIT_MILLIS);
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
            FrameReader in = new FrameReader(socket.getInputStream());
            new Hello(Hello.Role.OPERATOR, "operator", Hello.NONE, HEARTBEAT).frame().writeTo(out);
            Frame.of(FrameType.CONTROL, to -> {
                to.writeLong(1);
                to.writeUTF(text);
            }).writeTo(out);
            out.flush();
            return answer(text, in);
        }
    }

    private String answer(String command, FrameReader in) throws IOException {
        record Answer(boolean ok, String text) {}
        while (true) {
            Frame frame = in.next();
            if (frame == null) {
                throw new IOException("venue on port " + port + " did not answer '" + command + "' within "
                        + LIMIT_MILLIS + " ms");
            }
            if (frame.type() == FrameType.CONTROL_ANSWER) {
                Answer answer = frame.read(data -> {
                    data.readLong();
                    return new Answer(data.readBoolean(), data.readUTF());
                });
                if (!answer.ok) {
                    throw new IOException("venue on port " + port + " refused '" + command + "': " + answer.text);
                }
                return answer.text;
            }
        }
    }
}
