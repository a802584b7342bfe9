package exoroute.router.core;

import exoroute.api.market.FixedPoint;
import exoroute.api.market.Listing;
import exoroute.api.market.Side;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.ExecutionReport;
import exoroute.api.order.OrderStatus;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** One child order: what was sent, what the venue said, and where its lots are. Amounts in 10^-8, sizes in lots. */
final class Child {
    /**
     * What was decided when it was sent.
     *
     * @param leg number of its leg
     * @param round solve round that made it
     * @param bookPosition log position of the view it was sent on
     * @param expectedPrice net price (10^-9) the plan expected for it
     * @param bestAlternative the best other venue's next net price, 0 for none
     * @param rate parent's quote per listing's quote, 10^-9, without the conversion's fee; one when they are the same
     * @param netRate the same with the conversion's fee
     */
    record Terms(
            int leg, int round, long bookPosition, long expectedPrice, long bestAlternative, long rate, long netRate) {}

    /** As it stands: a replace changes its size. */
    ChildOrder order;
    final Listing listing;
    final Terms terms;

    OrderStatus status = OrderStatus.PENDING_NEW;
    long filledLots;
    /** Lots that the venue counts as filled but for which no fill was reported yet. */
    long unreportedLots;
    long notional;
    long fees;
    final TreeMap<String, Fill> fills = new TreeMap<>();
    /** Execution ids that count as seen: those reported, and those busted or corrected before they were reported. */
    final List<String> executions = new ArrayList<>();
    /** Of these, those that were busted or corrected and are not reported yet. */
    final TreeSet<String> revoked = new TreeSet<>();
    final List<ExecutionReport> reports = new ArrayList<>();

    /** When its silence becomes unknown; only the timer with this time counts. */
    long silentDue;
    /** Log time since when its outcome is unknown, 0 when it is not. */
    long unknownSince;
    /** When the venue is asked again; only the timer with this time counts. */
    long askDue;
    int asks;
    /** A cancel is wanted for as long as it is open. */
    boolean cancelWanted;
    /** Ended by decision, not by report: what the venue says later still counts. */
    boolean decided;
    /** Total size that a replace asks for, 0 when none is under way. */
    long replacing;
    /** What {@link Working} holds back for it. */
    long reserved;

    Child(ChildOrder order, Listing listing, Terms terms) {
        this.order = order;
        this.listing = listing;
        this.terms = terms;
    }

    /** Lots that may still fill; 0 once terminal, except those that wait for their fill report. */
    long leavesLots() {
        return status.isTerminal() ? unreportedLots : Math.max(0, order.lots() - filledLots);
    }

    /** Whether something more must come from the venue, and soon. */
    boolean isInFlight() {
        return !status.isTerminal() && status != OrderStatus.UNKNOWN;
    }

    /** Whether something of it may still fill. */
    boolean isWorking() {
        return !status.isTerminal() || unreportedLots > 0;
    }

    /** Lots to size units. */
    long units(long lots) {
        return lots * listing.lot();
    }

    void resize(long lots) {
        order = resized(order, lots);
    }

    static ChildOrder resized(ChildOrder o, long lots) {
        return new ChildOrder(
                o.id(), o.parent(), o.listing(), o.side(), o.type(), o.timeInForce(), o.limitTicks(), lots, o.expireTime());
    }

    /** Currency that its fills spend. */
    String spends() {
        return order.side() == Side.BUY ? listing.instrument().quote() : listing.instrument().base();
    }

    /** What its open lots spend at worst, in 10^-8 of {@link #spends}. */
    long worstSpend() {
        return worstSpend(listing, order.side(), order.limitTicks(), leavesLots());
    }

    /** What an order spends at worst: the base it sells, or its notional at the limit with a fee charged in the quote. */
    static long worstSpend(Listing listing, Side side, long limitTicks, long lots) {
        long units = lots * listing.lot();
        if (side == Side.SELL) {
            return baseAmount(listing, units);
        }
        long notional = lots == 0 ? 0 : Range.notional(listing, limitTicks, lots);
        if (notional < 0) {
            return Range.MAX_NOTIONAL;
        }
        boolean inQuote = listing.feeCurrency().equals(listing.instrument().quote());
        return notional + (inQuote && listing.takerFee() > 0
                ? FixedPoint.multiplyDivide(
                        notional, listing.takerFee(), FixedPoint.power(Listing.FEE_SCALE), RoundingMode.CEILING)
                : 0);
    }

    /** Size units as an amount of the base currency in 10^-8, rounded up. */
    static long baseAmount(Listing listing, long units) {
        return FixedPoint.multiplyDivide(
                units, FixedPoint.power(Amounts.SCALE), FixedPoint.power(listing.instrument().sizeScale()),
                RoundingMode.CEILING);
    }

    /** Cost of the fills in the parent's quote currency, with fees and conversion. */
    long cost() {
        long signedFee = order.side().sign() * fees;
        return Ladder.convert(notional + signedFee, terms.netRate(), order.side());
    }

    /** Cost of the fills before fees. */
    long grossCost() {
        return Ladder.convert(notional, terms.rate(), order.side());
    }
}
