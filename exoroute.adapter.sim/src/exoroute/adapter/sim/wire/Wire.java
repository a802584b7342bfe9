package exoroute.adapter.sim.wire;

import exoroute.api.adapter.OpenOrder;
import exoroute.api.market.BookView;
import exoroute.api.market.Instrument;
import exoroute.api.market.Listing;
import exoroute.api.market.ListingId;
import exoroute.api.market.OrderBook;
import exoroute.api.market.Side;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.ExecutionReport;
import exoroute.api.order.OrderType;
import exoroute.api.order.TimeInForce;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;

/** Values of the API as bytes, field by field in the order of their declaration. Enum constants are one byte. */
public final class Wire {
    private Wire() {}

    static <E extends Enum<E>> E constant(DataInputStream in, Class<E> type) throws IOException {
        int code = in.readUnsignedByte();
        E[] constants = type.getEnumConstants();
        if (code >= constants.length) {
            throw new ProtocolException(type.getSimpleName() + " " + code + " is not known");
        }
        return constants[code];
    }

    private static void id(DataOutput out, ListingId id) throws IOException {
        out.writeUTF(id.venue());
        out.writeUTF(id.symbol());
    }

    private static ListingId id(DataInputStream in) throws IOException {
        return new ListingId(in.readUTF(), in.readUTF());
    }

    /** An order. */
    public static void order(DataOutput out, ChildOrder order) throws IOException {
        out.writeLong(order.id());
        out.writeLong(order.parent());
        id(out, order.listing());
        out.writeByte(order.side().ordinal());
        out.writeByte(order.type().ordinal());
        out.writeByte(order.timeInForce().ordinal());
        out.writeLong(order.limitTicks());
        out.writeLong(order.lots());
        out.writeLong(order.expireTime());
    }

    /** An order; its numbers are the venue's to judge, but its id is positive. */
    public static ChildOrder order(DataInputStream in) throws IOException {
        ChildOrder order = new ChildOrder(
                in.readLong(), in.readLong(), id(in), constant(in, Side.class), constant(in, OrderType.class),
                constant(in, TimeInForce.class), in.readLong(), in.readLong(), in.readLong());
        if (order.id() <= 0) {
            throw new ProtocolException("order id " + order.id() + " must be positive");
        }
        return order;
    }

    /** A report. */
    public static void report(DataOutput out, ExecutionReport report) throws IOException {
        id(out, report.listing());
        out.writeLong(report.child());
        out.writeUTF(report.venueOrderId());
        out.writeByte(report.type().ordinal());
        out.writeUTF(report.execId());
        out.writeUTF(report.refExecId());
        out.writeLong(report.cumulativeLots());
        out.writeLong(report.leavesLots());
        out.writeLong(report.lastLots());
        out.writeLong(report.lastTicks());
        out.writeLong(report.fee());
        out.writeUTF(report.feeCurrency());
        out.writeByte(report.liquidity().ordinal());
        out.writeLong(report.venueTime());
        out.writeUTF(report.text());
    }

    /** A report. */
    public static ExecutionReport report(DataInputStream in) throws IOException {
        return new ExecutionReport(
                id(in), in.readLong(), in.readUTF(), constant(in, ExecutionReport.Type.class), in.readUTF(),
                in.readUTF(), in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readUTF(),
                constant(in, ExecutionReport.Liquidity.class), in.readLong(), in.readUTF());
    }

    static void listing(DataOutput out, Listing listing) throws IOException {
        id(out, listing.id());
        out.writeUTF(listing.instrument().symbol());
        out.writeUTF(listing.instrument().base());
        out.writeUTF(listing.instrument().quote());
        out.writeByte(listing.instrument().sizeScale());
        out.writeByte(listing.instrument().priceScale());
        out.writeLong(listing.tick());
        out.writeLong(listing.lot());
        out.writeLong(listing.minSize());
        out.writeLong(listing.maxSize());
        out.writeLong(listing.minNotional());
        out.writeLong(listing.takerFee());
        out.writeLong(listing.makerFee());
        out.writeUTF(listing.feeCurrency());
        out.writeByte(listing.state().ordinal());
        out.writeBoolean(listing.assumed());
    }

    static Listing listing(DataInputStream in) throws IOException {
        ListingId id = id(in);
        try {
            Instrument instrument = new Instrument(in.readUTF(), in.readUTF(), in.readUTF(), in.readByte(), in.readByte());
            return new Listing(
                    id, instrument, in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readLong(),
                    in.readLong(), in.readLong(), in.readUTF(), constant(in, Listing.State.class), in.readBoolean());
        } catch (IllegalArgumentException e) {
            throw new ProtocolException(e.getMessage());
        }
    }

    /** An open order. */
    public static void openOrder(DataOutput out, OpenOrder order) throws IOException {
        id(out, order.listing());
        out.writeLong(order.child());
        out.writeUTF(order.venueOrderId());
        out.writeByte(order.side().ordinal());
        out.writeLong(order.limitTicks());
        out.writeLong(order.lots());
        out.writeLong(order.cumulativeLots());
    }

    /** An open order. */
    public static OpenOrder openOrder(DataInputStream in) throws IOException {
        return new OpenOrder(
                id(in), in.readLong(), in.readUTF(), constant(in, Side.class), in.readLong(), in.readLong(),
                in.readLong());
    }

    /** A live view: listing, sequence, time and its levels, bids first. */
    public static void book(DataOutput out, BookView view) throws IOException {
        id(out, view.listing());
        out.writeLong(view.sequence());
        out.writeLong(view.venueTime());
        for (Side side : Side.values()) {
            int levels = view.book().levels(side);
            out.writeShort(levels);
            for (int i = 0; i < levels; i++) {
                out.writeLong(view.book().price(side, i));
                out.writeLong(view.book().size(side, i));
            }
        }
    }

    /** A live view. */
    public static BookView book(DataInputStream in) throws IOException {
        ListingId listing = id(in);
        long sequence = in.readLong();
        long time = in.readLong();
        long[][] bids = levels(in);
        long[][] asks = levels(in);
        try {
            OrderBook book = new OrderBook(bids[0], bids[1], asks[0], asks[1]);
            return new BookView(listing, sequence, time, BookView.State.LIVE, "", book);
        } catch (IllegalArgumentException e) {
            throw new ProtocolException("book of " + listing + ": " + e.getMessage());
        }
    }

    private static long[][] levels(DataInputStream in) throws IOException {
        int count = in.readUnsignedShort();
        if (count * 2L * Long.BYTES > in.available()) {
            throw new ProtocolException("a book side of " + count + " levels does not fit its frame");
        }
        long[][] levels = new long[2][count];
        for (int i = 0; i < count; i++) {
            levels[0][i] = in.readLong();
            levels[1][i] = in.readLong();
        }
        return levels;
    }
}
