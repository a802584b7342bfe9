package exoroute.adapter.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.market.Side;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.ExecutionReport;
import exoroute.api.order.ExecutionReport.Type;
import exoroute.api.order.TimeInForce;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However reports were lost, doubled, delayed and reversed: asking for every order's status makes it good. */
class StatusMakesGoodTest {
    private final SimFixture f = new SimFixture(new VenueModel(1, 0, SimFixture.MILLISECOND, 20_000, 200_000));
    private final List<ChildOrder> orders = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void fills_counted_once_by_execution_id_are_the_venues_own(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        f.venue.faults(Faults.parse("duplicates,reorders,delay.us=300,drop.ppm=400000,overfill=1,seed=" + seed));
        for (int i = 0; i < 2_000; i++) {
            step(random);
            f.clock.advanceTo(f.clock.now() + random.nextLong(SimFixture.MILLISECOND));
        }
        f.clock.advanceTo(f.clock.now() + 10 * SimFixture.MILLISECOND);
        f.venue.faults(Faults.parse("duplicates,reorders,delay.us=300"));
        orders.forEach(f.venue::requestStatus);
        f.clock.advanceTo(f.clock.now() + 10 * SimFixture.MILLISECOND);
        long filled = 0;
        for (ChildOrder order : orders) {
            long own = f.of(order).stream().filter(r -> r.type() == Type.STATUS).findFirst().orElseThrow().cumulativeLots();
            assertEquals(own, counted(order), "seed " + seed + ", " + order);
            filled += own;
        }
        assertTrue(filled > 5_000, "seed " + seed + ": only " + filled + " lots");
    }

    private void step(SplittableRandom random) {
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        long ticks = 1_000 + random.nextInt(-5, 6);
        int dice = random.nextInt(10);
        if (dice < 4) {
            f.venue.arrive(SimFixture.BTC.id(), side, ticks, 2 + random.nextLong(50));
        } else if (dice < 8 || orders.isEmpty()) {
            TimeInForce tif = random.nextBoolean() ? TimeInForce.IOC : TimeInForce.GTC;
            ChildOrder order = f.limit(side, tif, ticks, 2 + random.nextLong(50));
            orders.add(order);
            f.venue.submit(order);
        } else if (dice == 8) {
            f.venue.cancel(orders.get(random.nextInt(orders.size())));
        } else {
            List<ExecutionReport> known = f.reports.stream().filter(r -> r.type() == Type.TRADE).toList();
            if (!known.isEmpty()) {
                changed(known.get(random.nextInt(known.size())).execId(), random);
            }
        }
    }

    /** A fill that was busted before does not stand any more: then nothing changes. */
    private void changed(String execId, SplittableRandom random) {
        try {
            if (random.nextBoolean()) {
                f.venue.bust(execId);
            } else {
                f.venue.correct(execId, 1 + random.nextLong(60), 1_000);
            }
        } catch (IllegalArgumentException e) {
            assertTrue(e.getMessage().contains("busted already"), e.getMessage());
        }
    }

    /** What a listener counts that takes each execution once, in whatever order they came. */
    private long counted(ChildOrder order) {
        Map<String, ExecutionReport> executions = new HashMap<>();
        f.of(order).forEach(r -> {
            if (r.type() == Type.TRADE || r.type() == Type.TRADE_CANCEL || r.type() == Type.TRADE_CORRECT) {
                ExecutionReport before = executions.putIfAbsent(r.execId(), r);
                assertTrue(before == null || before.equals(r), "one execution id, one content");
            }
        });
        List<String> replaced = executions.values().stream().map(ExecutionReport::refExecId).toList();
        return executions.values().stream().filter(r -> !replaced.contains(r.execId()))
                .mapToLong(ExecutionReport::lastLots).sum();
    }
}
