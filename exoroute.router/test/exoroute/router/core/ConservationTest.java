package exoroute.router.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.desk.ChildView;
import exoroute.api.desk.CommandContext;
import exoroute.api.desk.HaltLevel;
import exoroute.api.desk.ParentView;
import exoroute.api.desk.Scope;
import exoroute.api.market.BookView;
import exoroute.api.market.Listing;
import exoroute.api.market.ListingId;
import exoroute.api.market.OrderBook;
import exoroute.api.market.Side;
import exoroute.api.order.Amendment;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.Constraints;
import exoroute.api.order.ExecutionReport;
import exoroute.api.order.ExecutionReport.Type;
import exoroute.api.order.ParentOrder;
import exoroute.api.order.ParentOrder.LimitBasis;
import exoroute.api.plan.LogRecord;
import exoroute.router.CoreFixture;
import exoroute.router.codec.LogFormat;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Thousands of random events. After each the fixture checks that every quantity is conserved, that no child id left
 * twice and that plans are the sum of their deltas; this class keeps its own picture of the market and checks that
 * nothing leaves against it, and in the end that a second core fed from the encoded log does the same.
 */
class ConservationTest {
    private static final int EVENTS = 4_000;
    private static final Listing COARSE = CoreFixture.listing("gamma", CoreFixture.BTC, 5, 100, -10_000);
    private static final List<Listing> LISTINGS = List.of(CoreFixture.A, CoreFixture.B, COARSE);

    private final CoreFixture f = CoreFixture.with(CoreFixture.config(
            CoreFixture.limits(
                    CoreFixture.whole(1_000), CoreFixture.whole(1_000_000), CoreFixture.whole(400),
                    CoreFixture.whole(50_000_000), 3_000_000),
            Map.of(), 6), LISTINGS.toArray(Listing[]::new));
    private final Map<ListingId, OrderBook> live = new TreeMap<>();
    private final TreeSet<String> up = new TreeSet<>(List.of("alpha", "beta", "gamma"));
    private final Map<String, HaltLevel> halts = new TreeMap<>();
    private final Map<String, Integer> seen = new TreeMap<>();
    private final List<CoreOutput.StartSolve> asked = new ArrayList<>();
    private final List<Timer> timers = new ArrayList<>();
    private final List<ExecutionReport> reports = new ArrayList<>();
    private final List<CommandContext> contexts = new ArrayList<>();
    private final List<List<String>> outputs = new ArrayList<>();
    private SplittableRandom random;
    private long executions;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void every_quantity_is_conserved_and_nothing_leaves_that_must_not(long seed) {
        random = new SplittableRandom(seed);
        for (int i = 0; i < EVENTS; i++) {
            step();
        }
        for (String what : List.of("sent", "overfill", "late fill", "bust", "correct", "unknown", "finished",
                "stale answer", "restart", "partial")) {
            assertTrue(seen.getOrDefault(what, 0) > 0, "seed " + seed + " never saw: " + what + " in " + seen);
        }
        everyOrderCanBeEnded();
        aSecondCoreDoesTheSame();
    }

