package exoroute.adapter.sim;

import static exoroute.adapter.sim.SimFixture.BTC;
import static exoroute.adapter.sim.SimFixture.view;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.market.BookView;
import exoroute.api.market.OrderBook;
import exoroute.api.market.Side;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.ExecutionReport.Type;
import exoroute.api.order.TimeInForce;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A simulated listing follows a feed; what was taken from a level stays taken until the feed changes that level. */
class PaperLiquidityTest {
    private final SimFixture f = SimFixture.perfect();
    private final PaperLiquidity paper = new PaperLiquidity(f.venue, BTC.id());
    private long sequence;

    private void follow(String levels) {
        paper.follow(view(++sequence, levels));
        f.settle();
    }

    private void stale() {
        paper.follow(BookView.stale(BTC.id(), ++sequence, 0, "gap"));
        f.settle();
    }

    @Test
    void the_book_is_what_the_feed_shows() {
        for (String levels : List.of("99x3 98x1 | 100x2 101x5", "99x4 | 100x2", "| 90x2", "95x1 |", "99x3 | 100x2")) {
            follow(levels);
            assertEquals(levels, f.book());
        }
    }

    @Test
    void before_the_first_view_and_while_it_is_stale_no_order_is_taken() {
        ChildOrder early = f.send(Side.BUY, TimeInForce.IOC, 100, 5);
        assertEquals(List.of(Type.REJECTED), f.types(early));
        follow("99x3 | 100x5");
        assertEquals(List.of("5@100"), f.fills(f.send(Side.BUY, TimeInForce.IOC, 100, 5)));
        stale();
        ChildOrder late = f.send(Side.BUY, TimeInForce.IOC, 100, 5);
        assertEquals(List.of(Type.REJECTED), f.types(late));
        assertTrue(f.lastOf(late).text().contains("stale: gap"), f.lastOf(late).text());
        assertEquals("|", f.book());
        follow("99x3 | 100x4");
        assertEquals(List.of("4@100"), f.fills(f.send(Side.BUY, TimeInForce.IOC, 100, 5)));
    }

    @Test
    void what_was_taken_stays_taken_until_that_level_changes() {
        follow("99x3 | 100x5 101x5");
        f.send(Side.BUY, TimeInForce.IOC, 100, 4);
        follow("98x3 | 100x5 101x6");
        assertEquals("98x3 | 100x1 101x6", f.book());
        f.send(Side.BUY, TimeInForce.IOC, 100, 4);
        follow("98x3 | 100x5 101x6");
        assertEquals("98x3 | 101x6", f.book(), "all of it is gone, though the feed still shows it");
        follow("98x3 | 100x7 101x6");
        assertEquals("98x3 | 100x7 101x6", f.book());
        follow("98x3 | 101x6");
        assertEquals("98x3 | 101x6", f.book());
    }

    @Test
    void a_resting_order_is_filled_at_its_price_when_the_feed_crosses_it() {
        follow("99x3 | 102x5");
        ChildOrder order = f.send(Side.BUY, TimeInForce.GTC, 100, 5);
        follow("98x3 | 100x2");
        assertEquals(List.of("2@100"), f.fills(order));
        assertEquals("100x3 98x3 |", f.book(), "what the feed showed there is consumed");
        follow("98x3 | 99x9");
        assertEquals(List.of("2@100", "3@100"), f.fills(order));
        assertEquals("98x3 | 99x6", f.book());
    }

    @Test
    void a_resting_order_waits_behind_what_the_feed_shows_at_its_price() {
        follow("99x3 | 102x5");
        ChildOrder order = f.send(Side.BUY, TimeInForce.GTC, 99, 5);
        f.other(Side.SELL, 99, 4);
        assertEquals(List.of("4@99"), f.fills(order), "others never trade with each other here");
        assertEquals("99x4 | 102x5", f.book().trim());
    }

    @Test
    void a_resting_order_survives_a_stale_feed() {
        follow("99x3 | 102x5");
        ChildOrder order = f.send(Side.BUY, TimeInForce.GTC, 100, 5);
        stale();
        assertEquals("100x5 |", f.book());
        follow("99x3 | 100x5");
        assertEquals(List.of("5@100"), f.fills(order));
    }

    @Test
    void the_book_is_never_crossed_and_never_shows_more_than_the_feed_and_what_rests() {
        SplittableRandom random = new SplittableRandom(11);
        OrderBook shown = OrderBook.EMPTY;
        for (int i = 0; i < 3_000; i++) {
            if (random.nextInt(3) > 0) {
                long mid = 1_000 + random.nextInt(-6, 7);
                StringBuilder levels = new StringBuilder();
                for (int k = 0; k < random.nextInt(1, 5); k++) {
                    levels.append(mid - 1 - 2 * k).append('x').append(1 + random.nextInt(3)).append(' ');
                }
                levels.append('|');
                for (int k = 0; k < random.nextInt(1, 5); k++) {
                    levels.append(' ').append(mid + 1 + k).append('x').append(1 + random.nextInt(3));
                }
                follow(levels.toString());
                shown = view(1, levels.toString()).book();
            } else {
                Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
                f.send(side, TimeInForce.IOC, 1_000 + random.nextInt(-8, 9), 2 + random.nextLong(4));
            }
            OrderBook book = f.venue.book(BTC.id()).snapshot();
            assertFalse(book.isCrossed(), f.book());
            for (Side side : Side.values()) {
                for (int k = 0; k < book.levels(side); k++) {
                    assertTrue(book.size(side, k) <= sizeAt(shown, side, book.price(side, k)), "step " + i + ": "
                            + f.book());
                }
            }
        }
    }

    private static long sizeAt(OrderBook book, Side side, long ticks) {
        for (int i = 0; i < book.levels(side); i++) {
            if (book.price(side, i) == ticks) {
                return book.size(side, i);
            }
        }
        return 0;
    }
}
