package exoroute.solver;

import exoroute.api.market.Side;
import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.VenueLadder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Seeded routing problems of every kind of cost. Prices in 10^-9, sizes in whole units. */
public final class Books {
    public static final long UNIT = 1_000_000_000L;

    /** Kinds of costs. */
    public enum Impact { NONE, QUADRATIC, POWER, MIXED }

    private Books() {}

    /** Between one unit and all there is. */
    public static RoutingProblem problem(SplittableRandom random, int venues, int levels, Impact impact) {
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        List<VenueLadder> ladders = new ArrayList<>();
        long depth = 0;
        for (int v = 0; v < venues; v++) {
            VenueLadder ladder = ladder(random, side, "v" + v, levels, impact);
            long sum = 0;
            for (long size : ladder.size()) {
                sum += size;
            }
            depth += Math.min(sum, ladder.cap());
            ladders.add(ladder);
        }
        long quantity = depth == 0 ? 1 : random.nextInt(20) == 0 ? depth : 1 + random.nextLong(depth);
        return new RoutingProblem(side, quantity, 0, 9, RoutingProblem.COLD, ladders);
    }

    public static VenueLadder ladder(SplittableRandom random, Side side, String id, int most, Impact impact) {
        int levels = random.nextInt(most + 1);
        long[] price = new long[levels];
        long[] size = new long[levels];
        boolean coarse = random.nextInt(3) == 0;
        long at = 100 * UNIT + random.nextLong(10) * UNIT / 100;
        for (int k = 0; k < levels; k++) {
            price[k] = at;
            size[k] = coarse ? random.nextLong(8) : random.nextLong(5_000);
            at += side.sign() * random.nextLong(4) * UNIT / 100;
        }
        boolean quadratic = impact == Impact.QUADRATIC || impact == Impact.MIXED && random.nextBoolean();
        boolean power = impact == Impact.POWER || impact == Impact.MIXED && random.nextInt(3) == 0;
        long cap = random.nextInt(5) == 0 ? random.nextLong(3_000) : Long.MAX_VALUE;
        return new VenueLadder(id, price, size, random.nextLong(-3, 4) * UNIT / 1000,
                quadratic ? 1 + random.nextLong(50_000_000) : 0, power ? 1 + random.nextLong(500_000_000) : 0, cap, 1, 0);
    }

    /** A market: venues of fifty levels around one price, half of the first twenty levels is wanted. */
    public static RoutingProblem market(long seed, int venues, boolean quadratic) {
        SplittableRandom random = new SplittableRandom(seed);
        List<VenueLadder> ladders = new ArrayList<>();
        long shown = 0;
        for (int v = 0; v < venues; v++) {
            long[] price = new long[50];
            long[] size = new long[50];
            long at = 100 * UNIT + random.nextLong(20) * UNIT / 100;
            for (int k = 0; k < 50; k++) {
                price[k] = at;
                size[k] = 1 + random.nextLong(1_000_000);
                at += (1 + random.nextLong(3)) * UNIT / 100;
                shown += k < 20 ? size[k] : 0;
            }
            ladders.add(new VenueLadder("v" + v, price, size, random.nextLong(100) * UNIT / 1000,
                    quadratic ? 1_000 + random.nextLong(100_000) : 0, 0, Long.MAX_VALUE, 1, 0));
        }
        return new RoutingProblem(Side.BUY, shown / 2, 0, 9, RoutingProblem.COLD, ladders);
    }

    /** The same with one level in a hundred of another size. */
    public static RoutingProblem changed(RoutingProblem problem, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<VenueLadder> ladders = new ArrayList<>(problem.venues());
        for (int i = 0; i < Math.max(1, ladders.size() / 2); i++) {
            int v = random.nextInt(ladders.size());
            VenueLadder old = ladders.get(v);
            long[] size = old.size().clone();
            size[random.nextInt(size.length)] = 1 + random.nextLong(1_000_000);
            ladders.set(v, new VenueLadder(old.id(), old.price(), size, old.penalty(), old.impact2(), old.impact32(),
                    old.cap(), old.lot(), old.minSize()));
        }
        return new RoutingProblem(problem.side(), problem.quantity(), problem.sizeScale(), problem.priceScale(),
                problem.warmPrice(), ladders);
    }
}
