package exoroute.router.core;

import exoroute.api.desk.DeskEvent;
import exoroute.api.desk.PlanLine;
import exoroute.api.market.FixedPoint;
import exoroute.api.market.Listing;
import exoroute.api.market.Side;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.OrderStatus;
import exoroute.api.order.OrderType;
import exoroute.api.order.TimeInForce;
import exoroute.api.plan.PlanChange;
import exoroute.api.plan.PlanStatus;
import exoroute.api.plan.Provenance;
import exoroute.api.plan.VenueLeg;
import exoroute.api.solver.Solution;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Turns a current engine answer, checked again against books and risk, into IOC children. */
final class Dispatch {
    /** Version of {@code exoroute.api.solver} this core speaks. */
    static final String SOLVER_CONTRACT = "1.0.0";
    private static final long ONE = FixedPoint.power(Ladder.PRICE_SCALE);

    private final CoreState state;
    private final CoreConfig config;
    private final Market market;
    private final Inquiry inquiry;
    private final Step step;
    /** Consolidated mid when the answer came. */
    private long mid;
    /** The worst price that the collar allows then. */
    private long collar;
    /** By ladder the net price of the next unit beyond its share, 0 for none. */
    private long[] nextPrices;

    Dispatch(CoreState state, Inquiry inquiry, Step step) {
        this.state = state;
        this.config = state.config;
        this.market = state.market;
        this.inquiry = inquiry;
        this.step = step;
    }

    /** Sends what the answer allows; what it does not stays unsent. */
    void answered(Parent parent, CoreEvent.Solved answer) {
        Solve solve = parent.solve;
        Solution solution = answer.solution();
        String flaw = solution == null ? answer.failure() : Planner.flaw(solve, solution.allocation(), parent.unsent);
        parent.answerWasEmpty = true;
        parent.deferred = false;
        if (flaw != null) {
            parent.shortage = "engine " + answer.engine() + " failed: " + flaw;
            step.tell(DeskEvent.Type.ALERT, parent, 0, parent.shortage);
            return;
        }
        parent.shortage = solution.reason();
        parent.lastPrice = solution.price();
        List<PlanLine> lines = Planner.lines(solve, solution.allocation());
        parent.planned.add(lines);
        parent.history.provenance(new Provenance(
                answer.engine(), answer.engineVersion(), SOLVER_CONTRACT, digest(solve.positions()), solution.price(),
                solution.iterations(), solution.missing(), solution.proved()));
        parent.status(PlanStatus.WORKING, "");
        mid = market.mid(parent.instrument, parent.order);
        collar = new Planner(config, state).collar(parent.order.side(), mid);
        nextPrices = nextPrices(solve, solution.allocation());
        int line = 0;
        for (int i = 0; i < solution.allocation().length; i++) {
            if (solution.allocation()[i] > 0) {
                send(parent, solve, i, lines.get(line++));
            }
        }
        if (parent.answerWasEmpty && parent.deferred) {
            parent.rounds--;
        }
    }

    private void send(Parent parent, Solve solve, int i, PlanLine line) {
        Ladder ladder = solve.ladders().get(i);
        long units = line.size();
        int worst = ladder.worstLevel(units);
        ListedBook book = market.book(ladder.id());
        String obstacle = market.obstacle(book, parent.instrument, parent.order);
        if (obstacle == null && !book.listing().equals(ladder.listing())) {
            obstacle = "listing facts changed while solving";
        }
        if (obstacle == null && beyondCollar(parent, ladder.gross(worst))) {
            obstacle = "limit is outside the price collar";
        }
        long lots = units / ladder.listing().lot();
        if (obstacle == null) {
            obstacle = deferral(ladder.listing(), parent.order.side(), ladder.ticks(worst), lots);
            parent.deferred |= obstacle != null;
        }
        if (obstacle != null) {
            String shortage = ladder.id() + " left out: " + obstacle;
            if (!shortage.equals(parent.shortage)) {
                parent.shortage = shortage;
                step.tell(DeskEvent.Type.ALERT, parent, 0, shortage);
            }
            return;
        }
        ChildOrder order = new ChildOrder(
                step.nextId(), parent.id, ladder.id(), parent.order.side(), OrderType.LIMIT, TimeInForce.IOC,
                ladder.ticks(worst), lots, 0);
        Child child = child(parent, solve, i, line, order);
        parent.children.add(child);
        state.children.put(order.id(), child);
        state.working.update(child);
        state.holdings.active(child.listing.id().venue(), step.position);
        parent.unsent -= units;
        parent.answerWasEmpty = false;
        parent.history.change(new PlanChange.LegAdded(new VenueLeg(
                child.terms.leg(), parent.rounds, order.id(), ladder.id(), units, order.limitTicks(), 0,
                OrderStatus.PENDING_NEW)));
        step.out(new CoreOutput.Submit(order));
        inquiry.expectWord(step, child);
        step.tell(DeskEvent.Type.CHILD_SENT, parent, order.id(),
                ladder.id() + " " + order.side() + " " + ladder.listing().size(order.lots()) + " limit "
                        + ladder.listing().price(order.limitTicks()));
    }

