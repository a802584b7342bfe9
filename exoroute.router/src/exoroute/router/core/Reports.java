package exoroute.router.core;

import exoroute.api.market.FixedPoint;
import exoroute.api.market.Side;
import exoroute.api.order.ExecutionReport;
import exoroute.api.order.OrderStatus;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.Set;

/**
 * Applies execution reports to children and parents. Executions are de-duplicated by (venue, execution id) and
 * reconciled with the venue's cumulative quantity; lots never appear or vanish here: each moves between leaves,
 * filled, unsent and overfill. What follows from a report beyond that is for {@link Inquiry} and {@link Failover}.
 */
final class Reports {
    /** A venue that repeats itself for ever must not fill the memory: what is not an execution is kept this often. */
    private static final int KEPT = 64;

    /** Only asked whether it contains something: its order never matters. */
    private final Set<String> executions = new HashSet<>();
    private final Holdings holdings;

    Reports(Holdings holdings) {
        this.holdings = holdings;
    }

    /**
     * What became of a report.
     *
     * @param counted whether it was applied, not ignored as impossible or as a repetition
     * @param alert what an operator must look at, or null when all is well
     */
    record Outcome(boolean counted, String alert) {
        private static final Outcome APPLIED = new Outcome(true, null);
        private static final Outcome REPEATED = new Outcome(false, null);
    }

    /** Applies one report. */
    Outcome apply(Parent parent, Child child, ListedBook book, ExecutionReport report) {
        String impossible = Range.impossible(child, report);
        if (impossible != null) {
            return new Outcome(false, impossible + "; the report is ignored");
        }
        boolean execution = isExecution(report);
        if (execution && !see(child, report.execId())) {
            return child.revoked.remove(report.execId()) ? revoked(parent, child, report) : Outcome.REPEATED;
        }
        OrderStatus before = child.status;
        long filledBefore = child.filledLots;
        String alert = switch (report.type()) {
            case TRADE -> trade(parent, child, book, report);
            case TRADE_CANCEL -> bust(parent, child, report);
            case TRADE_CORRECT -> correct(parent, child, report);
            case NEW -> acknowledged(child);
            case REPLACED -> replaced(parent, child, report);
            case CANCELED -> ended(parent, child, book, report, OrderStatus.CANCELED);
            case EXPIRED -> ended(parent, child, book, report, OrderStatus.EXPIRED);
            case REJECTED -> ended(parent, child, book, report, OrderStatus.REJECTED);
            case CANCEL_REJECTED -> cancelRejected(child, report);
            case STATUS -> status(parent, child, book, report);
            case UNKNOWN -> unknown(child, report);
            case NOT_FOUND -> null;
        };
        if (execution || child.reports.size() < KEPT) {
            child.reports.add(report);
        }
        if (child.status != before || child.filledLots != filledBefore) {
            parent.progressed(child);
        }
        return alert == null ? Outcome.APPLIED : new Outcome(true, alert);
    }

    private static boolean isExecution(ExecutionReport report) {
        return switch (report.type()) {
            case TRADE, TRADE_CANCEL, TRADE_CORRECT -> true;
            default -> false;
        };
    }

    /** Notes an execution id; false when it was seen before. */
    private boolean see(Child child, String execId) {
        boolean first = executions.add(key(child, execId));
        if (first) {
            child.executions.add(execId);
        }
        return first;
    }

    /** Whether an execution of the child's venue counts as seen. */
    boolean isSeen(Child child, String execId) {
        return executions.contains(key(child, execId));
    }

    private static String key(Child child, String execId) {
        return child.listing.id().venue() + "\n" + execId;
    }

    /** A child leaves the memory, and its executions with it. */
    void forget(Child child) {
        child.executions.forEach(execId -> executions.remove(key(child, execId)));
    }

    /** A child as it was in a snapshot. */
    void remember(Child child) {
        child.executions.forEach(execId -> executions.add(key(child, execId)));
    }

    private static String acknowledged(Child child) {
        if (child.status == OrderStatus.PENDING_NEW || child.status == OrderStatus.UNKNOWN) {
            child.status = open(child);
        }
        return null;
    }

    private static OrderStatus open(Child child) {
        return child.filledLots > 0 ? OrderStatus.PARTIALLY_FILLED : OrderStatus.NEW;
    }

    private String trade(Parent parent, Child child, ListedBook book, ExecutionReport report) {
        long overfill = parent.overfill;
        Fill fill = fill(child, report);
        book.take(child.order.side().opposite(), report.lastTicks(), report.lastLots());
        add(parent, child, report.execId(), fill);
        acknowledged(child);
        settle(child);
        if (parent.overfill > overfill) {
            return overfill(parent);
        }
        return report.cumulativeLots() != child.filledLots && child.unreportedLots == 0 ? miscount(child, report) : null;
    }

