package exoroute.solver;

import java.util.Arrays;

/**
 * The levels of many books as a structure of arrays. Level k of venue v stands in slot {@code first[v] + k}, up to
 * {@code last[v]} (exclusive); within it the marginal cost rises from its start to its {@link #end} while the size goes
 * from what is {@link #before} it to what is {@link #upTo} its end: {@code m(x) = base + a x + 1.5 b sqrt(x)}.
 *
 * <p>A slot's base and size are neighbours, for {@link Changes} to write. Slots are in blocks of eight, each slot with the
 * sum of its block's sizes up to it; the last bases of a venue's blocks and the sizes before and up to them stand in a
 * ladder. So a level is found in a few cache lines. The sums of a venue are brought up to date when they are wanted next
 * after a change. A level that is gone stays with no size until its slot is wanted for another price. Slots that no level
 * uses have an infinite base; every venue has at least one. One thread at a time; only the constructor allocates.
 */
final class Levels {
    static final int BLOCK = 8;
    private static final int ROOM = 4;

    final int[] first;
    final int[] last;
    /** Index after a venue's last slot. */
    final int[] room;
    /** Slot k: its base at {@code 2 k}, its size next to it. */
    private final double[] slots;
    /** Of every slot the size of its block up to it. */
    private final double[] within;
    /** Of every venue the blocks whose sums are out of date: bit {@code block mod 64}, as Java shifts. */
    final long[] stale;
    /**
     * Entry {@code block + offset[v]} tells of what is before a block of venue v, the next one of its end: the base of the
     * last level before (of the venue's first level where there is none) and, eight further, the venue's size before. Eight
     * entries at least, the unused ones of infinite base and the venue's size.
     */
    private final double[] ladder;
    private final int[] offset;
    final double[] a;
    final double[] b;
    /** 1 / a where a is positive, else 0. */
    final double[] inverse;
    /** Size of a venue. */
    final double[] total;
    /** Size of all venues: whole, exact where doubles are not. */
    long all;
    /** Whether any venue has impact; some 3/2-power impact. */
    boolean impact;
    boolean curved;
    /** How often levels changed. */
    long changes;
    private Depth depth;
    /** Null as long as nobody asked for them. */
    Pieces pieces;

    /** For venues of at most so many levels each. */
    Levels(int[] most) {
        int venues = most.length;
        first = new int[venues];
        last = new int[venues];
        room = new int[venues];
        offset = new int[venues];
        int at = 0;
        int rungs = 0;
        for (int v = 0; v < venues; v++) {
            first[v] = at;
            last[v] = at;
            at = Math.addExact(at, (most[v] + ROOM + BLOCK) / BLOCK * BLOCK);
            room[v] = at;
            offset[v] = rungs - (first[v] >> 3);
            rungs += (((at - first[v]) >> 3) + BLOCK) & -BLOCK;
        }
        slots = new double[Math.multiplyExact(2, at)];
        within = new double[at];
        stale = new long[venues];
        ladder = new double[Math.multiplyExact(2, rungs)];
        a = new double[venues];
        b = new double[venues];
        inverse = new double[venues];
        total = new double[venues];
        for (int k = 0; k < at; k++) {
            base(k, Double.POSITIVE_INFINITY);
        }
        for (int block = 0; block < ladder.length; block += 2 * BLOCK) {
            Arrays.fill(ladder, block, block + BLOCK, Double.POSITIVE_INFINITY);
        }
    }

    /** Number of slots of all venues. */
    int size() {
        return within.length;
    }

    /** Marginal cost of a level without impact. */
    double base(int k) {
        return slots[2 * k];
    }

    void base(int k, double price) {
        slots[2 * k] = price;
    }

    /** Size of a level; 0 when it is gone. */
    double size(int k) {
        return slots[2 * k + 1];
    }

    void size(int k, double size) {
        slots[2 * k + 1] = size;
    }

    private double top(int rung) {
        return ladder[rung + (rung & -BLOCK)];
    }

