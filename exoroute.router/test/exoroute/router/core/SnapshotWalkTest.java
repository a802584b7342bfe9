package exoroute.router.core;

import static exoroute.router.CoreFixture.MILLISECOND;
import static exoroute.router.CoreFixture.whole;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.adapter.OpenOrder;
import exoroute.api.desk.ChildView;
import exoroute.api.desk.HaltLevel;
import exoroute.api.desk.ManualFill;
import exoroute.api.desk.ParentView;
import exoroute.api.desk.Scope;
import exoroute.api.market.Listing;
import exoroute.api.market.Side;
import exoroute.api.order.Amendment;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.Constraints;
import exoroute.api.order.ExecutionReport.Type;
import exoroute.api.order.ParentOrder;
import exoroute.api.order.ParentOrder.LimitBasis;
import exoroute.router.CoreFixture;
import exoroute.router.codec.SnapshotRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every kind of event at random on a desk that keeps little and freezes often. Whatever core is made of a snapshot on the
 * way says from then on exactly what the original says, and its snapshots are the original's, byte for byte.
 */
public class SnapshotWalkTest {
    private static final int EVENTS = 3_000;
    private static final int SHADOWS = 4;
    private static final List<Listing> LISTINGS = List.of(CoreFixture.A, CoreFixture.B, CoreFixture.listing(
            "gamma", CoreFixture.BTC, 5, 100, -10_000));
    private static final CoreConfig CONFIG = CoreFixture.config(
            new CoreConfig.RiskLimits(
                    whole(1_000), whole(1_000_000), whole(4), whole(400), whole(100_000), whole(50_000_000), 3_000_000, 3),
            new CoreConfig.Breaker(2, 2, 3, 3, 60_000 * MILLISECOND, 1_000 * MILLISECOND, 8_000 * MILLISECOND),
            new CoreConfig.Retention(6, 8, 37));

    private final CoreFixture f = CoreFixture.with(CONFIG, LISTINGS.toArray(Listing[]::new));
    private final List<RoutingCore> shadows = new ArrayList<>();
    private final List<CoreOutput.StartSolve> asked = new ArrayList<>();
    private final List<Timer> timers = new ArrayList<>();
    private final List<CoreEvent.Reported> reports = new ArrayList<>();
    private final Map<String, Integer> seen = new TreeMap<>();
    private SplittableRandom random;
    private long executions;

    /** A log of such a walk, with its snapshots. */
    public static CoreFixture walk(long seed, int events) {
        SnapshotWalkTest walk = new SnapshotWalkTest();
        walk.random = new SplittableRandom(seed);
        for (int i = 0; i < events; i++) {
            walk.step();
        }
        return walk.f;
    }

