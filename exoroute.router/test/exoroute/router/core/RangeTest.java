package exoroute.router.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.market.BookView;
import exoroute.api.market.FixedPoint;
import exoroute.api.market.Instrument;
import exoroute.api.market.Listing;
import exoroute.api.market.OrderBook;
import exoroute.api.market.Side;
import exoroute.router.CoreFixture;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is decided without dividing is what exact arithmetic decides. */
class RangeTest {
    private static final long SEED = 20_261_126;

    private static Listing listing(SplittableRandom random) {
        Instrument instrument = new Instrument("BTC/USD", "BTC", "USD", random.nextInt(10), random.nextInt(10));
        long tick = 1 + random.nextLong(random.nextBoolean() ? 3 : 5_000);
        long lot = 1 + random.nextLong(random.nextBoolean() ? 3 : 100_000);
        return CoreFixture.listing("alpha", instrument, tick, lot, 100_000);
    }

    /** Of any number of bits. */
    private static long any(SplittableRandom random, int bits) {
        return 1 + (random.nextLong(Long.MAX_VALUE) >>> (63 - 1 - random.nextInt(bits)));
    }

    /** The notional, rounded up, or null when price, size or notional is out of bounds. */
    private static BigInteger notional(Listing listing, long ticks, long lots) {
        BigInteger price = BigInteger.valueOf(ticks).multiply(BigInteger.valueOf(listing.tick()))
                .multiply(BigInteger.valueOf(FixedPoint.power(Ladder.PRICE_SCALE - listing.instrument().priceScale())));
        BigInteger units = BigInteger.valueOf(lots).multiply(BigInteger.valueOf(listing.lot()));
        BigInteger one = BigInteger.TEN.pow(listing.instrument().sizeScale() + Ladder.PRICE_SCALE - Amounts.SCALE);
        BigInteger[] exact = price.multiply(units).divideAndRemainder(one);
        BigInteger rounded = exact[0].add(exact[1].signum() == 0 ? BigInteger.ZERO : BigInteger.ONE);
        boolean out = ticks <= 0 || lots <= 0 || price.compareTo(BigInteger.valueOf(Range.MAX_PRICE)) > 0
                || units.compareTo(BigInteger.valueOf(Range.MAX_NOTIONAL)) > 0
                || rounded.compareTo(BigInteger.valueOf(Range.MAX_NOTIONAL)) > 0;
        return out ? null : rounded;
    }

    @Test
    void a_price_and_a_size_hold_when_their_exact_notional_does() {
        SplittableRandom random = new SplittableRandom(SEED);
        int inside = 0;
        for (int i = 0; i < 200_000; i++) {
            Listing listing = listing(random);
            long ticks = any(random, 50) - random.nextInt(2);
            long lots = any(random, 50) - random.nextInt(2);
            BigInteger expected = notional(listing, ticks, lots);
            String what = listing + " " + ticks + " x " + lots;
            assertEquals(expected == null ? -1 : expected.longValueExact(), Range.notional(listing, ticks, lots), what);
            assertEquals(expected != null, Range.holds(listing, ticks, lots), what);
            inside += expected == null ? 0 : 1;
        }
        assertTrue(inside > 50_000 && inside < 150_000, "inside: " + inside);
    }

    @Test
    void the_sum_of_a_side_is_within_bounds_when_the_exact_sum_is() {
        SplittableRandom random = new SplittableRandom(SEED);
        int within = 0;
        int beyond = 0;
        for (int i = 0; i < 20_000; i++) {
            Listing listing = listing(random);
            int levels = 1 + random.nextInt(12);
            long[][] asks = new long[2][levels];
            long ticks = any(random, 40);
            int bits = 1 + random.nextInt(48);
            for (int level = 0; level < levels; level++) {
                ticks += 1 + random.nextInt(3);
                asks[0][level] = ticks;
                asks[1][level] = any(random, bits);
            }
            ListedBook book = new ListedBook(listing, "alpha");
            book.observe(new BookView(listing.id(), 1, 0, BookView.State.LIVE, "",
                    new OrderBook(new long[0], new long[0], asks[0], asks[1])), 1);
            Range.Sum sum = new Range.Sum(book, Side.SELL);
            BigInteger exact = BigInteger.ZERO;
            for (int level = 0; level < levels; level++) {
                BigInteger more = notional(listing, asks[0][level], asks[1][level]);
                exact = more == null ? null : exact.add(more);
                boolean expected = exact != null && exact.compareTo(BigInteger.valueOf(Range.MAX_NOTIONAL)) <= 0;
                assertEquals(expected, sum.add(level, asks[0][level], asks[1][level]), () -> listing + " " + sum);
                if (!expected) {
                    beyond++;
                    break;
                }
                within++;
            }
        }
        assertTrue(within > 10_000 && beyond > 3_000, within + " within, " + beyond + " beyond");
    }

    @Test
    void a_fee_is_rounded_as_128_bits_round_it() {
        SplittableRandom random = new SplittableRandom(SEED);
        long one = FixedPoint.power(Listing.FEE_SCALE);
        for (int i = 0; i < 200_000; i++) {
            long price = any(random, 59);
            long fee = any(random, 26) * (random.nextInt(4) == 0 ? -1 : 1);
            for (Side side : Side.values()) {
                RoundingMode against = side == Side.BUY ? RoundingMode.CEILING : RoundingMode.FLOOR;
                assertEquals(price + FixedPoint.multiplyDivide(price, side.sign() * fee, one, against),
                        Ladder.withFee(price, fee, side), price + " " + fee + " " + side);
            }
        }
    }
}
