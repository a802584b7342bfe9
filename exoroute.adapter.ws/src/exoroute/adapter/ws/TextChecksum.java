package exoroute.adapter.ws;

import java.util.Arrays;
import java.util.zip.CRC32;

/** CRC-32 of ASCII texts; its buffer is reused, so it does not allocate once grown. */
final class TextChecksum {
    private final CRC32 crc = new CRC32();
    private byte[] bytes = new byte[2048];
    private int length;

    void reset() {
        length = 0;
    }

    /** Appends a text. */
    void append(String text) {
        int end = length + text.length();
        if (end + 1 > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * (end + 1));
        }
        for (int i = 0; i < text.length(); i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
    }

    /** Appends a text, with a colon between it and what stands before. */
    void joined(String text) {
        append(length == 0 ? "" : ":");
        append(text);
    }

    /** Unsigned 32 bits. */
    long value() {
        crc.reset();
        crc.update(bytes, 0, length);
        return crc.getValue();
    }
}
