package exoroute.adapter.sim.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;

/** One frame: a type and its content. Immutable once made; the content is not to be changed. */
public record Frame(FrameType type, byte[] content) {
    /** Largest length on the wire: type and content. A longer one is an attack or an error. */
    public static final int MAX_LENGTH = 256 * 1024;

    /** Writes a frame's content. */
    public interface Writing {
        /** Writes the content. */
        void to(DataOutput out) throws IOException;
    }

    /** Reads a frame's content. */
    public interface Reading<T> {
        /** Reads all of the content. */
        T from(DataInputStream in) throws IOException;
    }

    /** A frame without content. */
    public static Frame of(FrameType type) {
        return new Frame(type, new byte[0]);
    }

    /**
     * A frame with content.
     *
     * @throws IOException when it would be longer than {@link #MAX_LENGTH}
     */
    public static Frame of(FrameType type, Writing content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        content.to(new DataOutputStream(bytes));
        if (bytes.size() + 1 > MAX_LENGTH) {
            throw new ProtocolException("a " + type + " frame of " + bytes.size() + " bytes is longer than "
                    + MAX_LENGTH);
        }
        return new Frame(type, bytes.toByteArray());
    }

    /**
     * Reads the content, all of it.
     *
     * @throws ProtocolException when it is too short, too long or no text where text must be
     */
    public <T> T read(Reading<T> reading) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(content));
        T value;
        try {
            value = reading.from(in);
        } catch (EOFException | UTFDataFormatException e) {
            throw new ProtocolException("the content of a " + type + " frame (" + content.length
                    + " bytes) is too short or no text: " + e);
        }
        if (in.available() > 0) {
            throw new ProtocolException("a " + type + " frame has " + in.available() + " bytes too many");
        }
        return value;
    }

    /** Writes length, type and content. */
    public void writeTo(DataOutput out) throws IOException {
        out.writeInt(content.length + 1);
        out.writeByte(type.code());
        out.write(content);
    }
}
