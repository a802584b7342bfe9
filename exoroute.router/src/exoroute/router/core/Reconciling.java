package exoroute.router.core;

import exoroute.api.adapter.OpenOrder;
import exoroute.api.desk.Reconciliation;
import exoroute.api.desk.Reconciliation.Difference;
import exoroute.api.desk.Reconciliation.Kind;
import exoroute.api.market.FixedPoint;
import exoroute.api.market.ListingId;
import exoroute.api.order.ExecutionReport;
import exoroute.api.order.OrderStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Compares what a venue says of its open orders and balances with what the desk has, and asks where they differ. */
final class Reconciling {
    private final CoreState state;
    private final Inquiry inquiry;

    Reconciling(CoreState state, Inquiry inquiry) {
        this.state = state;
        this.inquiry = inquiry;
    }

    void stated(Step step, CoreEvent.VenueStated event) {
        List<Difference> found = new ArrayList<>();
        List<Child> working = state.working.at(event.venue());
        if (event.ordersKnown()) {
            orders(step, event, working, found);
        }
        for (Child child : working) {
            unresolved(child, found);
        }
        foreign(event.venue(), found);
        if (event.balancesKnown()) {
            boolean exact = working.isEmpty() && state.holdings.isQuietSince(event.venue(), event.asked());
            if (exact) {
                balances(event, found);
            }
            state.holdings.stated(event.venue(), event.balances(), exact);
        }
        found.sort((a, b) -> a.kind() != b.kind() ? a.kind().compareTo(b.kind())
                : a.child() != b.child() ? Long.compare(a.child(), b.child()) : a.subject().compareTo(b.subject()));
        state.reconciliations.put(event.venue(), new Reconciliation(
                event.venue(), step.position, step.logTime, event.ordersKnown(), event.balancesKnown(),
                event.failure(), found));
        step.accept(step.position, null);
    }

    private void orders(Step step, CoreEvent.VenueStated event, List<Child> working, List<Difference> found) {
        TreeMap<Long, OpenOrder> there = new TreeMap<>();
        for (OpenOrder order : event.orders()) {
            there.put(order.child(), order);
            Child child = state.children.get(order.child());
            if (child == null || child.status.isTerminal()) {
                openThere(step, order, child, found);
            }
        }
        for (Child child : working) {
            OpenOrder order = there.get(child.order.id());
            if (order == null) {
                if (!child.status.isTerminal()) {
                    found.add(difference(Kind.NOT_AT_VENUE, child, child.status + " " + open(child), "not open",
                            "the venue is asked for its status"));
                    inquiry.askNow(step, child);
                }
            } else if (order.cumulativeLots() != child.filledLots) {
                found.add(difference(Kind.FILLED, child, child.listing.size(child.filledLots),
                        child.listing.size(order.cumulativeLots()), "the venue is asked for its executions"));
                inquiry.askNow(step, child);
            }
        }
    }

    /** Open there, but not here: one of ours that ended here is cancelled there; another's is left alone. */
    private void openThere(Step step, OpenOrder order, Child child, List<Difference> found) {
        String what = order.side() + " " + size(order.listing(), order.lots() - order.cumulativeLots())
                + " open, venue order " + order.venueOrderId();
        if (child == null) {
            found.add(new Difference(Kind.OPEN_AT_VENUE, order.child(), order.listing().toString(), "unknown", what,
                    "not of this desk's memory: cancel it at the venue, or find out whose it is"));
        } else {
            found.add(difference(Kind.OPEN_AT_VENUE, child, child.status.toString(), what, "it is cancelled there"));
            step.out(new CoreOutput.Cancel(child.order));
        }
    }

    private static void unresolved(Child child, List<Difference> found) {
        if (child.status == OrderStatus.UNKNOWN) {
            found.add(difference(Kind.OUTCOME_UNKNOWN, child, open(child) + " set aside", "",
                    "asked until it answers; by decision: exo:writeoff, exo:fill"));
        } else if (child.status.isTerminal()) {
            found.add(difference(Kind.FILL_MISSING, child, child.listing.size(child.filledLots),
                    child.listing.size(child.filledLots + child.unreportedLots),
                    "book the fill from the venue's blotter (exo:fill), or exo:writeoff"));
        }
    }

    private static String open(Child child) {
        return child.listing.size(child.leavesLots());
    }

    private void foreign(String venue, List<Difference> found) {
        for (ExecutionReport report : state.foreign) {
            if (report.listing().venue().equals(venue)) {
                found.add(new Difference(Kind.FOREIGN_REPORT, report.child(), report.listing().toString(), "unknown",
                        report.type() + " " + report.execId() + (report.lastLots() == 0 ? ""
                                : ", " + size(report.listing(), report.lastLots()) + " at " + price(report)),
                        "not counted: find out whose it is; it may be of an order that left the desk's memory"));
            }
        }
    }

    /** As people read it; what a venue cannot mean, or does not list, stays in lots. */
    private String size(ListingId id, long lots) {
        ListedBook book = state.market.book(id);
        boolean readable = book != null && lots >= 0 && lots <= Range.MAX_NOTIONAL / book.listing().lot();
        return readable ? book.listing().size(lots) : lots + " lots";
    }

    private String price(ExecutionReport report) {
        ListedBook book = state.market.book(report.listing());
        boolean readable = book != null && Range.holds(book.listing(), report.lastTicks(), report.lastLots());
        return readable ? book.listing().price(report.lastTicks()) : report.lastTicks() + " ticks";
    }

    private void balances(CoreEvent.VenueStated event, List<Difference> found) {
        state.holdings.of(event.venue()).forEach((currency, balance) -> {
            long told = event.balances().getOrDefault(currency, 0L);
            if (balance.isExpected() && told != balance.expected()) {
                found.add(new Difference(Kind.BALANCE, 0, currency,
                        FixedPoint.format(balance.expected(), Amounts.SCALE),
                        FixedPoint.format(told, Amounts.SCALE), "the venue's figure is used from now on"));
            }
        });
    }

    private static Difference difference(Kind kind, Child child, String desk, String venue, String remedy) {
        return new Difference(kind, child.order.id(), child.listing.id().toString(), desk, venue, remedy);
    }
}
