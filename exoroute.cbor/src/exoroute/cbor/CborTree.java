package exoroute.cbor;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Any deterministic item as plain objects, for validation and diagnosis: {@link Long} (or {@link BigInteger} where
 * it does not fit), {@code byte[]}, {@link String}, {@link List}, {@link Map} in key order (byte string keys as
 * {@link ByteBuffer}), {@link Tagged}, {@link Double}, {@link Boolean}, null.
 */
public final class CborTree {
    private CborTree() {}

    /** A tag (but 2 and 3) and what it marks. */
    public record Tagged(long number, Object value) {}

    /** Reads exactly one item. */
    public static Object read(byte[] data) {
        CborReader reader = new CborReader(data);
        Object value = read(reader);
        reader.end();
        return value;
    }

    /** Reads the reader's next item. */
    public static Object read(CborReader reader) {
        return switch (reader.peek()) {
            case INTEGER -> narrow(reader.bigInteger());
            case BYTES -> reader.bytes();
            case TEXT -> reader.text();
            case ARRAY -> list(reader);
            case MAP -> map(reader);
            case TAG -> new Tagged(reader.tag(), read(reader));
            case FLOAT -> reader.floating();
            case BOOLEAN -> reader.bool();
            case NULL -> nil(reader);
        };
    }

    /** The deterministic encoding of a tree; maps are put in key order. */
    public static byte[] write(Object value) {
        CborWriter writer = new CborWriter();
        write(writer, value);
        return writer.toByteArray();
    }

    /** Writes a tree as the writer's next item. */
    public static void write(CborWriter writer, Object value) {
        if (value == null) {
            writer.nil();
        } else if (value instanceof BigInteger integer) {
            writer.integer(integer);
        } else if (value instanceof Long || value instanceof Integer) {
            writer.integer(((Number) value).longValue());
        } else if (value instanceof byte[] bytes) {
            writer.bytes(bytes);
        } else if (value instanceof ByteBuffer bytes) {
            writer.bytes(array(bytes));
        } else if (value instanceof String text) {
            writer.text(text);
        } else if (value instanceof Double number) {
            writer.floating(number);
        } else if (value instanceof Boolean bool) {
            writer.bool(bool);
        } else {
            writeContainer(writer, value);
        }
    }

    private static void writeContainer(CborWriter writer, Object value) {
        if (value instanceof List<?> list) {
            writer.array(list.size());
            list.forEach(item -> write(writer, item));
        } else if (value instanceof Tagged tagged) {
            writer.tag(tagged.number());
            write(writer, tagged.value());
        } else if (value instanceof Map<?, ?> map) {
            writer.map(map.size());
            map.entrySet().stream().sorted((a, b) -> Arrays.compareUnsigned(write(a.getKey()), write(b.getKey()))).forEach(e -> {
                write(writer, e.getKey());
                write(writer, e.getValue());
            });
        } else {
            throw new IllegalArgumentException("no CBOR form for " + value.getClass().getName());
        }
    }

    /** Diagnostic notation (RFC 8949 section 8). */
    public static String diagnose(Object value) {
        StringBuilder out = new StringBuilder();
        diagnose(out, value);
        return out.toString();
    }

    private static void diagnose(StringBuilder out, Object value) {
        if (value instanceof byte[] bytes) {
            out.append("h'").append(HexFormat.of().formatHex(bytes)).append('\'');
        } else if (value instanceof ByteBuffer bytes) {
            diagnose(out, array(bytes));
        } else if (value instanceof String text) {
            out.append('"').append(text.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
        } else if (value instanceof Tagged tagged) {
            out.append(Long.toUnsignedString(tagged.number())).append('(').append(diagnose(tagged.value())).append(')');
        } else if (value instanceof List<?> list) {
            out.append(list.stream().map(CborTree::diagnose).toList());
        } else if (value instanceof Map<?, ?> map) {
            List<String> entries = map.entrySet().stream().map(e -> diagnose(e.getKey()) + ": " + diagnose(e.getValue())).toList();
            out.append('{').append(String.join(", ", entries)).append('}');
        } else {
            out.append(value);
        }
    }

    private static Object narrow(BigInteger value) {
        return value.bitLength() < 64 ? (Object) value.longValue() : value;
    }

    private static List<Object> list(CborReader reader) {
        int items = reader.array();
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < items; i++) {
            list.add(read(reader));
        }
        return list;
    }

    private static Map<Object, Object> map(CborReader reader) {
        int entries = reader.map();
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < entries; i++) {
            Object key = read(reader);
            map.put(key instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : key, read(reader));
        }
        return map;
    }

    private static Object nil(CborReader reader) {
        reader.nil();
        return null;
    }

    private static byte[] array(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return copy;
    }
}
