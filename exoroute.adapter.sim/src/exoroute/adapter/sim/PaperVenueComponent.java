package exoroute.adapter.sim;

import exoroute.api.adapter.BalanceSource;
import exoroute.api.adapter.ExecutionListener;
import exoroute.api.adapter.MarketDataFeed;
import exoroute.api.adapter.MassCanceller;
import exoroute.api.adapter.OpenOrder;
import exoroute.api.adapter.OpenOrderSource;
import exoroute.api.adapter.OrderReplacer;
import exoroute.api.adapter.OrderStatusSource;
import exoroute.api.adapter.Subscription;
import exoroute.api.adapter.VenueAdapter;
import exoroute.api.market.Listing;
import exoroute.api.market.Venue;
import exoroute.api.order.ChildOrder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** A venue for paper trading: the liquidity of a live feed, the order life of {@link SimVenue}. */
@Component(
        configurationPid = "exoroute.adapter.sim.paper",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = {
            VenueAdapter.class, OrderReplacer.class, MassCanceller.class, OrderStatusSource.class, OpenOrderSource.class,
            BalanceSource.class
        })
@Designate(ocd = PaperSettings.class, factory = true)
public final class PaperVenueComponent implements VenueAdapter, OrderReplacer, MassCanceller, OrderStatusSource,
        OpenOrderSource, BalanceSource {
    private final SimVenueAdapter venue;
    private final List<Subscription> subscriptions;

    /** Opens the venue on the feed that the configuration picks. */
    @Activate
    public PaperVenueComponent(PaperSettings settings, @Reference(name = "feed") MarketDataFeed feed) {
        long micro = TimeUnit.MICROSECONDS.toNanos(1);
        VenueModel model = new VenueModel(
                settings.seed(), settings.latency_min_us() * micro, settings.latency_max_us() * micro,
                settings.reject_ppm(), settings.partial_ppm());
        Faults faults = Faults.parse(settings.faults());
        List<Listing> listings = feed.listings();
        this.venue = new SimVenueAdapter(feed.venue(), listings, model,
                Balances.parse(List.of(settings.balances())), WallTime::nanos);
        venue.faults(faults);
        listings.forEach(listing -> venue.followPaper(listing.id()));
        this.subscriptions = listings.stream()
                .map(listing -> feed.subscribe(listing.id(), Integer.MAX_VALUE, venue::onView))
                .toList();
    }

    @Deactivate
    void stop() {
        subscriptions.forEach(Subscription::close);
        venue.close();
    }

    @Override
    public Venue venue() {
        return venue.venue();
    }

    @Override
    public List<Listing> listings() {
        return venue.listings();
    }

    @Override
    public void submit(ChildOrder order) {
        venue.submit(order);
    }

    @Override
    public void cancel(ChildOrder order) {
        venue.cancel(order);
    }

    @Override
    public Subscription subscribe(ExecutionListener listener) {
        return venue.subscribe(listener);
    }

    @Override
    public void replace(ChildOrder original, ChildOrder changed) {
        venue.replace(original, changed);
    }

    @Override
    public void cancelAll() {
        venue.cancelAll();
    }

    @Override
    public void requestStatus(ChildOrder order) {
        venue.requestStatus(order);
    }

    @Override
    public CompletionStage<List<OpenOrder>> openOrders() {
        return venue.openOrders();
    }

    @Override
    public CompletionStage<Map<String, Long>> balances() {
        return venue.balances();
    }
}
