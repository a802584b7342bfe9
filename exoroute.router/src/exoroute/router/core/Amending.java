package exoroute.router.core;

import exoroute.api.desk.Quantities;
import exoroute.api.market.FixedPoint;
import exoroute.api.order.Amendment;
import exoroute.api.order.OrderStatus;
import exoroute.api.order.ParentOrder;
import exoroute.api.plan.PlanChange;
import java.math.RoundingMode;
import java.util.Locale;

/** Changes to a live parent order. */
final class Amending {
    private Amending() {}

    /** Why an amendment is refused, or null when it is not. */
    static String refusal(
            long id, Parent parent, Amendment amendment, CoreState state, long logTime) {
        if (parent == null) {
            return "unknown order " + id + "; see exo:orders";
        }
        if (parent.isFinished() || parent.cancelling) {
            return "order " + id + " is " + parent.status().name().toLowerCase(Locale.ROOT) + " and cannot be amended";
        }
        if (amendment.quantity() != Amendment.KEEP && amendment.quantity() < committed(parent)) {
            return "quantity " + RiskCheck.size(amendment.quantity(), parent.instrument) + " is below the "
                    + RiskCheck.size(committed(parent), parent.instrument) + " that are filled, unknown or being cancelled";
        }
        ParentOrder changed = amended(parent.order, amendment);
        return state.risk.amendRefusal(changed, parent.order, state, logTime);
    }

    /** What an amendment cannot take back: open children can be made smaller. */
    private static long committed(Parent parent) {
        Quantities q = parent.quantities();
        return q.filled() + q.pendingCancel() + q.unknown() + q.delegated();
    }

    /**
     * Applies it; returns by how much the quantity grew, negative when it shrank. What is taken back from open children
     * counts as overfill until the venue confirms the smaller size: a fill may be faster.
     */
    static long apply(Step step, Parent parent, Amendment amendment) {
        ParentOrder changed = amended(parent.order, amendment);
        long more = changed.quantity() - parent.order.quantity();
        if (more != 0) {
            if (more > 0) {
                parent.free(more);
            } else {
                parent.claim(-more);
                shrink(step, parent, parent.overfill);
            }
            parent.history.change(new PlanChange.QuantityChanged(changed.quantity()));
        }
        parent.order = changed;
        return more;
    }

    /** Makes open children smaller, newest first, by so many units in all. */
    private static void shrink(Step step, Parent parent, long units) {
        long left = units - underWay(parent);
        for (int i = parent.children.size() - 1; i >= 0 && left > 0; i--) {
            Child child = parent.children.get(i);
            if (child.isInFlight() && child.status != OrderStatus.PENDING_CANCEL && child.replacing == 0) {
                long lots = Math.min(
                        child.leavesLots(), FixedPoint.divide(left, child.listing.lot(), RoundingMode.CEILING));
                left -= child.units(lots);
                if (child.order.lots() == lots) {
                    child.status = OrderStatus.PENDING_CANCEL;
                    child.cancelWanted = true;
                    parent.progressed(child);
                    step.out(new CoreOutput.Cancel(child.order));
                } else {
                    child.replacing = child.order.lots() - lots;
                    step.out(new CoreOutput.Replace(child.order, Child.resized(child.order, child.replacing)));
                }
            }
        }
    }

    /** What venues were asked to take back already and did not answer yet. */
    private static long underWay(Parent parent) {
        long units = 0;
        for (Child child : parent.children) {
            if (child.status == OrderStatus.PENDING_CANCEL) {
                units += child.units(child.leavesLots());
            } else if (child.isInFlight() && child.replacing > 0) {
                units += child.units(child.order.lots() - child.replacing);
            }
        }
        return units;
    }

    private static ParentOrder amended(ParentOrder order, Amendment amendment) {
        return new ParentOrder(
                order.instrument(),
                order.side(),
                pick(amendment.quantity(), order.quantity()),
                pick(amendment.limitPrice(), order.limitPrice()),
                order.limitBasis(),
                pick(amendment.deadline(), order.deadline()),
                order.constraints());
    }

    private static long pick(long changed, long kept) {
        return changed == Amendment.KEEP ? kept : changed;
    }
}
