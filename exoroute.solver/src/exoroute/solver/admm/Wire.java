package exoroute.solver.admm;

import java.util.ArrayList;
import java.util.List;

/**
 * An answer as integers that sum without overflow. What is summed spans more powers of ten than 64 bits hold (residuals
 * squared beside costs, shares of one order beside whole books), so every number takes two slots: high digits, and the
 * {@link #LOW} binary digits below them. A size that does not fit is refused; what only steers the search is cut off, a cost
 * too, and a gap that was cut off, or is that of such a cost, is read as infinite.
 */
public final class Wire {
    /** No slot is larger, so that 128 agents sum without overflow: 2^55. */
    public static final long CLIP = 1L << 55;
    private static final int BITS = 55;
    private static final int LOW = 50;
    /** Books and states are less than 2^40 times larger than what is placed. */
    private static final int BOOK_BITS = 40;
    /** Costs are less than 2^10 times what is placed at the largest price. */
    private static final int COST_BITS = 10;
    /** A size per price unit is less than 2^60 times what is placed over the largest price. */
    private static final int SLOPE_BITS = 60;

    private Wire() {}

    /** Binary digits behind the point of the high slots, by {@link Slots.Unit}, for problems of a magnitude. */
    static int[] shifts(Magnitude of) {
        int size = Math.max(0, Math.getExponent(of.size())) + 1;
        int price = Math.max(0, Math.getExponent(of.price())) + 1;
        return new int[] {BITS - BOOK_BITS - size, BITS - COST_BITS - price - size, BITS - SLOPE_BITS - size + price};
    }

    /** What an agent may choose so that it fits; a state that is half of what does leaves room for a step. */
    static Range range(int[] shifts) {
        int sizes = shifts[Slots.Unit.SIZE.ordinal()];
        int slopes = shifts[Slots.Unit.SLOPE.ordinal()];
        return new Range(Math.scalb(1.0, BITS - 1 - sizes), Math.scalb(1.0, -slopes - LOW), Math.scalb(1.0, BITS - 1 - slopes));
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
     * @throws IllegalStateException when a size does not fit, or something is not a number: names slot and value
     */
    public static long[] write(int m, double[] sums, int[] shifts) {
        long[] slots = new long[2 * sums.length];
        for (int i = 0; i < sums.length; i++) {
            if (Double.isNaN(sums[i])) {
                throw new IllegalStateException("slot " + Slots.names(m).get(i) + " is not a number");
            }
            double scaled = Math.scalb(sums[i], digits(m, i, shifts));
            if (Slots.unit(m, i) != Slots.Unit.COST && !(Math.abs(scaled) < CLIP)) {
                throw new IllegalStateException("slot " + Slots.names(m).get(i) + " of " + sums[i] + " does not fit "
                        + BITS + " bits with " + digits(m, i, shifts) + " digits behind the point");
            }
            boolean isLost = i == Slots.gap(m) && !(Math.abs(Math.scalb(sums[Slots.cost(m)], digits(m, i, shifts))) < CLIP);
            double cut = isLost ? CLIP : Math.max(-CLIP, Math.min(CLIP, scaled));
            double high = Math.floor(cut);
            slots[2 * i] = (long) high;
            slots[2 * i + 1] = Math.round(Math.scalb(cut - high, LOW));
        }
        return slots;
    }

    /** Binary digits behind the point of a high slot. */
    private static int digits(int m, int slot, int[] shifts) {
        return shifts[Slots.unit(m, slot).ordinal()];
    }

    /** Reads sums of answers. */
    static double[] read(int m, long[] slots, int[] shifts) {
        double[] sums = new double[Slots.count(m)];
        for (int i = 0; i < sums.length; i++) {
            int digits = digits(m, i, shifts);
            sums[i] = i == Slots.gap(m) && slots[2 * i] >= CLIP ? Double.POSITIVE_INFINITY
                    : Math.scalb((double) slots[2 * i], -digits) + Math.scalb((double) slots[2 * i + 1], -digits - LOW);
        }
        return sums;
    }
}
