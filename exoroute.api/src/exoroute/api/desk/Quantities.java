package exoroute.api.desk;

/**
 * Where a parent's quantity is; all in 10^-sizeScale of the base. After every event
 * {@code filled + open + pendingCancel + unknown + delegated + unsent = quantity + overfill}.
 *
 * @param quantity what was ordered
 * @param filled executed
 * @param open at venues
 * @param pendingCancel at venues, cancel asked for
 * @param unknown outcome unknown; never sent again before it is known
 * @param delegated with private cohorts
 * @param unsent free to send
 * @param overfill executed beyond the order
 */
public record Quantities(
        long quantity,
        long filled,
        long open,
        long pendingCancel,
        long unknown,
        long delegated,
        long unsent,
        long overfill) {
    /** Whether the identity holds. */
    public boolean isConserved() {
        return filled + open + pendingCancel + unknown + delegated + unsent == quantity + overfill
                && open >= 0 && pendingCancel >= 0 && unknown >= 0 && delegated >= 0 && unsent >= 0 && overfill >= 0;
    }
}
