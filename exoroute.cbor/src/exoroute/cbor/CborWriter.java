package exoroute.cbor;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes one deterministic CBOR item (RFC 8949 section 4.2.1) into a growing array. The caller announces the size of
 * each array and map and writes map keys in order; a wrong order, a duplicate, a missing or a surplus item is a
 * {@link CborException} that names the byte. Not for use by several threads.
 */
public final class CborWriter {
    static final int MAX_DEPTH = 64;
    private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(64);
    private final Nesting nesting = new Nesting(MAX_DEPTH);
    private byte[] data;
    private int size;

    public CborWriter() {
        this(256);
    }

    /** @param capacity bytes allocated at first */
    public CborWriter(int capacity) {
        data = new byte[Math.max(16, capacity)];
    }

    /** A signed integer. */
    public CborWriter integer(long value) {
        nesting.begin(size);
        head(value < 0 ? 1 : 0, value < 0 ? ~value : value);
        return ended();
    }

    /** An integer of any size; beyond 64 bits as a bignum (RFC 8949 section 3.4.3). */
    public CborWriter integer(BigInteger value) {
        boolean negative = value.signum() < 0;
        BigInteger magnitude = negative ? value.not() : value;
        nesting.begin(size);
        if (magnitude.compareTo(TWO_64) < 0) {
            head(negative ? 1 : 0, magnitude.longValue());
            return ended();
        }
        byte[] bytes = magnitude.toByteArray();
        int zeros = bytes[0] == 0 ? 1 : 0;
        head(6, negative ? 3 : 2);
        head(2, bytes.length - zeros);
        raw(bytes, zeros, bytes.length);
        return ended();
    }

    /** A byte string. */
    public CborWriter bytes(byte[] value) {
        nesting.begin(size);
        head(2, value.length);
        raw(value, 0, value.length);
        return ended();
    }

    /** A text string; a lone surrogate is refused. */
    public CborWriter text(String value) {
        nesting.begin(size);
        if (ascii(value)) {
            return ended();
        }
        try {
            ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(value));
            head(3, utf8.remaining());
            raw(utf8.array(), utf8.position(), utf8.limit());
        } catch (CharacterCodingException e) {
            throw new CborException(size, "text with a lone surrogate has no UTF-8 form");
        }
        return ended();
    }

    /** Writes a text that is its own UTF-8 form; false, and nothing is written, when it is not. */
    private boolean ascii(String value) {
        int begun = size;
        head(3, value.length());
        reserve(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                size = begun;
                return false;
            }
            data[size++] = (byte) c;
        }
        return true;
    }

    /** Opens an array; {@code items} items follow. */
    public CborWriter array(int items) {
        return open(4, items, false);
    }

    /** Opens a map; {@code entries} keys, each followed by its value, follow in the order of the encoded keys. */
    public CborWriter map(int entries) {
        return open(5, entries, true);
    }

    /** A tag; the tagged item follows. Bignums (tags 2 and 3) are written by {@link #integer(BigInteger)} only. */
    public CborWriter tag(long number) {
        if (number == 2 || number == 3) {
            throw new CborException(size, "tags 2 and 3 are written as integers");
        }
        nesting.begin(size);
        head(6, number);
        nesting.open(false, 1, size);
        return this;
    }

    /** A float in the shortest form that holds the value; every NaN becomes the one of two bytes. */
    public CborWriter floating(double value) {
        nesting.begin(size);
        int half = Double.isNaN(value) ? Half.NAN : Half.exactly(value);
        if (half >= 0) {
            fixed(0xf9, half, 2);
        } else if ((float) value == value) {
            fixed(0xfa, Float.floatToRawIntBits((float) value), 4);
        } else {
            fixed(0xfb, Double.doubleToRawLongBits(value), 8);
        }
        return ended();
    }

    public CborWriter bool(boolean value) {
        nesting.begin(size);
        fixed(value ? 0xf5 : 0xf4, 0, 0);
        return ended();
    }

    /** The value null. */
    public CborWriter nil() {
        nesting.begin(size);
        fixed(0xf6, 0, 0);
        return ended();
    }

    /** The finished item; a copy. */
    public byte[] toByteArray() {
        if (!nesting.complete()) {
            throw new CborException(size, "the item is not complete: " + nesting.missing() + " more at depth " + nesting.depth());
        }
        return Arrays.copyOf(data, size);
    }

    private CborWriter open(int major, int count, boolean map) {
        if (count < 0) {
            throw new CborException(size, "negative count " + count);
        }
        nesting.begin(size);
        head(major, count);
        nesting.open(map, map ? 2L * count : count, size);
        if (count == 0) {
            nesting.endEmpty(data, size);
        }
        return this;
    }

    private CborWriter ended() {
        nesting.end(data, size);
        return this;
    }

    /** A head with its argument, unsigned, in the shortest form. */
    private void head(int major, long argument) {
        int type = major << 5;
        if (argument >= 0 && argument < 24) {
            fixed(type | (int) argument, 0, 0);
        } else if (argument >>> 8 == 0) {
            fixed(type | 24, argument, 1);
        } else if (argument >>> 16 == 0) {
            fixed(type | 25, argument, 2);
        } else if (argument >>> 32 == 0) {
            fixed(type | 26, argument, 4);
        } else {
            fixed(type | 27, argument, 8);
        }
    }

    private void fixed(int first, long value, int length) {
        reserve(length + 1);
        data[size++] = (byte) first;
        for (int shift = (length - 1) * 8; shift >= 0; shift -= 8) {
            data[size++] = (byte) (value >>> shift);
        }
    }

    private void raw(byte[] value, int from, int to) {
        reserve(to - from);
        System.arraycopy(value, from, data, size, to - from);
        size += to - from;
    }

    private void reserve(int more) {
        if (size + more > data.length) {
            data = Arrays.copyOf(data, Math.max(data.length * 2, size + more));
        }
    }
}
