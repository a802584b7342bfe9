package exoroute.router.codec;

import exoroute.api.market.OrderBook;
import exoroute.cbor.CborReader;
import exoroute.cbor.CborType;
import exoroute.cbor.CborWriter;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Records to and from deterministic CBOR (RFC 8949 section 4.2.1), driven by their components. A record is an array
 * of its components in declared order, an enum its ordinal, a variant of a sealed interface an array of its index
 * among the permitted subclasses and the record, an absent value null. Hence: the order of components, constants
 * and variants is the format; a test holds golden bytes.
 */
final class RecordCodec {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return Shape.of(type);
        }
    };

    private RecordCodec() {}

    private record Shape(Type[] types, MethodHandle[] accessors, MethodHandle constructor) {
        static Shape of(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            try {
                MethodHandle[] accessors = new MethodHandle[components.length];
                for (int i = 0; i < components.length; i++) {
                    accessors[i] = LOOKUP.unreflect(components[i].getAccessor());
                }
                Class<?>[] raw = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
                Type[] types = Stream.of(components).map(RecordComponent::getGenericType).toArray(Type[]::new);
                return new Shape(types, accessors, LOOKUP.findConstructor(type, MethodType.methodType(void.class, raw)));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(type + " is not a record this codec can reach", e);
            }
        }
    }

    static void write(CborWriter out, Type type, Object value) {
        Class<?> raw = raw(type);
        if (value == null) {
            out.nil();
        } else if (raw == long.class || raw == int.class || raw == Long.class || raw == Integer.class) {
            out.integer(((Number) value).longValue());
        } else if (raw == boolean.class) {
            out.bool((Boolean) value);
        } else if (raw == String.class) {
            out.text((String) value);
        } else if (raw.isEnum()) {
            out.integer(((Enum<?>) value).ordinal());
        } else if (raw == long[].class) {
            writeLongs(out, (long[]) value);
        } else if (raw == OrderBook.class) {
            BookCodec.write(out, (OrderBook) value);
        } else if (raw == List.class) {
            List<?> list = (List<?>) value;
            out.array(list.size());
            list.forEach(item -> write(out, argument(type, 0), item));
        } else if (raw == SortedMap.class) {
            writeMap(out, type, (SortedMap<?, ?>) value);
        } else if (raw == Optional.class) {
            write(out, argument(type, 0), ((Optional<?>) value).orElse(null));
        } else if (raw.isSealed()) {
            out.array(2).integer(List.of(raw.getPermittedSubclasses()).indexOf(value.getClass()));
            write(out, value.getClass(), value);
        } else {
            writeRecord(out, raw, value);
        }
    }

    private static void writeRecord(CborWriter out, Class<?> type, Object value) {
        Shape shape = SHAPES.get(type);
        out.array(shape.types.length);
        for (int i = 0; i < shape.types.length; i++) {
            try {
                write(out, shape.types[i], shape.accessors[i].invoke(value));
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(type + " component " + i, e);
            }
        }
    }

    private static void writeLongs(CborWriter out, long[] values) {
        out.array(values.length);
        for (long v : values) {
            out.integer(v);
        }
    }

    private static void writeMap(CborWriter out, Type type, SortedMap<?, ?> map) {
        out.array(2 * map.size());
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            write(out, argument(type, 0), entry.getKey());
            write(out, argument(type, 1), entry.getValue());
        }
    }

    static Object read(CborReader in, Type type) {
        Class<?> raw = raw(type);
        if (raw == Optional.class) {
            return Optional.ofNullable(read(in, argument(type, 0)));
        }
        if (!raw.isPrimitive() && in.peek() == CborType.NULL) {
            in.nil();
            return null;
        }
        if (raw == long.class || raw == Long.class) {
            return in.integer();
        } else if (raw == int.class || raw == Integer.class) {
            return Math.toIntExact(in.integer());
        } else if (raw == boolean.class) {
            return in.bool();
        } else if (raw == String.class) {
            return in.text();
        } else if (raw.isEnum()) {
            return pick(in, raw.getEnumConstants(), raw);
        } else if (raw == long[].class) {
            return readLongs(in);
        } else if (raw == OrderBook.class) {
            return BookCodec.read(in);
        } else if (raw == List.class) {
            return readList(in, argument(type, 0));
        } else if (raw == SortedMap.class) {
            return readMap(in, type);
        } else if (raw.isSealed()) {
            expect(in, 2, raw);
            return read(in, (Class<?>) pick(in, raw.getPermittedSubclasses(), raw));
        }
        return readRecord(in, raw);
    }

    private static Object pick(CborReader in, Object[] choices, Class<?> type) {
        int at = in.position();
        long index = in.integer();
        if (index < 0 || index >= choices.length) {
            throw new IllegalArgumentException(
                    "byte " + at + ": " + type.getSimpleName() + " has no number " + index);
        }
        return choices[(int) index];
    }

    private static Object readRecord(CborReader in, Class<?> type) {
        Shape shape = SHAPES.get(type);
        expect(in, shape.types.length, type);
        Object[] values = new Object[shape.types.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = read(in, shape.types[i]);
        }
        try {
            return shape.constructor.invokeWithArguments(values);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("constructor of " + type, e);
        }
    }

    private static void expect(CborReader in, int items, Class<?> type) {
        int at = in.position();
        int found = in.array();
        if (found != items) {
            throw new IllegalArgumentException("byte " + at + ": " + type.getSimpleName() + " has " + items
                    + " items, found " + found + "; was the log written by another version?");
        }
    }

    static long[] readLongs(CborReader in) {
        long[] values = new long[in.array()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.integer();
        }
        return values;
    }

    private static List<Object> readList(CborReader in, Type item) {
        int size = in.array();
        List<Object> list = new ArrayList<>(Math.min(size, 1024));
        for (int i = 0; i < size; i++) {
            list.add(read(in, item));
        }
        return list;
    }

    private static SortedMap<Object, Object> readMap(CborReader in, Type type) {
        int at = in.position();
        int items = in.array();
        TreeMap<Object, Object> map = new TreeMap<>();
        for (int i = 0; i < items / 2; i++) {
            Object key = read(in, argument(type, 0));
            if (items % 2 != 0 || (!map.isEmpty() && compare(map.lastKey(), key) >= 0)) {
                throw new IllegalArgumentException("byte " + at + ": map items are not pairs in ascending order of keys");
            }
            map.put(key, read(in, argument(type, 1)));
        }
        return map;
    }

    @SuppressWarnings("unchecked")
    private static int compare(Object a, Object b) {
        return ((Comparable<Object>) a).compareTo(b);
    }

    private static Class<?> raw(Type type) {
        return type instanceof ParameterizedType p ? (Class<?>) p.getRawType() : (Class<?>) type;
    }

    private static Type argument(Type type, int i) {
        return ((ParameterizedType) type).getActualTypeArguments()[i];
    }
}
