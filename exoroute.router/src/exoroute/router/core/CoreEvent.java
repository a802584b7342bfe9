package exoroute.router.core;

import exoroute.api.adapter.OpenOrder;
import exoroute.api.desk.CommandContext;
import exoroute.api.desk.HaltLevel;
import exoroute.api.desk.ManualFill;
import exoroute.api.desk.Scope;
import exoroute.api.market.BookView;
import exoroute.api.market.Listing;
import exoroute.api.order.Amendment;
import exoroute.api.order.ExecutionReport;
import exoroute.api.order.ParentOrder;
import exoroute.api.solver.Solution;
import java.util.List;
import java.util.SortedMap;

/** Everything the core can be told. Each is one log record; nothing else exists for the core. */
public sealed interface CoreEvent {
    /**
     * A process took over the log. Sessions are down and books unknown until said otherwise; children without a
     * final report become unknown; open solves start again.
     *
     * @param version version of the router that started
     */
    record Started(String version) implements CoreEvent {}

    /**
     * The desk's configuration, whole.
     *
     * @param config replaces the former
     */
    record Configured(CoreConfig config) implements CoreEvent {}

    /**
     * A listing can be used, or its facts changed.
     *
     * @param listing its facts
     * @param venueName what people call the venue
     */
    record Listed(Listing listing, String venueName) implements CoreEvent {}

    /**
     * Orders can, or cannot, be sent to a venue.
     *
     * @param venue venue id
     * @param up whether they can
     * @param reason why
     */
    record SessionChanged(String venue, boolean up, String reason) implements CoreEvent {}

    /**
     * A book showed this.
     *
     * @param view at most the configured depth
     */
    record BookObserved(BookView view) implements CoreEvent {}

    /**
     * A new parent order.
     *
     * @param context who orders
     * @param order what
     */
    record OrderPlaced(CommandContext context, ParentOrder order) implements CoreEvent {}

    /**
     * A change to a parent order.
     *
     * @param context who asks
     * @param parent which
     * @param amendment what changes
     */
    record OrderAmended(CommandContext context, long parent, Amendment amendment) implements CoreEvent {}

    /**
     * A parent order is to be cancelled.
     *
     * @param context who asks
     * @param parent which
     */
    record CancelRequested(CommandContext context, long parent) implements CoreEvent {}

    /**
     * A halt is set, raised or lifted.
     *
     * @param context who asks
     * @param scope what it concerns
     * @param level how far
     */
    record HaltRequested(CommandContext context, Scope scope, HaltLevel level) implements CoreEvent {}

    /**
     * A venue, or the adapter on its behalf, reported.
     *
     * @param report what it said
     */
    record Reported(ExecutionReport report) implements CoreEvent {}

    /**
     * A timer that the core had set is due.
     *
     * @param timer which
     */
    record TimerFired(Timer timer) implements CoreEvent {}

    /**
     * An engine answered.
     *
     * @param solve id of the solve, as asked
     * @param engine id of the engine, empty when none could be asked
     * @param engineVersion its version
     * @param solution its answer, null when it failed
     * @param failure why it failed, empty when it did not
     */
    record Solved(long solve, String engine, String engineVersion, Solution solution, String failure)
            implements CoreEvent {}

    /**
     * An operator decides that nothing more comes of a child.
     *
     * @param context who decides
     * @param child which
     * @param reason why, for the record
     */
    record WrittenOff(CommandContext context, long child, String reason) implements CoreEvent {}

    /**
     * An operator knows of a fill.
     *
     * @param context who knows
     * @param fill which
     */
    record FillBooked(CommandContext context, ManualFill fill) implements CoreEvent {}

    /**
     * An operator takes a venue back in.
     *
     * @param context who decides
     * @param venue venue id
     */
    record VenueReadmitted(CommandContext context, String venue) implements CoreEvent {}

    /**
     * A venue told its open orders and balances.
     *
     * @param context who asked
     * @param venue venue id
     * @param asked log position of the last event that was applied when it was asked: what happened since is not in it
     *     for sure
     * @param ordersKnown whether it told its orders
     * @param orders open there, in ascending order of child id; empty when it did not tell
     * @param balancesKnown whether it told its balances
     * @param balances totals by currency, 10^-8; empty when it did not tell
     * @param failure why something could not be asked, empty when all could
     */
    record VenueStated(
            CommandContext context, String venue, long asked, boolean ordersKnown, List<OpenOrder> orders, boolean balancesKnown,
            SortedMap<String, Long> balances, String failure) implements CoreEvent {}

    /**
     * The log had no room for a while and has again; engine answers and timers may have been lost meanwhile.
     *
     * @param lost events that were not recorded
     */
    record Restored(long lost) implements CoreEvent {}
}
