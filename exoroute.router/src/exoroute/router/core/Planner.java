package exoroute.router.core;

import exoroute.api.desk.PlanLine;
import exoroute.api.market.FixedPoint;
import exoroute.api.market.Instrument;
import exoroute.api.market.Listing;
import exoroute.api.market.ListingId;
import exoroute.api.market.Side;
import exoroute.api.order.ParentOrder;
import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.VenueLadder;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Turns an order and what the books show into a routing problem, and an allocation into priced lines. */
final class Planner {
    private final CoreConfig config;
    private final CoreState state;
    private final Market market;

    /** Plans on the state's market and balances. */
    Planner(CoreConfig config, CoreState state) {
        this(config, state, state.market);
    }

    /** Plans on another market than the state's, for instance one with newer views. */
    Planner(CoreConfig config, CoreState state, Market market) {
        this.config = config;
        this.state = state;
        this.market = market;
    }

    /**
     * The problem of placing {@code quantity} now.
     *
     * @param rejects how often each listing rejected a child of this order
     * @return the solve; its ladders are empty when nothing is usable
     */
    Solve prepare(
            long id, int generation, Instrument instrument, ParentOrder order, long quantity, long warmPrice,
            Map<ListingId, Integer> rejects) {
        long mid = market.mid(instrument, order);
        Ladder.LevelFilter filter = filter(instrument, order, mid);
        List<Ladder> ladders = new ArrayList<>();
        List<long[]> positions = new ArrayList<>();
        List<VenueLadder> venues = new ArrayList<>();
        for (ListedBook book : market.listingsOf(instrument)) {
            boolean rejected = rejects.getOrDefault(book.listing().id(), 0) >= config.maxRejects();
            if (rejected || market.obstacle(book, instrument, order) != null) {
                continue;
            }
            Ladder ladder = market.ladder(book, instrument, order.side(), filter, quantity);
            if (ladder.levels() > 0) {
                ListedBook conversion = market.conversion(book, instrument);
                ladders.add(ladder);
                positions.add(new long[] {book.viewPosition(), conversion == null ? 0 : conversion.viewPosition()});
                venues.add(venueLadder(ladder, order));
            }
        }
        RoutingProblem problem = new RoutingProblem(
                order.side(), quantity, instrument.sizeScale(), Ladder.PRICE_SCALE, warmPrice, venues);
        return new Solve(id, generation, List.copyOf(ladders), List.copyOf(positions), mid, problem);
    }

    private VenueLadder venueLadder(Ladder ladder, ParentOrder order) {
        Listing listing = ladder.listing();
        long cap = Math.min(listing.maxSize(), ladder.depth());
        if (order.constraints().maxChildSize() > 0) {
            cap = Math.min(cap, order.constraints().maxChildSize());
        }
        long dearest = Math.max(ladder.gross(0), ladder.gross(ladder.levels() - 1));
        cap = Math.min(cap, unitsFor(config.risk().maxChildNotional(), dearest, listing, RoundingMode.FLOOR));
        cap = Math.min(cap, RiskCheck.units(config.risk().maxChildQuantity(), listing.instrument()));
        cap = Math.min(cap, affordable(ladder, listing, order.side()));
        long minSize = Math.max(listing.minSize(), smallest(ladder, listing));
        return new VenueLadder(
                listing.id().toString(), ladder.prices(), ladder.sizes(), 0, 0, 0,
                cap / listing.lot() * listing.lot(), listing.lot(), minSize);
    }

    /** Size that the venue's free balance pays for at the ladder's dearest level; everything when it told no balances. */
    private long affordable(Ladder ladder, Listing listing, Side side) {
        if (!state.holdings.isKnown(listing.id().venue())) {
            return Long.MAX_VALUE;
        }
        long free = Math.max(0, Dispatch.free(state, listing, side));
        long last = ladder.ticks(ladder.levels() - 1);
        long most = Child.worstSpend(listing, side, Math.max(ladder.ticks(0), last), ladder.depth() / listing.lot());
        return most <= free ? Long.MAX_VALUE
                : FixedPoint.multiplyDivide(ladder.depth(), free, Math.max(1, most), RoundingMode.FLOOR);
    }

