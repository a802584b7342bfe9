package exoroute.capture;

import exoroute.adapter.ws.FeedComponent;
import exoroute.adapter.ws.FeedConfiguration;
import exoroute.api.market.BookView;
import exoroute.api.market.ListingId;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The very feed component that talks to exchanges, configured as the framework would. */
final class LiveFeed {
    static final Duration LIMIT = Duration.ofSeconds(30);

    private LiveFeed() {}

    static FeedComponent open(Capture capture, CaptureServer server, Path ca) {
        return new FeedComponent(configuration(Map.of(
                "venue", capture.venue(),
                "codec", capture.codec(),
                "wsUri", server.ws(capture.venue()).toString(),
                "restUri", server.rest(capture.venue()).toString(),
                "caCertificate", ca.toString(),
                "listings", capture.listings().toString(),
                "reconnectFirstMillis", 20L,
                "reconnectCapMillis", 100L)));
    }

    static FeedConfiguration configuration(Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>(values);
        return (FeedConfiguration) Proxy.newProxyInstance(
                LiveFeed.class.getClassLoader(),
                new Class<?>[] {FeedConfiguration.class},
                (proxy, method, arguments) -> all.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    static ListingId id(Capture capture, String symbol) {
        return new ListingId(capture.venue(), symbol);
    }

    /** Waits for a condition, with a limit. */
    static void await(String what, BooleanSupplier condition, Supplier<?> state) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + LIMIT + ": " + what + "; now " + state.get());
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    static void awaitView(FeedComponent feed, ListingId id, String what,
            java.util.function.Predicate<BookView> condition) {
        await(id + " " + what, () -> condition.test(feed.view(id, Integer.MAX_VALUE)),
                () -> feed.view(id, 1) + " " + feed.statistics(id));
    }
}
