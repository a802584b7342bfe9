package exoroute.solver.admm;

import java.util.ArrayList;
import java.util.List;

/**
 * An answer as integers that sum without overflow. What is summed spans more powers of ten than 64 bits hold (residuals
 * squared beside costs, shares of one order beside whole books), so every number takes two slots: high digits, and the
 * {@link #LOW} binary digits below them. A size that does not fit is refused; what only steers the search is cut off.
 */
public final class Wire {
    /** No slot is larger, so that 128 agents sum without overflow: 2^55. */
    public static final long CLIP = 1L << 55;
    private static final int BITS = 55;
    private static final int LOW = 50;
    /** Books and states are less than 2^30 times larger than the target. */
    private static final int BOOK_BITS = 30;
    /** Prices differ from the reference by less than 2^40 price units. */
    private static final int PRICE_BITS = 40;

    private Wire() {}

    /** Binary digits behind the point of the high slots, of sizes and of the rest, for a target. */
    static int[] shifts(double target) {
        int digits = Math.max(0, Math.getExponent(target)) + 1;
        return new int[] {BITS - BOOK_BITS - digits, BITS - 1 - PRICE_BITS - digits};
    }

    /** Names of the slots, in order. */
    public static List<String> names(int m) {
        List<String> names = new ArrayList<>();
        for (String each : Slots.names(m)) {
            names.add(each);
            names.add(each + "-low");
        }
        return names;
    }

    /**
     * Writes an answer.
     *
     * @param shifts as the broadcast says
     * @throws IllegalStateException when a size does not fit: names slot and value
     */
    public static long[] write(int m, double[] sums, int[] shifts) {
        long[] slots = new long[2 * sums.length];
        for (int i = 0; i < sums.length; i++) {
            double scaled = Math.scalb(sums[i], digits(m, i, shifts));
            if (Slots.isSize(m, i) && !(Math.abs(scaled) < CLIP)) {
                throw new IllegalStateException("slot " + Slots.names(m).get(i) + " of " + sums[i] + " does not fit "
                        + BITS + " bits with " + digits(m, i, shifts) + " digits behind the point");
            }
            double cut = Math.max(-CLIP, Math.min(CLIP, scaled));
            double high = Math.floor(cut);
            slots[2 * i] = (long) high;
            slots[2 * i + 1] = Math.round(Math.scalb(cut - high, LOW));
        }
        return slots;
    }

    /** Binary digits behind the point of a high slot. */
    private static int digits(int m, int slot, int[] shifts) {
        return shifts[Slots.isSize(m, slot) ? 0 : 1];
    }

    /** Reads sums of answers. */
    static double[] read(int m, long[] slots, int[] shifts) {
        double[] sums = new double[Slots.count(m)];
        for (int i = 0; i < sums.length; i++) {
            int digits = digits(m, i, shifts);
            sums[i] = Math.scalb((double) slots[2 * i], -digits) + Math.scalb((double) slots[2 * i + 1], -digits - LOW);
        }
        return sums;
    }
}
