package exoroute.adapter.sim;

import exoroute.api.order.ChildOrder;
import exoroute.api.order.ExecutionReport.Liquidity;
import exoroute.api.order.ExecutionReport.Type;
import exoroute.api.order.OrderStatus;
import exoroute.api.order.TimeInForce;
import java.util.function.Supplier;

/** What a message does when it has reached the venue. One thread. */
final class Arrivals {
    private static final long DAY = 86_400_000_000_000L;

    private final VirtualClock clock;
    private final VenueRecorder recorder;
    private final OrderLife life;
    private final Trading trading;
    private final Supplier<Faults> faults;

    Arrivals(VirtualClock clock, VenueRecorder recorder, OrderLife life, Trading trading, Supplier<Faults> faults) {
        this.clock = clock;
        this.recorder = recorder;
        this.life = life;
        this.trading = trading;
        this.faults = faults;
    }

    void order(SimOrder sim) {
        String refusal = sim.fate.reject() ? "rejected by the venue's model"
                : faults.get().rejects() ? "the venue rejects everything" : trading.refusal(sim.order);
        sim.held = refusal == null && faults.get().neverFills();
        recorder.accepted(sim.order, sim.number, sim.held, clock.now());
        if (refusal != null) {
            trading.end(sim, Type.REJECTED, OrderStatus.REJECTED, refusal);
            return;
        }
        sim.status = OrderStatus.NEW;
        life.report(sim, Type.NEW, "");
        expireLater(sim, clock.now());
        if (!sim.held) {
            trading.work(sim, Trading.rests(sim.order) ? sim.order.lots()
                    : VenueModel.fillable(sim.order.lots(), sim.fate));
        }
    }

    void cancel(SimOrder sim) {
        recorder.cancelAsked(sim.order.id(), clock.now());
        if (sim.isOpen() && faults.get().cancelRaces()) {
            long leaves = sim.leaves();
            trading.unrest(sim);
            trading.fill(sim, Math.max(1, sim.order.limitTicks()), leaves, Liquidity.MAKER);
        }
        if (sim.status.isTerminal()) {
            life.report(sim, Type.CANCEL_REJECTED, "too late: order is " + sim.status);
        } else {
            trading.end(sim, Type.CANCELED, OrderStatus.CANCELED, "cancelled on request");
        }
    }

    void replace(SimOrder sim, ChildOrder asked) {
        ChildOrder is = sim.order;
        ChildOrder changed = new ChildOrder(
                is.id(), is.parent(), is.listing(), is.side(), is.type(), is.timeInForce(), asked.limitTicks(),
                asked.lots(), is.expireTime());
        String refusal = sim.status.isTerminal() ? "too late: order is " + sim.status
                : changed.lots() <= sim.filled
                        ? "size " + changed.lots() + " lots is not above the " + sim.filled + " filled"
                        : trading.refusal(changed);
        if (refusal != null) {
            life.report(sim, Type.CANCEL_REJECTED, refusal);
            return;
        }
        boolean shrinks = changed.limitTicks() == is.limitTicks() && changed.lots() <= is.lots();
        sim.order = changed;
        recorder.replaced(changed, clock.now());
        life.report(sim, Type.REPLACED, "");
        if (shrinks && sim.resting != null) {
            sim.resting.lots = sim.leaves();
        } else if (!sim.held) {
            trading.unrest(sim);
            trading.work(sim, sim.leaves());
        }
    }

    /** An order of an earlier process stands again as its journal has it. */
    void restore(SimOrder sim, RestoredOrder was) {
        sim.held = was.held();
        was.executions().forEach(e -> life.restore(sim, trading.listing(was.order().listing()), e));
        if (was.ended() != null) {
            sim.status = was.ended();
            return;
        }
        sim.status = OrderStatus.NEW;
        sim.settle();
        if (sim.status == OrderStatus.FILLED) {
            recorder.ended(sim.order.id(), sim.status, clock.now(), "filled before the venue restarted");
            return;
        }
        expireLater(sim, was.acceptedAt());
        if (!sim.held && Trading.rests(sim.order)) {
            trading.rest(sim);
        } else if (!sim.held) {
            trading.end(sim, Type.EXPIRED, OrderStatus.EXPIRED, "the venue restarted while it was worked");
        }
    }

    private void expireLater(SimOrder sim, long since) {
        TimeInForce force = sim.order.timeInForce();
        if (force == TimeInForce.GTD || force == TimeInForce.DAY) {
            clock.schedule(force == TimeInForce.GTD ? sim.order.expireTime() : (since / DAY + 1) * DAY, () -> {
                if (!sim.status.isTerminal()) {
                    trading.end(sim, Type.EXPIRED, OrderStatus.EXPIRED, force + " ended");
                }
            });
        }
    }
}
