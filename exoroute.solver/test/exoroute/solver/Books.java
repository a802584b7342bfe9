package exoroute.solver;

import exoroute.api.market.Side;
import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.VenueLadder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Seeded routing problems of every kind of cost. Prices in 10^-9, sizes in whole units. */
final class Books {
    static final long UNIT = 1_000_000_000L;

    enum Impact { NONE, QUADRATIC, POWER, MIXED }

    private Books() {}

    /** Between one unit and all there is. */
    static RoutingProblem problem(SplittableRandom random, int venues, int levels, Impact impact) {
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

    static VenueLadder ladder(SplittableRandom random, Side side, String id, int most, Impact impact) {
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
}
