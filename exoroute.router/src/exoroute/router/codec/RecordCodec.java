package exoroute.router.codec;

import exoroute.api.market.OrderBook;
import exoroute.cbor.CborReader;
import exoroute.cbor.CborType;
import exoroute.cbor.CborWriter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Values to and from deterministic CBOR (RFC 8949 section 4.2.1), driven by their types. A record is an array of its
 * components in declared order, an enum its ordinal, a variant of a sealed interface an array of its index among the
 * permitted subclasses and the record, an absent value null. Hence: the order of components, constants and variants is
 * the format; a test holds golden bytes. What a type needs is found out once.
 */
abstract class RecordCodec {
    private static final Map<Type, RecordCodec> CODECS = new ConcurrentHashMap<>();

    /** Writes a value that is not null. */
    abstract void put(CborWriter out, Object value);

    /** Reads a value where there is no null. */
    abstract Object take(CborReader in);

    /** The codec of a type. */
    static RecordCodec of(Type type) {
        RecordCodec known = CODECS.get(type);
        if (known == null) {
            known = make(type);
            CODECS.put(type, known);
        }
        return known;
    }

    /** Writes a value or null. */
    void write(CborWriter out, Object value) {
        if (value == null) {
            out.nil();
        } else {
            put(out, value);
        }
    }

    /** Reads a value or null. */
    Object read(CborReader in) {
        if (in.peek() == CborType.NULL) {
            in.nil();
            return null;
        }
        return take(in);
    }

    private static RecordCodec make(Type type) {
        Class<?> raw = type instanceof ParameterizedType p ? (Class<?>) p.getRawType() : (Class<?>) type;
        if (raw == long.class || raw == Long.class) {
            return simple((out, v) -> out.integer((Long) v), CborReader::integer, raw.isPrimitive());
        } else if (raw == int.class || raw == Integer.class) {
            return simple((out, v) -> out.integer((Integer) v), in -> Math.toIntExact(in.integer()), raw.isPrimitive());
        } else if (raw == boolean.class) {
            return simple((out, v) -> out.bool((Boolean) v), CborReader::bool, true);
        } else if (raw == String.class) {
            return simple((out, v) -> out.text((String) v), CborReader::text, false);
        } else if (raw.isEnum()) {
            return enumeration(raw);
        } else if (raw == long[].class) {
            return simple((out, v) -> writeLongs(out, (long[]) v), RecordCodec::readLongs, false);
        } else if (raw == OrderBook.class) {
            return simple((out, v) -> BookCodec.write(out, (OrderBook) v), BookCodec::read, false);
        } else if (raw == List.class) {
            return list(of(argument(type, 0)));
        } else if (raw == SortedMap.class) {
            return map(of(argument(type, 0)), of(argument(type, 1)));
        } else if (raw == Optional.class) {
            return optional(of(argument(type, 0)));
        }
        return raw.isSealed() ? variants(raw) : new RecordShape(raw);
    }

    private static Type argument(Type type, int i) {
        return ((ParameterizedType) type).getActualTypeArguments()[i];
    }

    private static RecordCodec simple(
            BiConsumer<CborWriter, Object> put, Function<CborReader, Object> take, boolean primitive) {
        return new RecordCodec() {
            @Override
            void put(CborWriter out, Object value) {
                put.accept(out, value);
            }

            @Override
            Object take(CborReader in) {
                return take.apply(in);
            }

            @Override
            Object read(CborReader in) {
                return primitive ? take.apply(in) : super.read(in);
            }
        };
    }

    private static RecordCodec enumeration(Class<?> type) {
        Object[] constants = type.getEnumConstants();
        return simple((out, v) -> out.integer(((Enum<?>) v).ordinal()), in -> constants[pick(in, constants.length, type)], false);
    }

    private static RecordCodec variants(Class<?> type) {
        List<Class<?>> classes = List.of(type.getPermittedSubclasses());
        return simple((out, v) -> {
            out.array(2).integer(classes.indexOf(v.getClass()));
            of(v.getClass()).put(out, v);
        }, in -> {
            expect(in, 2, type);
            return of(classes.get(pick(in, classes.size(), type))).read(in);
        }, false);
    }

    private static int pick(CborReader in, int choices, Class<?> type) {
        int at = in.position();
        long index = in.integer();
        if (index < 0 || index >= choices) {
            throw new IllegalArgumentException(
                    "byte " + at + ": " + type.getSimpleName() + " has no number " + index);
        }
        return (int) index;
    }

    private static RecordCodec optional(RecordCodec value) {
        return new RecordCodec() {
            @Override
            void put(CborWriter out, Object v) {
                value.write(out, ((Optional<?>) v).orElse(null));
            }

            @Override
            Object take(CborReader in) {
                return Optional.ofNullable(value.read(in));
            }

            @Override
            Object read(CborReader in) {
                return take(in);
            }
        };
    }

    private static RecordCodec list(RecordCodec item) {
        return simple((out, v) -> {
            List<?> values = (List<?>) v;
            out.array(values.size());
            for (int i = 0; i < values.size(); i++) {
                item.write(out, values.get(i));
            }
        }, in -> {
            int size = in.array();
            List<Object> values = new ArrayList<>(Math.min(size, 1024));
            for (int i = 0; i < size; i++) {
                values.add(item.read(in));
            }
            return values;
        }, false);
    }

    private static RecordCodec map(RecordCodec key, RecordCodec value) {
        return simple((out, v) -> {
            SortedMap<?, ?> map = (SortedMap<?, ?>) v;
            out.array(2 * map.size());
            map.forEach((k, x) -> {
                key.write(out, k);
                value.write(out, x);
            });
        }, in -> readMap(in, key, value), false);
    }

    private static SortedMap<Object, Object> readMap(CborReader in, RecordCodec key, RecordCodec value) {
        int at = in.position();
        int items = in.array();
        TreeMap<Object, Object> map = new TreeMap<>();
        for (int i = 0; i < items / 2; i++) {
            Object k = key.read(in);
            if (items % 2 != 0 || (!map.isEmpty() && compare(map.lastKey(), k) >= 0)) {
                throw new IllegalArgumentException("byte " + at + ": map items are not pairs in ascending order of keys");
            }
            map.put(k, value.read(in));
        }
        return map;
    }

    @SuppressWarnings("unchecked")
    private static int compare(Object a, Object b) {
        return ((Comparable<Object>) a).compareTo(b);
    }

    /** Checks an array's length against what a type has. */
    static void expect(CborReader in, int items, Class<?> type) {
        int at = in.position();
        int found = in.array();
        if (found != items) {
            throw new IllegalArgumentException("byte " + at + ": " + type.getSimpleName() + " has " + items
                    + " items, found " + found + "; was the log written by another version?");
        }
    }

    static void writeLongs(CborWriter out, long[] values) {
        out.array(values.length);
        for (long v : values) {
            out.integer(v);
        }
    }

    static long[] readLongs(CborReader in) {
        long[] values = new long[in.array()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.integer();
        }
        return values;
    }
}
