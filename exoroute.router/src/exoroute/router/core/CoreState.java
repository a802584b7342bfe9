package exoroute.router.core;

import exoroute.api.desk.Reconciliation;
import exoroute.api.order.ExecutionReport;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** All state of the core, in ordered maps: who iterates meets the same order everywhere. */
final class CoreState {
    final Market market = new Market();
    final TreeMap<Long, Parent> parents = new TreeMap<>();
    /** Those that are not finished. */
    final TreeMap<Long, Parent> live = new TreeMap<>();
    /** Live parents by the id of their running solve. */
    final TreeMap<Long, Parent> solving = new TreeMap<>();
    /** Live parents whose residual waits to be tried again. */
    final TreeMap<Long, Parent> waiting = new TreeMap<>();
    /** Finished parents that are still kept, in the order they finished, by a count. */
    final TreeMap<Long, Long> finished = new TreeMap<>();
    final TreeMap<Long, Child> children = new TreeMap<>();
    final TreeMap<Long, Timer> deadlines = new TreeMap<>();
    final Working working = new Working();
    final Holdings holdings = new Holdings();
    final OrderRate rate = new OrderRate();
    final Breakers breakers = new Breakers();
    final RiskCheck risk = new RiskCheck();
    final Reports reports = new Reports(holdings);
    /** The desk's own plan: what concerns all orders. */
    PlanHistory desk = new PlanHistory(0);
    /** Executions of orders that this desk does not know, oldest first. */
    final List<ExecutionReport> foreign = new ArrayList<>();
    final TreeMap<String, Reconciliation> reconciliations = new TreeMap<>();
    CoreConfig config = CoreConfig.NONE;
    /** Parents that finished so far. */
    long finishedCount;
    /** Events since the last snapshot. */
    int sinceSnapshot;

    /** Live parents, oldest first; a copy, so that they may finish while it is walked. */
    List<Parent> live() {
        return List.copyOf(live.values());
    }

    /** A parent's solve begins, or ends when {@code solve} is null. */
    void solving(Parent parent, Solve solve) {
        if (parent.solve != null) {
            solving.remove(parent.solve.id());
        }
        parent.solve = solve;
        if (solve != null) {
            solving.put(solve.id(), parent);
        }
    }

    /** Drops a running solve whose answer is no longer wanted; its round does not count. */
    void dropSolve(Parent parent) {
        if (parent.solve != null) {
            solving(parent, null);
            parent.rounds--;
        }
    }

    /** A parent finished: it stays to be looked at until newer ones take its place. */
    void finished(Parent parent) {
        deadlines.remove(parent.id);
        live.remove(parent.id);
        waiting.remove(parent.id);
        finished.put(++finishedCount, parent.id);
        while (finished.size() > config.retention().finished()) {
            Parent oldest = parents.remove(finished.pollFirstEntry().getValue());
            for (Child child : oldest.children) {
                children.remove(child.order.id());
                reports.forget(child);
            }
        }
    }
}
