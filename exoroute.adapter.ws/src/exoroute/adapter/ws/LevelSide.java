package exoroute.adapter.ws;

import java.util.Arrays;

/**
 * One side of a book in sorted primitive arrays, worst level first, with room at both ends: a change moves only the
 * shorter part, so a change near the top costs a few copies and a snapshot in either order is linear. Level 0 is
 * the best. One thread; allocates only when it grows.
 */
final class LevelSide {
    private final int sign;
    private long[] keys = new long[64];
    private long[] lots = new long[64];
    private String[] texts;
    private int from = 32;
    private int to = 32;
    private int touched = Integer.MAX_VALUE;

    /**
     * An empty side.
     *
     * @param bids whether the highest price is best
     * @param keepsText whether each level keeps a text for the checksum
     */
    LevelSide(boolean bids, boolean keepsText) {
        sign = bids ? 1 : -1;
        texts = keepsText ? new String[64] : null;
    }

    int size() {
        return to - from;
    }

    long ticks(int level) {
        return sign * keys[to - 1 - level];
    }

    long lots(int level) {
        return lots[to - 1 - level];
    }

    String text(int level) {
        return texts[to - 1 - level];
    }

    void clear() {
        if (texts != null) {
            Arrays.fill(texts, from, to, null);
        }
        from = keys.length / 2;
        to = from;
        touched = 0;
    }

    /** Sets a level; zero lots removes it. A level that is not there is removed without effect. */
    void set(long ticks, long size, String text) {
        long key = sign * ticks;
        int at = to > from && key > keys[to - 1] ? -to - 1 : Arrays.binarySearch(keys, from, to, key);
        if (at < 0) {
            if (size > 0) {
                insert(-at - 1, key, size, text);
            }
        } else if (size == 0) {
            remove(at);
        } else if (lots[at] != size || texts != null) {
            touch(at);
            lots[at] = size;
            keep(at, text);
        }
    }

    private void insert(int at, long key, long size, String text) {
        if (from == 0 || to == keys.length) {
            int shift = -from;
            grow();
            shift += from;
            insert(at + shift, key, size, text);
            return;
        }
        int i = at;
        if (at - from < to - at) {
            move(from, from - 1, at - from);
            from--;
            i = at - 1;
        } else {
            move(at, at + 1, to - at);
            to++;
        }
        keys[i] = key;
        lots[i] = size;
        keep(i, text);
        touch(i);
    }

    private void remove(int at) {
        touch(at);
        if (at - from < to - 1 - at) {
            move(from, from + 1, at - from);
            keep(from++, null);
        } else {
            move(at + 1, at, to - 1 - at);
            keep(--to, null);
        }
    }

    private void grow() {
        int length = 2 * Math.max(64, size());
        int start = (length - size()) / 2;
        long[] newKeys = new long[length];
        long[] newLots = new long[length];
        System.arraycopy(keys, from, newKeys, start, size());
        System.arraycopy(lots, from, newLots, start, size());
        if (texts != null) {
            String[] newTexts = new String[length];
            System.arraycopy(texts, from, newTexts, start, size());
            texts = newTexts;
        }
        to = start + size();
        from = start;
        keys = newKeys;
        lots = newLots;
    }

    private void move(int source, int target, int count) {
        System.arraycopy(keys, source, keys, target, count);
        System.arraycopy(lots, source, lots, target, count);
        if (texts != null) {
            System.arraycopy(texts, source, texts, target, count);
        }
    }

    private void keep(int at, String text) {
        if (texts != null) {
            texts[at] = text;
        }
    }

    private void touch(int at) {
        touched = Math.min(touched, to - 1 - at);
    }

    /** Drops the worst levels beyond {@code depth}. */
    void truncate(int depth) {
        while (size() > depth) {
            touch(from);
            keep(from++, null);
        }
    }

    /** The best level that changed since the last call; {@link Integer#MAX_VALUE} for none. */
    int takeTouched() {
        int best = touched;
        touched = Integer.MAX_VALUE;
        return best;
    }

    /** Prices in ticks, best first. */
    long[] copyTicks() {
        long[] out = new long[size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = ticks(i);
        }
        return out;
    }

    /** Sizes in lots, best first. */
    long[] copyLots() {
        long[] out = new long[size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = lots(i);
        }
        return out;
    }
}
