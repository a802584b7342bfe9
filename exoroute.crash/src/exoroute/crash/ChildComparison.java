package exoroute.crash;

import exoroute.adapter.sim.server.VenueJournal;
import exoroute.api.desk.ChildView;
import exoroute.api.market.Listing;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.ExecutionReport;
import exoroute.api.order.ExecutionReport.Type;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;

/** One child as the router has it against the order as the venue wrote it down. */
final class ChildComparison {
    private static final int AMOUNT_SCALE = 8;

    private final ChildView child;
    private final VenueJournal.Order order;
    private final Listing listing;
    private final Consumer<String> findings;

    /** @param order null when the venue never had it */
    ChildComparison(ChildView child, VenueJournal.Order order, Listing listing, Consumer<String> findings) {
        this.child = child;
        this.order = order;
        this.listing = listing;
        this.findings = findings;
    }

    private void differ(String what, Object router, Object venue) {
        findings.accept("child " + child.order().id() + " at " + child.order().listing() + ": " + what + " is " + router
                + " in the router and " + venue + " at the venue");
    }

    private void require(String what, Object router, Object venue) {
        if (!Objects.equals(router, venue)) {
            differ(what, router, venue);
        }
    }

    /** Compares existence, terms, quantity, end, each execution, amount and fees. */
    void run() {
        if (!child.status().isTerminal()) {
            differ("its status", child.status(), order == null ? "not known" : order.ended());
        }
        if (order == null) {
            require("the filled quantity", child.filledLots(), 0L);
            return;
        }
        require("the order", terms(child.order()), terms(order.order()));
        require("the client", Setup.CLIENT, order.client());
        require("the filled quantity", child.filledLots(), order.cumulativeLots());
        if (order.isOpen()) {
            differ("its status", child.status(), "open");
        }
        Map<String, ExecutionReport> there = executions(order.executions(), "the venue's journal");
        Map<String, ExecutionReport> here = executions(child.reports(), "the router");
        require("the set of executions", here.keySet(), there.keySet());
        here.forEach((id, report) -> {
            ExecutionReport other = there.get(id);
            if (other != null) {
                require("execution " + id, fill(report), fill(other));
            }
        });
        amounts(there.values().stream().filter(r -> r.type() == Type.TRADE).toList());
    }

    private static List<Object> terms(ChildOrder o) {
        return List.of(o.id(), o.parent(), o.listing(), o.side(), o.type(), o.timeInForce(), o.limitTicks(), o.lots());
    }

    private static List<Object> fill(ExecutionReport r) {
        return List.of(r.type(), r.child(), r.lastLots(), r.lastTicks(), r.fee(), r.feeCurrency());
    }

    private Map<String, ExecutionReport> executions(List<ExecutionReport> reports, String where) {
        Map<String, ExecutionReport> executions = new TreeMap<>();
        for (ExecutionReport report : reports) {
            boolean execution = report.type() == Type.TRADE || report.type() == Type.TRADE_CANCEL
                    || report.type() == Type.TRADE_CORRECT;
            if (execution && executions.put(report.execId(), report) != null) {
                findings.accept(
                        "execution " + report.execId() + " of child " + child.order().id() + " is twice in " + where);
            }
        }
        return executions;
    }

    /** Reckoned with decimals from the venue's ticks and lots, against the router's sums. */
    private void amounts(List<ExecutionReport> trades) {
        BigDecimal tick = BigDecimal.valueOf(listing.tick(), listing.instrument().priceScale());
        BigDecimal lot = BigDecimal.valueOf(listing.lot(), listing.instrument().sizeScale());
        BigDecimal notional = BigDecimal.ZERO;
        BigDecimal fees = BigDecimal.ZERO;
        for (ExecutionReport trade : trades) {
            notional = notional.add(tick.multiply(BigDecimal.valueOf(trade.lastTicks()))
                    .multiply(lot.multiply(BigDecimal.valueOf(trade.lastLots()))));
            fees = fees.add(BigDecimal.valueOf(trade.fee(), AMOUNT_SCALE));
        }
        requireAmount("the amount", child.notional(), notional);
        requireAmount("the fees", child.fees(), fees);
    }

    private void requireAmount(String what, long router, BigDecimal venue) {
        BigDecimal here = BigDecimal.valueOf(router, AMOUNT_SCALE);
        if (here.compareTo(venue) != 0) {
            differ(what, here, venue);
        }
    }
}
