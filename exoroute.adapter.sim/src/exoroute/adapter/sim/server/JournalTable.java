package exoroute.adapter.sim.server;

import exoroute.api.order.ChildOrder;
import exoroute.api.order.ExecutionReport;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/** A journal for people: one line an order, its executions below it. */
final class JournalTable {
    private static final String FORMAT = "%-12s %20s %-20s %-4s %-4s %12s %12s %12s  %s%n";

    private JournalTable() {}

    static void print(Path file, PrintStream out) throws IOException {
        VenueJournal journal = VenueJournal.read(file);
        journal.settings().forEach(out::println);
        out.printf(FORMAT, "client", "order", "listing", "side", "tif", "ticks", "lots", "filled", "state");
        for (VenueJournal.Order order : journal.orders()) {
            ChildOrder o = order.order();
            out.printf(FORMAT, order.client(), o.id(), o.listing(), o.side(), o.timeInForce(), o.limitTicks(), o.lots(),
                    order.cumulativeLots(), order.isOpen() ? "open" : order.ended());
            for (ExecutionReport e : order.executions()) {
                out.printf("    %s %s%s: %d lots at %d ticks, fee %d %s, cumulative %d%n", e.type(), e.execId(),
                        e.refExecId().isEmpty() ? "" : " of " + e.refExecId(), e.lastLots(), e.lastTicks(), e.fee(),
                        e.feeCurrency(), e.cumulativeLots());
            }
        }
        out.println(journal.orders().size() + " orders, " + journal.executions() + " executions, reports by client "
                + journal.reports() + ", " + journal.lines() + " lines, " + journal.tornBytes() + " torn bytes");
    }
}
