package exoroute.adapter.ws;

import java.util.Arrays;

/**
 * What one frame says about one symbol. Level texts are the venue's own, in the venue's order; a size of zero
 * removes the level. Filled by a codec, then only read.
 */
final class BookMessage {
    /** What the message is. */
    enum Kind {
        /** The whole book. */
        SNAPSHOT,
        /** Absolute sizes of some levels. */
        INCREMENT,
        /** The venue accepted the book subscription; a null symbol stands for all that wait. */
        ACKNOWLEDGED,
        /** The venue refused a request; {@link BookMessage#text} says why; the symbol may be null. */
        REFUSED,
        /** The venue asks to connect again; no symbol. */
        RECONNECT,
        /** Concerns the symbol (a trade, a ticker), but not its book. */
        NOTED
    }

    Kind kind = Kind.NOTED;
    String symbol;
    String text = "";
    /** First and last id of the venue's sequence that the message covers; 0 where the venue has none. */
    long firstId;

    long lastId;
    /** Nanoseconds UTC, 0 when the venue gives none. */
    long venueTime;

    boolean hasChecksum;
    long checksum;

    private int levels;
    private boolean[] bid = new boolean[4];
    private String[] price = new String[4];
    private String[] size = new String[4];

    BookMessage() {}

    BookMessage(Kind kind, String symbol) {
        this.kind = kind;
        this.symbol = symbol;
    }

    void add(boolean isBid, String levelPrice, String levelSize) {
        if (levels == bid.length) {
            bid = Arrays.copyOf(bid, levels * 4);
            price = Arrays.copyOf(price, levels * 4);
            size = Arrays.copyOf(size, levels * 4);
        }
        bid[levels] = isBid;
        price[levels] = levelPrice;
        size[levels++] = levelSize;
    }

    int levels() {
        return levels;
    }

    boolean isBid(int level) {
        return bid[level];
    }

    String price(int level) {
        return price[level];
    }

    String size(int level) {
        return size[level];
    }
}
