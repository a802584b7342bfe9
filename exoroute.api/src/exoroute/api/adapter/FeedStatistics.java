package exoroute.api.adapter;

/**
 * What a feed has seen of one listing.
 *
 * @param frames frames received that concern the listing
 * @param bookMessages snapshots and increments applied to the book
 * @param checksumsGood checksums that matched
 * @param checksumsBad checksums that did not
 * @param gaps breaks of the venue's sequence
 * @param crossed times the book was found crossed
 * @param malformed frames that could not be read
 * @param resubscriptions times the book was rebuilt from the venue
 */
public record FeedStatistics(
        long frames,
        long bookMessages,
        long checksumsGood,
        long checksumsBad,
        long gaps,
        long crossed,
        long malformed,
        long resubscriptions) {}
