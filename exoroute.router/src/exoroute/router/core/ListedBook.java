package exoroute.router.core;

import exoroute.api.market.BookView;
import exoroute.api.market.Listing;
import exoroute.api.market.OrderBook;
import exoroute.api.market.Side;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One listing as the core knows it: its facts, its latest view, and what this desk has taken from that view.
 *
 * <p>What was taken stays taken until the feed shows another size at that price: a report is often faster than the
 * book, and an order that found nothing at a price proves that nothing is there.
 */
public final class ListedBook {
    private Listing listing;
    private String venueName;
    private BookView view;
    private long viewPosition;
    private final TreeMap<Long, Long> takenFromBids = new TreeMap<>();
    private final TreeMap<Long, Long> takenFromAsks = new TreeMap<>();
    private long deepestBid = Long.MAX_VALUE;
    private long deepestAsk = Long.MIN_VALUE;

    ListedBook(Listing listing, String venueName) {
        this.listing = listing;
        this.venueName = venueName;
        forgetView("not seen yet");
    }

    /** The facts. */
    public Listing listing() {
        return listing;
    }

    /** What people call the venue. */
    public String venueName() {
        return venueName;
    }

    /** The latest view; stale until the first. */
    public BookView view() {
        return view;
    }

    /** Log position of the latest view, 0 before the first. */
    public long viewPosition() {
        return viewPosition;
    }

    void describe(Listing facts, String name) {
        listing = facts;
        venueName = name;
    }

    void forgetView(String reason) {
        view = BookView.stale(listing.id(), 0, 0, reason);
        viewPosition = 0;
        takenFromBids.clear();
        takenFromAsks.clear();
        deepestBid = Long.MAX_VALUE;
        deepestAsk = Long.MIN_VALUE;
    }

    void observe(BookView next, long position) {
        for (Side side : Side.values()) {
            if (taken(side).isEmpty()) {
                continue;
            }
            taken(side).keySet().removeIf(ticks -> sizeAt(view.book(), side, ticks) != sizeAt(next.book(), side, ticks));
        }
        view = next;
        viewPosition = position;
    }

    /** Notes a fill of ours that took from {@code side} of the book. */
    void take(Side side, long ticks, long lots) {
        taken(side).merge(ticks, lots, Long::sum);
        reached(side, ticks);
    }

    /** Nothing worse than the deepest price ever taken was taken: such levels need not be looked up. */
    private void reached(Side side, long ticks) {
        if (side == Side.SELL) {
            deepestAsk = Math.max(deepestAsk, ticks);
        } else {
            deepestBid = Math.min(deepestBid, ticks);
        }
    }

    /** Notes that nothing is left on {@code side} up to a price: an order with that limit took what there was. */
    void exhaust(Side side, long limitTicks) {
        OrderBook book = view.book();
        for (int i = 0; i < book.levels(side); i++) {
            long ticks = book.price(side, i);
            if (side == Side.SELL ? ticks > limitTicks : ticks < limitTicks) {
                return;
            }
            taken(side).put(ticks, book.size(side, i));
            reached(side, ticks);
        }
    }

    /** Lots that can still be taken from a level of the latest view. */
    long available(Side side, int level) {
        OrderBook book = view.book();
        TreeMap<Long, Long> taken = taken(side);
        long price = book.price(side, level);
        boolean untouched = taken.isEmpty()
                || (side == Side.SELL ? price > deepestAsk : price < deepestBid);
        if (untouched) {
            return book.size(side, level);
        }
        Long used = taken.get(price);
        return used == null ? book.size(side, level) : Math.max(0, book.size(side, level) - used);
    }

    private TreeMap<Long, Long> taken(Side side) {
        return side == Side.BUY ? takenFromBids : takenFromAsks;
    }

    private static long sizeAt(OrderBook book, Side side, long ticks) {
        int low = 0;
        int high = book.levels(side) - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long price = book.price(side, middle);
            if (price == ticks) {
                return book.size(side, middle);
            }
            boolean better = side == Side.BUY ? price > ticks : price < ticks;
            if (better) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return 0;
    }

    private void taken(SortedMap<Long, Long> fromBids, SortedMap<Long, Long> fromAsks) {
        takenFromBids.putAll(fromBids);
        takenFromAsks.putAll(fromAsks);
        deepestBid = fromBids.isEmpty() ? Long.MAX_VALUE : fromBids.firstKey();
        deepestAsk = fromAsks.isEmpty() ? Long.MIN_VALUE : fromAsks.lastKey();
    }

    /** For a snapshot. */
    CoreSnapshot.BookState freeze() {
        return new CoreSnapshot.BookState(
                listing, venueName, view, viewPosition, new TreeMap<>(takenFromBids), new TreeMap<>(takenFromAsks));
    }

    /** As it was in a snapshot. */
    static ListedBook thaw(CoreSnapshot.BookState frozen) {
        ListedBook book = new ListedBook(frozen.listing(), frozen.venueName());
        book.view = frozen.view();
        book.viewPosition = frozen.viewPosition();
        book.taken(frozen.takenFromBids(), frozen.takenFromAsks());
        return book;
    }

    /** A copy that can be observed and read without touching this one. */
    ListedBook copy(BookView latest) {
        ListedBook copy = new ListedBook(listing, venueName);
        copy.view = view;
        copy.viewPosition = viewPosition;
        copy.taken(takenFromBids, takenFromAsks);
        if (latest != null) {
            copy.observe(latest, viewPosition);
        }
        return copy;
    }
}
