package exoroute.adapter.sim.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Reads frames from a socket with a read timeout. A frame that comes in pieces is put together over any number of
 * timeouts; nothing is allocated for a length before it was checked. One thread.
 */
public final class FrameReader {
    private static final int HEAD = Integer.BYTES;

    private final InputStream in;
    private byte[] bytes = new byte[HEAD];
    private int filled;
    private boolean head = true;

    /** Reads from a socket's stream. */
    public FrameReader(InputStream in) {
        this.in = in;
    }

    /**
     * The next frame.
     *
     * @return null when the read timed out before the frame was complete
     * @throws EOFException when the peer closed; the message tells whether within a frame
     * @throws ProtocolException when the length or type is impossible
     */
    public Frame next() throws IOException {
        try {
            while (true) {
                while (filled < bytes.length) {
                    int read = in.read(bytes, filled, bytes.length - filled);
                    if (read < 0) {
                        throw new EOFException(head && filled == 0 ? "closed by the peer"
                                : "closed by the peer within a frame, after " + filled + " of " + bytes.length + " bytes");
                    }
                    filled += read;
                }
                byte[] complete = bytes;
                filled = 0;
                if (!head) {
                    head = true;
                    bytes = new byte[HEAD];
                    return new Frame(FrameType.of(complete[0]), Arrays.copyOfRange(complete, 1, complete.length));
                }
                int length = ByteBuffer.wrap(complete).getInt();
                if (length < 1 || length > Frame.MAX_LENGTH) {
                    throw new ProtocolException("frame length " + length + " must lie in 1.." + Frame.MAX_LENGTH);
                }
                head = false;
                bytes = new byte[length];
            }
        } catch (SocketTimeoutException e) {
            return null;
        }
    }
}
