package exoroute.router.core;

import exoroute.api.desk.DeskEvent;
import exoroute.api.order.ExecutionReport;
import exoroute.api.order.OrderStatus;
import exoroute.api.plan.PlanChange;

/**
 * Takes venues out that fail and takes them back. A venue that is out gets no new child; what is open there is
 * cancelled, what is unknown stays aside, the rest is routed elsewhere. Each such decision is a delta of the desk's own
 * plan.
 */
final class Failover {
    private final CoreState state;
    private final Progress progress;

    Failover(CoreState state, Progress progress) {
        this.state = state;
        this.progress = progress;
    }

    /** A report on a child was counted. */
    void reported(Step step, Child child, OrderStatus before, ExecutionReport report) {
        String venue = child.listing.id().venue();
        CoreConfig.Breaker limits = state.config.breaker();
        String reason = null;
        switch (report.type()) {
            case TRADE -> {
                state.breakers.filled(venue);
                reason = worseThanAllowed(child, report);
            }
            case NEW -> state.breakers.acknowledged(venue);
            case REJECTED -> reason = before.isTerminal() ? null : state.breakers.rejected(venue, limits);
            case EXPIRED, CANCELED -> {
                boolean barren = !before.isTerminal() && before != OrderStatus.UNKNOWN
                        && !child.cancelWanted && child.replacing == 0 && child.filledLots + child.unreportedLots == 0;
                reason = barren ? state.breakers.barren(venue, limits) : null;
            }
            default -> { }
        }
        if (reason != null) {
            takeOut(step, venue, reason);
        }
    }

    private static String worseThanAllowed(Child child, ExecutionReport report) {
        boolean worse = child.order.side().sign() * (report.lastTicks() - child.order.limitTicks()) > 0;
        if (worse) {
            return "filled " + child.order.id() + " at " + child.listing.price(report.lastTicks())
                    + ", worse than its limit " + child.listing.price(child.order.limitTicks());
        }
        return child.filledLots > child.order.lots()
                ? "filled " + child.listing.size(child.filledLots) + " of " + child.order.id() + ", more than its "
                        + child.listing.size(child.order.lots())
                : null;
    }

    /** A child was not ended in time. */
    void silent(Step step, String venue) {
        String reason = state.breakers.silent(venue, state.config.breaker());
        if (reason != null) {
            takeOut(step, venue, reason);
        }
    }

    /** A session was lost. */
    void lost(Step step, String venue) {
        String reason = state.breakers.lost(venue, step.logTime, state.config.breaker());
        if (reason != null) {
            takeOut(step, venue, reason);
        }
    }

    private void takeOut(Step step, String venue, String reason) {
        if (state.breakers.of(venue).isOut()) {
            return;
        }
        Breakers.Breaker out = state.breakers.trip(venue, step.nextId(), step.logTime, reason, state.config.breaker());
        state.market.takeOut(venue, reason);
        state.desk.change(new PlanChange.VenueTakenOut(venue, reason, out.until()));
        step.tell(DeskEvent.Type.VENUE_OUT, null, 0, venue + " is taken out: " + reason
                + "; it comes back in " + (out.until() - step.logTime) / 1_000_000 + " ms, or with exo:readmit " + venue);
        step.out(new CoreOutput.SetTimer(new Timer(Timer.Purpose.READMIT, out.decision(), out.until())));
        for (Child child : state.working.at(venue)) {
            if (child.isInFlight() && child.status != OrderStatus.PENDING_CANCEL) {
                progress.cancel(step, child);
            }
        }
    }

    /** Its pause is over: it comes back when its session is up and nothing there is unknown. */
    void due(Step step, Timer timer) {
        String venue = state.breakers.venueOf(timer.subject());
        if (venue == null || state.breakers.of(venue).until() != timer.due()) {
            return;
        }
        boolean ready = state.market.isUp(venue);
        for (Child child : state.working.at(venue)) {
            ready &= child.status != OrderStatus.UNKNOWN;
        }
        if (ready) {
            state.breakers.readmit(venue, true);
            readmitted(step, venue, "pause over");
        } else {
            Breakers.Breaker longer = state.breakers.extend(venue, step.logTime, state.config.breaker());
            step.out(new CoreOutput.SetTimer(new Timer(Timer.Purpose.READMIT, longer.decision(), longer.until())));
        }
    }

    /** An operator takes a venue back. */
    void readmit(Step step, CoreEvent.VenueReadmitted event) {
        if (!state.breakers.of(event.venue()).isOut()) {
            step.refuse(state.market.knowsVenue(event.venue())
                    ? "venue " + event.venue() + " is not taken out; a halt is lifted with exo:resume"
                    : "unknown venue " + event.venue() + "; see exo:venues");
            return;
        }
        state.breakers.readmit(event.venue(), false);
        step.accept(step.position, null);
        readmitted(step, event.venue(), "by " + event.context().actor());
    }

    private void readmitted(Step step, String venue, String reason) {
        state.market.takeBack(venue);
        state.desk.change(new PlanChange.VenueReadmitted(venue, reason));
        step.tell(DeskEvent.Type.VENUE_BACK, null, 0, venue + " is back in: " + reason);
        progress.wakeWaiting(step);
    }

    /** Timers do not outlive a process: those of venues that are out are set again. */
    void restarted(Step step) {
        state.breakers.out().forEach((venue, b) ->
                step.out(new CoreOutput.SetTimer(new Timer(Timer.Purpose.READMIT, b.decision(), b.until()))));
    }
}
