package exoroute.router.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.market.BookView;
import exoroute.api.market.Instrument;
import exoroute.api.market.Listing;
import exoroute.api.market.OrderBook;
import exoroute.api.market.Side;
import exoroute.router.CoreFixture;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ladders against an independent computation in decimals. */
class LadderTest {
    private static final Instrument BTC_USDT = new Instrument("BTC/USDT", "BTC", "USDT", 8, 2);
    private static final Instrument USDT_USD = new Instrument("USDT/USD", "USDT", "USD", 2, 5);

    /** One rung: native ticks, size in base units, gross and net price in the parent's quote currency. */
    private record Rung(long ticks, BigDecimal size, BigDecimal gross, BigDecimal net) {}

    private static ListedBook book(Listing listing, OrderBook levels) {
        ListedBook book = new ListedBook(listing, "test");
        book.observe(new BookView(listing.id(), 1, 0, BookView.State.LIVE, "", levels), 1);
        return book;
    }

    private static Ladder ladder(ListedBook book, ListedBook conversion, Side side) {
        return Ladder.of(book, conversion, side, (gross, net) -> true, Long.MAX_VALUE);
    }

    private static OrderBook random(SplittableRandom random, long mid, long step, long maxLots) {
        int levels = 1 + random.nextInt(24); // more than the ladder's first capacity
        long[][] arrays = new long[4][levels];
        for (int side = 0; side < 2; side++) {
            long price = mid;
            for (int i = 0; i < levels; i++) {
                price += (side == 0 ? -1 : 1) * (1 + random.nextLong(step));
                arrays[2 * side][i] = price;
                arrays[2 * side + 1][i] = 1 + random.nextLong(maxLots);
            }
        }
        return new OrderBook(arrays[0], arrays[1], arrays[2], arrays[3]);
    }

    private static BigDecimal decimal(long value, int scale) {
        return BigDecimal.valueOf(value, scale);
    }

    /** Never in the client's favour: up for who pays, down for who receives. */
    private static BigDecimal nine(BigDecimal exact, Side side) {
        return exact.setScale(9, side == Side.BUY ? RoundingMode.UP : RoundingMode.DOWN);
    }

    private static BigDecimal price(Listing listing, long ticks) {
        return decimal(ticks, listing.instrument().priceScale()).multiply(BigDecimal.valueOf(listing.tick()));
    }

    private static BigDecimal size(Listing listing, long lots) {
        return decimal(lots, listing.instrument().sizeScale()).multiply(BigDecimal.valueOf(listing.lot()));
    }

    private static BigDecimal withFee(BigDecimal price, Listing listing, Side side) {
        BigDecimal fee = decimal(listing.takerFee(), 8);
        return nine(price.multiply(side == Side.BUY ? BigDecimal.ONE.add(fee) : BigDecimal.ONE.subtract(fee)), side);
    }

    /** The rungs as money flows: every lot is paid for in the conversion book, whose levels are used up in order. */
    private static List<Rung> reference(ListedBook book, ListedBook conversion, Side side) {
        List<Rung> rungs = new ArrayList<>();
        Side from = side.opposite();
        int at = 0;
        BigDecimal left = conversion == null ? null : shown(conversion, from, 0);
        for (int i = 0; i < book.view().book().levels(from); i++) {
            long ticks = book.view().book().price(from, i);
            BigDecimal gross = price(book.listing(), ticks);
            BigDecimal net = withFee(gross, book.listing(), side);
            long lots = book.view().book().size(from, i);
            if (conversion == null) {
                rungs.add(new Rung(ticks, size(book.listing(), lots), gross, net));
                continue;
            }
            BigDecimal perLot = net.multiply(size(book.listing(), 1));
            while (lots > 0) {
                long part = left.divide(perLot, 0, RoundingMode.DOWN).min(BigDecimal.valueOf(lots)).longValueExact();
                if (part == 0) {
                    if (++at == conversion.view().book().levels(from)) {
                        return rungs;
                    }
                    left = shown(conversion, from, at);
                    continue;
                }
                BigDecimal rate = price(conversion.listing(), conversion.view().book().price(from, at));
                rungs.add(new Rung(
                        ticks, size(book.listing(), part), nine(gross.multiply(rate), side),
                        nine(net.multiply(withFee(rate, conversion.listing(), side)), side)));
                left = left.subtract(perLot.multiply(BigDecimal.valueOf(part)).setScale(9, RoundingMode.UP));
                lots -= part;
            }
        }
        return rungs;
    }

