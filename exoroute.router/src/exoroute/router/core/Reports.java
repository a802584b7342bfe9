package exoroute.router.core;

import exoroute.api.market.FixedPoint;
import exoroute.api.order.ExecutionReport;
import exoroute.api.order.OrderStatus;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Applies execution reports to children and parents. Executions are de-duplicated by (venue, execution id) and
 * reconciled with the venue's cumulative quantity; lots never appear or vanish here: each moves between leaves,
 * filled, unsent and overfill.
 */
final class Reports {
    /** Only asked whether it contains something: its order never matters. */
    private final Set<String> executions = new HashSet<>();
    private final Map<String, Fill> fills = new TreeMap<>();

    private record Fill(long child, long lots, long notional, long fee) {}

    /**
     * Applies one report.
     *
     * @return what an operator must look at, or null when all is well
     */
    String apply(Parent parent, Child child, ListedBook book, ExecutionReport report) {
        String impossible = Range.impossible(child, report);
        if (impossible != null) {
            return impossible + "; the report is ignored";
        }
        boolean execution = switch (report.type()) {
            case TRADE, TRADE_CANCEL, TRADE_CORRECT -> true;
            default -> false;
        };
        if (execution && !executions.add(key(report, report.execId()))) {
            return null;
        }
        OrderStatus before = child.status;
        long filledBefore = child.filledLots;
        String alert = switch (report.type()) {
            case TRADE -> trade(parent, child, book, report);
            case TRADE_CANCEL -> bust(parent, child, report);
            case TRADE_CORRECT -> correct(parent, child, report);
            case NEW, REPLACED -> acknowledged(child);
            case CANCELED -> ended(parent, child, book, report, OrderStatus.CANCELED);
            case EXPIRED -> ended(parent, child, book, report, OrderStatus.EXPIRED);
            case REJECTED -> ended(parent, child, book, report, OrderStatus.REJECTED);
            case CANCEL_REJECTED -> cancelRejected(child, report);
            case STATUS -> status(child, report);
            case UNKNOWN -> unknown(child);
            case NOT_FOUND -> "venue does not know the order; its quantity stays unknown until an operator decides";
        };
        child.reports.add(report);
        if (child.status != before || child.filledLots != filledBefore) {
            parent.progressed(child);
        }
        return alert;
    }

    private static String key(ExecutionReport report, String execId) {
        return report.listing().venue() + "\n" + execId;
    }

    private static String acknowledged(Child child) {
        if (child.status == OrderStatus.PENDING_NEW || child.status == OrderStatus.UNKNOWN) {
            child.status = child.filledLots > 0 ? OrderStatus.PARTIALLY_FILLED : OrderStatus.NEW;
        }
        return null;
    }

    private String trade(Parent parent, Child child, ListedBook book, ExecutionReport report) {
        long lots = report.lastLots();
        Fill fill = fill(child, report);
        fills.put(key(report, report.execId()), fill);
        book.take(child.order.side().opposite(), report.lastTicks(), lots);
        add(parent, child, fill);
        acknowledged(child);
        settle(child);
        if (parent.overfill > 0) {
            return overfill(parent);
        }
        return report.cumulativeLots() != child.filledLots && child.unreportedLots == 0
                ? "venue counts " + report.cumulativeLots() + " lots filled, we have " + child.filledLots : null;
    }

    /** The status that fits what is filled. */
    private static void settle(Child child) {
        if (child.status == OrderStatus.FILLED && child.filledLots < child.order.lots()) {
            child.status = OrderStatus.CANCELED;
        } else if (!child.status.isTerminal() && child.filledLots >= child.order.lots()) {
            child.status = OrderStatus.FILLED;
        } else if (child.isInFlight() && child.status != OrderStatus.PENDING_CANCEL) {
            child.status = child.filledLots > 0 ? OrderStatus.PARTIALLY_FILLED : OrderStatus.NEW;
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
        return new Fill(child.order.id(), report.lastLots(), notional, fee);
    }

    private static void add(Parent parent, Child child, Fill fill) {
        long covered = Math.min(fill.lots, child.leavesLots());
        long extra = child.units(fill.lots - covered);
        long fromUnsent = Math.min(parent.unsent, extra);
        parent.unsent -= fromUnsent;
        parent.overfill += extra - fromUnsent;
        if (child.status.isTerminal()) {
            child.unreportedLots -= covered;
        }
        child.filledLots += fill.lots;
        child.notional += fill.notional;
        child.fees += fill.fee;
    }

    private static void remove(Parent parent, Child child, Fill fill) {
        long leavesBefore = child.leavesLots();
        child.filledLots -= fill.lots;
        child.notional -= fill.notional;
        child.fees -= fill.fee;
        long freed = child.units(fill.lots - (child.leavesLots() - leavesBefore));
        parent.free(freed);
    }

    private String bust(Parent parent, Child child, ExecutionReport report) {
        Fill fill = fills.remove(key(report, report.refExecId()));
        if (fill == null || fill.child != child.order.id()) {
            return "bust of execution " + report.refExecId() + " that is not known";
        }
        remove(parent, child, fill);
        settle(child);
        return "execution " + report.refExecId() + " was busted";
    }

    private String correct(Parent parent, Child child, ExecutionReport report) {
        Fill fill = fills.remove(key(report, report.refExecId()));
        if (fill == null || fill.child != child.order.id()) {
            return "correction of execution " + report.refExecId() + " that is not known";
        }
        remove(parent, child, fill);
        Fill corrected = fill(child, report);
        fills.put(key(report, report.execId()), corrected);
        add(parent, child, corrected);
        settle(child);
        return "execution " + report.refExecId() + " was corrected"
                + (parent.overfill > 0 ? "; " + overfill(parent) : "");
    }

    private static String ended(
            Parent parent, Child child, ListedBook book, ExecutionReport report, OrderStatus status) {
        if (child.status.isTerminal()) {
            return null;
        }
        long cumulative = Math.min(child.order.lots(), Math.max(report.cumulativeLots(), child.filledLots));
        boolean asked = child.status == OrderStatus.PENDING_CANCEL;
        parent.free(child.units(Math.max(0, child.order.lots() - cumulative)));
        child.unreportedLots = Math.max(0, cumulative - child.filledLots);
        child.status = status;
        if (status == OrderStatus.REJECTED) {
            parent.rejects.merge(child.listing.id(), 1, Integer::sum);
        } else if (!asked && cumulative < child.order.lots()) {
            book.exhaust(child.order.side().opposite(), child.order.limitTicks());
        }
        return report.cumulativeLots() < child.filledLots
                ? "venue counts " + report.cumulativeLots() + " lots filled, we have " + child.filledLots : null;
    }

    private static String cancelRejected(Child child, ExecutionReport report) {
        if (child.status == OrderStatus.PENDING_CANCEL && report.leavesLots() > 0) {
            child.status = child.filledLots > 0 ? OrderStatus.PARTIALLY_FILLED : OrderStatus.NEW;
        }
        return null;
    }

    private static String status(Child child, ExecutionReport report) {
        if (child.status == OrderStatus.UNKNOWN && report.leavesLots() > 0) {
            child.status = child.filledLots > 0 ? OrderStatus.PARTIALLY_FILLED : OrderStatus.NEW;
        }
        return report.cumulativeLots() == child.filledLots
                ? null : "venue counts " + report.cumulativeLots() + " lots filled, we have " + child.filledLots;
    }

    private static String unknown(Child child) {
        if (child.status.isTerminal()) {
            return null;
        }
        child.status = OrderStatus.UNKNOWN;
        return "outcome unknown; its quantity is not sent again";
    }
}
