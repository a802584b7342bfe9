package exoroute.crash;

import exoroute.api.desk.CommandContext;
import exoroute.api.desk.DeskStatus;
import exoroute.api.desk.OrderDesk;
import exoroute.api.desk.Reconciliation;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;

/**
 * Waits, without orders and without decisions by hand, until nothing is unknown, open or live; then reconciles with each
 * venue and describes the desk. Says {@code STUCK why}, {@code RECONCILED venue differences}, {@code SETTLED}.
 */
final class Settling {
    private final OrderDesk desk;
    private final RouterOptions options;
    private final PrintStream out;

    Settling(OrderDesk desk, RouterOptions options, PrintStream out) {
        this.desk = desk;
        this.options = options;
        this.out = out;
    }

    /** Settles; false when it took too long. */
    boolean run() throws Exception {
        boolean quiet = Waiting.until(this::isQuiet, options.limitMillis());
        if (!quiet) {
            say("STUCK after " + options.limitMillis() + " ms: " + desk.status() + " " + desk.venues() + " "
                    + desk.orders().stream().filter(p -> !p.plan().status().isTerminal()).map(Object::toString).toList());
        }
        for (String venue : options.venues().keySet()) {
            Reconciliation found = desk.reconcile(
                    new CommandContext(Setup.ACTOR, "settle-" + venue + "-" + desk.status().position()), venue)
                    .toCompletableFuture().get(options.limitMillis(), TimeUnit.MILLISECONDS);
            boolean equal = found.ordersKnown() && found.balancesKnown() && found.differences().isEmpty();
            say("RECONCILED " + venue + " " + (equal ? "equal" : found.toString()));
        }
        describe();
        say((quiet ? "SETTLED " : "GAVE-UP ") + desk.status());
        return quiet;
    }

    private boolean isQuiet() {
        DeskStatus status = desk.status();
        return status.liveParents() == 0 && status.openChildren() == 0 && status.unknownChildren() == 0
                && status.backlog() == 0 && desk.venues().size() == options.venues().size()
                && desk.venues().stream().allMatch(v -> v.sessionUp());
    }

    private void describe() throws IOException {
        Files.write(options.picture(), Picture.of(desk.orders()));
    }

    private void say(String line) {
        out.println(line.replace('\n', ' '));
        out.flush();
    }
}
