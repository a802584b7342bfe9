package exoroute.adapter.sim;

import exoroute.api.adapter.BalanceSource;
import exoroute.api.adapter.MarketDataFeed;
import exoroute.api.adapter.MassCanceller;
import exoroute.api.adapter.OpenOrderSource;
import exoroute.api.adapter.OrderReplacer;
import exoroute.api.adapter.OrderStatusSource;
import exoroute.api.adapter.VenueAdapter;
import exoroute.api.market.Listing;
import exoroute.api.market.Venue;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

/** A venue with a book of its own: it publishes the orders' side and the feed of its own book. */
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>='exoroute.api.adapter.MarketDataFeed,exoroute.api.adapter.VenueAdapter'",
        uses = {MarketDataFeed.class, VenueAdapter.class})
@Component(
        configurationPid = "exoroute.adapter.sim.book",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true,
        service = {})
@Designate(ocd = BookSettings.class, factory = true)
public final class BookVenueComponent {
    private final SimVenueAdapter venue;
    private final ServiceRegistration<?> adapter;
    private final ServiceRegistration<?> feed;

    /** Opens the venue with its quotes. */
    @Activate
    public BookVenueComponent(BundleContext context, BookSettings settings) {
        Venue identity = new Venue(settings.venue(), settings.name());
        List<Listing> listings = Stream.of(settings.listings())
                .map(text -> ListingText.listing(identity.id(), text))
                .sorted((a, b) -> a.id().compareTo(b.id()))
                .toList();
        List<ListingText.Quote> quotes = ListingText.uncrossed(
                Stream.of(settings.quotes()).map(text -> ListingText.quote(listings, text)).toList());
        Map<String, Long> balances = Balances.parse(List.of(settings.balances()));
        Faults faults = Faults.parse(settings.faults());
        long micro = TimeUnit.MICROSECONDS.toNanos(1);
        this.venue = new SimVenueAdapter(identity, listings, new VenueModel(
                settings.seed(), settings.latency_min_us() * micro, settings.latency_max_us() * micro,
                settings.reject_ppm(), settings.partial_ppm()), balances, WallTime::nanos);
        venue.faults(faults);
        SimFeed book = venue.openBook(quotes);
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("venue", identity.id());
        this.feed = context.registerService(MarketDataFeed.class, book, properties);
        String[] abilities = Stream.of(
                        VenueAdapter.class, OrderReplacer.class, MassCanceller.class, OrderStatusSource.class,
                        OpenOrderSource.class, BalanceSource.class)
                .map(Class::getName).toArray(String[]::new);
        this.adapter = context.registerService(abilities, venue, properties);
    }

    @Deactivate
    void stop() {
        adapter.unregister();
        feed.unregister();
        venue.close();
    }
}