    /** Smallest size whose notional is enough at every level of the ladder. */
    private static long smallest(Ladder ladder, Listing listing) {
        if (listing.minNotional() == 0) {
            return 0;
        }
        long cheapest = Math.min(
                Ladder.scaled(listing, ladder.ticks(0)), Ladder.scaled(listing, ladder.ticks(ladder.levels() - 1)));
        long notional = Math.multiplyExact(
                listing.minNotional(), FixedPoint.power(Amounts.SCALE - listing.instrument().priceScale()));
        long units = unitsFor(notional, cheapest, listing, RoundingMode.CEILING);
        return FixedPoint.divide(units, listing.lot(), RoundingMode.CEILING) * listing.lot();
    }

    private static long unitsFor(long amount, long price, Listing listing, RoundingMode rounding) {
        long perUnit = FixedPoint.power(listing.instrument().sizeScale() + Ladder.PRICE_SCALE - Amounts.SCALE);
        return FixedPoint.multiplyDivide(amount, perUnit, price, rounding);
    }

    private Ladder.LevelFilter filter(Instrument instrument, ParentOrder order, long mid) {
        Side side = order.side();
        long limit = order.limitPrice() * FixedPoint.power(Ladder.PRICE_SCALE - instrument.priceScale());
        boolean net = order.limitBasis() == ParentOrder.LimitBasis.NET;
        long collar = collar(side, mid);
        return (grossPrice, netPrice) -> {
            boolean inLimit = limit == 0 || side.sign() * ((net ? netPrice : grossPrice) - limit) <= 0;
            return mid != 0 && inLimit && side.sign() * (grossPrice - collar) <= 0;
        };
    }

    /** The worst price that the collar allows, 10^-9. */
    long collar(Side side, long mid) {
        long one = FixedPoint.power(Listing.FEE_SCALE);
        return FixedPoint.multiplyDivide(mid, one + side.sign() * config.risk().collar(), one, RoundingMode.DOWN);
    }

    /** The lines of an allocation, in ladder order, empty shares left out. */
    static List<PlanLine> lines(Solve solve, long[] allocation) {
        List<PlanLine> lines = new ArrayList<>();
        for (int i = 0; i < allocation.length; i++) {
            if (allocation[i] > 0) {
                Ladder ladder = solve.ladders().get(i);
                long notional = ladder.nativeNotional(allocation[i]);
                lines.add(new PlanLine(
                        ladder.id(), allocation[i], ladder.ticks(ladder.worstLevel(allocation[i])), notional,
                        fee(ladder.listing(), notional), ladder.netCost(allocation[i])));
            }
        }
        return List.copyOf(lines);
    }

    static long fee(Listing listing, long notional) {
        return FixedPoint.multiplyDivide(
                notional, listing.takerFee(), FixedPoint.power(Listing.FEE_SCALE), RoundingMode.HALF_EVEN);
    }

    /**
     * Why an allocation cannot be what was asked for, or null when it can. What became free since is no part of it: the
     * ladders hold what was wanted then.
     */
    static String flaw(Solve solve, long[] allocation, long unsent) {
        RoutingProblem problem = solve.problem();
        if (allocation.length != problem.venues().size()) {
            return allocation.length + " shares for " + problem.venues().size() + " venues";
        }
        long left = Math.min(unsent, problem.quantity());
        for (int i = 0; i < allocation.length; i++) {
            VenueLadder venue = problem.venues().get(i);
            long share = allocation[i];
            boolean sized = share == 0 || (share >= venue.minSize() && share % venue.lot() == 0);
            if (share < 0 || share > venue.cap() || !sized || share > left) {
                return "share " + share + " of " + venue.id() + " breaks lot " + venue.lot() + ", minimum "
                        + venue.minSize() + ", cap " + venue.cap() + " or the unsent " + left;
            }
            left -= share;
        }
        return null;
    }
}
