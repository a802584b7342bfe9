package exoroute.adapter.sim.wire;

import java.io.DataInputStream;
import java.io.IOException;

/**
 * What a client says first.
 *
 * @param role who it is
 * @param client its name; the venue keeps orders and report numbers by it
 * @param resumeAfter number of the last report it has seen; {@link #ALL} or {@link #NONE}
 * @param heartbeat milliseconds between heartbeats, both ways; silence of three is a lost connection
 */
public record Hello(Role role, String client, long resumeAfter, int heartbeat) {
    /** Version of the protocol that this side speaks. */
    public static final int VERSION = 1;
    /** Every report ever numbered is sent again. */
    public static final long ALL = 0;
    /** Only reports after the handshake are sent. */
    public static final long NONE = -1;
    /** Silence of so many heartbeats is a lost connection. */
    public static final int LOST_AFTER = 3;

    private static final int MAGIC = 0x45584F56;
    private static final int MIN_HEARTBEAT = 10;
    private static final int MAX_HEARTBEAT = 60_000;

    /** Who a client is. */
    public enum Role {
        /** Sends orders, receives reports and books. */
        TRADER,
        /** Commands the venue itself. */
        OPERATOR
    }

    /** As a frame. */
    public Frame frame() throws IOException {
        return Frame.of(FrameType.HELLO, out -> {
            out.writeInt(MAGIC);
            out.writeShort(VERSION);
            out.writeByte(role.ordinal());
            out.writeUTF(client);
            out.writeLong(resumeAfter);
            out.writeInt(heartbeat);
        });
    }

    /** From a frame, checked. */
    public static Hello read(Frame frame) throws IOException {
        if (frame.type() != FrameType.HELLO) {
            throw new ProtocolException("the first frame must be HELLO, not " + frame.type());
        }
        return frame.read(Hello::content);
    }

    private static Hello content(DataInputStream in) throws IOException {
        int magic = in.readInt();
        if (magic != MAGIC) {
            throw new ProtocolException(String.format("HELLO begins with %08x, not %08x", magic, MAGIC));
        }
        int version = in.readUnsignedShort();
        if (version != VERSION) {
            throw new ProtocolException("protocol version " + version + " is not spoken here, version " + VERSION + " is");
        }
        Hello hello = new Hello(Wire.constant(in, Role.class), in.readUTF(), in.readLong(), in.readInt());
        if (!hello.client.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new ProtocolException("client name '" + hello.client + "' must be 1 to 64 letters, digits, . _ -");
        }
        if (hello.resumeAfter < NONE) {
            throw new ProtocolException("client " + hello.client + ": resume number " + hello.resumeAfter
                    + " must be -1 (none), 0 (all) or a report's number");
        }
        if (hello.heartbeat < MIN_HEARTBEAT || hello.heartbeat > MAX_HEARTBEAT) {
            throw new ProtocolException("client " + hello.client + ": heartbeat " + hello.heartbeat + " ms must lie in "
                    + MIN_HEARTBEAT + ".." + MAX_HEARTBEAT);
        }
        return hello;
    }
}
