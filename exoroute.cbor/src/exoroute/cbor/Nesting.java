package exoroute.cbor;

import java.util.Arrays;

/**
 * The open containers of an item: how many items each still wants, and the order of map keys (RFC 8949 section
 * 4.2.1: bytewise lexicographic order of the keys' encodings; equal keys are not in order).
 */
final class Nesting {
    private final int limit;
    private int depth;
    private long[] missing = new long[8];
    private boolean[] map = new boolean[8];
    private int[] itemStart = new int[8];
    private int[] keyStart = new int[8];
    private int[] keyEnd = new int[8];

    /** @param limit containers that may be open at once */
    Nesting(int limit) {
        this.limit = limit;
        missing[0] = 1;
    }

    /** An item's head is at {@code offset}. */
    void begin(int offset) {
        if (missing[depth] == 0) {
            throw new CborException(offset, "the one top-level item is already complete");
        }
        itemStart[depth] = offset;
    }

    /** The item that began last contains {@code items} more; for a map, keys and values both count. */
    void open(boolean isMap, long items, int offset) {
        if (depth == limit) {
            throw new CborException(offset, "nested deeper than " + limit);
        }
        depth++;
        if (depth == missing.length) {
            grow();
        }
        missing[depth] = items;
        map[depth] = isMap;
        keyStart[depth] = -1;
    }

    /** An item ends before {@code offset}; ends the containers that it completes. */
    void end(byte[] data, int offset) {
        missing[depth]--;
        checkKey(data, offset);
        while (depth > 0 && missing[depth] == 0) {
            depth--;
            missing[depth]--;
            checkKey(data, offset);
        }
    }

    /** Ends a container that was opened with no items. */
    void endEmpty(byte[] data, int offset) {
        depth--;
        end(data, offset);
    }

    boolean complete() {
        return depth == 0 && missing[0] == 0;
    }

    /** Items still wanted by the innermost open container; 0 when none is open. */
    long missing() {
        return depth == 0 ? 0 : missing[depth];
    }

    int depth() {
        return depth;
    }

    private void checkKey(byte[] data, int end) {
        if (!map[depth] || missing[depth] % 2 == 0) {
            return;
        }
        int start = itemStart[depth];
        if (keyStart[depth] >= 0) {
            int order = Arrays.compareUnsigned(data, keyStart[depth], keyEnd[depth], data, start, end);
            if (order >= 0) {
                throw new CborException(start, order == 0 ? "duplicate map key" : "map key out of order");
            }
        }
        keyStart[depth] = start;
        keyEnd[depth] = end;
    }

    private void grow() {
        int size = missing.length * 2;
        missing = Arrays.copyOf(missing, size);
        map = Arrays.copyOf(map, size);
        itemStart = Arrays.copyOf(itemStart, size);
        keyStart = Arrays.copyOf(keyStart, size);
        keyEnd = Arrays.copyOf(keyEnd, size);
    }
}
