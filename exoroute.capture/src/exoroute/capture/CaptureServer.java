package exoroute.capture;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Serves recordings on 127.0.0.1 over TLS: {@code wss://.../<venue>} and {@code https://.../<venue>}. Safe from any
 * thread.
 */
final class CaptureServer implements AutoCloseable {
    private static final int START_SECONDS = 10;

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "capture-playback");
        thread.setDaemon(true);
        return thread;
    });
    private final FrameServer frames;
    private final SnapshotServer snapshots;
    private final int wsPort;

    /**
     * Binds both ports and serves.
     *
     * @param wsPort port of the WebSocket side, 0 for a free one
     * @param restPort port of the REST side, 0 for a free one
     * @throws IllegalStateException with one line naming the port that is in use and the remedy
     */
    CaptureServer(List<Recording> recordings, PlaybackSettings settings, LocalAuthority authority, int wsPort,
            int restPort) {
        Map<String, Recording> byVenue = new TreeMap<>();
        recordings.forEach(recording -> byVenue.put(recording.capture().venue(), recording));
        frames = new FrameServer(wsPort, authority.server(), byVenue, settings, scheduler);
        frames.start();
        try {
            this.wsPort = frames.bound().get(START_SECONDS, TimeUnit.SECONDS);
            snapshots = snapshots(restPort, authority, byVenue);
        } catch (ExecutionException e) {
            stopFrames();
            throw failure("wsPort", wsPort, e.getCause());
        } catch (TimeoutException e) {
            stopFrames();
            throw failure("wsPort", wsPort, e);
        } catch (InterruptedException e) {
            stopFrames();
            Thread.currentThread().interrupt();
            throw failure("wsPort", wsPort, e);
        } catch (IOException e) {
            stopFrames();
            throw failure("restPort", restPort, e);
        }
    }

    private SnapshotServer snapshots(int port, LocalAuthority authority, Map<String,
            Recording> byVenue) throws IOException {
        return new SnapshotServer(port, authority.server(), byVenue, frames::fetched);
    }

    private static IllegalStateException failure(String property, int port, Throwable cause) {
        String what = cause instanceof BindException ? "is in use" : "cannot be served: " + cause;
        return new IllegalStateException("capture server: port " + port + " of 127.0.0.1 " + what + "; set " + property
                + " to another port, or to 0 for a free one", cause);
    }

    /** WebSocket address of a venue. */
    URI ws(String venue) {
        return URI.create("wss://127.0.0.1:" + wsPort + "/" + venue);
    }

    /** REST base address of a venue. */
    URI rest(String venue) {
        return URI.create("https://127.0.0.1:" + snapshots.port() + "/" + venue);
    }

    private void stopFrames() {
        try {
            frames.stop(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        scheduler.shutdownNow();
    }

    /** Closes all connections and frees the ports. */
    @Override
    public void close() {
        snapshots.close();
        stopFrames();
    }
}
