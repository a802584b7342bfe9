package exoroute.router.codec;

import exoroute.api.market.OrderBook;
import exoroute.api.market.Side;
import exoroute.cbor.CborReader;
import exoroute.cbor.CborWriter;

/**
 * Books: an array of bids and asks, each an array of alternating price steps and sizes. The first step is the best
 * price in ticks, the others the distance from the level before, so that most take one or two bytes.
 */
final class BookCodec {
    private BookCodec() {}

    static void write(CborWriter out, OrderBook book) {
        out.array(2);
        writeSide(out, book, Side.BUY);
        writeSide(out, book, Side.SELL);
    }

    private static void writeSide(CborWriter out, OrderBook book, Side side) {
        int levels = book.levels(side);
        out.array(2 * levels);
        long previous = 0;
        for (int i = 0; i < levels; i++) {
            long ticks = book.price(side, i);
            out.integer(i == 0 ? ticks : Math.abs(ticks - previous)).integer(book.size(side, i));
            previous = ticks;
        }
    }

    static OrderBook read(CborReader in) {
        int at = in.position();
        if (in.array() != 2) {
            throw new IllegalArgumentException("byte " + at + ": a book has two sides");
        }
        long[] bids = readSide(in);
        long[] asks = readSide(in);
        return new OrderBook(ticks(bids, -1), sizes(bids), ticks(asks, 1), sizes(asks));
    }

    private static long[] readSide(CborReader in) {
        int at = in.position();
        long[] side = RecordCodec.readLongs(in);
        if (side.length % 2 != 0) {
            throw new IllegalArgumentException("byte " + at + ": a price without a size");
        }
        return side;
    }

    private static long[] ticks(long[] side, int direction) {
        long[] ticks = new long[side.length / 2];
        for (int i = 0; i < ticks.length; i++) {
            ticks[i] = i == 0 ? side[0] : ticks[i - 1] + direction * side[2 * i];
        }
        return ticks;
    }

    private static long[] sizes(long[] side) {
        long[] sizes = new long[side.length / 2];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = side[2 * i + 1];
        }
        return sizes;
    }
}