    /** The same snapshot, but for one unit that a live parent has unsent. */
    public static CoreSnapshot forged(CoreSnapshot s) {
        List<CoreSnapshot.ParentState> parents = new ArrayList<>();
        boolean done = false;
        for (CoreSnapshot.ParentState p : s.parents()) {
            boolean change = !done && !s.finished().contains(p.id());
            done |= change;
            parents.add(!change ? p : new CoreSnapshot.ParentState(
                    p.id(), p.acceptedAt(), p.context(), p.instrument(), p.order(), p.unsent() + 1, p.overfill(), p.rounds(),
                    p.generation(), p.cancelling(), p.expired(), p.broken(), p.answerWasEmpty(), p.deferred(), p.retryDue(),
                    p.wakesOnBook(), p.deadlinePending(), p.shortage(), p.rejects(), p.children(), p.solve(), p.lastPrice(),
                    p.firstSolve(), p.planned(), p.quality(), p.deltas()));
        }
        assertTrue(done, "no parent is live");
        return new CoreSnapshot(
                s.position(), s.config(), s.market(), parents, s.finished(), s.finishedCount(), s.risk(), s.holdings(), s.rates(),
                s.breakers(), s.deskPlan(), s.out(), s.foreign(), s.reconciliations());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void a_core_made_of_any_snapshot_goes_on_exactly_as_the_original(long seed) {
        random = new SplittableRandom(seed);
        int made = 0;
        for (int i = 0; i < EVENTS; i++) {
            step();
            List<CoreOutput.Frozen> frozen = f.all(CoreOutput.Frozen.class);
            if (!frozen.isEmpty()) {
                shadows.add(new RoutingCore(SnapshotRecord.read(SnapshotRecord.of(frozen.get(0).snapshot()).payload()).snapshot()));
                made++;
                if (shadows.size() > SHADOWS) {
                    shadows.remove(random.nextInt(shadows.size()));
                }
            }
            if (i % 10 == 0) {
                byte[] digest = SnapshotRecord.digest(f.core.snapshot());
                for (RoutingCore shadow : shadows) {
                    assertArrayEquals(digest, SnapshotRecord.digest(shadow.snapshot()), "position " + f.core.position());
                }
            }
        }
        assertTrue(made > 50, "snapshots: " + made);
        for (String what : List.of("written off", "booked", "replaced", "stated", "readmitted", "out", "restart", "restored",
                "asked", "not found", "deferred", "retired", "bust", "corrected")) {
            assertTrue(seen.getOrDefault(what, 0) > 0, "seed " + seed + " never saw: " + what + " in " + seen);
        }
    }

    private void apply(CoreEvent event) {
        int kept = new Views(f.core).parents().size();
        f.apply(event);
        List<String> said = texts(f.last);
        for (RoutingCore shadow : shadows) {
            assertEquals(said, texts(shadow.apply(f.core.position(), f.time, event)), "position " + f.core.position());
        }
        for (CoreOutput output : f.last) {
            if (output instanceof CoreOutput.StartSolve o) {
                asked.add(o);
            } else if (output instanceof CoreOutput.SetTimer o) {
                timers.add(o.timer());
            } else if (output instanceof CoreOutput.AskStatus) {
                saw("asked");
            }
        }
        if (f.alerts().stream().anyMatch(a -> a.contains("order rate of") || a.contains("self-trade"))) {
            saw("deferred");
        }
        if (!f.deskPlan().venuesOut().isEmpty()) {
            saw("out");
        }
        if (new Views(f.core).parents().size() < kept) {
            saw("retired");
        }
    }

    private void saw(String what) {
        seen.merge(what, 1, Integer::sum);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private void step() {
        int dice = random.nextInt(100);
        List<ParentView> parents = new Views(f.core).parents();
        if (dice < 9) {
            placed();
        } else if (dice < 12 && !parents.isEmpty()) {
            ParentView p = pick(parents);
            apply(new CoreEvent.OrderAmended(f.context(), p.id(), new Amendment(
                    Math.max(1, p.order().quantity() + random.nextLong(-20_000, 20_000)), -1, -1)));
        } else if (dice < 14 && !parents.isEmpty()) {
            apply(new CoreEvent.CancelRequested(f.context(), pick(parents).id()));
        } else if (dice < 16) {
            Scope scope = pick(List.of(Scope.ALL, new Scope(Scope.Kind.VENUE, "alpha"), new Scope(Scope.Kind.INSTRUMENT, "BTC/USD")));
            apply(new CoreEvent.HaltRequested(f.context(), scope,
                    random.nextInt(4) == 0 ? pick(List.of(HaltLevel.HALT, HaltLevel.KILL)) : HaltLevel.NONE));
        } else if (dice < 34) {
            book();
        } else if (dice < 37) {
            apply(new CoreEvent.SessionChanged(pick(LISTINGS).id().venue(), random.nextInt(4) > 0, "random"));
        } else if (dice < 38) {
            restarted();
        } else if (dice < 55 && !asked.isEmpty()) {
            CoreOutput.StartSolve ask = asked.remove(random.nextInt(asked.size()));
            apply(random.nextInt(12) == 0 ? new CoreEvent.Solved(ask.solve(), "", "", null, "engine is not there") : f.solved(ask));
        } else if (dice < 66 && !timers.isEmpty()) {
            Timer timer = timers.remove(random.nextInt(timers.size()));
            f.time = Math.max(f.time, Math.min(timer.due(), f.time + 60_000 * MILLISECOND));
            apply(new CoreEvent.TimerFired(timer));
        } else if (dice < 72) {
            decided(parents);
        } else if (!f.sent.isEmpty()) {
            reported();
        }
    }

    private void placed() {
        long deadline = random.nextInt(5) == 0 ? f.time + random.nextLong(1, 60_000) * MILLISECOND : 0;
        apply(new CoreEvent.OrderPlaced(f.context(), new ParentOrder(
                "BTC/USD", random.nextBoolean() ? Side.BUY : Side.SELL, 1 + random.nextLong(60_000), 0, LimitBasis.GROSS, deadline,
                new Constraints(random.nextInt(4) > 0, 0, 0, List.of()))));
    }

    private void book() {
        Listing listing = pick(LISTINGS);
        long mid = (10_000 + random.nextInt(-10, 11)) / listing.tick();
        apply(new CoreEvent.BookObserved(f.view(listing, (mid - 1) + "x" + (1 + random.nextInt(30_000)) + " " + (mid - 3) + "x9000 | "
                + (mid + 1) + "x" + (1 + random.nextInt(30_000)) + " " + (mid + 4) + "x9000")));
    }

    private void restarted() {
        if (random.nextInt(3) > 0) {
            saw("restored");
            apply(new CoreEvent.Restored(1));
            return;
        }
        saw("restart");
        timers.clear();
        apply(new CoreEvent.Started("next"));
        LISTINGS.forEach(l -> apply(new CoreEvent.SessionChanged(l.id().venue(), true, "back")));
    }

    private void decided(List<ParentView> parents) {
        List<ChildOrder> children = new ArrayList<>(f.sent.values());
        switch (random.nextInt(5)) {
            case 0 -> {
                saw("stated");
                Listing listing = pick(LISTINGS);
                List<OpenOrder> open = children.isEmpty() ? List.of() : List.of(open(pick(children)));
                apply(f.stated(listing, f.core.position() - random.nextInt(6),
                        random.nextInt(5) == 0 ? Map.of() : Map.of("USD", whole(random.nextLong(2_000)), "BTC", whole(random.nextLong(20))),
                        open.stream().filter(o -> o.listing().equals(listing.id())).toArray(OpenOrder[]::new)));
            }
            case 1 -> {
                apply(new CoreEvent.VenueReadmitted(f.context(), pick(LISTINGS).id().venue()));
                saw(f.decision().accepted() ? "readmitted" : "not readmitted");
            }
            default -> {
                List<ChildView> unknown = parents.stream().flatMap(p -> p.children().stream())
                        .filter(c -> c.status() == exoroute.api.order.OrderStatus.UNKNOWN).toList();
                if (!unknown.isEmpty() && random.nextBoolean()) {
                    apply(new CoreEvent.WrittenOff(f.context(), pick(unknown).order().id(), "why not"));
                    saw(f.decision().accepted() ? "written off" : "not written off");
                } else if (!unknown.isEmpty()) {
                    ChildView child = pick(unknown);
                    apply(new CoreEvent.FillBooked(f.context(), new ManualFill(
                            child.order().id(), "x" + ++executions, 1 + random.nextLong(1 + child.order().lots() - child.filledLots()),
                            child.order().limitTicks(), 7, "USD")));
                    saw(f.decision().accepted() ? "booked" : "not booked");
                }
            }
        }
    }

    private static OpenOrder open(ChildOrder c) {
        return new OpenOrder(c.listing(), c.id(), "v", c.side(), c.limitTicks(), c.lots(), 0);
    }

    private void reported() {
        if (!reports.isEmpty() && random.nextInt(10) == 0) {
            apply(pick(reports));
            return;
        }
        List<ChildOrder> children = new ArrayList<>(f.sent.values());
        ChildOrder child = children.get(children.size() - 1 - random.nextInt(Math.min(children.size(), 12)));
        ChildView view = new Views(f.core).parent(child.parent()).stream().flatMap(p -> p.children().stream())
                .filter(c -> c.order().id() == child.id()).findFirst().orElse(null);
        long filled = view == null ? 0 : view.filledLots();
        long lots = view == null ? child.lots() : view.order().lots();
        var report = switch (random.nextInt(13)) {
            case 0, 1, 2 -> fill(child, filled, 1 + random.nextLong(Math.max(1, lots - filled)));
            case 3 -> fill(child, filled, Math.max(1, lots - filled));
            case 4 -> again(child, view, Type.TRADE_CANCEL, "bust");
            case 5 -> again(child, view, Type.TRADE_CORRECT, "corrected");
            case 6 -> f.about(child, Type.UNKNOWN, "", 0, 0, "");
            case 7 -> {
                saw("not found");
                yield f.about(child, Type.NOT_FOUND, "", 0, 0, "");
            }
            case 8 -> f.status(child, filled + random.nextInt(2), random.nextBoolean() ? 0 : Math.max(0, lots - filled));
            case 9 -> {
                saw("replaced");
                yield f.replaced(child, filled, random.nextLong(1 + Math.max(0, lots - filled)));
            }
            case 10 -> f.about(child, Type.REJECTED, "", 0, 0, "");
            case 11 -> f.about(child, pick(List.of(Type.NEW, Type.CANCEL_REJECTED)), "", 0, 0, "");
            default -> {
                f.countAtVenue(child, random.nextInt(4) == 0 ? random.nextLong(child.lots() + 1) : filled);
                yield f.about(child, random.nextBoolean() ? Type.EXPIRED : Type.CANCELED, "", 0, 0, "");
            }
        };
        reports.add(new CoreEvent.Reported(report));
        apply(new CoreEvent.Reported(report));
    }

    private exoroute.api.order.ExecutionReport fill(ChildOrder child, long filled, long lots) {
        f.countAtVenue(child, filled);
        return f.trade(child, "x" + ++executions, lots, child.limitTicks(), lots);
    }

    private exoroute.api.order.ExecutionReport again(ChildOrder child, ChildView view, Type type, String what) {
        List<String> fills = view == null ? List.of() : view.reports().stream().filter(r -> r.type() == Type.TRADE)
                .map(r -> r.execId()).toList();
        saw(what);
        return f.about(child, type, fills.isEmpty() || random.nextInt(4) == 0 ? "x" + (executions + 1) : pick(fills),
                type == Type.TRADE_CORRECT ? 1 + random.nextLong(child.lots()) : 0, child.limitTicks(), "");
    }

    private static List<String> texts(List<CoreOutput> outputs) {
        return outputs.stream().map(SnapshotWalkTest::text).toList();
    }

    /** An output with its arrays spelled out; a snapshot as its digest. */
    private static String text(CoreOutput output) {
        if (output instanceof CoreOutput.Frozen o) {
            return "frozen " + HexFormat.of().formatHex(SnapshotRecord.digest(o.snapshot()));
        }
        if (output instanceof CoreOutput.StartSolve o) {
            StringBuilder text = new StringBuilder("solve " + o.solve() + " " + o.parent() + " " + o.problem().quantity() + " "
                    + o.problem().warmPrice());
            o.problem().venues().forEach(v -> text.append(' ').append(v.id()).append(Arrays.toString(v.price()))
                    .append(Arrays.toString(v.size())).append(v.cap()).append(' ').append(v.minSize()));
            return text.toString();
        }
        return output.toString();
    }
}
