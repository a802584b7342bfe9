package exoroute.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import exoroute.api.desk.ChildView;
import exoroute.api.desk.ListingView;
import exoroute.api.desk.ParentView;
import exoroute.api.desk.PlanLine;
import exoroute.api.desk.QualityReport;
import exoroute.api.market.FixedPoint;
import exoroute.api.market.Listing;
import exoroute.api.market.ListingId;
import exoroute.api.market.OrderBook;
import exoroute.api.market.Side;
import exoroute.api.order.ExecutionReport;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** What the demonstration found, as one JSON document; all decimals are strings. */
final class DemoDocument {
    /** Said wherever the figures are shown. */
    static final String NOTE = "The venues were recorded one after the other on 2021-04-17, each for about 30 s within 13 minutes, "
            + "and are replayed on one clock. Price gaps between venues therefore hold market drift and are not real arbitrage.";

    private static final int BASE_SCALE = 8;
    private static final int AMOUNT_SCALE = 8;
    private static final int PRICE_SCALE = 9;

    private final ObjectMapper mapper;
    private final List<ListingView> market;
    private final ParentView view;

    DemoDocument(ObjectMapper mapper, List<ListingView> market, ParentView view) {
        this.mapper = mapper;
        this.market = market;
        this.view = view;
    }

    ObjectNode build() {
        ObjectNode document = mapper.createObjectNode();
        document.put("note", NOTE);
        document.put("order", "buy " + size(view.order().quantity()) + " " + view.order().instrument());
        ArrayNode venues = document.putArray("venues");
        market.forEach(listing -> venues.add(venue(listing)));
        List<List<PlanLine>> planned = view.planned();
        document.set("plan", lines(planned.isEmpty() ? List.of() : planned.get(0)));
        ArrayNode children = document.putArray("children");
        view.children().forEach(child -> children.add(child(child)));
        ArrayNode rounds = document.putArray("rounds");
        for (int i = 0; i < planned.size(); i++) {
            long sum = planned.get(i).stream().mapToLong(PlanLine::size).sum();
            rounds.addObject().put("round", i + 1).put("size", size(sum)).set("plan", lines(planned.get(i)));
        }
        document.set("result", result());
        document.putObject("deltas")
                .put("count", view.plan().sequence())
                .put("bytes", view.deltaBytes())
                .put("fullPlanBytes", view.planBytes());
        return document;
    }

    private ObjectNode venue(ListingView listed) {
        Listing listing = listed.listing();
        OrderBook book = listed.book().book();
        ObjectNode node = mapper.createObjectNode()
                .put("venue", listed.venueName())
                .put("listing", listing.id().toString())
                .put("instrument", listing.instrument().symbol());
        for (Side side : Side.values()) {
            String name = side == Side.BUY ? "bid" : "ask";
            boolean some = book.levels(side) > 0;
            node.put(name, some ? listing.price(book.price(side, 0)) : null);
            node.put(name + "Size", some ? listing.size(book.size(side, 0)) : null);
            node.put(name + "Levels", book.levels(side));
        }
        return node.put("takerFee", FixedPoint.format(listing.takerFee(), Listing.FEE_SCALE))
                .put("makerFee", FixedPoint.format(listing.makerFee(), Listing.FEE_SCALE))
                .put("tick", listing.price(1))
                .put("lot", listing.size(1))
                .put("assumed", listing.assumed());
    }

    private Listing listing(ListingId id) {
        return market.stream().map(ListingView::listing).filter(l -> l.id().equals(id)).findFirst().orElseThrow();
    }

    private ArrayNode lines(List<PlanLine> lines) {
        ArrayNode nodes = mapper.createArrayNode();
        long all = lines.stream().mapToLong(PlanLine::size).sum();
        for (PlanLine line : lines) {
            Listing listing = listing(line.listing());
            nodes.addObject()
                    .put("venue", line.listing().venue())
                    .put("listing", line.listing().toString())
                    .put("size", size(line.size()))
                    .put("worstPrice", listing.price(line.worstTicks()))
                    .put("averagePrice", ratio(line.notional(), line.size(), 2))
                    .put("fee", amount(line.fee()))
                    .put("feeCurrency", listing.feeCurrency())
                    .put("cost", amount(line.cost()))
                    .put("share", ratio(line.size(), all, 4));
        }
        return nodes;
    }

