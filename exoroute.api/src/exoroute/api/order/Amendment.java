package exoroute.api.order;

/**
 * A change to a live parent order. A value of -1 leaves the field as it is.
 *
 * @param quantity new total quantity in 10^-sizeScale of the base; not below what is filled or at venues
 * @param limitPrice new limit in 10^-priceScale of the quote; 0 removes it
 * @param deadline new deadline in nanoseconds UTC; 0 removes it
 */
public record Amendment(long quantity, long limitPrice, long deadline) {
    /** Leaves a field as it is. */
    public static final long KEEP = -1;
}
