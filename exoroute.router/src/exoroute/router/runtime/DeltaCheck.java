package exoroute.router.runtime;

import exoroute.api.plan.PlanDelta;
import exoroute.router.codec.LogFormat;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Holds what the core derived against what the log recorded: in the same order, byte for byte. Used at start-up, in
 * normal running and by the offline replay.
 */
final class DeltaCheck {
    private final Deque<PlanDelta> derived = new ArrayDeque<>();

    void derived(PlanDelta delta) {
        derived.add(delta);
    }

    /** What was derived but not seen in the log yet, oldest first. */
    List<PlanDelta> pending() {
        return List.copyOf(derived);
    }

    /** The bytes the core derives for the next recorded delta, or null when it derives none. */
    byte[] next() {
        PlanDelta delta = derived.poll();
        return delta == null ? null : LogFormat.encode(delta);
    }

    /** How a recorded delta differs from the derived one, or null when it does not. */
    static String difference(byte[] derived, byte[] recorded) {
        if (derived == null) {
            return "recorded " + describe(recorded) + ", the core derives nothing";
        }
        return Arrays.equals(derived, recorded)
                ? null : "recorded " + describe(recorded) + ", the core derives " + describe(derived);
    }

    private static String describe(byte[] payload) {
        try {
            return LogFormat.decodeDelta(payload).toString();
        } catch (IllegalArgumentException e) {
            return "something unreadable (" + e.getMessage() + ")";
        }
    }
}
