package exoroute.adapter.sim;

import exoroute.api.market.FixedPoint;
import exoroute.api.market.Instrument;
import exoroute.api.market.Listing;
import exoroute.api.market.ListingId;
import exoroute.api.market.Side;
import java.util.List;

/** Listings and quotes as configuration text. */
public final class ListingText {
    private static final int LISTING_FIELDS = 9;
    private static final int QUOTE_FIELDS = 4;

    private ListingText() {}

    /**
     * Liquidity at the start.
     *
     * @param listing where
     * @param side BUY is a bid
     * @param ticks price in ticks
     * @param lots size in lots
     */
    public record Quote(ListingId listing, Side side, long ticks, long lots) {}

    /**
     * Reads a listing.
     *
     * @throws IllegalArgumentException naming the text
     */
    public static Listing listing(String venue, String text) {
        String[] f = fields("listings", text, LISTING_FIELDS);
        try {
            int sizeScale = Integer.parseInt(f[2]);
            int priceScale = Integer.parseInt(f[3]);
            String[] pair = fields("listings", f[1].replace('/', ';'), 2);
            return new Listing(
                    new ListingId(venue, f[0]), new Instrument(f[1], pair[0], pair[1], sizeScale, priceScale),
                    FixedPoint.parse(f[4], priceScale), FixedPoint.parse(f[5], sizeScale),
                    FixedPoint.parse(f[6], sizeScale), Long.MAX_VALUE, 0, FixedPoint.parse(f[7], Listing.FEE_SCALE),
                    FixedPoint.parse(f[8], Listing.FEE_SCALE), pair[1], Listing.State.OPEN, true);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("setting listings: '" + text + "': " + e.getMessage(), e);
        }
    }

    /**
     * Reads a quote.
     *
     * @throws IllegalArgumentException naming the text
     */
    public static Quote quote(List<Listing> listings, String text) {
        String[] f = fields("quotes", text, QUOTE_FIELDS);
        for (Listing listing : listings) {
            if (listing.id().symbol().equals(f[0])) {
                try {
                    return new Quote(listing.id(), Side.valueOf(f[1]), listing.ticks(f[2]), listing.lots(f[3]));
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException("setting quotes: '" + text + "': " + e.getMessage(), e);
                }
            }
        }
        throw new IllegalArgumentException("setting quotes: '" + text + "': no listing " + f[0]);
    }

    /**
     * Refuses quotes that would cross.
     *
     * @throws IllegalArgumentException naming the two
     */
    public static List<Quote> uncrossed(List<Quote> quotes) {
        for (Quote bid : quotes) {
            for (Quote ask : quotes) {
                boolean pair = bid.side == Side.BUY && ask.side == Side.SELL && bid.listing.equals(ask.listing);
                if (pair && bid.ticks >= ask.ticks) {
                    throw new IllegalArgumentException("setting quotes: " + bid.listing + " would be crossed: bid "
                            + bid.ticks + " ticks, ask " + ask.ticks + " ticks");
                }
            }
        }
        return quotes;
    }

    private static String[] fields(String setting, String text, int count) {
        String[] fields = text.split(";");
        if (fields.length != count) {
            throw new IllegalArgumentException("setting " + setting + ": '" + text + "' has " + fields.length
                    + " fields, not " + count);
        }
        return fields;
    }
}