    /** What keeps an order from leaving now and passes by itself, or null: balance, own orders, order rate. */
    private String deferral(Listing listing, Side side, long limitTicks, long lots) {
        String venue = listing.id().venue();
        if (state.holdings.isKnown(venue)) {
            long spend = Child.worstSpend(listing, side, limitTicks, lots);
            long free = free(state, listing, side);
            if (spend > free) {
                return "it may spend " + FixedPoint.format(spend, Amounts.SCALE) + " " + spends(listing, side)
                        + ", " + FixedPoint.format(Math.max(0, free), Amounts.SCALE) + " are free there";
            }
        }
        Child own = state.working.opposite(listing.id(), side, limitTicks);
        if (own != null) {
            return "self-trade prevention: own child " + own.order.id() + " of order " + own.order.parent()
                    + " may be open on the other side at " + listing.price(own.order.limitTicks());
        }
        return state.rate.take(venue, config.risk().ordersPerSecond(), step.logTime)
                ? null : "order rate of " + config.risk().ordersPerSecond() + " a second is reached";
    }

    static String spends(Listing listing, Side side) {
        return side == Side.BUY ? listing.instrument().quote() : listing.instrument().base();
    }

    /** What a listing's venue has free of the currency that an order spends, 10^-8; its balances must be known. */
    static long free(CoreState state, Listing listing, Side side) {
        String venue = listing.id().venue();
        String currency = spends(listing, side);
        return state.holdings.spendable(venue, currency) - state.working.reserved(venue, currency);
    }

    private boolean beyondCollar(Parent parent, long gross) {
        return mid == 0 || parent.order.side().sign() * (gross - collar) > 0;
    }

    private Child child(Parent parent, Solve solve, int i, PlanLine line, ChildOrder order) {
        Ladder ladder = solve.ladders().get(i);
        Side side = parent.order.side();
        boolean converted = !ladder.listing().instrument().quote().equals(parent.instrument.quote());
        long withFee = line.notional() + side.sign() * line.fee();
        return new Child(
                order, ladder.listing(), new Child.Terms(
                        parent.history.nextLeg(), parent.rounds, solve.positions().get(i)[0],
                        Amounts.perUnit(line.cost(), line.size(), parent.instrument.sizeScale()), alternative(i, side),
                        converted ? rate(ladder.grossCost(line.size()), line.notional(), side) : ONE,
                        converted ? rate(line.cost(), withFee, side) : ONE));
    }

    private static long rate(long cost, long nativeAmount, Side side) {
        return nativeAmount > 0 ? FixedPoint.multiplyDivide(cost, ONE, nativeAmount, Ladder.against(side)) : ONE;
    }

    private static long[] nextPrices(Solve solve, long[] allocation) {
        long[] prices = new long[allocation.length];
        for (int i = 0; i < prices.length; i++) {
            Ladder ladder = solve.ladders().get(i);
            prices[i] = allocation[i] < ladder.depth() ? ladder.net(ladder.worstLevel(allocation[i] + 1)) : 0;
        }
        return prices;
    }

    /** The best net price another venue still showed beyond its own share, 0 for none. */
    private long alternative(int own, Side side) {
        long best = 0;
        for (int i = 0; i < nextPrices.length; i++) {
            long price = nextPrices[i];
            if (i != own && price != 0 && (best == 0 || side.sign() * (price - best) < 0)) {
                best = price;
            }
        }
        return best;
    }

    /** SHA-256 over the log positions of the views used, big-endian, in ladder order. */
    private static String digest(List<long[]> positions) {
        ByteBuffer bytes = ByteBuffer.allocate(positions.size() * 16);
        positions.forEach(p -> bytes.putLong(p[0]).putLong(p[1]));
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
