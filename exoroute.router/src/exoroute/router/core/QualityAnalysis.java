package exoroute.router.core;

import exoroute.api.desk.Quantities;
import exoroute.api.desk.QualityReport;
import exoroute.api.desk.QualityReport.ChildQuality;
import exoroute.api.market.FixedPoint;
import exoroute.api.market.ListingId;
import exoroute.api.market.Side;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Measures a finished parent against its arrival mid and against what else could have been done then. */
final class QualityAnalysis {
    private QualityAnalysis() {}

    /**
     * The report.
     *
     * @param parent finished, with its first solve
     * @param finalMid consolidated mid when it finished, 10^-9, 0 when there is none
     */
    static QualityReport of(Parent parent, long finalMid) {
        Quantities quantities = parent.quantities();
        int scale = parent.instrument.sizeScale();
        long filled = quantities.filled();
        Side side = parent.order.side();
        long cost = 0;
        long gross = 0;
        List<ChildQuality> children = new ArrayList<>();
        for (Child child : parent.children) {
            cost += child.cost();
            gross += child.grossCost();
            if (child.filledLots > 0) {
                children.add(child(child, side, scale, finalMid));
            }
        }
        long mid = parent.firstSolve == null ? 0 : parent.firstSolve.mid();
        long atMid = Amounts.notional(mid, filled, scale);
        Best best = parent.firstSolve == null ? new Best(null, 0) : best(parent.firstSolve, side, filled);
        return new QualityReport(
                mid,
                Amounts.perUnit(cost, filled, scale),
                cost,
                side.sign() * (cost - gross),
                side.sign() * (cost - atMid),
                filled == 0 ? 0 : 2 * side.sign() * (Amounts.perUnit(gross, filled, scale) - mid),
                best.venue,
                best.cost,
                parent.firstSolve == null ? 0 : proRata(parent.firstSolve, filled),
                List.copyOf(children));
    }

    private static ChildQuality child(Child child, Side side, int scale, long finalMid) {
        long units = child.units(child.filledLots);
        long average = Amounts.perUnit(child.cost(), units, scale);
        long grossAverage = Amounts.perUnit(child.grossCost(), units, scale);
        return new ChildQuality(
                child.order.id(),
                child.terms.bookPosition(),
                units,
                average,
                child.terms.expectedPrice(),
                side.sign() * (average - child.terms.expectedPrice()),
                child.terms.bestAlternative(),
                side.sign() * (child.cost() - child.grossCost()),
                finalMid == 0 ? 0 : side.sign() * (finalMid - grossAverage));
    }

    private record Best(ListingId venue, long cost) {}

    private static Best best(Solve solve, Side side, long filled) {
        Best best = new Best(null, 0);
        for (Ladder ladder : solve.ladders()) {
            long cost = filled == 0 ? -1 : ladder.netCost(filled);
            if (cost >= 0 && (best.venue == null || side.sign() * (cost - best.cost) < 0)) {
                best = new Best(ladder.id(), cost);
            }
        }
        return best;
    }

    /** Every venue gets the share of what it showed; what rounding leaves goes to the venues in order. */
    private static long proRata(Solve solve, long filled) {
        long shown = 0;
        for (Ladder ladder : solve.ladders()) {
            shown += ladder.depth();
        }
        if (shown < filled || filled == 0 || filled > solve.problem().quantity()) {
            return 0;
        }
        long[] share = new long[solve.ladders().size()];
        long left = filled;
        for (int i = 0; i < share.length; i++) {
            share[i] = FixedPoint.multiplyDivide(solve.ladders().get(i).depth(), filled, shown, RoundingMode.FLOOR);
            left -= share[i];
        }
        long cost = 0;
        for (int i = 0; i < share.length; i++) {
            long more = Math.min(left, solve.ladders().get(i).depth() - share[i]);
            left -= more;
            cost += solve.ladders().get(i).netCost(share[i] + more);
        }
        return cost;
    }
}
