package exoroute.adapter.sim;

import java.util.ArrayList;
import java.util.List;

/** Orders of others at configured levels; topped up on request. One thread. */
public final class QuotedLiquidity {
    private final SimVenue venue;
    private final List<ListingText.Quote> quotes;
    private final List<RestingOrder> orders = new ArrayList<>();

    /** Quotes must not cross each other; see {@link ListingText#uncrossed}. */
    public QuotedLiquidity(SimVenue venue, List<ListingText.Quote> quotes) {
        this.venue = venue;
        this.quotes = List.copyOf(quotes);
    }

    /** The others' orders arrive; they trade with what rests there already. */
    public void open() {
        quotes.forEach(q -> orders.add(venue.arrive(q.listing(), q.side(), q.ticks(), q.lots())));
    }

    /** Gives every level its configured size again; call after {@link #open()}. */
    public void topUp() {
        for (int i = 0; i < quotes.size(); i++) {
            ListingText.Quote quote = quotes.get(i);
            if (orders.get(i).lots < quote.lots()) {
                venue.book(quote.listing()).remove(orders.get(i));
                orders.set(i, venue.arrive(quote.listing(), quote.side(), quote.ticks(), quote.lots()));
            }
        }
    }
}
