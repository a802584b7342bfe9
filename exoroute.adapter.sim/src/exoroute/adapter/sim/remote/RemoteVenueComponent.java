package exoroute.adapter.sim.remote;

import exoroute.api.adapter.BalanceSource;
import exoroute.api.adapter.MarketDataFeed;
import exoroute.api.adapter.MassCanceller;
import exoroute.api.adapter.OpenOrderSource;
import exoroute.api.adapter.OrderReplacer;
import exoroute.api.adapter.OrderStatusSource;
import exoroute.api.adapter.VenueAdapter;
import exoroute.api.market.Venue;
import java.util.Hashtable;
import java.util.stream.Stream;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

/**
 * A venue in another process. The orders' side is registered at once, with its session down; the feed when the venue has
 * told what it lists, and again when that changes.
 */
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>='exoroute.api.adapter.MarketDataFeed,exoroute.api.adapter.VenueAdapter'",
        uses = {MarketDataFeed.class, VenueAdapter.class})
@Component(
        configurationPid = "exoroute.adapter.sim.remote",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true,
        service = {})
@Designate(ocd = RemoteSettings.class, factory = true)
public final class RemoteVenueComponent {
    private final BundleContext context;
    private final Hashtable<String, Object> properties = new Hashtable<>();
    private final RemoteVenueAdapter venue;
    private final ServiceRegistration<?> adapter;
    private ServiceRegistration<?> feed;
    private boolean stopped;

    /** Registers the venue and begins to connect. */
    @Activate
    public RemoteVenueComponent(BundleContext context, RemoteSettings settings) {
        this.context = context;
        RemoteTarget target = new RemoteTarget(
                new Venue(settings.venue(), settings.name()), settings.host(), settings.port(), settings.client(),
                settings.heartbeat_ms(), settings.queue());
        properties.put("venue", settings.venue());
        this.venue = new RemoteVenueAdapter(target, this::listed);
        String[] abilities = Stream.of(
                        VenueAdapter.class, OrderReplacer.class, MassCanceller.class, OrderStatusSource.class,
                        OpenOrderSource.class, BalanceSource.class)
                .map(Class::getName).toArray(String[]::new);
        this.adapter = context.registerService(abilities, venue, properties);
        venue.start();
    }

    private synchronized void listed() {
        if (stopped) {
            return;
        }
        if (feed != null) {
            feed.unregister();
        }
        feed = context.registerService(MarketDataFeed.class, venue.feed(), properties);
    }

    @Deactivate
    void stop() {
        adapter.unregister();
        venue.close();
        synchronized (this) {
            stopped = true;
            if (feed != null) {
                feed.unregister();
            }
        }
    }
}
