package exoroute.adapter.sim.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.adapter.sim.Await;
import exoroute.adapter.sim.wire.Frame;
import exoroute.adapter.sim.wire.FrameReader;
import exoroute.adapter.sim.wire.FrameType;
import exoroute.adapter.sim.wire.Hello;
import exoroute.adapter.sim.wire.Wire;
import exoroute.api.market.Side;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.TimeInForce;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a peer sends, only its own connection ends, and the line that says so names what it did. */
class HostilePeersTest {
    @TempDir
    Path folder;
    private LocalVenue venue;
    private final List<Socket> sockets = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        venue = new LocalVenue(folder.resolve("alpha.journal"), 0);
    }

    /** After every attack the venue still answers. */
    @AfterEach
    void close() throws IOException {
        assertTrue(venue.control().statistics().containsKey("orders"));
        assertTrue(!venue.errors.contains("STOPPED"));
        for (Socket socket : sockets) {
            socket.close();
        }
        venue.close();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress("127.0.0.1", venue.port()));
        sockets.add(socket);
        return socket;
    }

    private static DataOutputStream out(Socket socket) throws IOException {
        return new DataOutputStream(socket.getOutputStream());
    }

    private Socket login(int heartbeat) throws IOException {
        Socket socket = connect();
        new Hello(Hello.Role.TRADER, "mallory", Hello.ALL, heartbeat).frame().writeTo(out(socket));
        return socket;
    }

    private void named(String part) {
        Await.until(() -> "an error with '" + part + "', there are " + venue.errors,
                () -> venue.errors.stream().anyMatch(e -> e.contains(part) && e.contains("connection /127.0.0.1:")));
    }

    @Test
    void an_oversized_length_ends_the_connection_before_anything_is_allocated() throws IOException {
        out(connect()).writeInt(Integer.MAX_VALUE);
        named("frame length 2147483647");
        out(login(1_000)).writeInt(-5);
        named("client mallory): frame length -5");
    }

    @Test
    void a_peer_that_speaks_something_else_is_refused_with_the_reason() throws IOException {
        Socket socket = connect();
        Frame.of(FrameType.HELLO, to -> to.write("GET / HTTP/1.1".getBytes())).writeTo(out(socket));
        Frame answer = new FrameReader(socket.getInputStream()).next();
        assertEquals(FrameType.REFUSED, answer.type());
        assertTrue(answer.read(DataInput::readUTF).contains("HELLO begins with"));
        named("HELLO begins with");
    }

    @Test
    void garbage_at_any_time_ends_only_that_connection() throws IOException {
        SplittableRandom random = new SplittableRandom(17);
        for (int i = 0; i < 40; i++) {
            Socket socket = i % 2 == 0 ? connect() : login(1_000);
            byte[] bytes = new byte[1 + random.nextInt(300)];
            random.nextBytes(bytes);
            out(socket).write(bytes);
            socket.shutdownOutput();
        }
        Await.until(() -> "40 errors, there are " + venue.errors, () -> venue.errors.size() == 40);
    }

    @Test
    void half_a_frame_is_named_when_the_peer_goes_and_when_it_stalls() throws IOException {
        Socket gone = login(1_000);
        out(gone).write(new byte[] {0, 0, 0, 50, 10, 1, 2});
        gone.shutdownOutput();
        named("closed by the peer within a frame, after 3 of 50 bytes");
        out(login(20)).write(new byte[] {0, 0, 0, 50, 10, 1, 2});
        named("no complete frame came for 3 heartbeats");
    }

    @Test
    void what_the_peer_did_is_named_even_when_the_end_interrupts_an_answer() throws IOException {
        int peers = 60;
        for (int i = 1; i <= peers; i++) {
            Socket peer = connect();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            new Hello(Hello.Role.TRADER, "client" + i, Hello.NONE, 20_000).frame().writeTo(out);
            for (long question = 1; question <= 50; question++) {
                long number = question;
                Frame.of(FrameType.BALANCES, to -> to.writeLong(number)).writeTo(out);
            }
            out.writeInt(-5);
            out(peer).write(bytes.toByteArray());
        }
        Await.until(() -> peers + " errors, there are " + venue.errors, () -> venue.errors.size() == peers);
        for (String error : venue.errors) {
            assertTrue(error.contains("): frame length -5 must"), error);
        }
    }

    @Test
    void a_peer_that_never_reads_is_disconnected_and_holds_nobody_up() throws IOException {
        Socket deaf = login(400);
        DataOutputStream out = out(deaf);
        assertThrows(IOException.class, () -> {
            for (long id = 1; ; id++) {
                ChildOrder order = LocalVenue.order(id, Side.BUY, TimeInForce.IOC, 100, 5);
                Frame.of(FrameType.SUBMIT, to -> Wire.order(to, order)).writeTo(out);
            }
        });
        named("has read nothing for 3 heartbeats");
    }

    @Test
    void unread_answers_are_bounded() throws IOException {
        Socket deaf = login(60_000);
        DataOutputStream out = out(deaf);
        assertThrows(IOException.class, () -> {
            for (long n = 1; ; n++) {
                long question = n;
                Frame.of(FrameType.BALANCES, to -> to.writeLong(question)).writeTo(out);
            }
        });
        named("too many answers unread");
    }

    @Test
    void each_role_may_only_what_is_its_own() throws IOException {
        Frame.of(FrameType.CONTROL, to -> {
            to.writeLong(1);
            to.writeUTF("bust x");
        }).writeTo(out(login(1_000)));
        named("a CONTROL frame is not for role TRADER");
        Socket operator = connect();
        new Hello(Hello.Role.OPERATOR, "op", Hello.NONE, 1_000).frame().writeTo(out(operator));
        Frame.of(FrameType.CANCEL_ALL).writeTo(out(operator));
        named("a CANCEL_ALL frame is not for role OPERATOR");
    }

    @Test
    void an_operators_bad_command_is_answered_with_its_reason() {
        for (String bad : List.of("bust nothing", "correct x 1", "correct x 1 y", "faults loud", "dance", "statistics now")) {
            String message = assertThrows(IOException.class, () -> venue.control().command(bad)).getMessage();
            assertTrue(message.contains("refused '" + bad + "'"), message);
        }
    }
}
