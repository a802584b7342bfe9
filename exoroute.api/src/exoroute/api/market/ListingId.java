package exoroute.api.market;

/**
 * Names a listing: {@code venue:nativeSymbol}.
 *
 * @param venue venue id, lower case
 * @param symbol the venue's own symbol, case kept
 */
public record ListingId(String venue, String symbol) implements Comparable<ListingId> {
    /**
     * Parses {@code venue:symbol}.
     *
     * @throws IllegalArgumentException naming the text
     */
    public static ListingId parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || colon == text.length() - 1) {
            throw new IllegalArgumentException("listing '" + text + "' is not of the form venue:symbol");
        }
        return new ListingId(text.substring(0, colon), text.substring(colon + 1));
    }

    @Override
    public int compareTo(ListingId other) {
        int byVenue = venue.compareTo(other.venue);
        return byVenue != 0 ? byVenue : symbol.compareTo(other.symbol);
    }

    @Override
    public String toString() {
        return venue + ":" + symbol;
    }
}
