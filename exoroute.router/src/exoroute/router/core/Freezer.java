package exoroute.router.core;

import exoroute.api.plan.PlanDelta;
import exoroute.api.plan.RoutingPlan;
import exoroute.api.solver.RoutingProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Turns a core's state into a snapshot, and back. What can be derived is not stored. */
final class Freezer {
    private Freezer() {}

    static CoreSnapshot freeze(CoreState state, long position) {
        List<CoreSnapshot.ParentState> parents = new ArrayList<>();
        state.parents.values().forEach(parent -> parents.add(freeze(parent, state.deadlines.containsKey(parent.id))));
        return new CoreSnapshot(
                position, state.config, state.market.freeze(), parents, List.copyOf(state.finished.values()),
                state.finishedCount, state.risk.freeze(), state.holdings.freeze(), state.rate.freeze(),
                state.breakers.freeze(), List.copyOf(state.desk.deltas()), state.desk.plan().venuesOut(),
                List.copyOf(state.foreign), new TreeMap<>(state.reconciliations));
    }

    private static CoreSnapshot.ParentState freeze(Parent p, boolean deadlinePending) {
        List<CoreSnapshot.ChildState> children = new ArrayList<>();
        p.children.forEach(child -> children.add(freeze(child)));
        return new CoreSnapshot.ParentState(
                p.id, p.acceptedAt, p.context, p.instrument, p.order, p.unsent, p.overfill, p.rounds, p.generation,
                p.cancelling, p.expired, p.broken, p.answerWasEmpty, p.deferred, p.retryDue, p.wakesOnBook, deadlinePending, p.shortage,
                new TreeMap<>(p.rejects), children, freeze(p.solve), p.lastPrice, freeze(p.firstSolve),
                List.copyOf(p.planned), p.quality, List.copyOf(p.history.deltas()));
    }

    private static CoreSnapshot.ChildState freeze(Child c) {
        return new CoreSnapshot.ChildState(
                c.order, c.listing, c.terms, c.status, c.filledLots, c.unreportedLots, c.notional, c.fees,
                new TreeMap<>(c.fills), List.copyOf(c.executions), List.copyOf(c.revoked),
                List.copyOf(c.reports), c.silentDue, c.unknownSince,
                c.askDue, c.asks, c.cancelWanted, c.decided, c.replacing);
    }

    private static CoreSnapshot.SolveState freeze(Solve s) {
        return s == null ? null : new CoreSnapshot.SolveState(
                s.id(), s.generation(), s.ladders().stream().map(Ladder::freeze).toList(), s.positions(), s.mid(),
                s.problem().quantity(), s.problem().warmPrice(), s.problem().venues());
    }

    /** Fills an empty state. */
    static void thaw(CoreSnapshot s, CoreState state) {
        state.config = s.config();
        state.market.conversions(s.config().conversions());
        state.market.thaw(s.market());
        state.risk.thaw(s.risk());
        state.holdings.thaw(s.holdings());
        state.rate.thaw(s.rates());
        state.breakers.thaw(s.breakers());
        state.foreign.addAll(s.foreign());
        state.reconciliations.putAll(s.reconciliations());
        state.finishedCount = s.finishedCount();
        state.desk = deskPlan(s);
        s.parents().forEach(parent -> thaw(parent, state));
        long first = s.finishedCount() - s.finished().size();
        for (int i = 0; i < s.finished().size(); i++) {
            state.finished.put(first + i + 1, s.finished().get(i));
        }
    }

    private static PlanHistory deskPlan(CoreSnapshot s) {
        RoutingPlan empty = RoutingPlan.empty(0);
        long sequence = s.deskPlan().isEmpty() ? 0 : s.deskPlan().get(s.deskPlan().size() - 1).sequence();
        return new PlanHistory(new RoutingPlan(
                0, sequence, empty.instrument(), empty.side(), 0, empty.status(), empty.reason(), List.of(), s.out()),
                s.deskPlan());
    }

    private static void thaw(CoreSnapshot.ParentState s, CoreState state) {
        RoutingPlan plan = RoutingPlan.empty(s.id());
        for (PlanDelta delta : s.deltas()) {
            plan = plan.apply(delta);
        }
        Parent p = new Parent(
                s.id(), s.acceptedAt(), s.context(), s.instrument(), s.order(), new PlanHistory(plan, s.deltas()));
        p.unsent = s.unsent();
        p.overfill = s.overfill();
        p.rounds = s.rounds();
        p.generation = s.generation();
        p.cancelling = s.cancelling();
        p.expired = s.expired();
        p.broken = s.broken();
        p.answerWasEmpty = s.answerWasEmpty();
        p.deferred = s.deferred();
        p.retryDue = s.retryDue();
        p.wakesOnBook = s.wakesOnBook();
        p.shortage = s.shortage();
        p.rejects.putAll(s.rejects());
        p.lastPrice = s.lastPrice();
        p.firstSolve = thaw(s.firstSolve(), s);
        p.planned.addAll(s.planned());
        p.quality = s.quality();
        state.parents.put(p.id, p);
        s.children().forEach(child -> thaw(child, p, state));
        if (!p.isFinished()) {
            live(p, s, state);
        }
    }

    private static void live(Parent p, CoreSnapshot.ParentState s, CoreState state) {
        state.live.put(p.id, p);
        state.solving(p, thaw(s.solve(), s));
        if (p.retryDue != 0) {
            state.waiting.put(p.id, p);
        }
        if (s.deadlinePending()) {
            state.deadlines.put(p.id, new Timer(Timer.Purpose.DEADLINE, p.id, p.order.deadline()));
        }
    }

    private static void thaw(CoreSnapshot.ChildState s, Parent parent, CoreState state) {
        Child c = new Child(s.order(), s.listing(), s.terms());
        c.status = s.status();
        c.filledLots = s.filledLots();
        c.unreportedLots = s.unreportedLots();
        c.notional = s.notional();
        c.fees = s.fees();
        c.fills.putAll(s.fills());
        c.executions.addAll(s.executions());
        c.revoked.addAll(s.revoked());
        c.reports.addAll(s.reports());
        c.silentDue = s.silentDue();
        c.unknownSince = s.unknownSince();
        c.askDue = s.askDue();
        c.asks = s.asks();
        c.cancelWanted = s.cancelWanted();
        c.decided = s.decided();
        c.replacing = s.replacing();
        parent.children.add(c);
        state.children.put(c.order.id(), c);
        state.reports.remember(c);
        state.working.update(c);
    }

    private static Solve thaw(CoreSnapshot.SolveState s, CoreSnapshot.ParentState parent) {
        if (s == null) {
            return null;
        }
        RoutingProblem problem = new RoutingProblem(
                parent.order().side(), s.quantity(), parent.instrument().sizeScale(), Ladder.PRICE_SCALE, s.warmPrice(),
                s.venues());
        List<Ladder> ladders = s.ladders().stream()
                .map(l -> new Ladder(l.listing(), l.ticks(), l.size(), l.gross(), l.net(), l.depth())).toList();
        return new Solve(s.id(), s.generation(), ladders, s.positions(), s.mid(), problem);
    }
}
