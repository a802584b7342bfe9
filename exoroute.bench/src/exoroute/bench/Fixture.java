package exoroute.bench;

import exoroute.api.desk.CommandContext;
import exoroute.api.market.BookView;
import exoroute.api.market.Instrument;
import exoroute.api.market.Listing;
import exoroute.api.market.ListingId;
import exoroute.api.market.OrderBook;
import exoroute.api.market.Side;
import exoroute.api.order.Constraints;
import exoroute.api.order.ParentOrder;
import exoroute.api.order.ParentOrder.LimitBasis;
import exoroute.router.core.CoreConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Eight venues with books of fifty levels a side, and limits that do not bind. */
final class Fixture {
    static final int VENUES = 8;
    static final int LEVELS = 50;
    static final long START = 1_700_000_000_000_000_000L;
    static final Instrument BTC = new Instrument("BTC/USD", "BTC", "USD", 8, 2);
    /** 10^-8 BTC a level. */
    static final long LEVEL = 50_000_000L;

    private Fixture() {}

    static CoreConfig config(int snapshotEvents, int finished) {
        long much = 100_000_000_000_000_000L;
        long second = 1_000_000_000L;
        return new CoreConfig(
                List.of(BTC), new TreeMap<>(), "price-search", 1_000_000, 1_000_000, 50_000, 3_600 * second,
                new CoreConfig.RiskLimits(much, much, much, much, much, Long.MAX_VALUE, 30_000_000, 1_000_000),
                new CoreConfig.Outcomes(60 * second, second, 5 * second),
                new CoreConfig.Breaker(1_000_000, 1_000_000, 1_000_000, 1_000_000, second, second, second),
                new CoreConfig.Retention(finished, 10_000, snapshotEvents));
    }

    static List<Listing> listings() {
        List<Listing> listings = new ArrayList<>();
        for (int v = 0; v < VENUES; v++) {
            listings.add(new Listing(
                    new ListingId("venue" + v, "BTCUSD"), BTC, 1, 1, 0, Long.MAX_VALUE, 0, 10_000L, 0, "USD",
                    Listing.State.OPEN, false));
        }
        return listings;
    }

    /** Fifty levels a side around a best ask in ticks, one tick apart; sizes change with the sequence, so that what was taken is there again. */
    static BookView book(Listing listing, long sequence, long bestAsk) {
        long[][] sides = new long[4][LEVELS];
        for (int i = 0; i < LEVELS; i++) {
            sides[0][i] = bestAsk - 2 - i;
            sides[1][i] = LEVEL + sequence % 3 * 1_000_000L;
            sides[2][i] = bestAsk + i;
            sides[3][i] = LEVEL + sequence % 3 * 1_000_000L;
        }
        return new BookView(listing.id(), sequence, 0, BookView.State.LIVE, "",
                new OrderBook(sides[0], sides[1], sides[2], sides[3]));
    }

    static ParentOrder order(Side side, long quantity, long limit) {
        return new ParentOrder("BTC/USD", side, quantity, limit, LimitBasis.GROSS, 0, new Constraints(true, 0, 0, List.of()));
    }

    static CommandContext context(long n) {
        return new CommandContext("bench", "r" + n);
    }
}
