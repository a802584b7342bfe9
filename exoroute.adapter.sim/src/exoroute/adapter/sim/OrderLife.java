package exoroute.adapter.sim;

import exoroute.api.market.Listing;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.ExecutionReport;
import exoroute.api.order.ExecutionReport.Liquidity;
import exoroute.api.order.ExecutionReport.Type;
import exoroute.api.order.OrderStatus;

/** What happens to an order is recorded, booked and reported here, in this order. One thread. */
final class OrderLife {
    private final VirtualClock clock;
    private final ExecIds ids;
    private final VenueRecorder recorder;
    private final Balances balances;
    private final ReportPath path;

    OrderLife(VirtualClock clock, ExecIds ids, VenueRecorder recorder, Balances balances, ReportPath path) {
        this.clock = clock;
        this.ids = ids;
        this.recorder = recorder;
        this.balances = balances;
        this.path = path;
    }

    /** A report that is no execution. */
    void report(SimOrder sim, Type type, String text) {
        path.send(new ExecutionReport(
                sim.order.listing(), sim.order.id(), sim.venueOrderId, type, ids.next(), "", sim.filled, sim.leaves(),
                0, 0, 0, "", Liquidity.NONE, clock.now(), text), sim.fate.latency());
    }

    /** An answer about an order that is not one of the venue, or not one of who asks. */
    void refuse(ChildOrder order, Type type, String text) {
        path.send(new ExecutionReport(
                order.listing(), order.id(), "", type, ids.next(), "", 0, 0, 0, 0, 0, "", Liquidity.NONE, clock.now(),
                text), 0);
    }

    void fill(SimOrder sim, Listing listing, long ticks, long lots, Liquidity liquidity) {
        sim.filled += lots;
        sim.settle();
        ExecutionReport fill = execution(sim, Type.TRADE, "", lots, ticks, Fees.of(listing, ticks, lots, liquidity),
                listing.feeCurrency(), liquidity);
        balances.add(listing, sim.order.side(), fill);
        tell(sim, fill);
        if (sim.status == OrderStatus.FILLED) {
            recorder.ended(sim.order.id(), sim.status, clock.now(), "");
        }
    }

    /** The fill never happened. */
    void bust(SimOrder sim, Listing listing, ExecutionReport standing) {
        sim.filled -= standing.lastLots();
        sim.settle();
        balances.takeBack(listing, sim.order.side(), standing);
        tell(sim, execution(sim, Type.TRADE_CANCEL, standing.execId(), 0, 0, 0, "", Liquidity.NONE));
    }

    /** The fill had this size and price. */
    void correct(SimOrder sim, Listing listing, ExecutionReport standing, long lots, long ticks) {
        sim.filled += lots - standing.lastLots();
        boolean open = sim.isOpen();
        sim.settle();
        Liquidity liquidity = standing.liquidity();
        ExecutionReport corrected = execution(sim, Type.TRADE_CORRECT, standing.execId(), lots, ticks,
                Fees.of(listing, ticks, lots, liquidity), listing.feeCurrency(), liquidity);
        balances.takeBack(listing, sim.order.side(), standing);
        balances.add(listing, sim.order.side(), corrected);
        tell(sim, corrected);
        if (open && sim.status == OrderStatus.FILLED) {
            recorder.ended(sim.order.id(), sim.status, clock.now(), "filled by a correction");
        }
    }

    private ExecutionReport execution(
            SimOrder sim, Type type, String refExecId, long lots, long ticks, long fee, String feeCurrency,
            Liquidity liquidity) {
        return new ExecutionReport(
                sim.order.listing(), sim.order.id(), sim.venueOrderId, type, ids.next(), refExecId, sim.filled,
                sim.leaves(), lots, ticks, fee, feeCurrency, liquidity, clock.now(), "");
    }

    private void tell(SimOrder sim, ExecutionReport execution) {
        sim.executions.add(execution);
        recorder.executed(execution);
        path.send(execution, sim.fate.latency());
    }

    /** An execution of an earlier process, as it is recorded: booked, not reported. */
    void restore(SimOrder sim, Listing listing, ExecutionReport execution) {
        ExecutionReport before = execution.type() == Type.TRADE ? null : sim.standing(execution.refExecId());
        if (before != null) {
            sim.filled -= before.lastLots();
            balances.takeBack(listing, sim.order.side(), before);
        }
        if (execution.type() != Type.TRADE_CANCEL) {
            sim.filled += execution.lastLots();
            balances.add(listing, sim.order.side(), execution);
        }
        sim.executions.add(execution);
    }

    /** The executions of an order as they were reported, then where it stands. */
    void repeat(SimOrder sim) {
        sim.executions.forEach(execution -> path.send(execution, sim.fate.latency()));
        report(sim, Type.STATUS, sim.status.name());
    }

    void end(SimOrder sim, Type type, OrderStatus status, String text) {
        sim.status = status;
        recorder.ended(sim.order.id(), status, clock.now(), text);
        report(sim, type, text);
    }
}
