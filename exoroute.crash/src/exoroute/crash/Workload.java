package exoroute.crash;

import exoroute.api.desk.CommandContext;
import exoroute.api.desk.CommandResult;
import exoroute.api.desk.ListingView;
import exoroute.api.desk.OrderDesk;
import java.io.PrintStream;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A client of the desk. Says {@code ASK n} before it asks, {@code ACK n parent} when the desk accepted, {@code REFUSED n
 * why} when it did not. A few requests are undecided at a time; some accepted orders are cancelled.
 */
final class Workload {
    private static final int UNDECIDED = 3;
    private static final int CANCEL_EVERY = 6;
    private static final long LIMIT_MILLIS = 60_000;
    private static final long MAX_PAUSE = TimeUnit.MILLISECONDS.toNanos(12);
    private static final int EARLY = 3;

    private final OrderDesk desk;
    private final RouterOptions options;
    private final Trap trap;
    private final PrintStream out;
    private final Semaphore room = new Semaphore(UNDECIDED);
    private final SplittableRandom random;
    private int asked;

    Workload(OrderDesk desk, RouterOptions options, Trap trap, PrintStream out) {
        this.desk = desk;
        this.options = options;
        this.trap = trap;
        this.out = out;
        this.random = new SplittableRandom(options.seed() ^ options.first());
    }

    /** Places all orders; returns when all are decided, or nothing is decided any more. */
    void run() {
        if (!Waiting.until(this::isReady, LIMIT_MILLIS)) {
            say("NOT-READY " + desk.venues());
            return;
        }
        say("READY");
        options.again().forEach(this::place);
        for (long number = options.first(); number < options.first() + options.orders(); number++) {
            place(number);
            LockSupport.parkNanos(random.nextLong(MAX_PAUSE));
        }
        acquire(UNDECIDED);
    }

    private boolean isReady() {
        boolean tookOver = desk.status().backlog() == 0; // until then the desk shows what the last process left
        List<ListingView> listings = desk.listings();
        return tookOver && listings.size() == options.venues().size()
                && listings.stream().allMatch(l -> l.sessionUp() && l.book().isLive());
    }

    private void acquire(int count) {
        try {
            if (!room.tryAcquire(count, LIMIT_MILLIS, TimeUnit.MILLISECONDS)) {
                say("UNDECIDED " + desk.status().stopped());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody may interrupt the workload", e);
        }
    }

    private void place(long number) {
        acquire(1);
        say("ASK " + number);
        if (options.defect() == Defect.ACKNOWLEDGES_EARLY && ++asked >= EARLY) {
            say("ACK " + number + " " + (desk.status().position() + 1));
            trap.stop();
        }
        desk.submit(new CommandContext(Setup.ACTOR, Setup.requestId(number)), Setup.order(options.seed(), number))
                .whenComplete((result, thrown) -> decided(number, result, thrown));
    }

    private void decided(long number, CommandResult result, Throwable thrown) {
        if (thrown != null) {
            say("FAILED " + number + " " + thrown.getMessage());
        } else if (!result.accepted()) {
            say("REFUSED " + number + " " + result.reason());
        } else {
            say("ACK " + number + " " + result.position());
            if (number % CANCEL_EVERY == 0) {
                CompletableFuture.runAsync(() -> desk.cancel(
                        new CommandContext(Setup.ACTOR, "c" + number), result.position()));
            }
        }
        room.release();
    }

    private synchronized void say(String line) {
        out.println(line);
        out.flush();
    }
}
