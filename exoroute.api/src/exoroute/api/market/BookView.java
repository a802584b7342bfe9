package exoroute.api.market;

/**
 * What one listing's book showed at one moment: the bounded top that the router may see, and whether it may be
 * routed on.
 *
 * @param listing whose book
 * @param sequence the feed's own count of views of this listing, increasing
 * @param venueTime nanoseconds UTC of the venue's last message, 0 when the venue gives none
 * @param state only a {@link State#LIVE} view may be routed on
 * @param reason why it is not live, empty when it is
 * @param book levels, best first; at most the depth that was subscribed; empty unless live
 */
public record BookView(ListingId listing, long sequence, long venueTime, State state, String reason, OrderBook book) {
    /** Whether a book may be routed on. */
    public enum State {
        /** Complete and verified as far as the venue allows. */
        LIVE,
        /** A gap, a failed checksum, a crossed book or a lost connection: being rebuilt, never routed on. */
        STALE
    }

    /** Whether the view may be routed on. */
    public boolean isLive() {
        return state == State.LIVE;
    }

    /** A view that says that the book may not be used. */
    public static BookView stale(ListingId listing, long sequence, long venueTime, String reason) {
        return new BookView(listing, sequence, venueTime, State.STALE, reason, OrderBook.EMPTY);
    }
}
