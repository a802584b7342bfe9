package exoroute.itest;

import exoroute.api.adapter.Subscription;
import exoroute.api.desk.CommandContext;
import exoroute.api.desk.CommandResult;
import exoroute.api.desk.DeskEvent;
import exoroute.api.desk.ListingView;
import exoroute.api.desk.OrderDesk;
import exoroute.api.desk.ParentView;
import exoroute.api.market.Side;
import exoroute.api.order.Constraints;
import exoroute.api.order.ParentOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Configures the real bundles for one test and takes the configuration away again. */
final class Runtime implements AutoCloseable {
    static final long LIMIT_SECONDS = 60;

    private final BundleContext context;
    private final ConfigurationAdmin admin;
    private final List<Configuration> configurations = new ArrayList<>();

    Runtime(BundleContext context, ConfigurationAdmin admin) {
        this.context = context;
        this.admin = admin;
    }

    Configuration factory(String pid, String name, Object... properties) throws IOException {
        return update(admin.getFactoryConfiguration(pid, name, "?"), properties);
    }

    Configuration single(String pid, Object... properties) throws IOException {
        return update(admin.getConfiguration(pid, "?"), properties);
    }

    private Configuration update(Configuration configuration, Object... properties) throws IOException {
        Dictionary<String, Object> values = new Hashtable<>();
        for (int i = 0; i < properties.length; i += 2) {
            values.put((String) properties[i], properties[i + 1]);
        }
        configuration.update(values);
        configurations.add(configuration);
        return configuration;
    }

    Configuration ledger(Path folder) throws IOException {
        return single("exoroute.ledger", "directory", folder.toString());
    }

    Configuration router() throws IOException {
        return single("exoroute.router",
                "instruments", new String[] {"BTC/USD;8;2"},
                "conversions", new String[] {"binanceus:BTCUSDT=binanceus:USDTUSD", "okcoin:BTC-USDT=okcoin:USDT-USD"},
                "max.parent.quantity", "1000", "max.parent.notional", "20000000", "max.child.notional", "2000000",
                "max.day.notional", "200000000");
    }

    Configuration venue(String id, String... quotes) throws IOException {
        return factory("exoroute.adapter.sim.book", id,
                "venue", id,
                "listings", new String[] {"BTCUSD;BTC/USD;8;2;0.01;0.00000001;0;0.001;0.001"},
                "quotes", quotes);
    }

    OrderDesk awaitDesk(int liveListings) {
        OrderDesk[] found = new OrderDesk[1];
        await("a desk with " + liveListings + " live listings", () -> {
            found[0] = find(OrderDesk.class); // may have left between two looks
            return found[0] != null && found[0].listings().stream().filter(Runtime::isUsable).count() >= liveListings;
        });
        return found[0];
    }

    /** A venue's book may be live for an instant before its quotes are in it. */
    private static boolean isUsable(ListingView view) {
        return view.sessionUp() && view.book().isLive() && view.book().book().levels(Side.SELL) > 0;
    }

    <T> T find(Class<T> type) {
        ServiceReference<T> reference = context.getServiceReference(type);
        return reference == null ? null : context.getService(reference);
    }

    static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not seen within " + LIMIT_SECONDS + " s: " + what);
            }
            LockSupport.parkNanos(1_000_000); // the bundles need the processor
        }
    }

    static ParentOrder buy(long quantity) {
        return new ParentOrder("BTC/USD", Side.BUY, quantity, 0, ParentOrder.LimitBasis.GROSS, 0, Constraints.NONE);
    }

    static CommandResult submit(OrderDesk desk, String request, ParentOrder order) throws Exception {
        return desk.submit(new CommandContext("test", request), order)
                .toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    static ParentView finished(OrderDesk desk, long parent) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Subscription subscription = desk.subscribe(parent, event -> {
            if (event.parent() == parent && event.type() == DeskEvent.Type.FINISHED) {
                done.complete(null);
            }
        });
        try {
            done.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } finally {
            subscription.close();
        }
        return desk.order(parent).orElseThrow();
    }

    @Override
    public void close() throws IOException {
        for (Configuration configuration : configurations) {
            try {
                configuration.delete();
            } catch (IllegalStateException alreadyDeleted) {
                continue;
            }
        }
        await("the desk and the log have left", () -> find(OrderDesk.class) == null
                && find(exoroute.api.plan.DeltaLog.class) == null);
    }
}
