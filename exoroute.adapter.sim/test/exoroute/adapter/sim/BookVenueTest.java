package exoroute.adapter.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.adapter.Subscription;
import exoroute.api.market.BookView;
import exoroute.api.market.Listing;
import exoroute.api.market.ListingId;
import exoroute.api.market.Side;
import exoroute.api.market.Venue;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.OrderType;
import exoroute.api.order.TimeInForce;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A venue with a book of its own: configuration text, and the feed of what its matching left. */
class BookVenueTest {
    private static final String TEXT = "BTCUSD;BTC/USD;4;2;0.05;0.001;0.01;0.001;-0.0002";
    private static final Listing LISTING = ListingText.listing("book", TEXT);

    private final SimVenueAdapter venue = new SimVenueAdapter(
            new Venue("book", "Book"), List.of(LISTING), VenueModel.PERFECT, () -> SimFixture.START);
    private final BlockingQueue<BookView> views = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        venue.close();
    }

    private BookView next() throws InterruptedException {
        BookView view = views.poll(20, TimeUnit.SECONDS);
        assertTrue(view != null, "no view came");
        return view;
    }

    private static ListingText.Quote quote(String text) {
        return ListingText.quote(List.of(LISTING), text);
    }

    @Test
    void listings_and_quotes_are_read_exactly() {
        assertEquals(new ListingId("book", "BTCUSD"), LISTING.id());
        assertEquals(5, LISTING.tick());
        assertEquals(10, LISTING.lot());
        assertEquals(100, LISTING.minSize());
        assertEquals(100_000, LISTING.takerFee());
        assertEquals(-20_000, LISTING.makerFee());
        assertEquals("USD", LISTING.feeCurrency());
        assertEquals(new ListingText.Quote(LISTING.id(), Side.SELL, 2_000, 1_500), quote("BTCUSD;SELL;100.00;1.5"));
    }

    @Test
    void bad_text_is_named() {
        for (String bad : List.of("BTCUSD;BTC/USD;4;2", TEXT.replace("0.05", "0.055"), TEXT.replace("BTC/USD", "BTC"))) {
            IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> ListingText.listing("book", bad));
            assertTrue(e.getMessage().startsWith("setting listings: '"), e.getMessage());
        }
        for (String bad : List.of("BTCUSD;SELL;1", "X;SELL;1;1", "BTCUSD;HOLD;1;1", "BTCUSD;BUY;1.01;1")) {
            IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> quote(bad));
            assertTrue(e.getMessage().startsWith("setting quotes: '" + bad), e.getMessage());
        }
    }

    @Test
    void its_feed_tells_what_matching_left_and_nothing_twice() throws Exception {
        SimFeed feed = venue.openBook(List.of(
                quote("BTCUSD;SELL;100.00;1.5"), quote("BTCUSD;SELL;100.05;1.5"), quote("BTCUSD;BUY;99.95;1")));
        Subscription subscription = feed.subscribe(LISTING.id(), 1, views::add);
        BookView view = next();
        view = view.isLive() ? view : next();
        assertEquals(1, view.book().levels(Side.SELL), "one level was asked for");
        assertEquals(1_500, view.book().size(Side.SELL, 0));
        long sequence = view.sequence();
        venue.cancelAll(); // changes nothing, so nothing is told
        venue.submit(new ChildOrder(
                1, 1, LISTING.id(), Side.BUY, OrderType.LIMIT, TimeInForce.IOC, 2_000, 500, 0));
        view = next();
        assertEquals(1_000, view.book().size(Side.SELL, 0));
        assertEquals(sequence + 1, view.sequence());
        assertEquals(2, feed.view(LISTING.id(), 10).book().levels(Side.SELL));
        subscription.close();
        venue.submit(new ChildOrder(
                2, 1, LISTING.id(), Side.BUY, OrderType.LIMIT, TimeInForce.GTC, 1_990, 500, 0));
        BlockingQueue<BookView> others = new LinkedBlockingQueue<>();
        feed.subscribe(LISTING.id(), 10, others::add);
        BookView own = others.poll(20, TimeUnit.SECONDS);
        own = own.book().levels(Side.BUY) == 2 ? own : others.poll(20, TimeUnit.SECONDS);
        assertEquals(2, own.book().levels(Side.BUY), "a resting order is in the book");
        assertTrue(views.isEmpty(), "the closed subscription is told nothing more");
    }

    @Test
    void a_listing_it_does_not_have_is_refused() {
        SimFeed feed = venue.openBook(List.of());
        ListingId other = new ListingId("book", "ETHUSD");
        assertThrows(IllegalArgumentException.class, () -> feed.view(other, 1));
        assertThrows(IllegalArgumentException.class, () -> feed.subscribe(other, 1, v -> { }));
        assertFalse(feed.listings().isEmpty());
    }
}
