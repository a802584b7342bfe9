package exoroute.adapter.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import exoroute.api.market.Listing;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ListingTextTest {
    private static final List<Listing> LISTINGS =
            List.of(ListingText.listing("alpha", "X;BTC/USD;8;2;0.01;0.00000001;0;0.001;0.001"));

    private static List<ListingText.Quote> quotes(String... texts) {
        return ListingText.uncrossed(Stream.of(texts).map(text -> ListingText.quote(LISTINGS, text)).toList());
    }

    @Test
    void quotes_are_read_in_ticks_and_lots() {
        ListingText.Quote quote = quotes("X;SELL;60000.01;1.5", "X;BUY;60000.00;1").get(0);
        assertEquals(6_000_001, quote.ticks());
        assertEquals(150_000_000, quote.lots());
    }

    @Test
    void quotes_that_would_cross_are_refused() {
        assertEquals(
                "setting quotes: alpha:X would be crossed: bid 101 ticks, ask 100 ticks",
                assertThrows(IllegalArgumentException.class, () -> quotes("X;SELL;1.00;1", "X;BUY;1.01;1")).getMessage());
    }
}
