package exoroute.adapter.sim.server;

import exoroute.adapter.sim.VenueRecorder;
import exoroute.adapter.sim.server.JournalLine.Kind;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.ExecutionReport;
import exoroute.api.order.OrderStatus;
import java.util.Map;

/** Writes the venue's record to its journal. On the venue's thread. */
final class JournalRecorder implements VenueRecorder {
    private final JournalFile journal;
    private final Map<Long, String> owners;

    /** @param owners client by child id; filled before an order reaches the venue */
    JournalRecorder(JournalFile journal, Map<Long, String> owners) {
        this.journal = journal;
        this.owners = owners;
    }

    @Override
    public void accepted(ChildOrder order, long number, boolean held, long time) {
        journal.append(JournalLine.of(
                Kind.ORDER, owners.get(order.id()), number, held, time, order.id(), order.parent(),
                order.listing().venue(), order.listing().symbol(), order.side(), order.type(), order.timeInForce(),
                order.limitTicks(), order.lots(), order.expireTime()));
    }

    @Override
    public void cancelAsked(long child, long time) {
        journal.append(JournalLine.of(Kind.CANCEL, child, time));
    }

    @Override
    public void replaced(ChildOrder changed, long time) {
        journal.append(JournalLine.of(Kind.REPLACE, changed.id(), changed.limitTicks(), changed.lots(), time));
    }

    @Override
    public void executed(ExecutionReport execution) {
        journal.append(JournalLine.report(Kind.EXEC, execution));
    }

    @Override
    public void ended(long child, OrderStatus status, long time, String text) {
        journal.append(JournalLine.of(Kind.END, child, status, time, text));
    }
}
