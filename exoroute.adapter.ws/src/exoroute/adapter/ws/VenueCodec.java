package exoroute.adapter.ws;

import java.util.Collection;
import java.util.List;

/**
 * One venue's protocol as pure functions: no I/O, no clock, no state but id counters. Each implementation names
 * the exchange document it follows. Used by one thread at a time.
 */
interface VenueCodec {
    /** Whether an increment may be applied after what was applied before. */
    enum Verdict {
        /** It follows. */
        APPLY,
        /** It is already part of the book. */
        DISCARD,
        /** Something between is missing. */
        GAP
    }

    /** The name in configuration and commands. */
    String name();

    /** Messages that subscribe to the books of these symbols. */
    List<String> subscribe(Collection<String> symbols);

    /** Messages that end these subscriptions. */
    List<String> unsubscribe(Collection<String> symbols);

    /** Path and query of a symbol's REST snapshot, or null when the stream itself begins with a snapshot. */
    default String snapshotPath(String symbol) {
        return null;
    }

    /** The symbol whose snapshot a recorded REST address answered, or null when it answered something else. */
    default String snapshotSymbol(String address) {
        return null;
    }

    /** Whether snapshots come over REST. */
    default boolean snapshotsOverRest() {
        return snapshotPath("x") != null;
    }

    /**
     * Reads one frame completely; nothing is returned of a frame that is not whole.
     *
     * @return what it says, empty for a heartbeat
     */
    List<BookMessage> decode(String frame) throws MalformedFrameException;

    /** Reads the body of a REST snapshot. */
    default BookMessage decodeSnapshot(String symbol, String body) throws MalformedFrameException {
        throw new MalformedFrameException(name() + " has no REST snapshot");
    }

    /** Text of a binary frame, never longer than {@code limit} bytes. */
    default String inflate(byte[] frame, int limit) throws MalformedFrameException {
        throw new MalformedFrameException(name() + " sends no binary frames");
    }

    /**
     * The sequence rule.
     *
     * @param last last id applied
     * @param afterSnapshot whether the message would be the first after the snapshot
     */
    default Verdict follow(long last, boolean afterSnapshot, BookMessage increment) {
        return Verdict.APPLY;
    }

    /** Whether a REST snapshot is too old to connect with the oldest buffered increment. */
    default boolean precedes(BookMessage snapshot, BookMessage oldestIncrement) {
        return false;
    }

    /** Whether the venue's sequence or checksum reveals a lost message when the next one comes. */
    default boolean revealsLoss() {
        return false;
    }

    /** What the checksum needs of a level's original text, or null when the venue has no checksum. */
    default String checksumText(String price, String size) {
        return null;
    }

    /** The checksum of a book whose levels keep {@link #checksumText}, as the venue publishes it. */
    default long checksum(LevelBook book) {
        throw new UnsupportedOperationException(name() + " has no checksum");
    }

    /** Levels a side that the subscription keeps; worse ones are dropped after each message. */
    default int depth() {
        return Integer.MAX_VALUE;
    }

    /** Text message that keeps the connection open, or null where a WebSocket ping does. */
    default String keepAlive() {
        return null;
    }
}
