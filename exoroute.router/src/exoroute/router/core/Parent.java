package exoroute.router.core;

import exoroute.api.desk.CommandContext;
import exoroute.api.desk.PlanLine;
import exoroute.api.desk.Quantities;
import exoroute.api.desk.QualityReport;
import exoroute.api.market.Instrument;
import exoroute.api.market.ListingId;
import exoroute.api.order.OrderStatus;
import exoroute.api.order.ParentOrder;
import exoroute.api.plan.PlanChange;
import exoroute.api.plan.PlanStatus;
import exoroute.api.solver.RoutingProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** One parent order and everything that belongs to it. Quantities in size units. */
final class Parent {
    final long id;
    final long acceptedAt;
    final CommandContext context;
    final Instrument instrument;
    ParentOrder order;

    /** What is free to send; kept by every event, not derived: the conservation identity checks it. */
    long unsent;
    long overfill;
    int rounds;
    int generation;
    /** Cancels and finishes win over residual routing. */
    boolean cancelling;
    boolean expired;
    /** Its quantities did not add up once: it never trades again. */
    boolean broken;
    /** The last answer sent nothing: wait before asking again. */
    boolean answerWasEmpty;
    /** What the last answer left out will be possible again by itself: such a round does not count. */
    boolean deferred;
    /** When a waiting residual is tried again, 0 when it does not wait; only the timer with this time counts. */
    long retryDue;
    /** A waiting residual is tried as soon as a book moves. */
    boolean wakesOnBook;
    /** Why the last answer left something out, empty when it did not. */
    String shortage = "";
    final TreeMap<ListingId, Integer> rejects = new TreeMap<>();
    final List<Child> children = new ArrayList<>();

    /** The running solve, null when none runs. */
    Solve solve;
    long lastPrice = RoutingProblem.COLD;
    /** The first solve: what quality is measured against. */
    Solve firstSolve;
    /** What each round planned, priced, in round order; rounds without an answer have no entry. */
    final List<List<PlanLine>> planned = new ArrayList<>();
    QualityReport quality;

    final PlanHistory history;

    Parent(long id, long acceptedAt, CommandContext context, Instrument instrument, ParentOrder order, PlanHistory history) {
        this.id = id;
        this.acceptedAt = acceptedAt;
        this.context = context;
        this.instrument = instrument;
        this.order = order;
        this.unsent = order.quantity();
        this.history = history;
    }

    /** Gives size units back: they undo an overfill first, the rest is free to send. */
    void free(long units) {
        long fromOverfill = Math.min(overfill, units);
        overfill -= fromOverfill;
        unsent += units - fromOverfill;
    }

    /** Takes size units that were not meant to be taken: from what is unsent first, the rest is an overfill. */
    void claim(long units) {
        long fromUnsent = Math.min(unsent, units);
        unsent -= fromUnsent;
        overfill += units - fromUnsent;
    }

    /** Whether its deadline has passed: then nothing leaves, even if the timer is late. */
    boolean isLate(long logTime) {
        return order.deadline() != 0 && logTime >= order.deadline();
    }

    PlanStatus status() {
        return history.status();
    }

    /** Solve rounds at most: the desk's bound, or the order's own when that is smaller. */
    int maxRounds(CoreConfig config) {
        int own = order.constraints().maxRounds();
        return own > 0 ? Math.min(own, config.maxRounds()) : config.maxRounds();
    }

    boolean isFinished() {
        return status().isTerminal();
    }

    /** Whether anything more must come from a venue, and soon. */
    boolean isInFlight() {
        for (int i = children.size() - 1; i >= 0; i--) {
            if (children.get(i).isInFlight()) {
                return true;
            }
        }
        return false;
    }

    void status(PlanStatus status, String reason) {
        if (status() != status || !reason.isEmpty()) {
            history.change(new PlanChange.StatusChanged(status, reason));
        }
    }

    void progressed(Child child) {
        history.change(new PlanChange.LegProgressed(child.terms.leg(), child.units(child.filledLots), child.status));
    }

    void resized(Child child) {
        history.change(new PlanChange.LegResized(child.terms.leg(), child.units(child.order.lots())));
    }

    /** Where the quantity is, counted from the children. */
    Quantities quantities() {
        long filled = 0;
        long open = 0;
        long pendingCancel = 0;
        long unknown = 0;
        for (int i = 0; i < children.size(); i++) {
            Child child = children.get(i);
            filled += child.units(child.filledLots);
            long leaves = child.units(child.leavesLots());
            if (child.status == OrderStatus.UNKNOWN || child.status.isTerminal()) {
                unknown += leaves;
            } else if (child.status == OrderStatus.PENDING_CANCEL) {
                pendingCancel += leaves;
            } else {
                open += leaves;
            }
        }
        return new Quantities(order.quantity(), filled, open, pendingCancel, unknown, 0, unsent, overfill);
    }

    boolean hasLeaves() {
        for (int i = children.size() - 1; i >= 0; i--) {
            if (children.get(i).leavesLots() > 0) {
                return true;
            }
        }
        return false;
    }
}