    private void top(int rung, double price) {
        ladder[rung + (rung & -BLOCK)] = price;
    }

    private double sum(int rung) {
        return ladder[rung + (rung & -BLOCK) + BLOCK];
    }

    private void sum(int rung, double size) {
        ladder[rung + (rung & -BLOCK) + BLOCK] = size;
    }

    /** The levels of all venues together. */
    Depth depth() {
        if (depth == null) {
            depth = new Depth(this);
        }
        return depth;
    }

    /** What is known of every venue's demand near the price it was asked at last; kept right from now on. */
    Pieces pieces() {
        if (pieces == null) {
            pieces = new Pieces(this);
        }
        return pieces;
    }

    /** Impact of a venue: marginal cost {@code a x + 1.5 b sqrt(x)} at size x. */
    void impact(int v, double quadratic, double power) {
        a[v] = quadratic;
        b[v] = power;
        inverse[v] = quadratic > 0 ? 1 / quadratic : 0;
        impact |= quadratic > 0 || power > 0;
        curved |= power > 0;
    }

    /** The levels of a venue, in the order of their prices; adjacent ones of equal price are one. */
    void fill(int v, double[] price, double[] size, int count) {
        int k = first[v] - 1;
        for (int i = 0; i < count; i++) {
            if (i == 0 || price[i] != price[i - 1]) {
                k++;
                base(k, price[i]);
            }
            size(k, size(k) + size[i]);
            total[v] += size[i];
            all += (long) size[i];
        }
        last[v] = k + 1;
        stale[v] = -1;
        for (int block = first[v]; block < room[v]; block += BLOCK) {
            retop(v, block);
        }
        sumUp(v);
    }

    /** Brings the sums of a venue up to date, if they are not. */
    private void refresh(int v) {
        if (stale[v] != 0) {
            sumUp(v);
        }
    }

    private void sumUp(int v) {
        long which = stale[v];
        stale[v] = 0;
        int rung = rungs(v);
        double all = 0;
        for (int block = first[v]; block < room[v]; block += BLOCK) {
            if ((which >>> (block >> 3) & 1) != 0) {
                sumUpBlock(block);
            }
            all += within[block + BLOCK - 1];
            sum(++rung, all);
        }
        while ((rung + 1 & 7) != 0) {
            sum(++rung, all);
        }
    }

