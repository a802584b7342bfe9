package exoroute.api.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class OrderBookTest {
    private static final OrderBook BOOK =
            new OrderBook(new long[] {99, 98}, new long[] {1, 2}, new long[] {101, 103, 104}, new long[] {3, 4, 5});

    @Test
    void levels_are_best_first_on_both_sides() {
        assertEquals(2, BOOK.levels(Side.BUY));
        assertEquals(3, BOOK.levels(Side.SELL));
        assertEquals(99, BOOK.price(Side.BUY, 0));
        assertEquals(2, BOOK.size(Side.BUY, 1));
        assertEquals(103, BOOK.price(Side.SELL, 1));
        assertEquals(5, BOOK.size(Side.SELL, 2));
    }

    @Test
    void the_top_keeps_the_best_levels_and_is_the_book_itself_when_nothing_is_cut() {
        assertSame(BOOK, BOOK.top(3));
        OrderBook top = BOOK.top(1);
        assertEquals(new OrderBook(new long[] {99}, new long[] {1}, new long[] {101}, new long[] {3}), top);
        assertEquals(top.hashCode(), BOOK.top(1).hashCode());
    }

    @Test
    void levels_out_of_order_repeated_or_empty_are_refused_by_number() {
        assertEquals(
                "ask level 1: 101 ticks, 1 lots, is out of order or empty",
                assertThrows(IllegalArgumentException.class, () -> new OrderBook(
                        new long[0], new long[0], new long[] {101, 101}, new long[] {1, 1})).getMessage());
        assertThrows(IllegalArgumentException.class, () -> new OrderBook(
                new long[] {98, 99}, new long[] {1, 1}, new long[0], new long[0]));
        assertThrows(IllegalArgumentException.class, () -> new OrderBook(
                new long[] {98}, new long[] {0}, new long[0], new long[0]));
        assertThrows(IllegalArgumentException.class, () -> new OrderBook(
                new long[] {98}, new long[0], new long[0], new long[0]));
    }

    @Test
    void a_book_is_crossed_when_its_best_bid_reaches_its_best_ask() {
        assertFalse(BOOK.isCrossed());
        assertFalse(OrderBook.EMPTY.isCrossed());
        assertTrue(new OrderBook(new long[] {101}, new long[] {1}, new long[] {101}, new long[] {1}).isCrossed());
    }

    @Test
    void a_listing_reads_prices_and_sizes_on_its_steps_only() {
        Listing listing = new Listing(
                new ListingId("okcoin", "BTC-USDT"), new Instrument("BTC/USDT", "BTC", "USDT", 8, 2), 10, 10_000, 0,
                Long.MAX_VALUE, 0, 200_000, 100_000, "USDT", Listing.State.OPEN, true);
        assertEquals(604_866, listing.ticks("60486.6"));
        assertEquals("60486.6", listing.price(604_866));
        assertEquals(495, listing.lots("0.0495"));
        assertEquals(
                "listing okcoin:BTC-USDT: price 60486.65 is no multiple of the tick 0.1",
                assertThrows(IllegalArgumentException.class, () -> listing.ticks("60486.65")).getMessage());
        assertEquals(
                "listing okcoin:BTC-USDT: size 0.00005 is no multiple of the lot 0.0001",
                assertThrows(IllegalArgumentException.class, () -> listing.lots("0.00005")).getMessage());
    }
}