    private static String miscount(Child child, ExecutionReport report) {
        return "venue counts " + report.cumulativeLots() + " lots filled, we have " + child.filledLots;
    }

    /** The status that fits what is filled. */
    private static void settle(Child child) {
        if (child.status == OrderStatus.FILLED && child.filledLots + child.unreportedLots < child.order.lots()) {
            child.status = OrderStatus.CANCELED;
        } else if (!child.status.isTerminal() && child.filledLots >= child.order.lots()) {
            child.status = OrderStatus.FILLED;
        } else if (child.isInFlight() && child.status != OrderStatus.PENDING_CANCEL) {
            child.status = open(child);
        }
    }

    private static String overfill(Parent parent) {
        return "overfill of " + parent.overfill + " units; no new children are sent";
    }

    private static Fill fill(Child child, ExecutionReport report) {
        long price = Ladder.scaled(child.listing, report.lastTicks());
        long notional = Amounts.notional(
                price, child.units(report.lastLots()), child.listing.instrument().sizeScale());
        long fee = report.fee();
        if (report.feeCurrency().equals(child.listing.instrument().base())) {
            fee = FixedPoint.multiplyDivide(
                    fee, price, FixedPoint.power(Ladder.PRICE_SCALE), RoundingMode.HALF_EVEN);
        }
        return new Fill(
                report.lastLots(), report.lastTicks(), notional, fee, report.fee(), report.feeCurrency());
    }

    private void add(Parent parent, Child child, String execId, Fill fill) {
        child.fills.put(execId, fill);
        long covered = Math.min(fill.lots(), child.leavesLots());
        parent.claim(child.units(fill.lots() - covered));
        if (child.status.isTerminal()) {
            child.unreportedLots -= covered;
        }
        child.filledLots += fill.lots();
        child.notional += fill.notional();
        child.fees += fill.fee();
        hold(child, fill, 1);
    }

    private void remove(Parent parent, Child child, Fill fill) {
        long leavesBefore = child.leavesLots();
        child.filledLots -= fill.lots();
        child.notional -= fill.notional();
        child.fees -= fill.fee();
        parent.free(child.units(fill.lots() - (child.leavesLots() - leavesBefore)));
        hold(child, fill, -1);
    }

    /**
     * Puts a fill in the place of another. Only the difference moves: what waits for a report of its own goes on waiting.
     */
    private void replace(Parent parent, Child child, Fill old, String execId, Fill fill) {
        long leavesBefore = child.leavesLots();
        long more = fill.lots() - old.lots();
        child.fills.put(execId, fill);
        child.filledLots += more;
        child.notional += fill.notional() - old.notional();
        child.fees += fill.fee() - old.fee();
        long fromLeaves = leavesBefore - child.leavesLots();
        if (more > fromLeaves) {
            parent.claim(child.units(more - fromLeaves));
        } else {
            parent.free(child.units(fromLeaves - more));
        }
        hold(child, old, -1);
        hold(child, fill, 1);
    }

    /** Moves balances as a fill does, or as its bust does with sign -1. */
    private void hold(Child child, Fill fill, int sign) {
        String venue = child.listing.id().venue();
        int side = child.order.side() == Side.BUY ? 1 : -1;
        long base = Child.baseAmount(child.listing, child.units(fill.lots()));
        holdings.changed(venue, child.listing.instrument().base(), sign * side * base);
        holdings.changed(venue, child.listing.instrument().quote(), -sign * side * fill.notional());
        if (!fill.feeCurrency().isEmpty()) {
            holdings.changed(venue, fill.feeCurrency(), -sign * fill.charged());
        }
    }

    /** What was busted or corrected in advance is reported at last: it is not counted, nor what it corrected. */
    private Outcome revoked(Parent parent, Child child, ExecutionReport report) {
        child.reports.add(report);
        if (report.type() != ExecutionReport.Type.TRADE_CORRECT) {
            return Outcome.APPLIED;
        }
        Fill fill = child.fills.remove(report.refExecId());
        if (fill != null) {
            remove(parent, child, fill);
            settle(child);
            parent.progressed(child);
        } else if (see(child, report.refExecId())) {
            child.revoked.add(report.refExecId());
        }
        return Outcome.APPLIED;
    }

