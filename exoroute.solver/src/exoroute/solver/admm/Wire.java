package exoroute.solver.admm;

import java.util.ArrayList;
import java.util.List;

/**
 * An answer as integers that sum without overflow. Sizes are one slot, scaled. Two slots, high digits and the {@link
 * #LOW} binary digits below, hold weights, which all digits count of because the price is a quotient by their sum, and
 * costs, squares and products, which all count price units times size units but differ by many powers of ten. A size or
 * weight that does not fit is refused; what only steers the search is cut off.
 */
public final class Wire {
    /** No slot is larger, so that 128 agents sum without overflow: 2^55. */
    public static final long CLIP = 1L << 55;
    private static final int BITS = 55;
    private static final int LOW = 50;
    /** States are up to so many times larger than the target. */
    private static final int STATE_BITS = 12;
    /** Prices differ from the reference by less than 2^40 price units. */
    private static final int PRICE_BITS = 40;
    private static final int MOST_SHIFT = 60;

    private Wire() {}

    /** Binary digits behind the point of sizes and of the rest, for a target. */
    static int[] shifts(double target) {
        int digits = Math.max(0, Math.getExponent(target)) + 1;
        return new int[] {Math.min(MOST_SHIFT, BITS - STATE_BITS - digits), BITS + LOW - 1 - PRICE_BITS - digits};
    }

    /** Names of the slots, in order. */
    public static List<String> names(int m) {
        List<String> names = new ArrayList<>();
        List<String> slots = Slots.names(m);
        for (int i = 0; i < slots.size(); i++) {
            names.add(slots.get(i));
            if (isWide(m, i)) {
                names.add(slots.get(i) + "-low");
            }
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
        long[] slots = new long[names(m).size()];
        int at = 0;
        for (int i = 0; i < sums.length; i++) {
            double scaled = Math.scalb(sums[i], digits(m, i, shifts));
            if (Slots.isSize(m, i) && !(Math.abs(scaled) < CLIP)) {
                throw new IllegalStateException("slot " + Slots.names(m).get(i) + " of " + sums[i] + " does not fit "
                        + BITS + " bits with " + digits(m, i, shifts) + " digits behind the point");
            }
            if (isWide(m, i)) {
                double cut = Math.max(-CLIP, Math.min(CLIP, scaled));
                double high = Math.floor(cut);
                slots[at++] = (long) high;
                slots[at++] = Math.round(Math.scalb(cut - high, LOW));
            } else {
                slots[at++] = Math.round(scaled);
            }
        }
        return slots;
    }

    private static boolean isWide(int m, int slot) {
        return !Slots.isSize(m, slot) || slot >= Slots.weight(m, 0) && slot < Slots.weight(m, m);
    }

    /** Binary digits behind the point of a slot, or of the high one of two. */
    private static int digits(int m, int slot, int[] shifts) {
        return Slots.isSize(m, slot) ? shifts[0] : shifts[1] - LOW;
    }

    /** Reads sums of answers. */
    static double[] read(int m, long[] slots, int[] shifts) {
        double[] sums = new double[Slots.count(m)];
        int at = 0;
        for (int i = 0; i < sums.length; i++) {
            int digits = digits(m, i, shifts);
            sums[i] = Math.scalb((double) slots[at++], -digits);
            if (isWide(m, i)) {
                sums[i] += Math.scalb((double) slots[at++], -digits - LOW);
            }
        }
        return sums;
    }
}
