package exoroute.router.runtime;

import exoroute.api.adapter.MarketDataFeed;
import exoroute.api.adapter.VenueAdapter;
import exoroute.api.desk.OrderDesk;
import exoroute.api.plan.DeltaLog;
import exoroute.api.solver.BookSolver;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;

/** Publishes the desk once it recovered, and hands it feeds, adapters and engines as they come and go. */
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>='exoroute.api.desk.OrderDesk'",
        uses = OrderDesk.class)
@Component(
        configurationPid = "exoroute.router",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true,
        service = {})
@Designate(ocd = RouterSettings.class)
public final class RouterComponent {
    private final Desk desk;
    private final ServiceRegistration<OrderDesk> registration;

    /** Recovers from the log; a log that cannot be followed keeps the desk from appearing, with one clear error. */
    @Activate
    public RouterComponent(BundleContext context, RouterSettings settings, @Reference DeltaLog log) {
        this.desk = new Desk(log, SettingsReader.read(settings), settings.book_depth(), RouterComponent::now);
        started(desk);
        this.registration = context.registerService(OrderDesk.class, desk, null);
    }

    private static void started(Desk desk) {
        try {
            desk.started().toCompletableFuture().join();
        } catch (CompletionException e) {
            desk.close();
            throw e;
        }
    }

    private static long now() {
        Instant now = Clock.systemUTC().instant();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindEngine(BookSolver engine) {
        desk.add(engine);
    }

    void unbindEngine(BookSolver engine) {
        desk.remove(engine);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindFeed(MarketDataFeed feed) {
        desk.add(feed);
    }

    void unbindFeed(MarketDataFeed feed) {
        desk.remove(feed);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindAdapter(VenueAdapter adapter) {
        desk.add(adapter);
    }

    void unbindAdapter(VenueAdapter adapter) {
        desk.remove(adapter);
    }

    @Deactivate
    void stop() {
        registration.unregister();
        desk.close();
    }
}
