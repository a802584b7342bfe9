package exoroute.adapter.sim.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.adapter.sim.Await;
import exoroute.adapter.sim.server.LocalVenue;
import exoroute.adapter.sim.wire.Frame;
import exoroute.adapter.sim.wire.FrameReader;
import exoroute.adapter.sim.wire.FrameType;
import exoroute.adapter.sim.wire.Hello;
import exoroute.adapter.sim.wire.Welcome;
import exoroute.adapter.sim.wire.Wire;
import exoroute.api.market.Side;
import exoroute.api.market.Venue;
import exoroute.api.order.ExecutionReport.Type;
import exoroute.api.order.TimeInForce;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What waits for a connection that is lost never leaves on the next one. */
class UnsentMessagesTest {
    private static Socket handshake(ServerSocket server) throws IOException {
        Socket socket = server.accept();
        Hello.read(new FrameReader(socket.getInputStream()).next());
        new Welcome("alpha", List.of(), 0).frame().writeTo(new DataOutputStream(socket.getOutputStream()));
        return socket;
    }

    @Test
    void a_full_queue_throws_and_what_waited_is_unknown_and_never_sent_later() throws IOException {
        Heard heard = new Heard();
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            server.setReceiveBufferSize(4_096);
            RemoteVenueAdapter adapter = new RemoteVenueAdapter(new RemoteTarget(
                    new Venue("alpha", "Alpha"), "127.0.0.1", server.getLocalPort(), "desk", 20_000, 100), () -> { });
            adapter.subscribe(heard);
            adapter.start();
            long sent = 0;
            String refused;
            Socket first = handshake(server); // it never reads
            try (first) {
                Await.until("session up", heard::isUp);
                do {
                    sent++;
                    refused = submit(adapter, sent);
                } while (refused == null);
            }
            sent--;
            assertTrue(refused.contains("100 messages are waiting"), refused);
            long last = sent;
            Await.until("the last one queued is unknown", () -> heard.has(last, Type.UNKNOWN));
            assertTrue(heard.count() >= 100, "all that waited, not " + heard.count());
            Set<Long> unknown = new TreeSet<>();
            heard.reports.forEach(r -> {
                assertEquals(Type.UNKNOWN, r.type());
                assertTrue(unknown.add(r.child()), "each once");
            });
            try (Socket second = handshake(server)) {
                Await.until("session up again", heard::isUp);
                adapter.submit(LocalVenue.order(1_000_000, Side.BUY, TimeInForce.IOC, 100, 5));
                Frame next = new FrameReader(second.getInputStream()).next();
                assertEquals(FrameType.SUBMIT, next.type());
                assertEquals(1_000_000, next.read(Wire::order).id(), "nothing old comes before it");
            }
            adapter.close();
        }
    }

    /** Queues an order as soon as there is room; returns the refusal when there never is: the venue takes nothing. */
    private static String submit(RemoteVenueAdapter adapter, long id) {
        String refused = null;
        for (int i = 0; i < 3_000; i++) {
            try {
                adapter.submit(LocalVenue.order(id, Side.BUY, TimeInForce.IOC, 100, 5));
                return null;
            } catch (IllegalStateException e) {
                refused = e.getMessage();
                LockSupport.parkNanos(100_000);
            }
        }
        return refused;
    }
}
