package exoroute.capture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.zip.Deflater;
import javax.net.ssl.SSLContext;
import org.java_websocket.WebSocket;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.DefaultSSLWebSocketServerFactory;
import org.java_websocket.server.WebSocketServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The WebSocket side: one path a venue, one {@link Playback} a connection. Pings keep quiet connections alive. */
final class FrameServer extends WebSocketServer {
    private static final Logger LOG = LoggerFactory.getLogger(FrameServer.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PING_SECONDS = 5;
    private static final int POLICY_VIOLATION = 1008;

    private final Map<String, Recording> recordings;
    private final PlaybackSettings settings;
    private final ScheduledExecutorService scheduler;
    private final Map<WebSocket, Playback> playbacks = new ConcurrentHashMap<>();
    private final CompletableFuture<Integer> bound = new CompletableFuture<>();

    FrameServer(int port, SSLContext tls, Map<String, Recording> recordings, PlaybackSettings settings,
            ScheduledExecutorService scheduler) {
        super(new InetSocketAddress("127.0.0.1", port), 1);
        this.recordings = recordings;
        this.settings = settings;
        this.scheduler = scheduler;
        setWebSocketFactory(new DefaultSSLWebSocketServerFactory(tls));
        setConnectionLostTimeout(PING_SECONDS);
        setTcpNoDelay(true);
        setReuseAddr(true);
        setDaemon(true);
    }

    /** Completes with the port, or with the reason why there is none. */
    CompletableFuture<Integer> bound() {
        return bound;
    }

    /** A client has fetched a symbol's REST snapshot. Any thread. */
    void fetched(String venue, String symbol) {
        scheduler.execute(() -> playbacks.forEach((socket, playback) -> {
            if (venue.equals(socket.<Recording>getAttachment().capture().venue())) {
                playback.fetched(symbol);
            }
        }));
    }

    @Override
    public void onStart() {
        bound.complete(getPort());
    }

    @Override
    public void onOpen(WebSocket socket, ClientHandshake handshake) {
        String path = handshake.getResourceDescriptor().replaceAll("[?].*", "");
        Recording recording = recordings.get(path.replaceAll("^/|/$", ""));
        if (recording == null) {
            socket.close(POLICY_VIOLATION, "no venue at " + path + "; there are " + recordings.keySet());
            return;
        }
        socket.setAttachment(recording);
        playbacks.put(socket, new Playback(recording, settings, outlet(socket, recording.dialect()), scheduler));
    }

    @Override
    public void onMessage(WebSocket socket, String text) {
        Recording recording = socket.getAttachment();
        Playback playback = playbacks.get(socket);
        if (recording == null || playback == null) {
            return;
        }
        Playback.Outlet outlet = outlet(socket, recording.dialect());
        scheduler.execute(() -> {
            if (text.equals("ping")) {
                outlet.send("pong");
                return;
            }
            try {
                answer(recording, playback, outlet, JSON.readTree(text));
            } catch (JsonProcessingException e) {
                LOG.warn("venue {}: a client sent no JSON: {}", recording.capture().venue(), e.getOriginalMessage());
            }
        });
    }

    private static void answer(Recording recording, Playback playback, Playback.Outlet outlet, JsonNode message) {
        for (VenueDialect.Request request : recording.dialect().requests(message)) {
            if (!recording.knows(request.symbol())) {
                outlet.send(recording.dialect().refuse(request.symbol()));
                continue;
            }
            if (!request.subscribe()) {
                playback.unsubscribe(request.symbol());
            }
            recording.dialect().accept(message, request).forEach(outlet::send);
            if (request.subscribe()) {
                playback.subscribe(request.symbol());
            }
        }
    }

    private static Playback.Outlet outlet(WebSocket socket, VenueDialect dialect) {
        return new Playback.Outlet() {
            @Override
            public void send(String text) {
                try {
                    if (dialect.deflates()) {
                        socket.send(deflate(text));
                    } else {
                        socket.send(text);
                    }
                } catch (WebsocketNotConnectedException e) {
                    LOG.debug("capture server: the client has gone; onClose follows");
                }
            }

            @Override
            public boolean isBusy() {
                return socket.hasBufferedData();
            }

            @Override
            public void close(int code, String reason) {
                socket.close(code, reason);
            }
        };
    }

    /** Raw DEFLATE (RFC 1951) without header. */
    static ByteBuffer deflate(String text) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            deflater.setInput(bytes);
            deflater.finish();
            byte[] out = new byte[bytes.length + 64];
            int length = deflater.deflate(out);
            return ByteBuffer.wrap(out, 0, length);
        } finally {
            deflater.end();
        }
    }

    @Override
    public void onClose(WebSocket socket, int code, String reason, boolean remote) {
        Playback playback = playbacks.remove(socket);
        if (playback != null) {
            scheduler.execute(playback::close);
        }
    }

    @Override
    public void onError(WebSocket socket, Exception error) {
        if (socket == null && !bound.isDone()) {
            bound.completeExceptionally(error);
        } else {
            LOG.info("capture server: a connection failed: {}", error.toString());
        }
    }
}
