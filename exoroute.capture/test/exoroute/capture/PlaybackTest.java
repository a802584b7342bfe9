package exoroute.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlaybackTest {
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final List<String> sent = new ArrayList<>();
    private final List<Integer> closes = new ArrayList<>();
    private final CaptureStore store = new CaptureStore("captures");

    private final Playback.Outlet outlet = new Playback.Outlet() {
        @Override
        public void send(String text) {
            sent.add(text);
        }

        @Override
        public boolean isBusy() {
            return false;
        }

        @Override
        public void close(int code, String reason) {
            closes.add(code);
        }
    };

    @AfterEach
    void stop() {
        scheduler.shutdownNow();
    }

    private Recording recording(String venue) {
        return new Recording(store.captures(List.of(venue)).get(0), store);
    }

    private Playback playback(Recording recording, boolean loop) {
        return new Playback(recording, new PlaybackSettings(0, loop, Faults.NONE), outlet, scheduler);
    }

    private void run(Runnable task) throws Exception {
        scheduler.submit(task).get(10, TimeUnit.SECONDS);
    }

    /** Waits on the scheduler itself until the condition holds. */
    private void await(BooleanSupplier condition) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        check(condition, done);
        done.get(20, TimeUnit.SECONDS);
    }

    private void check(BooleanSupplier condition, CompletableFuture<Void> done) {
        scheduler.execute(() -> {
            if (condition.getAsBoolean()) {
                done.complete(null);
            } else {
                check(condition, done);
            }
        });
    }

    @Test
    void sends_only_what_was_subscribed() throws Exception {
        Recording recording = recording("gemini");
        Playback playback = playback(recording, false);
        run(() -> playback.subscribe("BTCUSD"));
        await(() -> sent.size() == recording.frames("BTCUSD").size());
        assertTrue(sent.stream().allMatch(s -> s.contains("\"symbol\":\"BTCUSD\"")));
        assertEquals(List.of(), closes, "without looping the connection stays open");
    }

    @Test
    void frames_after_the_rest_snapshot_wait_until_it_was_fetched() throws Exception {
        Recording recording = recording("binanceus");
        Playback playback = playback(recording, false);
        run(() -> playback.subscribe("BTCUSDT"));
        await(() -> sent.size() == 1);
        run(() -> {});
        run(() -> assertEquals(1, sent.size(), "one increment was recorded before the snapshot"));
        run(() -> playback.fetched("BTCUSDT"));
        await(() -> sent.size() == 187);
    }

    @Test
    void a_resubscription_starts_the_symbols_stream_again() throws Exception {
        Recording recording = recording("okcoin");
        Playback playback = playback(recording, false);
        run(() -> playback.subscribe("BTC-USDT"));
        await(() -> sent.size() == 40);
        run(() -> playback.unsubscribe("BTC-USDT"));
        run(() -> playback.subscribe("BTC-USDT"));
        await(() -> sent.size() == 80);
        assertEquals(sent.get(0), sent.get(40));
    }

    @Test
    void a_loop_ends_with_a_service_restart_when_every_stream_is_through() throws Exception {
        Playback playback = playback(recording("okcoin"), true);
        run(() -> {
            playback.subscribe("BTC-USDT");
            playback.subscribe("USDT-USD");
        });
        await(() -> !closes.isEmpty());
        assertEquals(List.of(1012), closes);
        assertEquals(345, sent.size());
    }

    @Test
    void a_stream_that_waits_for_its_snapshot_is_not_through() throws Exception {
        Playback playback = playback(recording("bitstamp"), true);
        run(() -> playback.subscribe("btcusd"));
        run(() -> {});
        run(() -> assertEquals(List.of(), closes));
        run(() -> playback.fetched("btcusd"));
        await(() -> !closes.isEmpty());
        assertEquals(65, sent.size());
    }

    @Test
    void a_negative_speed_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> new PlaybackSettings(-1, false, Faults.NONE));
        assertThrows(IllegalArgumentException.class, () -> new PlaybackSettings(Double.NaN, false, Faults.NONE));
    }
}
