package exoroute.router.core;

import exoroute.api.market.Listing;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.ExecutionReport;
import exoroute.api.order.OrderStatus;
import java.util.ArrayList;
import java.util.List;

/** One child order: what was sent, what the venue said, and where its lots are. Amounts in 10^-8, sizes in lots. */
final class Child {
    final ChildOrder order;
    final Listing listing;
    final int leg;
    final int round;
    /** Log position of the view it was sent on. */
    final long bookPosition;
    /** Net price (10^-9) the plan expected for it, and the best other venue's next net price, 0 for none. */
    final long expectedPrice;
    final long bestAlternative;
    /** Parent's quote per listing's quote, 10^-9, without and with the conversion's fee; one when they are the same. */
    final long rate;
    final long netRate;

    OrderStatus status = OrderStatus.PENDING_NEW;
    long filledLots;
    /** Lots that the venue counts as filled but for which no fill was reported yet. */
    long unreportedLots;
    long notional;
    long fees;
    final List<ExecutionReport> reports = new ArrayList<>();

    Child(
            ChildOrder order, Listing listing, int leg, int round, long bookPosition, long expectedPrice,
            long bestAlternative, long rate, long netRate) {
        this.order = order;
        this.listing = listing;
        this.leg = leg;
        this.round = round;
        this.bookPosition = bookPosition;
        this.expectedPrice = expectedPrice;
        this.bestAlternative = bestAlternative;
        this.rate = rate;
        this.netRate = netRate;
    }

    /** Lots that may still fill; 0 once terminal, except those that wait for their fill report. */
    long leavesLots() {
        return status.isTerminal() ? unreportedLots : Math.max(0, order.lots() - filledLots);
    }

    /** Whether something more must come from the venue, and soon. */
    boolean isInFlight() {
        return !status.isTerminal() && status != OrderStatus.UNKNOWN;
    }

    /** Lots to size units. */
    long units(long lots) {
        return lots * listing.lot();
    }

    /** Cost of the fills in the parent's quote currency, with fees and conversion. */
    long cost() {
        long signedFee = order.side().sign() * fees;
        return Ladder.convert(notional + signedFee, netRate, order.side());
    }

    /** Cost of the fills before fees. */
    long grossCost() {
        return Ladder.convert(notional, rate, order.side());
    }
}
