package exoroute.adapter.sim.server;

import exoroute.api.market.Listing;
import exoroute.api.market.ListingId;
import exoroute.api.market.Side;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.OrderType;
import exoroute.api.order.TimeInForce;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A venue behind a real socket in this process. BTC/USD, tick 0.01, lot 0.0001, no fees for makers. */
public final class LocalVenue implements AutoCloseable {
    public static final ListingId BTC = new ListingId("alpha", "BTCUSD");
    private static final List<String> ARGUMENTS = List.of(
            "--venue", "alpha", "--listing", "BTCUSD;BTC/USD;4;2;0.01;0.0001;0.0001;0.001;0", "--balance", "USD=1000000",
            "--balance", "BTC=100");

    public final List<String> errors = new CopyOnWriteArrayList<>();
    private final VenueServer server;

    public LocalVenue(Path journal, int port, String... more) throws IOException {
        VenueOptions options = new VenueOptions(arguments(journal, more));
        List<Listing> listings = options.facts().listings();
        server = new VenueServer(
                options.facts(), options.behaviour(listings), journal, false, port, errors::add,
                () -> errors.add("STOPPED"));
    }

    /** What a venue of these tests is started with. */
    public static String[] arguments(Path journal, String... more) {
        List<String> all = new ArrayList<>(ARGUMENTS);
        all.addAll(List.of("--journal", journal.toString()));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    public static ChildOrder order(long id, Side side, TimeInForce tif, long ticks, long lots) {
        return new ChildOrder(id, 1, BTC, side, OrderType.LIMIT, tif, ticks, lots, 0);
    }

    public int port() {
        return server.port();
    }

    public VenueControl control() {
        return new VenueControl(server.port());
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
