package exoroute.router.core;

import exoroute.api.market.FixedPoint;
import exoroute.api.market.Listing;
import exoroute.api.market.ListingId;
import exoroute.api.market.OrderBook;
import exoroute.api.market.Side;
import java.math.RoundingMode;
import java.util.Arrays;

/**
 * What a listing offers to one side, on the common scale: cost per base unit in 10^-9 of the parent's quote
 * currency, with taker fee and conversion. Arrays of equal length, best first.
 *
 * <p>Rounding: every step that is not exact rounds against the client, up for a buy and down for a sell, so a plan
 * never promises more than the books give. Limits are native ticks and are not rounded at all.
 */
public final class Ladder {
    /** Decimals of prices on the common scale. */
    public static final int PRICE_SCALE = 9;

    private static final long FEE_ONE = FixedPoint.power(Listing.FEE_SCALE);
    private static final int CAPACITY = 64;
    private static final long ONE = FixedPoint.power(PRICE_SCALE);

    private final Listing listing;
    private long[] ticks;
    private long[] size;
    private long[] gross;
    private long[] net;
    private int levels;
    private long depth;

    private Ladder(Listing listing, int capacity) {
        this.listing = listing;
        ticks = new long[capacity];
        size = new long[capacity];
        gross = new long[capacity];
        net = new long[capacity];
    }

    /**
     * Builds the ladder an order of {@code side} walks.
     *
     * @param book the listing's book
     * @param conversion book in which the listing's quote is converted, null when it is the parent's quote
     * @param accept stops the walk at the first level it refuses
     * @param wanted levels beyond the one that completes this size are of no use; their depth is counted, where they
     *     need no conversion
     */
    static Ladder of(ListedBook book, ListedBook conversion, Side side, LevelFilter accept, long wanted) {
        Side from = side.opposite();
        OrderBook shown = book.view().book();
        int count = shown.levels(from);
        Ladder ladder = new Ladder(book.listing(), Math.max(1, Math.min(CAPACITY, count)));
        Converter converter = conversion == null ? null : new Converter(conversion, side);
        Range.Sum sum = new Range.Sum(book, from);
        boolean enough = false;
        for (int i = 0; i < count; i++) {
            long lots = book.available(from, i);
            long tick = shown.price(from, i);
            if (lots > 0) {
                boolean inside = sum.add(i, tick, lots);
                if (!inside || !ladder.addLevel(tick, tick * sum.step(), lots, converter, side, accept)) {
                    break;
                }
                if (enough) {
                    ladder.countDepth(book, from, i + 1, side, accept);
                    break;
                }
                enough = converter == null && ladder.depth >= wanted;
            }
        }
        return ladder;
    }

