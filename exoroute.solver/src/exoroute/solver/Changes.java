package exoroute.solver;

/**
 * Changes the levels of some books in place. A level that is there gets another size: one number, and a mark that the sums
 * of its block are out of date. One that is not there takes a slot that no level uses. A level that is gone keeps its slot
 * with no size. Feeds change the same prices again and again: where a price was last is remembered. One thread at a time;
 * only the first change allocates.
 */
final class Changes {
    private static final int NOTHING = -1;
    private static final int IMPOSSIBLE = -2;
    /** Knuth's multiplier: 2^64 divided by the golden ratio. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final Levels levels;
    private final long largest;
    /** Slots within their venue, by what their prices hash to; null before the first change. */
    private byte[] memory;
    /** Changes whose levels are looked for before the first of them is made; one serves many books. */
    static final class Batch {
        static final int MOST = 64;
        final double[] base = new double[MOST];
        private final int[] slot = new int[MOST];
        private final int[] unknown = new int[MOST];
        /** What reading ahead read; nobody wants it. */
        private double touched;
    }

    /** Changes levels of venues that may have so much size at most. */
    Changes(Levels levels, long largest) {
        this.levels = levels;
        this.largest = largest;
    }

    /**
     * Gives prices of venues sizes.
     *
     * @param batch what levels without impact cost, from 0 on; NaN for what cannot be changed
     * @param from where the changes stand in the other arrays
     * @return how many were made, all or those before the first that cannot be
     */
    int make(int[] venue, Batch batch, long[] size, int from, int count) {
        if (memory == null) {
            memory = new byte[levels.size()];
        }
        find(venue, batch, from, count);
        double[] base = batch.base;
        int[] slot = batch.slot;
        long grown = 0;
        int made = 0;
        for (; made < count; made++) {
            int v = venue[from + made];
            int k = slot[made];
            long now = size[from + made];
            if (now < 0 || now > largest) {
                break;
            }
            if (levels.base(k) != base[made]) {
                k = insert(v, k, base[made], now);
                if (k == NOTHING) {
                    continue;
                }
                if (k == IMPOSSIBLE) {
                    break;
                }
            }
            double more = now - levels.size(k);
            double total = levels.total[v];
            if (more > largest - total) {
                break;
            }
            levels.size(k, now);
            levels.total[v] = total + more;
            levels.stale[v] |= 1L << (k >> 3);
            grown += (long) more;
            if (levels.pieces != null) {
                levels.pieces.grew(v, k, more);
            }
        }
        levels.all += grown;
        levels.changes += made;
        return made;
    }

    /**
     * Where prices are: where they were last, or else the first slot at or above. In short loops, the shorter the better,
     * so that memory is asked for many at once.
     */
    private void find(int[] venue, Batch batch, int from, int count) {
        double[] base = batch.base;
        int[] slot = batch.slot;
        int[] unknown = batch.unknown;
        for (int i = 0; i < count; i++) {
            int v = venue[from + i];
            unknown[i] = levels.first[v];
            slot[i] = place(v, base[i]);
        }
        for (int i = 0; i < count; i++) {
            slot[i] = unknown[i] + (memory[slot[i]] & 0xFF);
        }
        double lines = 0;
        for (int i = 0; i < count; i++) {
            lines += levels.base(slot[i]) + levels.size(slot[i]); // an array need not begin where a line does
        }
        batch.touched = lines;
        int others = 0;
        for (int i = 0; i < count; i++) {
            unknown[others] = i;
            others += Levels.differ(levels.base(slot[i]), base[i]);
        }
        int missing = 0;
        for (int j = 0; j < others; j++) {
            int i = unknown[j];
            unknown[missing] = i;
            missing += isNear(venue[from + i], slot, i, base[i]) ? 0 : 1;
        }
        if (missing > 0) {
            search(venue, batch, from, missing);
        }
    }

    /** Whether a price that is not in the slot remembered belongs next to it; its slot is the first at or above then. */
    private boolean isNear(int v, int[] slot, int i, double base) {
        int k = slot[i];
        if (levels.base(k) < base) {
            slot[i] = k + 1;
            return k + 1 < levels.room[v] && base <= levels.base(k + 1);
        }
        return k > levels.first[v] && levels.base(k - 1) < base;
    }

    /** Looks for the unknown. */
    private void search(int[] venue, Batch batch, int from, int missing) {
        double[] base = batch.base;
        int[] slot = batch.slot;
        int[] unknown = batch.unknown;
        for (int j = 0; j < missing; j++) {
            int i = unknown[j];
            slot[i] = levels.baseBlock(venue[from + i], base[i]);
        }
        double lines = 0;
        for (int j = 0; j < missing; j++) {
            int i = unknown[j];
            lines += levels.base(slot[i]) + levels.base(slot[i] + 4);
        }
        batch.touched = lines;
        for (int j = 0; j < missing; j++) {
            int i = unknown[j];
            int v = venue[from + i];
            slot[i] = levels.baseSlot(slot[i], base[i]);
            remember(v, base[i], slot[i]);
        }
    }

    private void remember(int v, double base, int slot) {
        memory[place(v, base)] = (byte) (slot - levels.first[v]);
    }

    /** Where it is remembered which slot a price of a venue had. */
    private int place(int v, double base) {
        int first = levels.first[v];
        long hash = Double.doubleToRawLongBits(base) * GOLDEN >>> 32;
        return first + (int) (hash * (levels.room[v] - first) >>> 32);
    }

    /** Makes a slot of no size for a price that is not at the one found, which other changes may have moved. */
    private int insert(int v, int found, double base, long size) {
        if (Double.isNaN(base)) {
            return IMPOSSIBLE;
        }
        int k = found;
        boolean here = levels.base(k) > base && (k == levels.first[v] || levels.base(k - 1) < base);
        if (!here) {
            k = levels.baseSlot(levels.baseBlock(v, base), base);
            if (levels.base(k) == base) {
                return k;
            }
        }
        if (size == 0 || size > largest - levels.total[v]) {
            return size == 0 ? NOTHING : IMPOSSIBLE;
        }
        int vacated = vacate(v, Math.min(k, levels.last[v]), base);
        if (vacated >= 0) {
            remember(v, base, vacated);
        }
        return vacated;
    }

    /** Makes a slot of no size for a price before level k: of a level that is gone, or by moving others up. */
    private int vacate(int v, int k, double base) {
        int slot = k > levels.first[v] && levels.size(k - 1) == 0 ? k - 1 : k;
        if (slot < k || k < levels.last[v] && levels.size(k) == 0) {
            levels.base(slot, base);
            if (slot == levels.first[v] || slot == levels.last[v] - 1 || (slot + 1 & Levels.BLOCK - 1) == 0) {
                levels.retop(v, slot & -Levels.BLOCK);
            }
            if (levels.pieces != null) {
                levels.pieces.moved(v, slot);
            }
            return slot;
        }
        int free = k;
        while (free < levels.last[v] && levels.size(free) > 0) {
            free++;
        }
        if (free == levels.room[v] - 1) {
            return IMPOSSIBLE;
        }
        levels.last[v] = Math.max(levels.last[v], free + 1);
        for (int j = free; j > k; j--) {
            levels.base(j, levels.base(j - 1));
            levels.size(j, levels.size(j - 1));
        }
        levels.base(k, base);
        levels.size(k, 0);
        for (int block = k & -Levels.BLOCK; block <= free; block += Levels.BLOCK) {
            levels.stale[v] |= 1L << (block >> 3);
            levels.retop(v, block);
        }
        if (levels.pieces != null) {
            levels.pieces.inserted(v, k, free);
        }
        return k;
    }
}
