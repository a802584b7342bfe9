package exoroute.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.adapter.ws.FeedComponent;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

class CaptureComponentTest {
    @TempDir
    Path temp;

    /** What ConfigurationAdmin holds, by name. */
    private final Map<String, Map<String, Object>> feeds = new TreeMap<>();

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private Configuration configuration(String name) {
        return proxy(Configuration.class, (p, method, arguments) -> {
            if (method.getName().equals("delete")) {
                feeds.remove(name);
            } else if (method.getName().equals("update")) {
                Dictionary<?, ?> facts = (Dictionary<?, ?>) arguments[0];
                Map<String, Object> copy = new HashMap<>();
                facts.keys().asIterator().forEachRemaining(key -> copy.put((String) key, facts.get(key)));
                feeds.put(name, copy);
            }
            return null;
        });
    }

    private CaptureComponent start(Map<String, Object> values) {
        ConfigurationAdmin admin = proxy(ConfigurationAdmin.class, (p, method, arguments) ->
                method.getName().equals("listConfigurations")
                        ? feeds.keySet().stream().map(this::configuration).toArray(Configuration[]::new)
                        : configuration((String) arguments[1]));
        BundleContext context = proxy(BundleContext.class,
                (p, method, arguments) -> temp.resolve((String) arguments[0]).toFile());
        CaptureConfiguration configuration = proxy(CaptureConfiguration.class,
                (p, method, arguments) -> values.getOrDefault(method.getName(), method.getDefaultValue()));
        return new CaptureComponent(configuration, context, admin);
    }

    @Test
    void configures_a_feed_a_venue_that_can_connect_and_removes_it_at_the_end() throws Exception {
        feeds.put("capture-gone", Map.of());
        CaptureComponent component = start(Map.of("directory", "captures", "speed", 0.0));
        try {
            assertEquals("[capture-binanceus, capture-bitflyer, capture-bitstamp, capture-gemini, capture-okcoin]",
                    feeds.keySet().toString());
            FeedComponent feed = new FeedComponent(LiveFeed.configuration(feeds.get("capture-okcoin")));
            LiveFeed.await("okcoin is through", () -> feed.listings().stream()
                    .mapToLong(l -> feed.statistics(l.id()).checksumsGood()).sum() == 345, feed::listings);
            feed.deactivate();
            assertTrue(Files.readString(temp.resolve("capture-ca.pem")).startsWith("-----BEGIN CERTIFICATE"));
        } finally {
            component.deactivate();
        }
        assertEquals(Map.of(), feeds);
    }

    @Test
    void a_start_that_fails_leaves_no_feed() {
        feeds.put("capture-okcoin", Map.of());
        assertThrows(IllegalArgumentException.class, () -> start(Map.of("directory", temp.toString())));
        assertEquals(Map.of(), feeds);
        assertThrows(IllegalArgumentException.class,
                () -> start(Map.of("directory", "captures", "venues", new String[] {"mtgox"})));
        assertThrows(IllegalStateException.class, () -> start(Map.of("directory", "captures",
                "caCertificate", temp.resolve("no/such/folder/ca.pem").toString())));
        assertEquals(Map.of(), feeds);
    }
}
