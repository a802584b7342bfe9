package exoroute.shell;

import exoroute.api.desk.ChildView;
import exoroute.api.desk.ParentView;
import exoroute.api.desk.PlanLine;
import exoroute.api.desk.QualityReport;
import exoroute.api.desk.Quote;
import exoroute.api.desk.OrderDesk;
import exoroute.api.market.FixedPoint;
import exoroute.api.market.Instrument;
import exoroute.api.market.Listing;
import exoroute.api.order.ExecutionReport;
import java.util.List;

/** Tables of plans, orders and children. */
final class Orders {
    private Orders() {}

    static String lines(OrderDesk desk, List<PlanLine> lines, Instrument instrument) {
        Table table = new Table("listing", "size", "worst", "average", "fee", "cost " + instrument.quote(), "share");
        long all = lines.stream().mapToLong(PlanLine::size).sum();
        long cost = lines.stream().mapToLong(PlanLine::cost).sum();
        for (PlanLine line : lines) {
            Listing listing = Show.listing(desk, line.listing().toString()).listing();
            long one = FixedPoint.power(instrument.sizeScale());
            table.row(
                    line.listing().toString(), size(line.size(), instrument), listing.price(line.worstTicks()),
                    Show.money(FixedPoint.multiplyDivide(line.notional(), one, line.size(), java.math.RoundingMode.HALF_EVEN)),
                    Show.money(line.fee()) + " " + listing.instrument().quote(), Show.money(line.cost()),
                    share(line.size(), all));
        }
        table.row("total", size(all, instrument), "", "", "", Show.money(cost), "");
        return table.toString();
    }

    private static String share(long part, long all) {
        return FixedPoint.format(FixedPoint.multiplyDivide(part, 10_000, Math.max(all, 1), java.math.RoundingMode.HALF_EVEN), 2, 1) + "%";
    }

    static String size(long units, Instrument instrument) {
        return FixedPoint.format(units, instrument.sizeScale());
    }

    static String quote(OrderDesk desk, Quote quote, Instrument instrument) {
        String text = lines(desk, quote.lines(), instrument) + "\nmarginal price " + Show.price(quote.order().side().sign() * quote.price()) + " "
                + instrument.quote() + (quote.proved() ? ", proved optimal" : ", not proved optimal");
        return quote.missing() == 0 ? text
                : text + "\nmissing " + size(quote.missing(), instrument) + " " + instrument.base() + ": " + quote.reason();
    }

    static String orders(OrderDesk desk) {
        Table table = new Table("order", "side", "quantity", "instrument", "filled", "unknown", "unsent", "rounds", "status");
        for (ParentView view : desk.orders()) {
            Instrument i = Show.instrument(desk, view.order().instrument());
            table.row(
                    Long.toString(view.id()), Show.lower(view.order().side()), size(view.order().quantity(), i),
                    i.symbol(), size(view.quantities().filled(), i), size(view.quantities().unknown(), i),
                    size(view.quantities().unsent(), i), Integer.toString(view.rounds()),
                    Show.lower(view.plan().status()));
        }
        return table.toString();
    }

    static String order(OrderDesk desk, ParentView view) {
        Instrument i = Show.instrument(desk, view.order().instrument());
        StringBuilder text = new StringBuilder("order " + view.id() + ": " + Show.lower(view.order().side()) + " "
                + size(view.order().quantity(), i) + " " + view.order().instrument() + " for " + view.context().actor()
                + ", " + Show.lower(view.plan().status())
                + (view.plan().reason().isEmpty() ? "" : " (" + view.plan().reason() + ")") + "\n");
        Table table = new Table("round", "child", "listing", "size", "limit", "filled", "status", "reports");
        for (ChildView child : view.children()) {
            Listing listing = Show.listing(desk, child.order().listing().toString()).listing();
            table.row(
                    Integer.toString(child.round()), Long.toString(child.order().id()), listing.id().toString(),
                    listing.size(child.order().lots()), listing.price(child.order().limitTicks()),
                    listing.size(child.filledLots()), Show.lower(child.status()), reports(child));
        }
        text.append(table);
        view.quality().ifPresent(q -> text.append('\n').append(quality(q, view, i)));
        return text.toString();
    }

    static String reports(ChildView child) {
        long fills = child.reports().stream().filter(r -> r.type() == ExecutionReport.Type.TRADE).count();
        String last = child.reports().isEmpty() ? "" : child.reports().get(child.reports().size() - 1).text();
        return child.reports().size() + " (" + fills + " fills)" + (last.isEmpty() ? "" : " " + last);
    }

    static String quality(QualityReport q, ParentView view, Instrument i) {
        long filled = view.quantities().filled();
        return "filled " + size(filled, i) + " at " + Show.price(q.averagePrice()) + " net, cost " + Show.money(q.cost())
                + " " + i.quote() + " with fees of " + Show.money(q.fees()) + "\nshortfall " + Show.money(q.implementationShortfall()) + " "
                + i.quote() + " against the arrival mid " + Show.price(q.arrivalMid()) + ", effective spread "
                + Show.price(q.effectiveSpread()) + " " + i.quote() + " per " + i.base()
                + "\nbest single venue " + (q.bestSingleVenue() == null ? "none shows the whole size"
                        : q.bestSingleVenue() + " " + Show.money(q.bestSingleCost()))
                + ", pro rata " + (q.proRataCost() == 0 ? "not possible" : Show.money(q.proRataCost()));
    }
}
