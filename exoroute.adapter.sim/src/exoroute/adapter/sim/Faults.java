package exoroute.adapter.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * What a simulated venue does wrong at the moment; switched at run time as a whole. Faults of orders and fills act
 * when an order arrives or trades, faults of reports when a report leaves.
 *
 * @param silent orders are taken and worked on, but nothing is ever said
 * @param deaf messages vanish before they reach the venue
 * @param neverFills orders are acknowledged and stay open, untraded, until they are cancelled, IOC too
 * @param rejects every order is rejected
 * @param cancelRaces a cancel that arrives finds the order just filled: a fill, then CANCEL_REJECTED
 * @param duplicates every report is sent twice
 * @param reorders reports of one moment leave in reverse order
 * @param worseTicks fills are this many ticks worse than the limit (than the book for a market order); 0 for none
 * @param overfillLots the fill that completes an order is this many lots too large; 0 for none
 * @param delay every report leaves this much later, nanoseconds
 * @param dropShare share of reports that are lost, in 10^-6
 * @param flap the session goes down, and up again, each after this time, nanoseconds; 0 for never
 * @param seed decides which reports are lost
 */
public record Faults(
        boolean silent,
        boolean deaf,
        boolean neverFills,
        boolean rejects,
        boolean cancelRaces,
        boolean duplicates,
        boolean reorders,
        long worseTicks,
        long overfillLots,
        long delay,
        int dropShare,
        long flap,
        long seed) {
    private static final int ONE = 1_000_000;
    private static final long MICRO = TimeUnit.MICROSECONDS.toNanos(1);
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    /** So large that no sum of times and numbers overflows. */
    private static final long LARGEST = 1_000_000_000L;
    private static final List<String> FLAGS =
            List.of("silent", "deaf", "never-fills", "rejects", "cancel-races", "duplicates", "reorders");
    private static final List<String> NUMBERS =
            List.of("worse", "overfill", "delay.us", "drop.ppm", "flap.ms", "seed");

    /** A venue without fault. */
    public static final Faults NONE =
            new Faults(false, false, false, false, false, false, false, 0, 0, 0, 0, 0, 0);

    /**
     * @throws IllegalArgumentException when a number is negative or the share above 10^6
     */
    public Faults {
        if (worseTicks < 0 || overfillLots < 0 || delay < 0 || flap < 0 || dropShare < 0 || dropShare > ONE) {
            throw new IllegalArgumentException("faults: worse " + worseTicks + ", overfill " + overfillLots + ", delay "
                    + delay + ", flap " + flap + " must not be negative, drop " + dropShare + " must lie in 0.." + ONE);
        }
    }

    /**
     * Reads {@code name} and {@code name=number}, separated by commas; empty or {@code none} is {@link #NONE}.
     *
     * @throws IllegalArgumentException naming the part and what is known
     */
    public static Faults parse(String text) {
        Set<String> flags = new TreeSet<>();
        Map<String, Long> numbers = new TreeMap<>();
        for (String part : text.split(",")) {
            String word = part.trim();
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (equals < 0 && FLAGS.contains(name)) {
                flags.add(name);
            } else if (equals >= 0 && NUMBERS.contains(name)) {
                numbers.put(name, number(word, word.substring(equals + 1)));
            } else if (!word.isEmpty() && !word.equals("none")) {
                throw new IllegalArgumentException("fault '" + word + "' is not known; known are none, "
                        + String.join(", ", FLAGS) + ", and with =NUMBER " + String.join(", ", NUMBERS));
            }
        }
        return new Faults(
                flags.contains("silent"), flags.contains("deaf"), flags.contains("never-fills"),
                flags.contains("rejects"), flags.contains("cancel-races"), flags.contains("duplicates"),
                flags.contains("reorders"), numbers.getOrDefault("worse", 0L), numbers.getOrDefault("overfill", 0L),
                numbers.getOrDefault("delay.us", 0L) * MICRO, (int) (long) numbers.getOrDefault("drop.ppm", 0L),
                numbers.getOrDefault("flap.ms", 0L) * MILLI, numbers.getOrDefault("seed", 0L));
    }

    private static long number(String word, String text) {
        try {
            long value = Long.parseLong(text);
            if (value >= 0 && value <= LARGEST) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("fault '" + word + "': '" + text + "' is no whole number", e);
        }
        throw new IllegalArgumentException("fault '" + word + "': the number must lie in 0.." + LARGEST);
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        List<String> words = new ArrayList<>();
        boolean[] set = {silent, deaf, neverFills, rejects, cancelRaces, duplicates, reorders};
        for (int i = 0; i < set.length; i++) {
            if (set[i]) {
                words.add(FLAGS.get(i));
            }
        }
        long[] values = {worseTicks, overfillLots, delay / MICRO, dropShare, flap / MILLI, seed};
        for (int i = 0; i < values.length; i++) {
            if (values[i] != 0) {
                words.add(NUMBERS.get(i) + "=" + values[i]);
            }
        }
        return words.isEmpty() ? "none" : String.join(",", words);
    }
}
