package exoroute.cbor;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads one CBOR item and refuses all that is not its deterministic encoding (RFC 8949 section 4.2.1): arguments or
 * floats not in shortest form, indefinite lengths, map keys out of order or twice, bignums that fit 64 bits, invalid
 * UTF-8, reserved or other simple values, truncation, trailing bytes. Safe against hostile input: lengths are checked
 * against the bytes that are there before anything is allocated, and at most 64 containers nest.
 *
 * <p>Pull style: the caller asks for what it expects; something else is a {@link CborException} that names the byte.
 * Finish with {@link #end()}. Not for use by several threads; the array must not change meanwhile.
 */
public final class CborReader {
    private final Nesting nesting = new Nesting(CborWriter.MAX_DEPTH);
    private final byte[] data;
    private final int limit;
    private int position;

    public CborReader(byte[] data) {
        this(data, 0, data.length);
    }

    /** Reads {@code data[from..to)}. */
    public CborReader(byte[] data, int from, int to) {
        this.data = data;
        this.position = from;
        this.limit = to;
    }

    /** What the next item is. */
    public CborType peek() {
        int first = first();
        return switch (first >> 5) {
            case 0, 1 -> CborType.INTEGER;
            case 2 -> CborType.BYTES;
            case 3 -> CborType.TEXT;
            case 4 -> CborType.ARRAY;
            case 5 -> CborType.MAP;
            case 6 -> first == 0xc2 || first == 0xc3 ? CborType.INTEGER : CborType.TAG;
            default -> simple(first);
        };
    }

    /** An integer that fits a long. */
    public long integer() {
        int start = position;
        BigInteger value = bigInteger();
        if (value.bitLength() > 63) {
            throw new CborException(start, "integer " + value + " does not fit 64 bits signed");
        }
        return value.longValue();
    }

    /** An integer of any size. */
    public BigInteger bigInteger() {
        expect(CborType.INTEGER);
        int start = position;
        int major = data[position] >> 5 & 7;
        long argument = argument();
        boolean negative = major == 1 || major == 6 && argument == 3;
        BigInteger magnitude = major == 6 ? bignum(start) : unsigned(argument);
        nesting.end(data, position);
        return negative ? magnitude.not() : magnitude;
    }

    /** A byte string; a copy. */
    public byte[] bytes() {
        expect(CborType.BYTES);
        byte[] value = string();
        nesting.end(data, position);
        return value;
    }

    /** A text string. */
    public String text() {
        expect(CborType.TEXT);
        int start = position;
        byte[] utf8 = string();
        nesting.end(data, position);
        if (isAscii(utf8)) {
            return new String(utf8, StandardCharsets.ISO_8859_1);
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
        } catch (CharacterCodingException e) {
            throw new CborException(start, "text is not valid UTF-8");
        }
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    /** Opens an array; that many items follow. */
    public int array() {
        expect(CborType.ARRAY);
        return open(1);
    }

    /** Opens a map; that many keys, each followed by its value, follow. */
    public int map() {
        expect(CborType.MAP);
        return open(2);
    }

    /** A tag number; the tagged item follows. An unsigned 64-bit number: beyond 2^63-1 it comes out negative. */
    public long tag() {
        expect(CborType.TAG);
        int start = position;
        long number = argument();
        nesting.open(false, 1, start);
        return number;
    }

    /** A float of any width. */
    public double floating() {
        expect(CborType.FLOAT);
        int start = position;
        int width = 1 << (data[position++] & 0x1f) - 24;
        long bits = fixed(width, start);
        double value = switch (width) {
            case 2 -> Half.toDouble((int) bits);
            case 4 -> Float.intBitsToFloat((int) bits);
            default -> Double.longBitsToDouble(bits);
        };
        boolean shorter = width > 2 && Half.exactly(value) >= 0 || width == 8 && (float) value == value;
        if (shorter || Double.isNaN(value) && bits != Half.NAN) {
            throw new CborException(start, "float " + value + " is not in its shortest form");
        }
        nesting.end(data, position);
        return value;
    }

    public boolean bool() {
        expect(CborType.BOOLEAN);
        boolean value = (data[position++] & 0xff) == 0xf5;
        nesting.end(data, position);
        return value;
    }

    /** The value null. */
    public void nil() {
        expect(CborType.NULL);
        position++;
        nesting.end(data, position);
    }

    /** Checks that the one item is complete and nothing follows it. */
    public void end() {
        if (!nesting.complete()) {
            throw new CborException(position, "the item was not read to its end");
        }
        if (position < limit) {
            throw new CborException(position, (limit - position) + " bytes follow the item");
        }
    }

    /** Offset of the next byte, from the start of the array. */
    public int position() {
        return position;
    }

    private void expect(CborType type) {
        CborType found = peek();
        if (found != type) {
            throw new CborException(position, "expected " + type + ", found " + found);
        }
        nesting.begin(position);
    }

    private int first() {
        if (position >= limit) {
            throw new CborException(position, "the input ends where an item is expected");
        }
        return data[position] & 0xff;
    }

    private CborType simple(int first) {
        return switch (first) {
            case 0xf4, 0xf5 -> CborType.BOOLEAN;
            case 0xf6 -> CborType.NULL;
            case 0xf9, 0xfa, 0xfb -> CborType.FLOAT;
            default -> throw new CborException(position, "simple value or break 0x" + Integer.toHexString(first) + " is not allowed");
        };
    }

    private int open(int each) {
        int start = position;
        boolean map = each == 2;
        long count = argument();
        if (Long.compareUnsigned(count, (limit - position) / each) > 0) {
            throw new CborException(start, Long.toUnsignedString(count) + " items cannot be in " + (limit - position) + " bytes");
        }
        nesting.open(map, count * each, start);
        if (count == 0) {
            nesting.endEmpty(data, position);
        }
        return (int) count;
    }

    private byte[] string() {
        int start = position;
        long length = argument();
        if (Long.compareUnsigned(length, limit - position) > 0) {
            throw new CborException(start, "a string of " + Long.toUnsignedString(length) + " bytes ends after the input");
        }
        position += (int) length;
        return Arrays.copyOfRange(data, position - (int) length, position);
    }

    private BigInteger bignum(int start) {
        if ((first() >> 5) != 2) {
            throw new CborException(position, "a bignum is a byte string");
        }
        byte[] magnitude = string();
        if (magnitude.length < 9 || magnitude[0] == 0) {
            throw new CborException(start, "a bignum with leading zeros or of 64 bits or less is not in its shortest form");
        }
        return new BigInteger(1, magnitude);
    }

    private static BigInteger unsigned(long bits) {
        BigInteger value = BigInteger.valueOf(bits & Long.MAX_VALUE);
        return bits < 0 ? value.setBit(63) : value;
    }

    /** The head's argument, unsigned; refuses what is not the shortest form. */
    private long argument() {
        int start = position;
        int info = data[position++] & 0x1f;
        if (info < 24) {
            return info;
        }
        if (info > 27) {
            throw new CborException(start, info == 31 ? "indefinite length" : "reserved additional information " + info);
        }
        int width = 1 << info - 24;
        long value = fixed(width, start);
        boolean shortest = width == 1 ? value >= 24 : value >>> width * 4 != 0;
        if (!shortest) {
            throw new CborException(start, "argument " + Long.toUnsignedString(value) + " is not in its shortest form");
        }
        return value;
    }

    private long fixed(int width, int start) {
        if (limit - position < width) {
            throw new CborException(start, "the input ends within an item's head");
        }
        long value = 0;
        for (int i = 0; i < width; i++) {
            value = value << 8 | data[position++] & 0xff;
        }
        return value;
    }
}
