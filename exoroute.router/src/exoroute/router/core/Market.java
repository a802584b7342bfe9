package exoroute.router.core;

import exoroute.api.desk.HaltLevel;
import exoroute.api.desk.Scope;
import exoroute.api.market.BookView;
import exoroute.api.market.Instrument;
import exoroute.api.market.Listing;
import exoroute.api.market.ListingId;
import exoroute.api.market.Side;
import exoroute.api.order.ParentOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** All listings with their books, sessions and halts, and the ladders that an order may walk on them. */
public final class Market {
    private final TreeMap<ListingId, ListedBook> books = new TreeMap<>();
    /** Log time since when each session is up. */
    private final TreeMap<String, Long> sessionsUp = new TreeMap<>();
    /** Reasons by venue that was taken out. */
    private final TreeMap<String, String> out = new TreeMap<>();
    private final TreeMap<String, HaltLevel> halts = new TreeMap<>();
    private Map<ListingId, ListingId> conversions = Map.of();
    /** Listings that are conversion books. */
    private final TreeSet<ListingId> conversionBooks = new TreeSet<>();

    void conversions(Map<ListingId, ListingId> map) {
        conversions = map;
        conversionBooks.clear();
        map.forEach((listing, book) -> conversionBooks.add(book));
    }

    void list(Listing listing, String venueName) {
        ListedBook known = books.get(listing.id());
        if (known == null) {
            books.put(listing.id(), new ListedBook(listing, venueName));
        } else {
            if (!known.listing().equals(listing)) {
                known.forgetView("listing facts changed");
            }
            known.describe(listing, venueName);
        }
    }

    void restart() {
        sessionsUp.clear();
        books.values().forEach(book -> book.forgetView("router restarted"));
    }

    void session(String venue, boolean up, long logTime) {
        if (up) {
            sessionsUp.put(venue, logTime);
        } else {
            sessionsUp.remove(venue);
        }
    }

    /** Log time since when a session is up; the end of time when it is down. */
    long upSince(String venue) {
        return sessionsUp.getOrDefault(venue, Long.MAX_VALUE / 2);
    }

    void takeOut(String venue, String reason) {
        out.put(venue, reason);
    }

    void takeBack(String venue) {
        out.remove(venue);
    }

    /** A book by listing, or null. */
    public ListedBook book(ListingId id) {
        return books.get(id);
    }

    /** All books, by listing. */
    public Iterable<ListedBook> books() {
        return books.values();
    }

    /** Whether orders can be sent to a venue. */
    public boolean isUp(String venue) {
        return sessionsUp.containsKey(venue);
    }

    boolean knowsVenue(String venue) {
        ListingId first = books.ceilingKey(new ListingId(venue, ""));
        return first != null && first.venue().equals(venue);
    }

    void halt(Scope scope, HaltLevel level) {
        if (level == HaltLevel.NONE) {
            halts.remove(scope.toString());
        } else {
            halts.put(scope.toString(), level);
        }
    }

    HaltLevel halt(Scope scope) {
        return halts.isEmpty() ? HaltLevel.NONE : halts.getOrDefault(scope.toString(), HaltLevel.NONE);
    }

    /** The strongest halt on an instrument symbol, everything included. */
    HaltLevel haltOf(String symbol) {
        return halts.isEmpty() ? HaltLevel.NONE
                : stronger(halt(Scope.ALL), halt(new Scope(Scope.Kind.INSTRUMENT, symbol)));
    }

    /** The strongest halt on a listing for orders in an instrument. */
    public HaltLevel haltOf(ListingId listing, String symbol) {
        return halts.isEmpty() ? HaltLevel.NONE
                : stronger(haltOf(symbol), halt(new Scope(Scope.Kind.VENUE, listing.venue())));
    }

