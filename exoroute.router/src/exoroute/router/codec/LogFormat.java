package exoroute.router.codec;

import exoroute.api.plan.PlanDelta;
import exoroute.api.plan.RoutingPlan;
import exoroute.cbor.CborReader;
import exoroute.cbor.CborWriter;
import exoroute.router.core.CoreEvent;
import exoroute.router.core.CoreSnapshot;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The router's log records: kind and payload of every event and of deltas. A payload is the array of format version
 * and record, in deterministic CBOR.
 */
public final class LogFormat {
    /** Version of the format; a reader refuses others. */
    public static final int VERSION = 2;

    /** Kind of a delta. */
    public static final String DELTA = "delta";

    private static final Map<String, Class<?>> EVENTS = new TreeMap<>();
    private static final Map<Class<?>, String> KINDS = new HashMap<>();

    static {
        for (Class<?> type : CoreEvent.class.getPermittedSubclasses()) {
            EVENTS.put(kind(type), type);
            KINDS.put(type, kind(type));
        }
    }

    private LogFormat() {}

    private static String kind(Class<?> type) {
        return "event." + type.getSimpleName().replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** Kind of an event. */
    public static String kind(CoreEvent event) {
        return KINDS.get(event.getClass());
    }

    /** Whether a record of this kind is an event of the router. */
    public static boolean isEvent(String kind) {
        return EVENTS.containsKey(kind);
    }

    /** An event's payload. */
    public static byte[] encode(CoreEvent event) {
        return encode(event.getClass(), event);
    }

    /** A delta's payload. */
    public static byte[] encode(PlanDelta delta) {
        return encode(PlanDelta.class, delta);
    }

    /** A full plan in the same encoding: what a delta saves is measured against it. */
    public static byte[] encode(RoutingPlan plan) {
        return encode(RoutingPlan.class, plan);
    }

    /** The plain bytes of a snapshot; equal states have equal bytes. */
    static byte[] encode(CoreSnapshot snapshot) {
        return encode(CoreSnapshot.class, snapshot);
    }

    /** A snapshot from its plain bytes. */
    static CoreSnapshot decodeSnapshot(byte[] plain) {
        return (CoreSnapshot) decode(SnapshotRecord.KIND, CoreSnapshot.class, plain);
    }

    private static byte[] encode(Class<?> type, Object value) {
        CborWriter out = new CborWriter(256);
        out.array(2).integer(VERSION);
        RecordCodec.of(type).write(out, value);
        return out.toByteArray();
    }

    /**
     * Reads an event.
     *
     * @throws IllegalArgumentException when the kind is no event, the version another, or the bytes are not exactly
     *     one such record; the message holds kind and byte
     */
    public static CoreEvent decodeEvent(String kind, byte[] payload) {
        Class<?> type = EVENTS.get(kind);
        if (type == null) {
            throw new IllegalArgumentException("'" + kind + "' is no kind of event");
        }
        return (CoreEvent) decode(kind, type, payload);
    }

    /**
     * Reads a delta.
     *
     * @throws IllegalArgumentException as for events
     */
    public static PlanDelta decodeDelta(byte[] payload) {
        return (PlanDelta) decode(DELTA, PlanDelta.class, payload);
    }

    private static Object decode(String kind, Class<?> type, byte[] payload) {
        try {
            CborReader in = new CborReader(payload);
            int items = in.array();
            long version = in.integer();
            if (items != 2 || version != VERSION) {
                throw new IllegalArgumentException("format version " + version + ", this router reads version " + VERSION
                        + "; replay it with the release that wrote it, and start this one on a new folder");
            }
            Object value = RecordCodec.of(type).read(in);
            in.end();
            if (value == null) {
                throw new IllegalArgumentException("the record is null");
            }
            return value;
        } catch (IllegalArgumentException | ArithmeticException | NullPointerException e) {
            throw new IllegalArgumentException(kind + " record cannot be read: " + e.getMessage(), e);
        }
    }
}
