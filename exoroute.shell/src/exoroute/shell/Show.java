package exoroute.shell;

import exoroute.api.desk.ListingView;
import exoroute.api.desk.OrderDesk;
import exoroute.api.market.FixedPoint;
import exoroute.api.market.Instrument;
import exoroute.api.market.Listing;
import exoroute.api.market.ListingId;
import exoroute.api.market.OrderBook;
import exoroute.api.market.Side;
import java.util.Locale;

/** Numbers and names as people read them. */
final class Show {
    private Show() {}

    /** Amount in 10^-8, two decimals. */
    static String money(long amount) {
        return FixedPoint.format(amount, 8, 2);
    }

    /** Price in 10^-9, two decimals. */
    static String price(long price) {
        return FixedPoint.format(price, 9, 2);
    }

    /** A magnitude, four digits: {@code 1.250e-07}. */
    static String scientific(double value) {
        return value == 0 ? "0" : String.format(Locale.ROOT, "%.3e", value);
    }

    /** Fee share in percent. */
    static String percent(long fee) {
        return FixedPoint.format(fee, 6) + "%";
    }

    static String best(ListingView view, Side side) {
        OrderBook book = view.book().book();
        if (book.levels(side) == 0) {
            return "-";
        }
        Listing listing = view.listing();
        return listing.price(book.price(side, 0));
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** The desk's instrument of a symbol: sizes and prices are read at its scales. */
    static Instrument instrument(OrderDesk desk, String symbol) {
        Instrument converted = null;
        String base = symbol.contains("/") ? symbol.substring(0, symbol.indexOf('/')) : symbol;
        for (ListingView view : desk.listings()) {
            Instrument instrument = view.listing().instrument();
            if (instrument.symbol().equals(symbol)) {
                return instrument;
            }
            if (instrument.base().equals(base)) {
                converted = instrument;
            }
        }
        if (converted == null) {
            throw new Refusal("unknown instrument " + symbol + "; see exo:venues for what is listed");
        }
        return converted;
    }

    /** A listing by {@code venue:symbol}, or a venue with one listing. */
    static ListingView listing(OrderDesk desk, String name) {
        ListingView only = null;
        for (ListingView view : desk.listings()) {
            ListingId id = view.listing().id();
            if (id.toString().equals(name)) {
                return view;
            }
            if (id.venue().equals(name) && only == null) {
                only = view;
            }
        }
        if (only == null) {
            throw new Refusal("unknown venue or listing '" + name + "'; see exo:venues");
        }
        return only;
    }

    static String listingSize(OrderDesk desk, ListingId id, long units) {
        Listing listing = listing(desk, id.toString()).listing();
        return FixedPoint.format(units, listing.instrument().sizeScale());
    }
}
