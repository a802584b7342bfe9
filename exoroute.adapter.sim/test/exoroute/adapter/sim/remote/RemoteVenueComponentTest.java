package exoroute.adapter.sim.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.adapter.sim.Await;
import exoroute.adapter.sim.server.LocalVenue;
import exoroute.api.adapter.BalanceSource;
import exoroute.api.adapter.MarketDataFeed;
import exoroute.api.adapter.MassCanceller;
import exoroute.api.adapter.OpenOrderSource;
import exoroute.api.adapter.OrderReplacer;
import exoroute.api.adapter.OrderStatusSource;
import exoroute.api.adapter.VenueAdapter;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** The component registers every ability at once, its feed when the venue has told its listings. */
class RemoteVenueComponentTest {
    @TempDir
    Path folder;
    private final List<String> registered = new CopyOnWriteArrayList<>();

    private BundleContext context() {
        return proxy(BundleContext.class, (name, arguments) -> {
            List<String> names = arguments[0] instanceof String[] many ? Arrays.asList(many)
                    : List.of(((Class<?>) arguments[0]).getName());
            registered.addAll(names);
            return proxy(ServiceRegistration.class, (method, none) -> {
                registered.removeAll(names);
                return null;
            });
        });
    }

    private interface Call {
        Object of(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) ->
                        call.of(method.getName(), arguments)));
    }

    @Test
    void abilities_and_feed_come_and_go() throws Exception {
        try (LocalVenue venue = new LocalVenue(folder.resolve("alpha.journal"), 0)) {
            Map<String, Object> given = Map.of("venue", "alpha", "port", venue.port());
            RemoteSettings settings = (RemoteSettings) Proxy.newProxyInstance(
                    RemoteSettings.class.getClassLoader(), new Class<?>[] {RemoteSettings.class},
                    (proxy, method, arguments) -> given.getOrDefault(method.getName(), method.getDefaultValue()));
            RemoteVenueComponent component = new RemoteVenueComponent(context(), settings);
            assertTrue(registered.containsAll(Stream.of(
                    VenueAdapter.class, OrderReplacer.class, MassCanceller.class, OrderStatusSource.class,
                    OpenOrderSource.class, BalanceSource.class).map(Class::getName).toList()), registered.toString());
            Await.until("the feed", () -> registered.contains(MarketDataFeed.class.getName()));
            component.stop();
            assertEquals(List.of(), registered);
        }
    }
}
