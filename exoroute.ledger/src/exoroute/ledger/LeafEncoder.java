package exoroute.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes leaves as {@link Leaf#encode} does, byte for byte, at a fraction of its cost: names are known to be ASCII, the
 * keys to be in order. Not for use by several threads.
 */
final class LeafEncoder {
    private static final int UNSIGNED = 0;
    private static final int NEGATIVE = 1 << 5;
    private static final int BYTES = 2 << 5;
    private static final int TEXT = 3 << 5;
    private static final int MAP_OF_10 = 5 << 5 | 10;

    private final byte[] author;
    private final byte[] out = new byte[1024];
    private int size;

    /** @param author who vouches for every record, at most 128 characters */
    LeafEncoder(String author) {
        this.author = author.getBytes(StandardCharsets.UTF_8);
    }

    byte[] encode(long position, Offer offer, long logTime, byte[] previous, byte[] payloadHash) {
        size = 0;
        out[size++] = (byte) MAP_OF_10;
        integer(1, Leaf.VERSION);
        integer(2, position);
        name(3, offer.kind());
        integer(4, logTime);
        bytes(5, TEXT, author);
        name(6, offer.producer());
        integer(7, offer.sequence());
        bytes(8, BYTES, previous);
        bytes(9, BYTES, payloadHash);
        integer(10, offer.payload().length);
        return Arrays.copyOf(out, size);
    }

    private void integer(int key, long value) {
        out[size++] = (byte) key;
        head(value < 0 ? NEGATIVE : UNSIGNED, value < 0 ? ~value : value);
    }

    @SuppressWarnings("deprecation") // copies the low bytes, which is right for ASCII and allocates nothing
    private void name(int key, String ascii) {
        out[size++] = (byte) key;
        head(TEXT, ascii.length());
        ascii.getBytes(0, ascii.length(), out, size);
        size += ascii.length();
    }

    private void bytes(int key, int type, byte[] value) {
        out[size++] = (byte) key;
        head(type, value.length);
        System.arraycopy(value, 0, out, size, value.length);
        size += value.length;
    }

    private void head(int type, long argument) {
        if (argument < 24) {
            out[size++] = (byte) (type | (int) argument);
            return;
        }
        int power = argument >>> 8 == 0 ? 0 : argument >>> 16 == 0 ? 1 : argument >>> 32 == 0 ? 2 : 3;
        out[size++] = (byte) (type | 24 + power);
        for (int shift = (8 << power) - 8; shift >= 0; shift -= 8) {
            out[size++] = (byte) (argument >>> shift);
        }
    }
}
