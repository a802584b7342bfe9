package exoroute.bench;

import exoroute.api.adapter.Subscription;
import exoroute.api.market.BookView;
import exoroute.api.market.Listing;
import exoroute.api.market.Side;
import exoroute.api.order.ChildOrder;
import exoroute.api.plan.Durability;
import exoroute.ledger.EmbeddedLog;
import exoroute.ledger.LogSettings;
import exoroute.router.codec.LogFormat;
import exoroute.router.core.CoreEvent;
import exoroute.router.runtime.Desk;
import exoroute.solver.PriceSearchSolver;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * From a book event to the child order that leaves, everything in between logged ahead: an order waits for a price, the
 * book shows it. The peer appends (and forces) the same bytes to a plain file: the book's record and the answer's.
 */
final class BookToOrder {
    private static final long WAIT_SECONDS = 10;

    private BookToOrder() {}

    static void run() throws Exception {
        Spread plain = plain(false, 20_000);
        Spread desk = desk(Durability.PROCESS_CRASH, 6_000, 12_000);
        Bench.line("book to order, process crash", desk + ", " + PureCore.ratio(desk, plain)
                + " of two plain appends of the same bytes (" + plain + ")", desk.micros(0.5) <= 50 && desk.micros(0.99) <= 500,
                "p50 <= 50 us, p99 <= 500 us");
        Spread forced = plain(true, 1_500);
        Spread durable = desk(Durability.LOCAL_FSYNC, 200, 1_500);
        Bench.line("book to order, fsync", durable + ", " + PureCore.ratio(durable, forced)
                + " of two plain appends, each forced (" + forced + ")", true, "none");
    }

    /** One order after the other: it waits for the price, gets it, is filled. */
    private static Spread desk(Durability durability, int warmUp, int measured) throws Exception {
        long[] nanos = new long[measured];
        AtomicReference<CompletableFuture<Long>> left = new AtomicReference<>();
        AtomicReference<ChildOrder> child = new AtomicReference<>();
        Listing listing = Fixture.listings().get(0);
        BenchVenue venue = new BenchVenue(listing, order -> {
            long now = System.nanoTime();
            child.set(order);
            left.get().complete(now);
        });
        try (Folder folder = new Folder();
                EmbeddedLog log = EmbeddedLog.open(
                        LogSettings.of(folder.path.resolve("log"), "bench", durability), System::nanoTime);
                Desk desk = new Desk(log, Fixture.config(1_000_000, 50), 50, System::nanoTime)) {
            desk.add(new PriceSearchSolver());
            desk.add((exoroute.api.adapter.MarketDataFeed) venue);
            desk.add((exoroute.api.adapter.VenueAdapter) venue);
            for (int i = 0; i < warmUp + measured; i++) {
                BookView far = Fixture.book(listing, 2L * i, 6_100_000);
                BookView near = Fixture.book(listing, 2L * i + 1, 6_000_000);
                venue.show(far);
                left.set(new CompletableFuture<>());
                if (!desk.submit(Fixture.context(i), Fixture.order(Side.BUY, 20_000_000L, 6_050_000))
                        .toCompletableFuture().get(WAIT_SECONDS, TimeUnit.SECONDS).accepted()) {
                    throw new IllegalStateException("an order was refused");
                }
                long before = System.nanoTime();
                venue.show(near);
                long after = left.get().get(WAIT_SECONDS, TimeUnit.SECONDS);
                if (i >= warmUp) {
                    nanos[i - warmUp] = after - before;
                }
                CompletableFuture<Void> done = new CompletableFuture<>();
                long parent = child.get().parent();
                Subscription subscription = desk.subscribe(parent, event -> {
                    if (event.parent() == parent && event.status() != null && event.status().isTerminal()) {
                        done.complete(null);
                    }
                });
                venue.fill(child.get());
                done.get(WAIT_SECONDS, TimeUnit.SECONDS);
                subscription.close();
            }
        }
        return new Spread(nanos);
    }

    private static Spread plain(boolean force, int count) throws Exception {
        byte[] book = LogFormat.encode(new CoreEvent.BookObserved(Fixture.book(Fixture.listings().get(0), 1, 6_000_000)));
        byte[] answer = new byte[150];
        long[] nanos = new long[count];
        try (Folder folder = new Folder()) {
            Path file = folder.path.resolve("plain");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                ByteBuffer one = ByteBuffer.allocateDirect(book.length + 200).put(book);
                ByteBuffer two = ByteBuffer.allocateDirect(answer.length + 200).put(answer);
                for (int i = 0; i < count; i++) {
                    long before = System.nanoTime();
                    for (ByteBuffer bytes : new ByteBuffer[] {one, two}) {
                        bytes.clear();
                        channel.write(bytes);
                        if (force) {
                            channel.force(false);
                        }
                    }
                    nanos[i] = System.nanoTime() - before;
                }
            }
        }
        return new Spread(nanos);
    }
}
