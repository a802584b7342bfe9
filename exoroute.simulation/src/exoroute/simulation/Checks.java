package exoroute.simulation;

import exoroute.api.desk.CommandResult;
import exoroute.api.desk.DeskEvent;
import exoroute.api.desk.HaltLevel;
import exoroute.api.desk.Quantities;
import exoroute.api.desk.Scope;
import exoroute.api.market.Side;
import exoroute.api.order.Amendment;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.ParentOrder;
import exoroute.api.plan.RoutingPlan;
import exoroute.router.core.CoreConfig;
import exoroute.router.core.CoreEvent;
import exoroute.router.core.CoreOutput;
import exoroute.router.core.RoutingCore;
import exoroute.router.core.Views;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What must hold after every event, from a picture of its own of orders, limits, halts and solves. */
final class Checks {
    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400 * SECOND;
    private static final Pattern SUBJECT = Pattern.compile("^\\S+: ");
    private static final Pattern FIGURES = Pattern.compile("[0-9].*");

    private final CoreConfig config;
    private final Truth truth;
    private final World world;
    private final Set<Long> minted = new HashSet<>();
    private final Map<Long, ParentOrder> orders = new TreeMap<>();
    private final Map<Long, Long> solves = new HashMap<>();
    private final Map<Long, RoutingPlan> plans = new HashMap<>();
    private final Map<String, HaltLevel> halts = new HashMap<>();
    private final Map<String, Long> dayQuantity = new HashMap<>();
    private final Map<String, Deque<Long>> rates = new HashMap<>();
    private final Set<String> out = new HashSet<>();
    final Map<String, Integer> seen = new TreeMap<>();

    Checks(World world, CoreConfig config, Truth truth) {
        this.world = world;
        this.config = config;
        this.truth = truth;
    }

    /** Orders accepted, as amended. */
    Map<Long, ParentOrder> orders() {
        return orders;
    }

    private void saw(String what) {
        seen.merge(what, 1, Integer::sum);
    }

    void applied(RoutingCore core, long time, CoreEvent event, List<CoreOutput> outputs) {
        CommandResult decision = null;
        Set<Long> touched = new HashSet<>();
        for (CoreOutput output : outputs) {
            if (output instanceof CoreOutput.Decided d) {
                decision = d.result();
            } else if (output instanceof CoreOutput.Tell t) {
                told(t.event());
                touched.add(t.event().parent());
            } else if (output instanceof CoreOutput.Planned p) {
                touched.add(p.delta().parent());
                plans.compute(p.delta().parent(),
                        (id, plan) -> (plan == null ? RoutingPlan.empty(id) : plan).apply(p.delta()));
                out.clear();
                out.addAll(plans.getOrDefault(0L, RoutingPlan.empty(0)).venuesOut().keySet());
            }
        }
        if (event instanceof CoreEvent.Started || event instanceof CoreEvent.Restored) {
            solves.clear();
        }
        if (decision != null && decision.accepted()) {
            decided(time, event, decision);
        }
        for (CoreOutput output : outputs) {
            if (output instanceof CoreOutput.Submit s) {
                left(time, event, s.order());
            }
        }
        if (event instanceof CoreEvent.Solved s) {
            solves.values().remove(s.solve());
        }
        for (CoreOutput output : outputs) {
            if (output instanceof CoreOutput.StartSolve s) {
                solves.put(s.parent(), s.solve());
            }
        }
        conserved(core, touched);
    }

    private void told(DeskEvent event) {
        saw(event.type().name());
        Violation.unless(!event.text().startsWith("halted for good"), "quantities do not add up", event::toString);
        if (event.type() == DeskEvent.Type.ALERT) {
            saw("alert: " + FIGURES.matcher(SUBJECT.matcher(event.text()).replaceAll("")).replaceAll(""));
        }
    }

    private static void conserved(RoutingCore core, Set<Long> touched) {
        for (long parent : touched) {
            Quantities q = parent == 0 ? null : new Views(core).quantities(parent);
            Violation.unless(q == null || q.isConserved(), "quantities do not add up", () -> parent + ": " + q);
        }
    }

    private void decided(long time, CoreEvent event, CommandResult decision) {
        if (event instanceof CoreEvent.OrderPlaced e) {
            orders.put(decision.position(), e.order());
            truth.ordered(decision.position(), e.order().quantity());
            count(time, e.order().instrument(), e.order().quantity());
        } else if (event instanceof CoreEvent.OrderAmended e && e.amendment().quantity() != Amendment.KEEP) {
            ParentOrder old = orders.get(e.parent());
            long more = e.amendment().quantity() - old.quantity();
            orders.put(e.parent(), new ParentOrder(
                    old.instrument(), old.side(), e.amendment().quantity(), old.limitPrice(), old.limitBasis(),
                    old.deadline(), old.constraints()));
            truth.ordered(e.parent(), e.amendment().quantity());
            count(time, old.instrument(), more);
            solves.remove(e.parent());
        } else if (event instanceof CoreEvent.CancelRequested e) {
            solves.remove(e.parent());
        } else if (event instanceof CoreEvent.HaltRequested e) {
            halts.put(e.scope().toString(), e.level());
        }
    }

    /** The limit of a day counts what was accepted, across restarts. */
    private void count(long time, String instrument, long more) {
        long limit = config.risk().maxDayQuantity() / 10_000;
        long sum = dayQuantity.merge(instrument + "@" + time / DAY, more, Long::sum);
        Violation.unless(more <= 0 || sum <= limit, "a limit of the day was exceeded", () -> instrument + " " + sum);
    }

    private void left(long time, CoreEvent event, ChildOrder child) {
        Violation.unless(minted.add(child.id()), "an order left twice", child::toString);
        Violation.unless(!(event instanceof CoreEvent.Solved s) || solves.getOrDefault(child.parent(), 0L) == s.solve(),
                "a stale engine answer was used", child::toString);
        String venue = child.listing().venue();
        String symbol = orders.get(child.parent()).instrument();
        for (Scope scope : List.of(Scope.ALL, new Scope(Scope.Kind.VENUE, venue), new Scope(Scope.Kind.INSTRUMENT, symbol))) {
            Violation.unless(halts.getOrDefault(scope.toString(), HaltLevel.NONE) == HaltLevel.NONE,
                    "an order left against a halt", () -> scope + ": " + child);
        }
        Violation.unless(!out.contains(venue), "an order left to a venue that is out", child::toString);
        Deque<Long> recent = rates.computeIfAbsent(venue, v -> new ArrayDeque<>());
        recent.removeIf(t -> t <= time - SECOND);
        recent.add(time);
        Violation.unless(recent.size() <= config.risk().ordersPerSecond(), "the order rate was exceeded",
                () -> venue + ": " + recent.size());
        long limit = config.risk().maxChildQuantity() / 10_000;
        Violation.unless(child.lots() * world.lot(child.listing()) <= limit, "a child is too large", child::toString);
        for (ChildOrder other : world.network().open(venue)) {
            boolean crosses = other.listing().equals(child.listing()) && other.side() != child.side()
                    && child.side().sign() * (child.limitTicks() - other.limitTicks()) >= 0;
            Violation.unless(!crosses || truth.isExcused(other.parent()), "own orders could trade with each other",
                    () -> child + " / " + other);
        }
        saw(child.side() == Side.BUY ? "buy sent" : "sell sent");
    }
}
