package exoroute.api.order;

import java.util.List;

/**
 * What a parent order allows.
 *
 * @param allowPartial take what there is when the books show too little; otherwise such an order is refused
 * @param maxRounds how often the residual is re-solved at most; 0 for the desk's default
 * @param maxChildSize largest child, in 10^-sizeScale of the base; 0 for no bound of its own
 * @param venues venue ids that may be used, sorted; empty for all
 */
public record Constraints(boolean allowPartial, int maxRounds, long maxChildSize, List<String> venues) {
    /** No constraint beyond the desk's own. */
    public static final Constraints NONE = new Constraints(false, 0, 0, List.of());

    /** Copies the list. */
    public Constraints {
        venues = venues.stream().sorted().distinct().toList();
    }
}