    private void sumUpBlock(int block) {
        double sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += size(block + i);
            within[block + i] = sum;
        }
    }

    /** The end of a block in the ladder, and where its venue begins, are what its slots say. */
    void retop(int v, int block) {
        int rung = (block >> 3) + offset[v];
        int end = Math.min(block + BLOCK, last[v]);
        top(rung + 1, end > block ? base(end - 1) : Double.POSITIVE_INFINITY);
        if (block == first[v]) {
            top(rung, base(block));
        }
    }

    /** Whether a venue has no impact: its marginal cost is the level's price. */
    boolean isFlat(int v) {
        return !impact || a[v] == 0 && !isCurved(v);
    }

    /** Whether a venue has 3/2-power impact. */
    boolean isCurved(int v) {
        return curved && b[v] > 0;
    }

    /** Impact part of the marginal cost at a size. */
    double slopeCost(int v, double x) {
        return !isCurved(v) ? a[v] * x : a[v] * x + 1.5 * b[v] * Math.sqrt(x);
    }

    /** Size of a venue before a level. */
    double before(int v, int k) {
        refresh(v);
        double blocks = sum((k >> 3) + offset[v]);
        return (k & 7) == 0 ? blocks : blocks + within[k - 1];
    }

    /** Size of a venue up to the end of a level. */
    double upTo(int v, int k) {
        refresh(v);
        return sum((k >> 3) + offset[v]) + within[k];
    }

    /** Marginal cost where a level begins. */
    double start(int v, int k) {
        return base(k) + slopeCost(v, before(v, k));
    }

    /** Marginal cost where a level ends; infinite behind the last one. */
    double end(int v, int k) {
        return base(k) + slopeCost(v, upTo(v, k));
    }

    /** Size at which a level without 3/2-power impact, but some, reaches a price. */
    double straightSize(int v, int k, double price) {
        return (price - base(k)) * inverse[v];
    }

    /** First level of a venue whose end is at or above a price; its last, exclusive, when there is none. */
    int find(int v, double price) {
        return find(v, price, 0);
    }

    /** The same when every size unit is charged so much more for each size unit there is, as a proximal term does. */
    int find(int v, double price, double charge) {
        int block = blockBefore(v, rung(v, price, charge));
        return Math.min(last[v], inBlock(v, block, price, charge));
    }

    /** The same from a level on that it is not before, and likely near. */
    int findFrom(int v, int from, double price) {
        int k = from;
        for (int i = 0; i < BLOCK; i++) {
            if (end(v, k) >= price) {
                return k;
            }
            k++;
        }
        return find(v, price);
    }

    /** First half of {@link #find}: index of the first slot of the block that the level is in. */
    int blockOf(int v, double price) {
        return blockBefore(v, rung(v, price, 0));
    }

    private int blockBefore(int v, int rung) {
        return (Math.max(rung, rungs(v) + 1) - 1 - offset[v]) << 3;
    }

    /** Index of a venue's first entry in the ladder. */
    private int rungs(int v) {
        return (first[v] >> 3) + offset[v];
    }

    /** Index of the first of a venue's entries in the ladder whose end is at or above a price; of the last if none is. */
    private int rung(int v, double price, double charge) {
        refresh(v);
        int first = rungs(v);
        int end = (room[v] >> 3) + offset[v];
        double q = a[v] + charge;
        if (isCurved(v)) {
            return curvedRung(v, price, charge);
        }
        if (end - first < BLOCK) {
            int at = 2 * first;
            at += 4 * below(ladder[at + 3] + q * ladder[at + 11], price);
            at += 2 * below(ladder[at + 1] + q * ladder[at + 9], price);
            at += below(ladder[at] + q * ladder[at + 8], price);
            return Math.min(end, at - first);
        }
        int rung = first;
        for (int left = end - first + 1; left > 1; ) {
            int half = left >>> 1;
            rung += half * below(top(rung + half - 1) + q * sum(rung + half - 1), price);
            left -= half;
        }
        return rung;
    }

    private int curvedRung(int v, double price, double charge) {
        int rung = rungs(v);
        for (int left = ((room[v] - first[v]) >> 3) + 1; left > 1; ) {
            int half = left >>> 1;
            int at = rung + half - 1;
            rung += half * below(top(at) + slopeCost(v, sum(at)) + charge * sum(at), price);
            left -= half;
        }
        return rung;
    }

    /** Second half: the slot within a block; an unused one when the price is beyond the book. */
    int inBlock(int v, int block, double price) {
        return inBlock(v, block, price, 0);
    }

    private int inBlock(int v, int block, double price, double charge) {
        if (isCurved(v)) {
            return inCurvedBlock(v, block, price, charge);
        }
        double q = a[v] + charge;
        double blocks = sum((block >> 3) + offset[v]);
        int k = block;
        k += 4 * below(base(k + 3) + q * (blocks + within[k + 3]), price);
        k += 2 * below(base(k + 1) + q * (blocks + within[k + 1]), price);
        return k + below(base(k) + q * (blocks + within[k]), price);
    }

    private int inCurvedBlock(int v, int block, double price, double charge) {
        int k = block + 4 * below(end(v, block + 3) + charge * upTo(v, block + 3), price);
        k += 2 * below(end(v, k + 1) + charge * upTo(v, k + 1), price);
        return k + below(end(v, k) + charge * upTo(v, k), price);
    }

    /** 1 when a number is below another, else 0; without a branch, so that the levels of many venues are found at once. */
    static int below(double a, double b) {
        return (int) (Double.doubleToRawLongBits(a - b) >>> 63);
    }

    /** 0 when two numbers are the same, else 1; without a branch. */
    static int differ(double a, double b) {
        long difference = Double.doubleToRawLongBits(a - b);
        return (int) ((difference | -difference) >>> 63);
    }

    /** What a venue wants at a price at least, whatever its bounds are: everything that is cheaper. */
    double wantsLeast(int v, int k, double at) {
        double before = before(v, k);
        if (at <= base(k) + slopeCost(v, before) || isFlat(v)) {
            return before;
        }
        double all = upTo(v, k);
        if (!isCurved(v)) {
            return Math.min(all, Math.max(before, straightSize(v, k, at)));
        }
        return at == end(v, k) ? all : Math.min(all, Math.max(before, Curves.solve(a[v], b[v], at - base(k))));
    }

    /** The most: everything that is not dearer. */
    double wantsMost(int v, int k, double at) {
        return isFlat(v) && base(k) == at ? upTo(v, k) : wantsLeast(v, k, at);
    }

    /** First level with a size whose end is at least at a size; -1 when the venue is smaller. */
    int levelEndingAtOrAfter(int v, double size) {
        if (!(size <= total[v]) || total[v] == 0) {
            return -1;
        }
        refresh(v);
        double least = Math.max(size, Double.MIN_VALUE);
        int block = blockWith(v, BLOCK, least);
        double blocks = sum((block >> 3) + offset[v]);
        int k = block;
        k += 4 * below(blocks + within[k + 3], least);
        k += 2 * below(blocks + within[k + 1], least);
        return k + below(blocks + within[k], least);
    }

    /**
     * The block whose end is the first in the ladder that is not below a value.
     *
     * @param column 0 for bases, 8 for sizes
     */
    private int blockWith(int v, int column, double value) {
        int first = rungs(v);
        int end = (room[v] >> 3) + offset[v];
        int rung = first;
        if (end - first < BLOCK) {
            int at = 2 * first + column;
            at += 4 * below(ladder[at + 3], value);
            at += 2 * below(ladder[at + 1], value);
            rung = Math.min(end, at - first - column + below(ladder[at], value));
        } else {
            for (int left = end - first + 1; left > 1; ) {
                int half = left >>> 1;
                int at = rung + half - 1;
                rung += half * below(ladder[at + (at & -BLOCK) + column], value);
                left -= half;
            }
        }
        return blockBefore(v, rung);
    }

    /** What a venue charges without impact from one size to a larger one. */
    double baseCost(int v, double x1, double x2) {
        refresh(v);
        int k = x1 <= 0 ? first[v] : levelEndingAtOrAfter(v, x1);
        double cost = 0;
        double from = x1;
        int end = last[v];
        for (int block = k & -BLOCK; k >= 0 && block < end && from < x2; block += BLOCK) {
            double blocks = sum((block >> 3) + offset[v]);
            for (int stop = Math.min(block + BLOCK, end); k < stop && from < x2; k++) {
                double to = Math.min(x2, blocks + within[k]);
                cost += base(k) * (to - from);
                from = to;
            }
            k = block + BLOCK;
        }
        return cost;
    }

    /** The next level that has a size; the last, exclusive, when there is none. */
    int next(int v, int k) {
        int next = k + 1;
        while (next < last[v] && size(next) == 0) {
            next++;
        }
        return next;
    }

    /** Reads, for whoever will want to soon, the lines of a block. */
    double touch(int block) {
        return slots[2 * block] + slots[2 * block + 8] + slots[2 * block + 15] + within[block] + within[block + 7];
    }

    /** The block that a price without impact is in. */
    int baseBlock(int v, double price) {
        return blockWith(v, 0, price);
    }

    /** The first slot of a block whose base is at or above a price. */
    int baseSlot(int block, double price) {
        int k = block;
        k += 4 * below(base(k + 3), price);
        k += 2 * below(base(k + 1), price);
        return k + below(base(k), price);
    }
}