    private static HaltLevel stronger(HaltLevel a, HaltLevel b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    /** A market with the same listings on newer views, for planning without recording. */
    Market with(Map<ListingId, BookView> latest) {
        Market copy = new Market();
        copy.conversions(conversions);
        copy.sessionsUp.putAll(sessionsUp);
        copy.out.putAll(out);
        copy.halts.putAll(halts);
        books.forEach((id, book) -> copy.books.put(id, book.copy(latest.get(id))));
        return copy;
    }

    /** Why a listing cannot be used for an order now, or null when it can. */
    String obstacle(ListedBook book, Instrument instrument, ParentOrder order) {
        Listing listing = book.listing();
        ListingId id = listing.id();
        if (!order.constraints().venues().isEmpty() && !order.constraints().venues().contains(id.venue())) {
            return "venue not allowed by the order";
        }
        if (listing.state() != Listing.State.OPEN) {
            return "listing " + listing.state().name().toLowerCase(java.util.Locale.ROOT);
        }
        if (!isUp(id.venue())) {
            return "session down";
        }
        if (haltOf(id, instrument.symbol()) != HaltLevel.NONE) {
            return "halted";
        }
        String taken = out.isEmpty() ? null : out.get(id.venue());
        if (taken != null) {
            return "venue taken out: " + taken;
        }
        if (!book.view().isLive()) {
            return "book stale: " + book.view().reason();
        }
        if (!listing.instrument().quote().equals(instrument.quote())) {
            ListedBook conversion = conversion(book, instrument);
            if (conversion == null) {
                return "no conversion from " + listing.instrument().quote() + " to " + instrument.quote();
            }
            if (!conversion.view().isLive()) {
                return "conversion book " + conversion.listing().id() + " stale: " + conversion.view().reason();
            }
        }
        return null;
    }

    /** The book a listing's quote is converted in, or null when it needs none or has none. */
    ListedBook conversion(ListedBook book, Instrument instrument) {
        if (book.listing().instrument().quote().equals(instrument.quote())) {
            return null;
        }
        ListingId id = conversions.get(book.listing().id());
        ListedBook conversion = id == null ? null : books.get(id);
        boolean fits = conversion != null
                && conversion.listing().instrument().base().equals(book.listing().instrument().quote())
                && conversion.listing().instrument().quote().equals(instrument.quote());
        return fits ? conversion : null;
    }

    /** Whether what a book shows matters to orders in an instrument, as a venue or for conversion. */
    boolean concerns(ListingId listing, Instrument instrument) {
        String base = books.get(listing).listing().instrument().base();
        return base.equals(instrument.base()) || conversionBooks.contains(listing);
    }

    /** Listings of a base currency, in listing order. */
    List<ListedBook> listingsOf(Instrument instrument) {
        List<ListedBook> found = new ArrayList<>();
        for (ListedBook book : books.values()) {
            Instrument traded = book.listing().instrument();
            boolean sameQuote = traded.quote().equals(instrument.quote());
            if (traded.base().equals(instrument.base()) && (sameQuote || conversions.containsKey(book.listing().id()))) {
                found.add(book);
            }
        }
        return found;
    }

    /** The usable ladder of a listing for one side, unfiltered. */
    Ladder ladder(ListedBook book, Instrument instrument, Side side, Ladder.LevelFilter filter, long wanted) {
        return Ladder.of(book, conversion(book, instrument), side, filter, wanted);
    }

    /** For a snapshot. */
    CoreSnapshot.MarketState freeze() {
        List<CoreSnapshot.BookState> frozen = new ArrayList<>();
        books.values().forEach(book -> frozen.add(book.freeze()));
        return new CoreSnapshot.MarketState(
                frozen, new TreeMap<>(sessionsUp), new TreeMap<>(out), new TreeMap<>(halts));
    }

    /** As it was in a snapshot. */
    void thaw(CoreSnapshot.MarketState frozen) {
        frozen.books().forEach(book -> books.put(book.listing().id(), ListedBook.thaw(book)));
        sessionsUp.putAll(frozen.sessionsUp());
        out.putAll(frozen.out());
        halts.putAll(frozen.halts());
    }

    /** Mean of the best converted bid and the best converted ask over all usable books, 10^-9; 0 when one side is empty. */
    long mid(Instrument instrument, ParentOrder order) {
        long bid = 0;
        long ask = Long.MAX_VALUE;
        for (ListedBook book : listingsOf(instrument)) {
            if (obstacle(book, instrument, order) == null) {
                bid = Math.max(bid, touch(book, instrument, Side.SELL, 0));
                ask = Math.min(ask, touch(book, instrument, Side.BUY, Long.MAX_VALUE));
            }
        }
        return bid == 0 || ask == Long.MAX_VALUE ? 0 : bid + (ask - bid) / 2;
    }

    /** Best converted price, without fees, that an order of {@code side} meets. */
    private long touch(ListedBook book, Instrument instrument, Side side, long none) {
        if (!hasTouch(book, side)) {
            return none;
        }
        long price = Ladder.scaled(book.listing(), book.view().book().price(side.opposite(), 0));
        ListedBook conversion = conversion(book, instrument);
        if (conversion == null) {
            return price;
        }
        if (!hasTouch(conversion, side)) {
            return none;
        }
        long rate = Ladder.scaled(conversion.listing(), conversion.view().book().price(side.opposite(), 0));
        return Ladder.convert(price, rate, side);
    }

    private static boolean hasTouch(ListedBook book, Side side) {
        return book.view().book().levels(side.opposite()) > 0 && Range.holds(
                book.listing(), book.view().book().price(side.opposite(), 0), book.view().book().size(side.opposite(), 0));
    }
}
