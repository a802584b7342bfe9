package exoroute.capture;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLContext;

/** The REST side: recorded snapshots under {@code /<venue>/<the venue's own path>}. */
final class SnapshotServer implements AutoCloseable {
    private final HttpsServer server;
    private final ExecutorService executor;
    private final Map<String, Recording> recordings;
    private final BiConsumer<String, String> fetched;

    /**
     * Binds and starts.
     *
     * @param fetched told venue and symbol after each answer
     * @throws IOException when the port cannot be bound
     */
    SnapshotServer(int port, SSLContext tls, Map<String, Recording> recordings, BiConsumer<String, String> fetched)
            throws IOException {
        this.recordings = recordings;
        this.fetched = fetched;
        server = HttpsServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/", this::answer);
        executor = Executors.newFixedThreadPool(2, task -> {
            Thread thread = new Thread(task, "capture-rest");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(executor);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String target = exchange.getRequestURI().toString();
            int slash = target.indexOf('/', 1);
            String venue = slash < 0 ? "" : target.substring(1, slash);
            Recording recording = recordings.get(venue);
            String symbol = recording == null ? null : recording.dialect().snapshotSymbol(target.substring(slash));
            Recording.Item item = symbol == null ? null : recording.snapshot(symbol);
            String text = item == null ? "nothing was recorded at " + target : item.text();
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", item == null ? "text/plain" : "application/json");
            exchange.sendResponseHeaders(item == null ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
            if (item != null) {
                fetched.accept(venue, symbol);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
