package exoroute.adapter.sim.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Every value comes back as it was sent; nothing else is taken for one. */
class WireTest {
    private static final ListingId ID = new ListingId("alpha", "BTCUSD");

    private static byte[] bytes(Frame frame) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        frame.writeTo(new DataOutputStream(out));
        return out.toByteArray();
    }

    private static Frame through(Frame frame) throws IOException {
        return new FrameReader(new ByteArrayInputStream(bytes(frame))).next();
    }

    private static ChildOrder order(SplittableRandom random) {
        return new ChildOrder(
                1 + random.nextLong(Long.MAX_VALUE), random.nextLong(), ID, Side.values()[random.nextInt(2)],
                OrderType.values()[random.nextInt(3)], TimeInForce.values()[random.nextInt(5)], random.nextLong(),
                random.nextLong(), random.nextLong());
    }

    private static ExecutionReport report(SplittableRandom random) {
        return new ExecutionReport(
                ID, random.nextLong(), "o" + random.nextInt(), ExecutionReport.Type.values()[random.nextInt(12)],
                "e" + random.nextInt(), random.nextBoolean() ? "" : "r" + random.nextInt(), random.nextLong(),
                random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong(), "USD",
                ExecutionReport.Liquidity.values()[random.nextInt(3)], random.nextLong(), "text é\n %~ \u0000 😀");
    }

    @Test
    void orders_and_reports_come_back_as_they_were() throws IOException {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 2_000; i++) {
            ChildOrder order = order(random);
            assertEquals(order, through(Frame.of(FrameType.SUBMIT, out -> Wire.order(out, order))).read(Wire::order));
            ExecutionReport report = report(random);
            assertEquals(report, through(Frame.of(FrameType.REPORT, out -> Wire.report(out, report))).read(Wire::report));
        }
    }

    @Test
    void handshake_books_and_open_orders_come_back_as_they_were() throws IOException {
        Hello hello = new Hello(Hello.Role.TRADER, "exoroute-1", 77, 500);
        assertEquals(hello, Hello.read(through(hello.frame())));
        Listing listing = new Listing(
                ID, new Instrument("BTC/USD", "BTC", "USD", 4, 2), 5, 10, 0, Long.MAX_VALUE, 0, 100_000, -5, "USD",
                Listing.State.OPEN, true);
        Welcome welcome = new Welcome("alpha", List.of(listing), 12);
        assertEquals(welcome, Welcome.read(through(welcome.frame())));
        BookView view = new BookView(ID, 3, 9, BookView.State.LIVE, "", new OrderBook(
                new long[] {99, 98}, new long[] {1, 2}, new long[] {100}, new long[] {7}));
        assertEquals(view, through(Frame.of(FrameType.BOOK, out -> Wire.book(out, view))).read(Wire::book));
        OpenOrder open = new OpenOrder(ID, 5, "alpha-o1", Side.SELL, 100, 10, 3);
        assertEquals(open, through(Frame.of(FrameType.OPEN_ORDERS_ANSWER, out -> Wire.openOrder(out, open)))
                .read(Wire::openOrder));
    }

    @Test
    void a_content_cut_at_any_byte_or_with_one_too_many_is_refused() throws IOException {
        ChildOrder order = order(new SplittableRandom(1));
        Frame frame = Frame.of(FrameType.SUBMIT, out -> Wire.order(out, order));
        for (int n = 0; n <= frame.content().length + 1; n++) {
            if (n != frame.content().length) {
                Frame cut = new Frame(FrameType.SUBMIT, java.util.Arrays.copyOf(frame.content(), n));
                assertThrows(ProtocolException.class, () -> cut.read(Wire::order), "cut at " + n);
            }
        }
    }

    @Test
    void random_bytes_are_refused_or_read_and_nothing_else() throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 4_000; i++) {
            byte[] content = new byte[random.nextInt(120)];
            random.nextBytes(content);
            for (Frame.Reading<?> reading : List.<Frame.Reading<?>>of(
                    Wire::order, Wire::report, Wire::book, Wire::openOrder, Wire::listing)) {
                try {
                    new Frame(FrameType.SUBMIT, content).read(reading);
                } catch (ProtocolException e) {
                    assertTrue(e.getMessage().length() > 10, e.getMessage());
                }
            }
        }
    }

    @Test
    void impossible_lengths_types_and_handshakes_are_named() throws IOException {
        for (byte[] head : List.of(new byte[] {0, 0, 0, 0}, new byte[] {-1, -1, -1, -1}, new byte[] {0, 4, 0, 1})) {
            IOException e = assertThrows(ProtocolException.class,
                    () -> new FrameReader(new ByteArrayInputStream(head)).next());
            assertTrue(e.getMessage().startsWith("frame length"), e.getMessage());
        }
        assertThrows(ProtocolException.class,
                () -> new FrameReader(new ByteArrayInputStream(new byte[] {0, 0, 0, 1, 99})).next());
        assertThrows(ProtocolException.class, () -> Frame.of(FrameType.BOOK, out -> out.write(new byte[Frame.MAX_LENGTH])));
        for (Hello bad : List.of(
                new Hello(Hello.Role.TRADER, "", 0, 100), new Hello(Hello.Role.TRADER, "a b", 0, 100),
                new Hello(Hello.Role.TRADER, "a", -2, 100), new Hello(Hello.Role.TRADER, "a", 0, 1))) {
            assertThrows(ProtocolException.class, () -> Hello.read(bad.frame()), bad.toString());
        }
        byte[] other = new Hello(Hello.Role.TRADER, "a", 0, 100).frame().content();
        other[5] = 9;
        IOException version = assertThrows(ProtocolException.class, () -> Hello.read(new Frame(FrameType.HELLO, other)));
        assertTrue(version.getMessage().contains("version 9"), version.getMessage());
    }

    @Test
    void a_frame_may_come_byte_by_byte_with_timeouts_between() throws IOException {
        byte[] sent = bytes(new Hello(Hello.Role.TRADER, "slow", 0, 100).frame());
        FrameReader reader = new FrameReader(new InputStream() {
            private int at;
            private boolean pause;

            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] to, int from, int length) throws IOException {
                pause = !pause;
                if (pause) {
                    throw new SocketTimeoutException("on purpose");
                }
                if (at == sent.length) {
                    return -1;
                }
                to[from] = sent[at++];
                return 1;
            }
        });
        for (int i = 0; i < sent.length; i++) {
            assertNull(reader.next(), "before byte " + i);
        }
        assertArrayEquals(new Hello(Hello.Role.TRADER, "slow", 0, 100).frame().content(), reader.next().content());
        assertNull(reader.next());
        assertThrows(EOFException.class, reader::next);
    }
}