    /** A bust that comes before its fill cancels it in advance. */
    private String bust(Parent parent, Child child, ExecutionReport report) {
        Fill fill = child.fills.remove(report.refExecId());
        if (fill != null) {
            remove(parent, child, fill);
            settle(child);
            return "execution " + report.refExecId() + " was busted";
        }
        if (see(child, report.refExecId())) {
            child.revoked.add(report.refExecId());
            return "execution " + report.refExecId() + " was busted before it was reported; it will not be counted";
        }
        return "bust of execution " + report.refExecId() + " that is not known, or no longer counted";
    }

    /** A correction that comes before its fill takes its place. */
    private String correct(Parent parent, Child child, ExecutionReport report) {
        Fill fill = child.fills.remove(report.refExecId());
        Fill corrected = fill(child, report);
        if (fill != null) {
            replace(parent, child, fill, report.execId(), corrected);
        } else if (see(child, report.refExecId())) {
            child.revoked.add(report.refExecId());
            add(parent, child, report.execId(), corrected);
        } else {
            return "correction of execution " + report.refExecId() + " that is not known, or no longer counted";
        }
        settle(child);
        return "execution " + report.refExecId() + " was corrected"
                + (parent.overfill > 0 ? "; " + overfill(parent) : "");
    }

    /** The venue changed the size: what that frees is free. */
    private static String replaced(Parent parent, Child child, ExecutionReport report) {
        if (child.status.isTerminal()) {
            return null;
        }
        child.replacing = 0;
        long lots = Math.max(child.filledLots, report.cumulativeLots() + report.leavesLots());
        if (lots > child.order.lots() || lots == 0) {
            return "venue says that the order is over " + child.listing.size(lots) + ", it is over "
                    + child.listing.size(child.order.lots()) + "; ignored";
        }
        long before = child.leavesLots();
        child.resize(lots);
        parent.free(child.units(before - child.leavesLots()));
        parent.resized(child);
        acknowledged(child);
        settle(child);
        return null;
    }

    private static String ended(
            Parent parent, Child child, ListedBook book, ExecutionReport report, OrderStatus status) {
        if (child.status.isTerminal()) {
            return null;
        }
        boolean asked = child.status == OrderStatus.PENDING_CANCEL || child.cancelWanted || child.replacing > 0;
        end(parent, child, report.cumulativeLots(), status);
        if (status == OrderStatus.REJECTED) {
            parent.rejects.merge(child.listing.id(), 1, Integer::sum);
        } else if (!asked && child.filledLots + child.unreportedLots < child.order.lots()) {
            book.exhaust(child.order.side().opposite(), child.order.limitTicks());
        }
        return report.cumulativeLots() < child.filledLots ? miscount(child, report) : null;
    }

    /** Ends a child of which the venue counts so much as filled; the rest is free. */
    private static void end(Parent parent, Child child, long venueCount, OrderStatus status) {
        long cumulative = Math.min(child.order.lots(), Math.max(venueCount, child.filledLots));
        parent.free(child.units(Math.max(0, child.order.lots() - cumulative)));
        child.unreportedLots = Math.max(0, cumulative - child.filledLots);
        child.status = status;
    }

    private static String cancelRejected(Child child, ExecutionReport report) {
        child.replacing = 0;
        if (child.status == OrderStatus.PENDING_CANCEL && report.leavesLots() > 0) {
            child.status = open(child);
        }
        return null;
    }

    /** An answer to a status question: the venue's executions came before it, so what it counts more is not reported. */
    private static String status(Parent parent, Child child, ListedBook book, ExecutionReport report) {
        if (!child.status.isTerminal()) {
            if (report.leavesLots() > 0) {
                acknowledged(child);
            } else {
                boolean filled = Math.max(report.cumulativeLots(), child.filledLots) >= child.order.lots();
                end(parent, child, report.cumulativeLots(), filled ? OrderStatus.FILLED : OrderStatus.CANCELED);
            }
        } else if (report.leavesLots() == 0) {
            noLongerMissing(parent, child, report.cumulativeLots());
        }
        return report.cumulativeLots() == child.filledLots ? null : miscount(child, report);
    }

    /** What the venue no longer counts, because it was busted or corrected before it was reported, is not missing. */
    private static void noLongerMissing(Parent parent, Child child, long venueCount) {
        long missing = Math.max(0, venueCount - child.filledLots);
        if (missing < child.unreportedLots) {
            parent.free(child.units(child.unreportedLots - missing));
            child.unreportedLots = missing;
            settle(child);
        }
    }

    private static String unknown(Child child, ExecutionReport report) {
        if (child.status.isTerminal()) {
            return null;
        }
        child.status = OrderStatus.UNKNOWN;
        return (report.text().isEmpty() ? "" : report.text() + "; ") + "outcome unknown; its quantity is not sent again";
    }
}