    private void step() {
        int dice = random.nextInt(100);
        if (dice < 6) {
            placed();
        } else if (dice < 9) {
            amended();
        } else if (dice < 11) {
            cancelled();
        } else if (dice < 13) {
            halted();
        } else if (dice < 35) {
            bookMoved();
        } else if (dice < 37) {
            Listing listing = pick(LISTINGS);
            live.remove(listing.id());
            apply(new CoreEvent.BookObserved(BookView.stale(listing.id(), 1, 0, "gap")));
        } else if (dice < 40) {
            session();
        } else if (dice < 41 && random.nextInt(6) == 0) {
            restarted();
        } else if (dice < 60 && !asked.isEmpty()) {
            answered();
        } else if (dice < 68 && !timers.isEmpty()) {
            Timer timer = timers.remove(random.nextInt(timers.size()));
            f.time = Math.max(f.time, timer.due() - CoreFixture.MILLISECOND);
            apply(new CoreEvent.TimerFired(timer));
        } else if (!f.sent.isEmpty()) {
            reported();
        }
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private void saw(String what) {
        seen.merge(what, 1, Integer::sum);
    }

    private void placed() {
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        long limit = random.nextInt(3) == 0 ? 10_000 + random.nextInt(-60, 61) : 0;
        long deadline = random.nextInt(5) == 0 ? f.time + random.nextLong(1, 60_000) * CoreFixture.MILLISECOND : 0;
        List<String> venues = random.nextInt(6) == 0 ? List.of("alpha", "gamma") : List.of();
        ParentOrder order = new ParentOrder(
                "BTC/USD", side, 1 + random.nextLong(100_000), limit,
                random.nextBoolean() ? LimitBasis.GROSS : LimitBasis.NET, deadline,
                new Constraints(random.nextInt(4) > 0, 0, random.nextInt(4) == 0 ? 20_000 : 0, venues));
        CommandContext context = !contexts.isEmpty() && random.nextInt(20) == 0 ? pick(contexts) : f.context();
        boolean repeated = contexts.contains(context);
        contexts.add(context);
        apply(new CoreEvent.OrderPlaced(context, order));
        assertFalse(repeated && f.decision().accepted(), "a request id was accepted twice");
    }

    private void amended() {
        List<ParentView> parents = parents();
        if (!parents.isEmpty()) {
            ParentView parent = pick(parents);
            long quantity = random.nextBoolean() ? -1 : Math.max(1, parent.order().quantity()
                    + random.nextLong(-50_000, 50_000));
            long limit = random.nextBoolean() ? -1 : random.nextInt(3) == 0 ? 0 : 10_000 + random.nextInt(-60, 61);
            long deadline = random.nextInt(3) > 0 ? -1 : f.time + random.nextLong(1, 60_000) * CoreFixture.MILLISECOND;
            apply(new CoreEvent.OrderAmended(f.context(), parent.id(), new Amendment(quantity, limit, deadline)));
        }
    }

    private List<ParentView> parents() {
        return new Views(f.core).parents();
    }

    private void cancelled() {
        List<ParentView> parents = parents();
        if (!parents.isEmpty()) {
            apply(new CoreEvent.CancelRequested(f.context(), pick(parents).id()));
        }
    }

    private void halted() {
        Scope scope = pick(List.of(
                Scope.ALL, new Scope(Scope.Kind.VENUE, "alpha"), new Scope(Scope.Kind.VENUE, "gamma"),
                new Scope(Scope.Kind.INSTRUMENT, "BTC/USD")));
        HaltLevel level = random.nextInt(3) == 0 ? pick(List.of(HaltLevel.HALT, HaltLevel.KILL)) : HaltLevel.NONE;
        halts.put(scope.toString(), level);
        apply(new CoreEvent.HaltRequested(f.context(), scope, level));
    }

    private void bookMoved() {
        Listing listing = pick(LISTINGS);
        long mid = (10_000 + random.nextInt(-40, 41)) / listing.tick();
        long[][] a = new long[4][1 + random.nextInt(4)];
        for (int side = 0; side < 2; side++) {
            long price = mid;
            for (int i = 0; i < a[0].length; i++) {
                price += (side == 0 ? -1 : 1) * (1 + random.nextInt(random.nextInt(30) == 0 ? 600 : 8));
                a[2 * side][i] = price;
                a[2 * side + 1][i] = 1 + random.nextLong(30_000 / listing.lot());
            }
        }
        OrderBook book = new OrderBook(a[0], a[1], a[2], a[3]);
        live.put(listing.id(), book);
        apply(new CoreEvent.BookObserved(new BookView(listing.id(), 1, 0, BookView.State.LIVE, "", book)));
    }

    private void session() {
        String venue = pick(LISTINGS).id().venue();
        boolean isUp = random.nextInt(4) > 0;
        if (isUp) {
            up.add(venue);
        } else {
            up.remove(venue);
        }
        apply(new CoreEvent.SessionChanged(venue, isUp, "random"));
    }

    private void restarted() {
        saw("restart");
        up.clear();
        live.clear();
        timers.clear();
        apply(new CoreEvent.Started("next"));
        for (Listing listing : LISTINGS) {
            up.add(listing.id().venue());
            apply(new CoreEvent.SessionChanged(listing.id().venue(), true, "back"));
        }
    }

    private void answered() {
        CoreOutput.StartSolve ask = asked.remove(random.nextInt(asked.size()));
        if (random.nextInt(12) == 0) {
            apply(new CoreEvent.Solved(ask.solve(), "", "", null, "engine is not there"));
            return;
        }
        CoreEvent.Solved answer = f.solved(ask);
        apply(answer);
        if (f.last.isEmpty()) {
            saw("stale answer");
        }
        if (random.nextInt(10) == 0) {
            apply(answer);
            assertTrue(f.last.isEmpty(), "an answer was used twice");
        }
    }

    private void reported() {
        if (!reports.isEmpty() && random.nextInt(10) == 0) {
            apply(new CoreEvent.Reported(pick(reports)));
            return;
        }
        ChildOrder child = pick(new ArrayList<>(f.sent.values()));
        ChildView view = f.parent(child.parent()).children().stream()
                .filter(c -> c.order().id() == child.id()).findFirst().orElseThrow();
        ExecutionReport report = report(child, view);
        reports.add(report);
        apply(new CoreEvent.Reported(report));
    }

    private ExecutionReport report(ChildOrder child, ChildView view) {
        long left = Math.max(0, child.lots() - view.filledLots());
        boolean ended = view.status().isTerminal();
        switch (random.nextInt(ended ? 30 : 14)) {
            case 0, 1, 2 -> {
                saw(ended ? "late fill" : "partial");
                return fill(child, view, 1 + random.nextLong(Math.max(1, left)));
            }
            case 3, 4 -> {
                return fill(child, view, left + (left == 0 || random.nextInt(8) == 0 ? 1 + random.nextInt(3_000) : 0));
            }
            case 5 -> {
                return again(child, view, Type.TRADE_CANCEL, "bust");
            }
            case 6 -> {
                return again(child, view, Type.TRADE_CORRECT, "correct");
            }
            case 7 -> {
                saw("unknown");
                return f.about(child, Type.UNKNOWN, "", 0, 0, "");
            }
            case 8 -> {
                return f.about(child, pick(List.of(Type.NEW, Type.STATUS, Type.NOT_FOUND, Type.CANCEL_REJECTED)), "",
                        0, 0, "");
            }
            case 9 -> {
                return f.about(child, Type.REJECTED, "", 0, 0, "");
            }
            default -> {
                if (random.nextInt(6) == 0) {
                    f.countAtVenue(child, random.nextLong(child.lots() + 1));
                }
                return f.about(child, random.nextBoolean() ? Type.EXPIRED : Type.CANCELED, "", 0, 0, "");
            }
        }
    }

    private ExecutionReport fill(ChildOrder child, ChildView view, long lots) {
        f.countAtVenue(child, view.filledLots());
        return f.trade(child, "x" + ++executions, lots, child.limitTicks(), lots);
    }

    private ExecutionReport again(ChildOrder child, ChildView view, Type type, String what) {
        List<ExecutionReport> fills = view.reports().stream().filter(r -> r.type() == Type.TRADE).toList();
        if (fills.isEmpty()) {
            return f.about(child, type, "none", 1, child.limitTicks(), "");
        }
        saw(what);
        long lots = type == Type.TRADE_CORRECT ? 1 + random.nextLong(child.lots() + 100) : 0;
        return f.about(child, type, pick(fills).execId(), lots, child.limitTicks(), "");
    }

    private void apply(CoreEvent event) {
        List<ParentView> before = parents();
        f.apply(event);
        outputs.add(f.last.stream().map(ConservationTest::text).toList());
        for (CoreOutput output : f.last) {
            if (output instanceof CoreOutput.StartSolve o) {
                asked.add(o);
            } else if (output instanceof CoreOutput.SetTimer o) {
                timers.add(o.timer());
            } else if (output instanceof CoreOutput.Submit o) {
                mayLeave(o.order());
            }
        }
        long sent = f.submitted().stream().mapToLong(c -> c.lots() * lot(c)).sum();
        if (sent > 0) {
            long id = f.submitted().get(0).parent();
            ParentView was = before.stream().filter(p -> p.id() == id).findFirst().orElseThrow();
            assertTrue(sent <= was.quantities().unsent(), "more left than was free: " + was.quantities());
            assertEquals(was.quantities().unknown(), f.parent(id).quantities().unknown(), "unknown was sent again");
        }
        parents().forEach(p -> {
            if (p.quantities().overfill() > 0) {
                saw("overfill");
            }
            if (p.plan().status().isTerminal()) {
                saw("finished");
            }
        });
    }

    private static long lot(ChildOrder child) {
        return LISTINGS.stream().filter(l -> l.id().equals(child.listing())).findFirst().orElseThrow().lot();
    }

    /** The test's own picture: halts, sessions, books, limit and collar. */
    private void mayLeave(ChildOrder child) {
        saw("sent");
        ParentView parent = f.parent(child.parent());
        String where = child + " of " + parent.order();
        assertTrue(usable(child.listing(), parent.order()), () -> "left for an unusable listing: " + where);
        assertTrue(parent.order().deadline() == 0 || f.time < parent.order().deadline(), () -> "after the deadline: "
                + where);
        assertTrue(parent.quantities().overfill() == 0, () -> "while overfilled: " + where);
        Listing listing = LISTINGS.stream().filter(l -> l.id().equals(child.listing())).findFirst().orElseThrow();
        BigDecimal price = BigDecimal.valueOf(child.limitTicks() * listing.tick(), 2);
        BigDecimal sign = BigDecimal.valueOf(child.side().sign());
        if (parent.order().limitPrice() > 0) {
            BigDecimal fee = parent.order().limitBasis() == LimitBasis.NET ? BigDecimal.valueOf(listing.takerFee(), 8)
                    : BigDecimal.ZERO;
            BigDecimal counted = price.multiply(BigDecimal.ONE.add(fee.multiply(sign)));
            BigDecimal limit = BigDecimal.valueOf(parent.order().limitPrice(), 2);
            assertTrue(counted.subtract(limit).multiply(sign).signum() <= 0, () -> "outside its limit: " + where);
        }
        BigDecimal mid = mid(parent.order());
        BigDecimal collar = mid.multiply(BigDecimal.ONE.add(new BigDecimal("0.03").multiply(sign)));
        assertTrue(price.subtract(collar).multiply(sign).signum() <= 0, () -> "outside the collar around " + mid
                + ": " + where);
        BigDecimal notional = price.multiply(BigDecimal.valueOf(child.lots() * listing.lot(), 4));
        assertTrue(notional.compareTo(new BigDecimal("412")) < 0, () -> "too large: " + where);
    }

    private boolean usable(ListingId id, ParentOrder order) {
        boolean halted = List.of("all", "venue " + id.venue(), "instrument BTC/USD").stream()
                .anyMatch(scope -> halts.getOrDefault(scope, HaltLevel.NONE) != HaltLevel.NONE);
        boolean allowed = order.constraints().venues().isEmpty() || order.constraints().venues().contains(id.venue());
        return !halted && allowed && up.contains(id.venue()) && live.containsKey(id);
    }

    private BigDecimal mid(ParentOrder order) {
        long bid = 0;
        long ask = Long.MAX_VALUE;
        for (Listing listing : LISTINGS) {
            if (usable(listing.id(), order)) {
                bid = Math.max(bid, live.get(listing.id()).price(Side.BUY, 0) * listing.tick());
                ask = Math.min(ask, live.get(listing.id()).price(Side.SELL, 0) * listing.tick());
            }
        }
        return BigDecimal.valueOf(bid + ask, 2).divide(BigDecimal.valueOf(2));
    }

    private void everyOrderCanBeEnded() {
        for (ParentView parent : parents()) {
            if (!parent.plan().status().isTerminal()) {
                apply(new CoreEvent.CancelRequested(f.context(), parent.id()));
            }
            for (ChildView child : f.parent(parent.id()).children()) {
                if (!child.status().isTerminal()) {
                    f.countAtVenue(child.order(), child.filledLots());
                    apply(new CoreEvent.Reported(f.about(child.order(), Type.CANCELED, "", 0, 0, "")));
                }
            }
            long waiting = f.parent(parent.id()).quantities().unknown();
            for (ChildView child : f.parent(parent.id()).children()) {
                if (waiting > 0) {
                    apply(new CoreEvent.Reported(fill(child.order(), child, child.order().lots())));
                }
            }
            assertTrue(f.parent(parent.id()).plan().status().isTerminal(), () -> "hangs: " + f.parent(parent.id()));
            assertTrue(f.parent(parent.id()).quality().isPresent());
        }
        assertFalse(f.core.hasLiveParents());
    }

    private void aSecondCoreDoesTheSame() {
        RoutingCore second = new RoutingCore();
        List<byte[]> derived = new ArrayList<>();
        List<byte[]> recorded = new ArrayList<>();
        List<List<String>> said = new ArrayList<>();
        for (LogRecord record : f.log) {
            if (record.kind().equals(LogFormat.DELTA)) {
                recorded.add(record.payload());
                continue;
            }
            List<CoreOutput> result = second.apply(
                    record.position(), record.logTime(), LogFormat.decodeEvent(record.kind(), record.payload()));
            said.add(result.stream().map(ConservationTest::text).toList());
            result.stream().filter(CoreOutput.Planned.class::isInstance)
                    .forEach(o -> derived.add(LogFormat.encode(((CoreOutput.Planned) o).delta())));
        }
        assertEquals(recorded.size(), derived.size());
        for (int i = 0; i < recorded.size(); i++) {
            assertArrayEquals(recorded.get(i), derived.get(i), "delta " + (i + 1));
        }
        assertEquals(outputs, said.subList(said.size() - outputs.size(), said.size()));
        assertEquals(
                parents().stream().map(p -> p.quantities() + " " + p.plan() + " " + p.quality()).toList(),
                new Views(second).parents().stream().map(p -> p.quantities() + " " + p.plan() + " " + p.quality())
                        .toList());
    }

    /** An output with its arrays spelled out. */
    private static String text(CoreOutput output) {
        if (output instanceof CoreOutput.StartSolve o) {
            StringBuilder text = new StringBuilder("solve " + o.solve() + " " + o.parent() + " " + o.engine() + " "
                    + o.problem().side() + " " + o.problem().quantity() + " " + o.problem().warmPrice());
            o.problem().venues().forEach(v -> text.append(' ').append(v.id()).append(Arrays.toString(v.price()))
                    .append(Arrays.toString(v.size())).append(v.cap()).append(' ').append(v.minSize()));
            return text.toString();
        }
        return output.toString();
    }
}
