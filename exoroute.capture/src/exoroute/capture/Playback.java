package exoroute.capture;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Plays a recording to one client. A symbol's stream starts at its subscription, and again from the beginning at
 * each further one. Frames recorded after the symbol's REST snapshot wait until the client has fetched it. When all
 * streams of the connection are through, and half a second later no other was asked for, a looping playback closes
 * the connection with 1012, as a venue that restarts does: the client connects again and everything starts afresh.
 * Otherwise the connection stays open. Confined to the scheduler's one thread.
 */
final class Playback {
    private static final int BURST = 64;
    private static final int SERVICE_RESTART = 1012;
    private static final long LINGER = 500_000_000;

    /** The client's end of the connection. */
    interface Outlet {
        void send(String text);

        /** Whether sent frames still wait for the client to read. */
        boolean isBusy();

        void close(int code, String reason);
    }

    private static final class Track {
        private final List<Recording.Item> frames;
        private final long held;
        private final long started;
        private int next;
        private boolean fetched;

        Track(List<Recording.Item> frames, Recording.Item snapshot, long started) {
            this.frames = frames;
            this.started = started;
            held = snapshot == null ? Long.MAX_VALUE : snapshot.time();
        }

        boolean done() {
            return next == frames.size() && (fetched || held == Long.MAX_VALUE);
        }

        boolean ready() {
            return next < frames.size() && (fetched || frames.get(next).time() <= held);
        }
    }

    private final Recording recording;
    private final PlaybackSettings settings;
    private final Outlet outlet;
    private final ScheduledExecutorService scheduler;
    private final long origin;
    private final Map<String, Track> tracks = new TreeMap<>();
    private long planned;
    private boolean closed;

    Playback(Recording recording, PlaybackSettings settings, Outlet outlet, ScheduledExecutorService scheduler) {
        this.recording = recording;
        this.settings = settings;
        this.outlet = outlet;
        this.scheduler = scheduler;
        origin = recording.origin();
    }

    /** Starts a symbol's stream from its beginning. */
    void subscribe(String symbol) {
        tracks.put(symbol, new Track(recording.frames(symbol), recording.snapshot(symbol), System.nanoTime()));
        after(0, this::pump);
    }

    void unsubscribe(String symbol) {
        tracks.remove(symbol);
    }

    /** The client has fetched the symbol's REST snapshot. */
    void fetched(String symbol) {
        Track track = tracks.get(symbol);
        if (track != null) {
            track.fetched = true;
            after(0, this::pump);
        }
    }

    /** The connection has ended. */
    void close() {
        closed = true;
    }

    private void pump() {
        for (int i = 0; i < BURST; i++) {
            Map.Entry<String, Track> earliest = earliest();
            if (earliest == null) {
                finish();
                return;
            }
            long wait = due(earliest.getValue()) - System.nanoTime();
            if (wait > 0) {
                after(wait, this::pump);
                return;
            }
            send(earliest.getKey(), earliest.getValue());
        }
        after(outlet.isBusy() ? 1_000_000 : 0, this::pump);
    }

    private Map.Entry<String, Track> earliest() {
        Map.Entry<String, Track> best = null;
        for (Map.Entry<String, Track> entry : tracks.entrySet()) {
            if (entry.getValue().ready() && (best == null || due(entry.getValue()) < due(best.getValue()))) {
                best = entry;
            }
        }
        return best;
    }

    private long due(Track track) {
        long after = track.frames.get(track.next).time() - origin;
        return track.started + (settings.speed() == 0 ? 0 : (long) (after / settings.speed()));
    }

    private void send(String symbol, Track track) {
        int index = track.next++;
        String text = settings.faults().pass(recording.capture().venue(), symbol, index,
                track.frames.get(index).text());
        if (text != null) {
            outlet.send(text);
        }
    }

    private void finish() {
        if (settings.loop() && !tracks.isEmpty() && tracks.values().stream().allMatch(Track::done)) {
            after(LINGER, () -> {
                closed = true;
                outlet.close(SERVICE_RESTART, "the capture ends and starts again");
            });
        }
    }

    /** What was planned before is replaced. */
    private void after(long delay, Runnable step) {
        long mine = ++planned;
        scheduler.schedule(
                () -> {
                    if (mine == planned && !closed) {
                        step.run();
                    }
                },
                delay,
                TimeUnit.NANOSECONDS);
    }
}
