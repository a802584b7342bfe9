package exoroute.router.core;

import exoroute.api.desk.Quantities;
import exoroute.api.order.Amendment;
import exoroute.api.order.ParentOrder;
import exoroute.api.plan.PlanChange;
import java.util.Locale;

/** Changes to a live parent order. */
final class Amending {
    private Amending() {}

    /** Why an amendment is refused, or null when it is not. */
    static String refusal(
            long id, Parent parent, Amendment amendment, RiskCheck risk, CoreConfig config, Market market,
            long logTime) {
        if (parent == null) {
            return "unknown order " + id + "; see exo:orders";
        }
        if (parent.isFinished() || parent.cancelling) {
            return "order " + id + " is " + parent.status().name().toLowerCase(Locale.ROOT) + " and cannot be amended";
        }
        if (amendment.quantity() != Amendment.KEEP && amendment.quantity() < committed(parent)) {
            return "quantity " + RiskCheck.size(amendment.quantity(), parent.instrument) + " is below the "
                    + RiskCheck.size(committed(parent), parent.instrument) + " that are filled or at venues";
        }
        ParentOrder changed = amended(parent.order, amendment);
        return risk.amendRefusal(changed, parent.order, config, market, logTime);
    }

    private static long committed(Parent parent) {
        Quantities q = parent.quantities();
        return q.filled() + q.open() + q.pendingCancel() + q.unknown() + q.delegated();
    }

    /** Applies it; returns by how much the quantity grew, negative when it shrank. */
    static long apply(Parent parent, Amendment amendment) {
        ParentOrder changed = amended(parent.order, amendment);
        long more = changed.quantity() - parent.order.quantity();
        if (more != 0) {
            if (more > 0) {
                parent.free(more);
            } else {
                parent.unsent += more;
            }
            parent.change(new PlanChange.QuantityChanged(changed.quantity()));
        }
        parent.order = changed;
        return more;
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
