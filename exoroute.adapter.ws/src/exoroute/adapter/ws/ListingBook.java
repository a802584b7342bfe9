package exoroute.adapter.ws;

import exoroute.api.adapter.FeedStatistics;
import exoroute.api.market.Listing;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The book of one listing under the venue's rules: waits for a snapshot, buffers what comes before a REST snapshot,
 * applies increments in sequence, verifies checksums, finds crossed books. It reports a {@link Break} and goes on
 * applying what comes: whether to rebuild is the caller's decision (a feed rebuilds, a report counts). A message is
 * applied completely or, when a level cannot be read, not at all. One thread.
 */
final class ListingBook {
    /**
     * Why the book can no longer be trusted.
     *
     * @param rebuild false when only a newer snapshot is needed and the buffered increments stay
     */
    record Break(String reason, boolean rebuild) {}

    private enum Phase {
        CLOSED,
        WAITING,
        LIVE
    }

    private final Listing listing;
    private final VenueCodec codec;
    private final int bufferLimit;
    private final LevelBook levels;
    private final Deque<BookMessage> buffered = new ArrayDeque<>();
    private Phase phase = Phase.WAITING;
    private boolean afterSnapshot;
    private long lastId;
    private long venueTime;
    private long frames;
    private long bookMessages;
    private long checksumsGood;
    private long checksumsBad;
    private long gaps;
    private long crossed;
    private long malformed;
    private long[] ticks = new long[16];
    private long[] lots = new long[16];

    /**
     * A book that waits for its snapshot.
     *
     * @param bufferLimit increments kept at most while a REST snapshot is awaited
     */
    ListingBook(Listing listing, VenueCodec codec, int bufferLimit) {
        this.listing = listing;
        this.codec = codec;
        this.bufferLimit = bufferLimit;
        levels = new LevelBook(codec.depth(), codec.checksumText("0", "0") != null);
    }

    /** Counts a frame that names this listing. */
    void countFrame() {
        frames++;
    }

    /** Counts a frame that cannot be read. */
    void countMalformed() {
        malformed++;
    }

    /**
     * Forgets the book and waits for a snapshot.
     *
     * @param closed whether even increments are to be dropped until {@link #open}
     */
    void restart(boolean closed) {
        levels.clear();
        buffered.clear();
        venueTime = 0;
        phase = closed ? Phase.CLOSED : Phase.WAITING;
    }

    /** Begins to buffer increments; true when the book was closed. */
    boolean open() {
        if (phase != Phase.CLOSED) {
            return false;
        }
        phase = Phase.WAITING;
        return true;
    }

    /**
     * Applies a snapshot or an increment.
     *
     * @return why the book must not be trusted any more, or null
     * @throws MalformedFrameException when a level is no decimal, off tick or off lot; nothing was applied
     */
    Break accept(BookMessage message) throws MalformedFrameException {
        if (message.kind == BookMessage.Kind.SNAPSHOT) {
            return snapshot(message);
        }
        if (phase == Phase.LIVE) {
            return increment(message);
        }
        if (phase == Phase.WAITING && codec.snapshotsOverRest()) {
            parse(message);
            buffered.add(message);
            if (buffered.size() > bufferLimit) {
                buffered.clear();
                return new Break("more than " + bufferLimit + " increments without a snapshot", true);
            }
        }
        return null;
    }

    private Break snapshot(BookMessage message) throws MalformedFrameException {
        boolean rest = codec.snapshotsOverRest();
        if (phase == Phase.CLOSED && rest || phase == Phase.LIVE && rest && message.lastId <= lastId) {
            return null;
        }
        if (!buffered.isEmpty() && codec.precedes(message, buffered.peekFirst())) {
            gaps++;
            return new Break("snapshot " + message.lastId + " is older than the first increment "
                    + buffered.peekFirst().firstId + ".." + buffered.peekFirst().lastId, false);
        }
        parse(message);
        levels.clear();
        Break found = apply(message);
        phase = Phase.LIVE;
        afterSnapshot = true;
        while (!buffered.isEmpty()) {
            Break next = increment(buffered.removeFirst());
            found = found == null ? next : found;
        }
        return found;
    }

    private Break increment(BookMessage message) throws MalformedFrameException {
        long previous = lastId;
        VenueCodec.Verdict verdict = codec.follow(previous, afterSnapshot, message);
        if (verdict == VenueCodec.Verdict.DISCARD) {
            return null;
        }
        parse(message);
        Break found = apply(message);
        afterSnapshot = false;
        if (verdict == VenueCodec.Verdict.GAP) {
            gaps++;
            return new Break("sequence gap, " + message.firstId + " after " + previous, true);
        }
        return found;
    }

    private void parse(BookMessage message) throws MalformedFrameException {
        if (message.levels() > ticks.length) {
            ticks = new long[2 * message.levels()];
            lots = new long[2 * message.levels()];
        }
        try {
            for (int i = 0; i < message.levels(); i++) {
                ticks[i] = listing.ticks(message.price(i));
                lots[i] = listing.lots(message.size(i));
                if (ticks[i] <= 0 || lots[i] < 0) {
                    throw new MalformedFrameException("price " + message.price(i) + ", size " + message.size(i)
                            + ": must be positive");
                }
            }
        } catch (IllegalArgumentException e) {
            throw new MalformedFrameException(e.getMessage());
        }
    }

    private Break apply(BookMessage message) {
        for (int i = 0; i < message.levels(); i++) {
            LevelSide side = message.isBid(i) ? levels.bids() : levels.asks();
            side.set(ticks[i], lots[i], codec.checksumText(message.price(i), message.size(i)));
        }
        levels.truncate();
        lastId = message.lastId;
        venueTime = message.venueTime != 0 ? message.venueTime : venueTime;
        bookMessages++;
        Break wrong = message.hasChecksum ? checksum(message.checksum) : null;
        if (levels.isCrossed()) {
            crossed++;
            return wrong != null ? wrong : new Break("book crossed: bid " + listing.price(levels.bids().ticks(0))
                    + ", ask " + listing.price(levels.asks().ticks(0)), true);
        }
        return wrong;
    }

    private Break checksum(long published) {
        long own = codec.checksum(levels);
        if (own == published) {
            checksumsGood++;
            return null;
        }
        checksumsBad++;
        return new Break("checksum " + own + ", the venue says " + published, true);
    }

    Listing listing() {
        return listing;
    }

    LevelBook levels() {
        return levels;
    }

    /** Whether a snapshot was applied since the last restart. */
    boolean isLive() {
        return phase == Phase.LIVE;
    }

    /** Nanoseconds UTC of the venue's last message, 0 for none. */
    long venueTime() {
        return venueTime;
    }

    long bookMessages() {
        return bookMessages;
    }

    /** The counters. */
    FeedStatistics statistics(long resubscriptions) {
        return new FeedStatistics(
                frames, bookMessages, checksumsGood, checksumsBad, gaps, crossed, malformed, resubscriptions);
    }
}
