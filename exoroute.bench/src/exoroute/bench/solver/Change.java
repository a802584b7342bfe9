package exoroute.bench.solver;

/**
 * A change of some levels, and the way back. All arrays have the same length, one entry a level, sorted by venue; a
 * level is named once. The books keep their number of levels and their order of prices, before, after and while the
 * levels of a venue are set in any order.
 *
 * @param venue index of the venue in the problem
 * @param level index of the level in the venue's ladder
 * @param priceBefore price units
 * @param sizeBefore size units
 * @param priceAfter price units
 * @param sizeAfter size units
 */
public record Change(
        int[] venue, int[] level, long[] priceBefore, long[] sizeBefore, long[] priceAfter, long[] sizeAfter) {
    /** How many levels change. */
    public int levels() {
        return venue.length;
    }
}