    private static BigDecimal shown(ListedBook book, Side from, int level) {
        return size(book.listing(), book.view().book().size(from, level));
    }

    private static void assertSame(List<Rung> expected, Ladder ladder, Listing listing, String seed) {
        List<Rung> found = new ArrayList<>();
        for (int i = 0; i < ladder.levels(); i++) {
            found.add(new Rung(
                    ladder.ticks(i), decimal(ladder.sizes()[i], listing.instrument().sizeScale()),
                    decimal(ladder.gross(i), 9), decimal(ladder.net(i), 9)));
        }
        assertEquals(
                expected.stream().map(LadderTest::text).toList(), found.stream().map(LadderTest::text).toList(), seed);
    }

    private static String text(Rung r) {
        return r.ticks + " " + r.size.stripTrailingZeros().toPlainString() + " "
                + r.gross.stripTrailingZeros().toPlainString() + " " + r.net.stripTrailingZeros().toPlainString();
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void a_ladder_in_the_orders_currency_is_exact(Side side) {
        SplittableRandom random = new SplittableRandom(7);
        for (int n = 0; n < 300; n++) {
            Listing listing = CoreFixture.listing(
                    "x", BTC_USDT, 1 + random.nextInt(50), 1 + random.nextInt(1_000), random.nextInt(-30_000, 300_000));
            ListedBook book = book(listing, random(random, 6_000_000 / listing.tick(), 300, 1_000_000));
            Ladder ladder = ladder(book, null, side);
            assertSame(reference(book, null, side), ladder, listing, "case " + n);
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void a_converted_ladder_uses_up_the_conversion_book_and_rounds_against_the_client(Side side) {
        SplittableRandom random = new SplittableRandom(8);
        int split = 0;
        int exhausted = 0;
        for (int n = 0; n < 500; n++) {
            Listing listing = CoreFixture.listing(
                    "x", BTC_USDT, 1 + random.nextInt(50), 1 + random.nextInt(100_000), random.nextInt(0, 300_000));
            Listing rate = CoreFixture.listing(
                    "x", USDT_USD, 1 + random.nextInt(10), 1 + random.nextInt(100), random.nextInt(-10_000, 100_000));
            ListedBook book = book(listing, random(random, 6_000_000 / listing.tick(), 300,
                    100_000_000 / listing.lot()));
            ListedBook conversion = book(rate, random(random, 100_000 / rate.tick(), 20, 10_000_000 / rate.lot()));
            Ladder ladder = ladder(book, conversion, side);
            List<Rung> expected = reference(book, conversion, side);
            assertSame(expected, ladder, listing, "case " + n);
            assertPaidFor(ladder, conversion, listing, side);
            split += expected.size() > expected.stream().mapToLong(Rung::ticks).distinct().count() ? 1 : 0;
            exhausted += size(listing, 1).signum() > 0 && ladder.depth() < depth(book, side) ? 1 : 0;
        }
        assertTrue(split > 50 && exhausted > 50, "cases that matter: " + split + ", " + exhausted);
    }

    private static long depth(ListedBook book, Side side) {
        long lots = 0;
        for (int i = 0; i < book.view().book().levels(side.opposite()); i++) {
            lots += book.view().book().size(side.opposite(), i);
        }
        return lots * book.listing().lot();
    }

    /** Whatever is offered can be converted within what the conversion book shows, and prices only get worse. */
    private static void assertPaidFor(Ladder ladder, ListedBook conversion, Listing listing, Side side) {
        BigDecimal spent = BigDecimal.ZERO;
        for (int i = 0; i < ladder.levels(); i++) {
            spent = spent.add(withFee(price(listing, ladder.ticks(i)), listing, side)
                    .multiply(decimal(ladder.sizes()[i], listing.instrument().sizeScale())));
            assertTrue(i == 0 || side.sign() * (ladder.net(i) - ladder.net(i - 1)) >= 0, "level " + i + " is better");
        }
        BigDecimal there = BigDecimal.ZERO;
        for (int i = 0; i < conversion.view().book().levels(side.opposite()); i++) {
            there = there.add(shown(conversion, side.opposite(), i));
        }
        assertTrue(spent.compareTo(there) <= 0, spent + " of " + there);
    }

    @Test
    void a_buyer_pays_the_rate_rounded_up_and_a_seller_gets_it_rounded_down() {
        Listing listing = CoreFixture.listing("x", BTC_USDT, 1, 1, 100_001);
        Listing rate = CoreFixture.listing("x", USDT_USD, 1, 1, 33_333);
        ListedBook book = book(listing, CoreFixture.levels("6000001x1 | 6000003x1"));
        ListedBook conversion = book(rate, CoreFixture.levels("99991x1000000 | 100007x1000000"));
        Ladder buy = ladder(book, conversion, Side.BUY);
        assertEquals(60_004_230_002_100L, buy.gross(0), "60000.03 times 1.00007, exact");
        // 60000.03 * 1.00100001 = 60060.0306300003 -> ...0301 up; rate 1.00007 * 1.00033333 = 1.000403353333.. up
        BigDecimal exact = new BigDecimal("60060.030630001").multiply(new BigDecimal("1.000403354"));
        assertEquals(exact.setScale(9, RoundingMode.CEILING).unscaledValue().longValueExact(), buy.net(0));
        Ladder sell = ladder(book, conversion, Side.SELL);
        assertEquals(59_994_609_999_100L, sell.gross(0), "60000.01 times 0.99991, exact");
        assertTrue(sell.net(0) < sell.gross(0));
    }

    @Test
    void a_native_limit_is_the_last_level_touched_unrounded() {
        Listing listing = CoreFixture.listing("x", BTC_USDT, 5, 10, 100_000);
        ListedBook book = book(listing, CoreFixture.levels("90x3 80x3 | 100x3 110x3 120x3"));
        Ladder ladder = ladder(book, null, Side.BUY);
        assertEquals(-1, ladder.worstLevel(0));
        assertEquals(0, ladder.worstLevel(30));
        assertEquals(1, ladder.worstLevel(31));
        assertEquals(120, ladder.ticks(ladder.worstLevel(90)));
        assertEquals(90, ladder.depth());
        assertEquals(-1, ladder.netCost(91));
    }

    @Test
    void a_filter_stops_the_walk_at_the_first_level_it_refuses() {
        Listing listing = CoreFixture.listing("x", BTC_USDT, 1, 1, 0);
        ListedBook book = book(listing, CoreFixture.levels("| 100x1 101x1 102x1"));
        Ladder ladder = Ladder.of(book, null, Side.BUY, (gross, net) -> gross <= 1_010_000_000L, Long.MAX_VALUE);
        assertEquals(2, ladder.levels());
    }

    @Test
    void what_was_taken_from_the_conversion_book_is_not_offered_twice() {
        Listing listing = CoreFixture.listing("x", BTC_USDT, 1, 1, 0);
        Listing rate = CoreFixture.listing("x", USDT_USD, 1, 1, 0);
        ListedBook book = book(listing, CoreFixture.levels("| 100x100000000"));
        ListedBook conversion = book(rate, CoreFixture.levels("| 100000x100"));
        assertEquals(100_000_000L, ladder(book, conversion, Side.BUY).depth());
        conversion.take(Side.SELL, 100_000, 40);
        assertEquals(60_000_000L, ladder(book, conversion, Side.BUY).depth());
    }
}
