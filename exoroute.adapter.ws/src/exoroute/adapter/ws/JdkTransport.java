package exoroute.adapter.ws;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/** WebSocket and HTTP of the JDK, over TLS with host verification only. */
final class JdkTransport implements Transport {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient client;
    private final EventLoop loop;
    private final URI ws;
    private final String rest;
    private final int limit;

    /**
     * A transport.
     *
     * @param rest base address of REST, may be empty
     * @param limit longest message or body in bytes
     * @throws IllegalArgumentException when an address is not wss or https
     */
    JdkTransport(URI ws, String rest, SSLContext tls, int limit, EventLoop loop) {
        if (!"wss".equals(ws.getScheme()) || !(rest.isEmpty() || rest.startsWith("https://"))) {
            throw new IllegalArgumentException("addresses " + ws + " and '" + rest
                    + "' must begin with wss:// and https://");
        }
        this.ws = ws;
        this.rest = rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
        this.limit = limit;
        this.loop = loop;
        client = HttpClient.newBuilder()
                .sslContext(tls)
                .connectTimeout(TIMEOUT)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public void connect(Receiver receiver) {
        client.newWebSocketBuilder()
                .connectTimeout(TIMEOUT)
                .buildAsync(ws, new JdkSocketListener(loop, receiver, limit))
                .whenComplete((socket, error) -> {
                    if (error != null) {
                        loop.execute(() -> receiver.closed("cannot connect to " + ws + ": " + reason(error)));
                    }
                });
    }

    @Override
    public CompletionStage<String> get(String path) {
        URI uri;
        try {
            uri = URI.create(rest + path);
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(e);
        }
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(TIMEOUT).GET().build();
        return client.sendAsync(request, info -> new BoundedBody(limit))
                .orTimeout(2 * TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                .thenApply(response -> body(uri, response));
    }

    private static String body(URI uri, HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw new CompletionException(new IOException("status " + response.statusCode() + " from " + uri));
        }
        return response.body();
    }

    /** The innermost cause in words. */
    static String reason(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /** Sends one after the other, as the JDK demands. */
    static final class JdkLink implements Link {
        private final WebSocket socket;
        private CompletableFuture<WebSocket> tail;

        JdkLink(WebSocket socket) {
            this.socket = socket;
            tail = CompletableFuture.completedFuture(socket);
        }

        @Override
        public void send(String text) {
            tail = tail.thenCompose(s -> s.sendText(text, true));
        }

        @Override
        public void ping() {
            tail = tail.thenCompose(s -> s.sendPing(ByteBuffer.allocate(0)));
        }

        @Override
        public void close() {
            tail = tail.thenCompose(s -> s.sendClose(WebSocket.NORMAL_CLOSURE, ""))
                    .orTimeout(1, TimeUnit.SECONDS)
                    .whenComplete((s, e) -> socket.abort());
        }
    }
}
