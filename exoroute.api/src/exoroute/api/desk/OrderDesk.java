package exoroute.api.desk;

import exoroute.api.adapter.Subscription;
import exoroute.api.order.Amendment;
import exoroute.api.order.ParentOrder;
import exoroute.api.plan.PlanDelta;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The one northbound contract. Commands are committed to the log, decided by the core, and answered with the
 * decision; the stage completes exceptionally only when the command could not be recorded at all. Views are
 * immutable and tell the state after one log position. Safe from any thread; nothing here blocks.
 */
@ProviderType
public interface OrderDesk {
    /** Takes a new parent order; the result's position is its id. */
    CompletionStage<CommandResult> submit(CommandContext context, ParentOrder order);

    /** Changes a live parent order. */
    CompletionStage<CommandResult> amend(CommandContext context, long parent, Amendment amendment);

    /** Cancels what is open and unsent of a parent order. Cancelling a finished order is refused, harmlessly. */
    CompletionStage<CommandResult> cancel(CommandContext context, long parent);

    /** Halts, kills or resumes a scope; survives a restart. */
    CompletionStage<CommandResult> halt(CommandContext context, Scope scope, HaltLevel level);

    /**
     * Decides that nothing more comes of a child: its unknown quantity is free again. Only for children whose outcome
     * is unknown, or whose venue counts more than it reported fills for; what the venue still reports afterwards is
     * counted all the same.
     */
    CompletionStage<CommandResult> writeOff(CommandContext context, long child, String reason);

    /** Counts a fill that the venue did not report; its own report with the same execution id is a repetition then. */
    CompletionStage<CommandResult> bookFill(CommandContext context, ManualFill fill);

    /** Takes a venue back that the circuit breaker took out. */
    CompletionStage<CommandResult> readmit(CommandContext context, String venue);

    /**
     * Asks a venue for its open orders and balances, records what it says, and tells how it differs from the desk.
     * Balances it tells are what the desk reckons with from then on. Also done by itself whenever a session comes up.
     *
     * @return completes exceptionally with {@link IllegalArgumentException} when there is no such venue
     */
    CompletionStage<Reconciliation> reconcile(CommandContext context, String venue);

    /** What the last {@link #reconcile} of each venue found; sorted by venue. */
    List<Reconciliation> reconciliations();

    /** All venues; sorted by id. */
    List<VenueView> venues();

    /** How the desk is doing. */
    DeskStatus status();

    /**
     * Plans an order on what the books show now; records nothing and sends nothing.
     *
     * @return the plan; completes exceptionally with {@link IllegalArgumentException} when the order is malformed
     */
    CompletionStage<Quote> quote(ParentOrder order);

    /** Id of the engine that the desk's configuration names and every order is planned with; it need not be running. */
    String engine();

    /**
     * Plans as {@link #quote} does, perhaps with another engine, and tells how the engine came to its answer. No order
     * waits for it: it is asked on a thread of its own, one explanation after the other.
     *
     * @param engine id of a running {@link exoroute.api.solver.BookSolver}, empty for the one of {@link #engine()}
     * @return completes exceptionally with {@link IllegalArgumentException} when the order is malformed or no such engine
     *     runs, with {@link IllegalStateException} when the configured one does not run, or an engine fails or answers
     *     what cannot be; the message names the engine
     */
    CompletionStage<ExplainedQuote> explain(ParentOrder order, String engine);

    /** All listings the desk knows, with their books and halts; sorted by listing id. */
    List<ListingView> listings();

    /** All parent orders that are live or finished recently, oldest first; the sizes of encodings are 0 here, ask {@link #order} for them. */
    List<ParentView> orders();

    /** One parent order. */
    Optional<ParentView> order(long parent);

    /**
     * The deltas of one parent from a sequence on.
     *
     * @param from first sequence wanted, at least 1
     */
    List<PlanDelta> deltas(long parent, long from);

    /**
     * Delivers desk events from a log position on, each once, in log order, on one thread of the desk's own.
     *
     * @param from first log position wanted; may lie in the past, as far as the desk still has its history (the
     *     newest 10,000 events, none from before the snapshot it recovered from)
     */
    Subscription subscribe(long from, DeskListener listener);
}
