package exoroute.bench;

import exoroute.api.adapter.MarketDataFeed;
import exoroute.api.adapter.VenueAdapter;
import exoroute.api.desk.DeskStatus;
import exoroute.api.market.Listing;
import exoroute.api.market.Side;
import exoroute.api.order.ChildOrder;
import exoroute.api.plan.Durability;
import exoroute.ledger.EmbeddedLog;
import exoroute.ledger.LogSettings;
import exoroute.router.runtime.Desk;
import exoroute.solver.PriceSearchSolver;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A thousand live orders over eight venues while their books move twenty thousand times a second, with orders filling. */
final class FullDesk {
    private static final int PARENTS = 1_000;
    private static final int RATE = 20_000;
    private static final int SECONDS = 15;

    private FullDesk() {}

    static void run() throws Exception {
        ConcurrentLinkedQueue<ChildOrder> sent = new ConcurrentLinkedQueue<>();
        List<BenchVenue> venues = new ArrayList<>();
        for (Listing listing : Fixture.listings()) {
            venues.add(new BenchVenue(listing, sent::add));
        }
        try (Folder folder = new Folder();
                EmbeddedLog log = EmbeddedLog.open(
                        LogSettings.of(folder.path.resolve("log"), "bench", Durability.PROCESS_CRASH), System::nanoTime);
                Desk desk = new Desk(log, Fixture.config(10_000, 100), 50, System::nanoTime)) {
            desk.add(new PriceSearchSolver());
            venues.forEach(v -> {
                desk.add((MarketDataFeed) v);
                desk.add((VenueAdapter) v);
            });
            for (int i = 0; i < PARENTS; i++) {
                desk.submit(Fixture.context(i), Fixture.order(Side.BUY, 100_000_000L, 5_000_000))
                        .toCompletableFuture().get(10, TimeUnit.SECONDS);
            }
            long shown = 0;
            long filled = 0;
            long least = Long.MAX_VALUE;
            long begun = System.nanoTime();
            long next = begun;
            long requests = PARENTS;
            while (System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(SECONDS)) {
                for (int i = 0; i < RATE / 1_000; i++) {
                    BenchVenue venue = venues.get((int) (shown % venues.size()));
                    venue.show(Fixture.book(venue.listings().get(0), shown, 6_000_000 + shown / venues.size() % 2));
                    shown++;
                }
                if (shown % (RATE / 20) == 0) {
                    desk.submit(Fixture.context(++requests), Fixture.order(Side.BUY, 10_000_000L, 0));
                    least = Math.min(least, desk.status().liveParents());
                }
                for (ChildOrder order = sent.poll(); order != null; order = sent.poll()) {
                    ChildOrder child = order;
                    venues.stream().filter(v -> v.venue().id().equals(child.listing().venue())).findFirst()
                            .orElseThrow().fill(child);
                    filled++;
                }
                next += 1_000_000;
                LockSupport.parkNanos(next - System.nanoTime());
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            DeskStatus s = desk.status();
            Bench.line("full desk", String.format(Locale.ROOT, "%d to %d live orders, %.0f book events/s shown, %.0f events/s "
                    + "applied, %d left to newer ones, backlog %d at most, %d children filled, %d refused", least,
                    s.liveParents(), shown / seconds, s.events() / seconds, s.conflatedViews(), s.peakBacklog(), filled,
                    s.refused()),
                    least >= PARENTS && shown / seconds >= RATE * 0.99 && s.refused() == 0,
                    ">= 1000 live, 20,000/s, nothing refused");
        }
    }
}
