package exoroute.crash;

import exoroute.api.adapter.BalanceSource;
import exoroute.api.adapter.ExecutionListener;
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

/** Hands everything on to an adapter that has every ability, as that of a venue process has. */
class VenueWrapper
        implements VenueAdapter, OrderReplacer, MassCanceller, OrderStatusSource, OpenOrderSource, BalanceSource {
    private final VenueAdapter inner;

    VenueWrapper(VenueAdapter inner) {
        this.inner = inner;
    }

    @Override
    public final Venue venue() {
        return inner.venue();
    }

    @Override
    public final List<Listing> listings() {
        return inner.listings();
    }

    @Override
    public void submit(ChildOrder order) {
        inner.submit(order);
    }

    @Override
    public final void cancel(ChildOrder order) {
        inner.cancel(order);
    }

    @Override
    public Subscription subscribe(ExecutionListener listener) {
        return inner.subscribe(listener);
    }

    @Override
    public final void replace(ChildOrder original, ChildOrder changed) {
        ((OrderReplacer) inner).replace(original, changed);
    }

    @Override
    public final void cancelAll() {
        ((MassCanceller) inner).cancelAll();
    }

    @Override
    public final void requestStatus(ChildOrder order) {
        ((OrderStatusSource) inner).requestStatus(order);
    }

    @Override
    public final CompletionStage<List<OpenOrder>> openOrders() {
        return ((OpenOrderSource) inner).openOrders();
    }

    @Override
    public final CompletionStage<Map<String, Long>> balances() {
        return ((BalanceSource) inner).balances();
    }
}