    /** Adds the depth of the levels from {@code next} on that would be accepted, without pricing each of them. */
    private void countDepth(ListedBook book, Side from, int next, Side side, LevelFilter accept) {
        int low = next;
        int high = book.view().book().levels(from);
        while (low < high) {
            int middle = (low + high) >>> 1;
            long price = scaled(listing, book.view().book().price(from, middle));
            if (accept.accepts(price, withFee(price, listing.takerFee(), side))) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        for (int i = next; i < low; i++) {
            long lots = book.available(from, i);
            if (lots > (Range.MAX_NOTIONAL - depth) / listing.lot()) {
                return;
            }
            depth += lots * listing.lot();
        }
    }

    private boolean addLevel(
            long tick, long nativeGross, long lots, Converter converter, Side side, LevelFilter accept) {
        long nativeNet = withFee(nativeGross, listing.takerFee(), side);
        if (converter == null) {
            return add(tick, lots, nativeGross, nativeNet, accept);
        }
        while (lots > 0) {
            long part = converter.affordable(nativeNet, listing, lots);
            if (part == 0) {
                return false;
            }
            long grossPrice = convert(nativeGross, converter.rate(), side);
            long netPrice = convert(nativeNet, converter.netRate(), side);
            if (!add(tick, part, grossPrice, netPrice, accept)) {
                return false;
            }
            converter.use(nativeNet, listing, part);
            lots -= part;
        }
        return true;
    }

    private boolean add(long tick, long lots, long grossPrice, long netPrice, LevelFilter accept) {
        if (!accept.accepts(grossPrice, netPrice)) {
            return false;
        }
        if (levels == ticks.length) {
            int capacity = levels * 2;
            ticks = Arrays.copyOf(ticks, capacity);
            size = Arrays.copyOf(size, capacity);
            gross = Arrays.copyOf(gross, capacity);
            net = Arrays.copyOf(net, capacity);
        }
        ticks[levels] = tick;
        size[levels] = lots * listing.lot();
        gross[levels] = grossPrice;
        net[levels] = netPrice;
        depth = Math.addExact(depth, size[levels]);
        levels++;
        return true;
    }

    /** A listing's price in ticks on the common scale, exactly. */
    static long scaled(Listing listing, long ticks) {
        return Math.multiplyExact(
                Math.multiplyExact(ticks, listing.tick()),
                FixedPoint.power(PRICE_SCALE - listing.instrument().priceScale()));
    }

    /** The price with its fee, rounded once: the price itself is whole, so only its fee is. */
    static long withFee(long price, long fee, Side side) {
        long factor = side.sign() * fee;
        long product = price * factor;
        if (Math.multiplyHigh(price, factor) != product >> 63) {
            return price + FixedPoint.multiplyDivide(price, factor, FEE_ONE, against(side));
        }
        long quotient = product / FEE_ONE; // by a constant: no division is left of it
        long rest = product - quotient * FEE_ONE;
        long against = rest != 0 && (side == Side.BUY ? product > 0 : product < 0) ? side.sign() : 0;
        return price + quotient + against;
    }

    static long convert(long price, long rate, Side side) {
        return FixedPoint.multiplyDivide(price, rate, ONE, against(side));
    }

    static RoundingMode against(Side side) {
        return side == Side.BUY ? RoundingMode.CEILING : RoundingMode.FLOOR;
    }

    /** Whose ladder. */
    public ListingId id() {
        return listing.id();
    }

    Listing listing() {
        return listing;
    }

    int levels() {
        return levels;
    }

    /** As it was in a snapshot; the arrays are taken over. */
    Ladder(Listing listing, long[] ticks, long[] size, long[] gross, long[] net, long depth) {
        this.listing = listing;
        this.ticks = ticks;
        this.size = size;
        this.gross = gross;
        this.net = net;
        this.levels = ticks.length;
        this.depth = depth;
    }

    /** For a snapshot. */
    CoreSnapshot.LadderState freeze() {
        return new CoreSnapshot.LadderState(
                listing, Arrays.copyOf(ticks, levels), sizes(), Arrays.copyOf(gross, levels), prices(), depth);
    }

    long[] prices() {
        return Arrays.copyOf(net, levels);
    }

    long[] sizes() {
        return Arrays.copyOf(size, levels);
    }

    long gross(int level) {
        return gross[level];
    }

    long net(int level) {
        return net[level];
    }

    /** Everything offered, in size units; the levels hold what was wanted, and one level more. */
    long depth() {
        return depth;
    }

    /** Index of the last level a size touches; -1 for size 0; throws when there is too little. */
    int worstLevel(long wanted) {
        long left = wanted;
        for (int i = 0; i < levels; i++) {
            left -= size[i];
            if (left <= 0) {
                return wanted == 0 ? -1 : i;
            }
        }
        throw new IllegalArgumentException(id() + " offers " + depth() + " units, not " + wanted);
    }

    long ticks(int level) {
        return ticks[level];
    }

    /** Net cost of a size in 10^-8 of the quote currency, or -1 when there is too little. */
    long netCost(long wanted) {
        return walk(wanted, net);
    }

    /** Cost before fees in 10^-8 of the parent's quote currency, or -1 when there is too little. */
    long grossCost(long wanted) {
        return walk(wanted, gross);
    }

    /** Price times size in 10^-8 of the listing's own quote, without fee. */
    long nativeNotional(long wanted) {
        long sum = 0;
        long left = wanted;
        for (int i = 0; i < levels && left > 0; i++) {
            long part = Math.min(left, size[i]);
            sum += Amounts.notional(scaled(listing, ticks[i]), part, listing.instrument().sizeScale());
            left -= part;
        }
        return sum;
    }

    private long walk(long wanted, long[] price) {
        long sum = 0;
        long left = wanted;
        for (int i = 0; i < levels && left > 0; i++) {
            long part = Math.min(left, size[i]);
            sum += Amounts.notional(price[i], part, listing.instrument().sizeScale());
            left -= part;
        }
        return left > 0 ? -1 : sum;
    }

    /** Decides whether a level may be used. */
    interface LevelFilter {
        /**
         * @param gross converted price without fees, 10^-9
         * @param net with fees, 10^-9
         */
        boolean accepts(long gross, long net);
    }
}