    private ObjectNode child(ChildView child) {
        Listing listing = listing(child.order().listing());
        ObjectNode node = mapper.createObjectNode()
                .put("id", child.order().id())
                .put("round", child.round())
                .put("listing", listing.id().toString())
                .put("size", listing.size(child.order().lots()))
                .put("limit", listing.price(child.order().limitTicks()))
                .put("timeInForce", child.order().timeInForce().name())
                .put("status", child.status().name())
                .put("filled", listing.size(child.filledLots()))
                .put("cost", amount(child.cost()));
        ArrayNode reports = node.putArray("reports");
        child.reports().forEach(report -> reports.add(report(listing, report)));
        return node;
    }

    private ObjectNode report(Listing listing, ExecutionReport report) {
        ObjectNode node = mapper.createObjectNode()
                .put("type", report.type().name())
                .put("execId", report.execId());
        if (report.lastLots() > 0) {
            node.put("size", listing.size(report.lastLots()))
                    .put("price", listing.price(report.lastTicks()))
                    .put("fee", amount(report.fee()))
                    .put("feeCurrency", report.feeCurrency());
        }
        return node.put("cumulative", listing.size(report.cumulativeLots()))
                .put("leaves", listing.size(report.leavesLots()))
                .put("text", report.text());
    }

    private ObjectNode result() {
        QualityReport q = view.quality().orElseThrow();
        ObjectNode node = mapper.createObjectNode()
                .put("status", view.plan().status().name())
                .put("reason", view.plan().reason())
                .put("filled", size(view.quantities().filled()))
                .put("unfilled", size(view.quantities().unsent()))
                .put("rounds", view.rounds())
                .put("averagePrice", price(q.averagePrice()))
                .put("cost", amount(q.cost()))
                .put("fees", amount(q.fees()))
                .put("arrivalMid", price(q.arrivalMid()))
                .put("implementationShortfall", amount(q.implementationShortfall()))
                .put("implementationShortfallBp", bp(q.implementationShortfall(), q.cost() - q.implementationShortfall()))
                .put("effectiveSpread", price(q.effectiveSpread()));
        versus(node, "bestSingleVenue", q.bestSingleVenue() == null ? null : q.bestSingleVenue().toString(),
                q.bestSingleCost(), q.cost());
        versus(node, "proRata", null, q.proRataCost(), q.cost());
        ArrayNode children = node.putArray("children");
        for (QualityReport.ChildQuality c : q.children()) {
            children.addObject()
                    .put("child", c.child())
                    .put("filled", size(c.filled()))
                    .put("averagePrice", price(c.averagePrice()))
                    .put("slippage", price(c.slippage()))
                    .put("bestAlternative", c.bestAlternative() == 0 ? null : price(c.bestAlternative()))
                    .put("fees", amount(c.fees()))
                    .put("markOut", price(c.markOut()))
                    .put("bookPosition", c.bookPosition());
        }
        return node;
    }

    private static void versus(ObjectNode node, String name, String venue, long other, long cost) {
        ObjectNode against = node.putObject(name);
        if (venue != null) {
            against.put("listing", venue);
        }
        against.put("cost", other == 0 ? null : amount(other));
        against.put("saved", other == 0 ? null : amount(other - cost));
        against.put("savedBp", other == 0 ? null : bp(other - cost, other));
    }

    private static String size(long units) {
        return FixedPoint.format(units, BASE_SCALE);
    }

    private static String amount(long amount) {
        return FixedPoint.format(amount, AMOUNT_SCALE, 2);
    }

    private static String price(long price) {
        return FixedPoint.format(price, PRICE_SCALE, 2);
    }

    private static String ratio(long part, long whole, int decimals) {
        return whole == 0 ? "0" : BigDecimal.valueOf(part)
                .divide(BigDecimal.valueOf(whole), decimals, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static String bp(long part, long whole) {
        return whole == 0 ? "0" : BigDecimal.valueOf(part).movePointRight(4)
                .divide(BigDecimal.valueOf(whole), 2, RoundingMode.HALF_EVEN).toPlainString();
    }
}
