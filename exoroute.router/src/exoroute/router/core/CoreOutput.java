package exoroute.router.core;

import exoroute.api.desk.CommandResult;
import exoroute.api.desk.DeskEvent;
import exoroute.api.order.ChildOrder;
import exoroute.api.plan.PlanDelta;
import exoroute.api.solver.RoutingProblem;

/** Everything that can follow from an event. */
public sealed interface CoreOutput {
    /**
     * Send a child.
     *
     * @param order what to send
     */
    record Submit(ChildOrder order) implements CoreOutput {}

    /**
     * Cancel a child.
     *
     * @param order which
     */
    record Cancel(ChildOrder order) implements CoreOutput {}

    /**
     * Ask an engine.
     *
     * @param solve id that the answer must carry
     * @param parent for which parent
     * @param engine id of the engine to ask
     * @param problem the problem
     */
    record StartSolve(long solve, long parent, String engine, RoutingProblem problem) implements CoreOutput {}

    /**
     * Tell the core when it is due.
     *
     * @param timer when and what for
     */
    record SetTimer(Timer timer) implements CoreOutput {}

    /**
     * The decision on a command.
     *
     * @param result its position is the command's
     */
    record Decided(CommandResult result) implements CoreOutput {}

    /**
     * Tell the desk's clients.
     *
     * @param event what happened
     */
    record Tell(DeskEvent event) implements CoreOutput {}

    /**
     * A plan changed; to be recorded.
     *
     * @param delta how
     */
    record Planned(PlanDelta delta) implements CoreOutput {}

    /**
     * Change the size of an open child.
     *
     * @param original as it stands
     * @param changed the same order with another total size
     */
    record Replace(ChildOrder original, ChildOrder changed) implements CoreOutput {}

    /**
     * Ask a venue what became of a child.
     *
     * @param order which
     */
    record AskStatus(ChildOrder order) implements CoreOutput {}

    /**
     * A snapshot is due; to be recorded.
     *
     * @param snapshot the whole state after this event
     */
    record Frozen(CoreSnapshot snapshot) implements CoreOutput {}
}
