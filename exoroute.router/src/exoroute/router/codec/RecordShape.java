package exoroute.router.codec;

import exoroute.cbor.CborReader;
import exoroute.cbor.CborWriter;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.stream.Stream;

/** A record as the array of its components. */
final class RecordShape extends RecordCodec {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);
    private static final MethodType MAKER = MethodType.methodType(Object.class, Object[].class);

    private final Class<?> type;
    private final MethodHandle[] accessors;
    private final MethodHandle constructor;
    private final RecordCodec[] codecs;

    RecordShape(Class<?> type) {
        this.type = type;
        RecordComponent[] components = type.getRecordComponents();
        try {
            accessors = new MethodHandle[components.length];
            codecs = new RecordCodec[components.length];
            for (int i = 0; i < components.length; i++) {
                Method accessor = components[i].getAccessor();
                accessor.setAccessible(true);
                accessors[i] = LOOKUP.unreflect(accessor).asType(GETTER);
                codecs[i] = RecordCodec.of(components[i].getGenericType());
            }
            Class<?>[] raw = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<?> canonical = type.getDeclaredConstructor(raw);
            canonical.setAccessible(true);
            constructor = LOOKUP.unreflectConstructor(canonical).asSpreader(Object[].class, raw.length).asType(MAKER);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " is not a record this codec can reach", e);
        }
    }

    @Override
    void put(CborWriter out, Object value) {
        out.array(codecs.length);
        for (int i = 0; i < codecs.length; i++) {
            codecs[i].write(out, component(i, value));
        }
    }

    private Object component(int i, Object value) {
        try {
            return (Object) accessors[i].invokeExact(value);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(type + " component " + i, e);
        }
    }

    @Override
    Object take(CborReader in) {
        expect(in, codecs.length, type);
        Object[] values = new Object[codecs.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = codecs[i].read(in);
        }
        try {
            return (Object) constructor.invokeExact(values);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("constructor of " + type, e);
        }
    }
}
