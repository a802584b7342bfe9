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
 * @param forth what a feed would say of it: a level at another price is gone, then there
 * @param back likewise of the way back
 */
public record Change(int[] venue, int[] level, long[] priceBefore, long[] sizeBefore, long[] priceAfter, long[] sizeAfter,
        Update forth, Update back) {
    /** Sizes that prices have now, in this order; size 0 when there is none. */
    public record Update(int[] venue, long[] price, long[] size) {
        static Update of(int[] venue, long[] before, long[] after, long[] size) {
            int moved = 0;
            for (int i = 0; i < venue.length; i++) {
                moved += before[i] != after[i] ? 1 : 0;
            }
            Update update = new Update(
                    new int[venue.length + moved], new long[venue.length + moved], new long[venue.length + moved]);
            int at = 0;
            for (int i = 0; i < venue.length; i++) {
                if (before[i] != after[i]) {
                    update.set(at++, venue[i], before[i], 0);
                }
                update.set(at++, venue[i], after[i], size[i]);
            }
            return update;
        }

        private void set(int at, int where, long newPrice, long newSize) {
            venue[at] = where;
            price[at] = newPrice;
            size[at] = newSize;
        }
    }

    static Change of(int[] venue, int[] level, long[] priceBefore, long[] sizeBefore, long[] priceAfter, long[] sizeAfter) {
        return new Change(venue, level, priceBefore, sizeBefore, priceAfter, sizeAfter,
                Update.of(venue, priceBefore, priceAfter, sizeAfter), Update.of(venue, priceAfter, priceBefore, sizeBefore));
    }

    /** How many levels change. */
    public int levels() {
        return venue.length;
    }
}
