package exoroute.adapter.sim.server;

import exoroute.adapter.sim.Balances;
import exoroute.adapter.sim.ListingText;
import exoroute.api.market.Listing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a venue is; a journal belongs to it for good.
 *
 * @param venue venue id
 * @param listingTexts as {@link ListingText#listing} reads them
 * @param balanceTexts {@code CURRENCY=AMOUNT} at the start
 */
record VenueFacts(String venue, List<String> listingTexts, List<String> balanceTexts) {
    /** Sorted by id. */
    List<Listing> listings() {
        return listingTexts.stream().map(text -> ListingText.listing(venue, text))
                .sorted((a, b) -> a.id().compareTo(b.id())).toList();
    }

    Map<String, Long> balances() {
        return Balances.parse(balanceTexts);
    }

    /** As the head of the journal keeps it. */
    List<String> settings() {
        List<String> settings = new ArrayList<>();
        settings.add("--venue " + venue);
        listingTexts.stream().sorted().forEach(text -> settings.add("--listing " + text));
        balanceTexts.stream().sorted().forEach(text -> settings.add("--balance " + text));
        return settings;
    }

    /**
     * Refuses a journal of another venue.
     *
     * @throws JournalException naming what differs
     */
    void requireSame(List<String> recorded, Object journal) throws JournalException {
        List<String> now = settings();
        List<String> gone = new ArrayList<>(recorded);
        gone.removeAll(now);
        List<String> added = new ArrayList<>(now);
        added.removeAll(recorded);
        if (!gone.isEmpty() || !added.isEmpty()) {
            throw new JournalException("journal " + journal + " was begun with other settings: it has " + gone
                    + " where now " + added + " is given; give the same settings or a new journal");
        }
    }
}
