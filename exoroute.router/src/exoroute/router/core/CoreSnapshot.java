package exoroute.router.core;

import exoroute.api.desk.CommandContext;
import exoroute.api.desk.HaltLevel;
import exoroute.api.desk.PlanLine;
import exoroute.api.desk.QualityReport;
import exoroute.api.desk.Reconciliation;
import exoroute.api.market.BookView;
import exoroute.api.market.Instrument;
import exoroute.api.market.Listing;
import exoroute.api.market.ListingId;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.ExecutionReport;
import exoroute.api.order.OrderStatus;
import exoroute.api.order.ParentOrder;
import exoroute.api.plan.PlanDelta;
import exoroute.api.solver.VenueLadder;
import java.util.List;
import java.util.SortedMap;

/**
 * The whole state of a core after one event. Equal states have equal snapshots, and the core that is made of one goes on
 * exactly as the core that it was taken of. The order of components is part of the log format.
 *
 * @param position log position of the event
 * @param config the configuration in force
 * @param market listings, books, sessions, halts
 * @param parents live ones and those finished that are kept, oldest first
 * @param finished ids of those finished, in the order they finished
 * @param finishedCount parents that finished so far
 * @param risk request ids and day totals
 * @param holdings balances by venue and currency
 * @param rates times of recent orders by venue
 * @param breakers by venue
 * @param deskPlan the last deltas of the desk's own plan, oldest first
 * @param out what the desk's own plan has out
 * @param foreign reports for unknown orders
 * @param reconciliations by venue
 */
public record CoreSnapshot(
        long position,
        CoreConfig config,
        MarketState market,
        List<ParentState> parents,
        List<Long> finished,
        long finishedCount,
        RiskState risk,
        HoldingsState holdings,
        SortedMap<String, List<Long>> rates,
        SortedMap<String, Breakers.Breaker> breakers,
        List<PlanDelta> deskPlan,
        SortedMap<String, String> out,
        List<ExecutionReport> foreign,
        SortedMap<String, Reconciliation> reconciliations) {

    /** A {@link Market}. */
    record MarketState(
            List<BookState> books, SortedMap<String, Long> sessionsUp, SortedMap<String, String> out,
            SortedMap<String, HaltLevel> halts) {}

    /** A {@link ListedBook}. */
    record BookState(
            Listing listing, String venueName, BookView view, long viewPosition, SortedMap<Long, Long> takenFromBids,
            SortedMap<Long, Long> takenFromAsks) {}

    /** A {@link RiskCheck}. */
    record RiskState(List<String> requests, long day, SortedMap<String, RiskCheck.DayTotal> totals) {}

    /** A {@link Holdings}. */
    record HoldingsState(
            SortedMap<String, SortedMap<String, Holdings.Balance>> balances, SortedMap<String, Long> activity) {}

    /** A {@link Ladder}. */
    record LadderState(Listing listing, long[] ticks, long[] size, long[] gross, long[] net, long depth) {}

    /** A {@link Solve}. */
    record SolveState(
            long id, int generation, List<LadderState> ladders, List<long[]> positions, long mid, long quantity,
            long warmPrice, List<VenueLadder> venues) {}

    /** A {@link Child}. */
    record ChildState(
            ChildOrder order, Listing listing, Child.Terms terms, OrderStatus status, long filledLots,
            long unreportedLots, long notional, long fees, SortedMap<String, Fill> fills, List<String> executions,
            List<String> revoked, List<ExecutionReport> reports, long silentDue, long unknownSince, long askDue, int asks,
            boolean cancelWanted, boolean decided, long replacing) {}

    /** A {@link Parent}. */
    record ParentState(
            long id, long acceptedAt, CommandContext context, Instrument instrument,
            ParentOrder order, long unsent, long overfill, int rounds, int generation, boolean cancelling,
            boolean expired, boolean broken, boolean answerWasEmpty, boolean deferred, long retryDue,
            boolean wakesOnBook, boolean deadlinePending, String shortage,
            SortedMap<ListingId, Integer> rejects, List<ChildState> children, SolveState solve, long lastPrice,
            SolveState firstSolve, List<List<PlanLine>> planned, QualityReport quality, List<PlanDelta> deltas) {}
}
