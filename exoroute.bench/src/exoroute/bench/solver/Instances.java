package exoroute.bench.solver;

import exoroute.api.market.Side;
import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.VenueLadder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Seeded books: venues of fifty levels on their own tick grids around one mid, with spreads, fees and depth of their
 * own, and a buy of half of what the first twenty levels show. The same arguments give the same books everywhere.
 *
 * <p>A venue's tick is 0.01, 0.1, 0.5 or 1; its half spread 0.5 to 6 quote; its levels one to eight steps apart; its
 * fee 0, 1, 2, 5 or 10 basis points, folded into the prices and rounded up as the router does. Venues of the same
 * tick and fee quote equal prices, so there are ties as in a market. Sizes grow with the distance from the mid.
 */
public final class Instances {
    static final int LEVELS = 50;
    /** Decimals of prices: the router's common scale. */
    static final int PRICE_SCALE = 9;
    /** Decimals of sizes. */
    static final int SIZE_SCALE = 8;
    /** The mid in price units: 60,000 quote. */
    static final long MID = 60_000_000_000_000L;
    /** Changes that each instance comes with. */
    static final int CHANGES = 4;

    private static final long CENT = 10_000_000L;
    private static final int[] TICK_CENTS = {1, 10, 50, 100};
    private static final int[] FEE_BPS = {0, 1, 2, 5, 10};
    private static final int SHOWN = 20;
    /** Sizes are multiples of it: 10^-5 base. */
    private static final long STEP = 1_000L;

    private final SplittableRandom random;
    private final Kind kind;
    private final int venues;
    private final long[] tick;
    private final int[] fee;
    private final double[] scale;
    /** Prices without fees. */
    private final long[][] gross;

    private Instances(Kind kind, int venues, long seed) {
        this.kind = kind;
        this.venues = venues;
        random = new SplittableRandom(seed);
        tick = new long[venues];
        fee = new int[venues];
        scale = new double[venues];
        gross = new long[venues][LEVELS];
    }

    /** How many different books to rotate over, so that none of them is learnt by the branch predictor. */
    public static int books(int venues) {
        return Math.max(8, 4_000 / venues);
    }

    /** The first {@code count} instances of a kind and a number of venues. */
    public static List<Instance> of(Kind kind, int venues, int count) {
        List<Instance> instances = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            instances.add(of(kind, venues, (long) i));
        }
        return instances;
    }

    /** One instance. */
    public static Instance of(Kind kind, int venues, long number) {
        return new Instances(kind, venues, (kind.ordinal() * 10_000L + venues) * 100_000L + number).draw();
    }

    private Instance draw() {
        List<VenueLadder> ladders = new ArrayList<>(venues);
        long shown = 0;
        for (int v = 0; v < venues; v++) {
            VenueLadder ladder = ladder(v);
            ladders.add(ladder);
            for (int k = 0; k < SHOWN; k++) {
                shown += ladder.size()[k];
            }
        }
        RoutingProblem problem =
                new RoutingProblem(Side.BUY, shown / 2, SIZE_SCALE, PRICE_SCALE, RoutingProblem.COLD, ladders);
        List<Change> changes = new ArrayList<>(CHANGES);
        for (int i = 0; i < CHANGES; i++) {
            changes.add(change(problem));
        }
        return new Instance(problem, MID, changes);
    }

    private VenueLadder ladder(int v) {
        tick[v] = TICK_CENTS[random.nextInt(TICK_CENTS.length)] * CENT;
        fee[v] = FEE_BPS[random.nextInt(FEE_BPS.length)];
        scale[v] = 0.05 * Math.pow(2, random.nextInt(6));
        long apart = Math.max(tick[v], random.nextLong(10, 101) * CENT / tick[v] * tick[v]);
        long[] price = new long[LEVELS];
        long[] size = new long[LEVELS];
        long at = ceiling(MID + random.nextLong(50, 601) * CENT, tick[v]);
        for (int k = 0; k < LEVELS; k++) {
            gross[v][k] = at;
            price[k] = withFee(v, at);
            size[k] = size(v, k);
            at += apart * random.nextLong(1, 9);
        }
        long penalty = random.nextBoolean() ? 0 : random.nextLong(-50, 51) * CENT;
        // 0.5 to 3 quote/base^2 for the smallest venue; the deeper a venue, the less it moves
        long impact = kind == Kind.LINEAR ? 0 : (long) (random.nextDouble(0.5, 3) * 1e12 * 0.05 / scale[v]);
        return new VenueLadder("venue" + v, price, size, penalty, impact, 0, Long.MAX_VALUE, 1, 0);
    }

    private long size(int v, int k) {
        double base = scale[v] * (1 + 0.1 * k) * random.nextDouble(0.1, 2);
        return Math.max(1, (long) (base * 1e8) / STEP) * STEP;
    }

    private static long ceiling(long price, long tick) {
        return (price + tick - 1) / tick * tick;
    }

    private long withFee(int v, long price) {
        return price + (price * fee[v] + 9_999) / 10_000;
    }

    /**
     * One level in a hundred, the top of the books more often. Each gets another size; a fourth also gets a worse
     * price short of the next level's, where the grid has one (never a better one: two levels that move cannot cross).
     */
    private Change change(RoutingProblem problem) {
        int count = Math.max(1, (int) Math.round(venues * LEVELS / 100.0));
        int[] chosen = random.ints(0, venues * LEVELS).map(this::nearTheTop).distinct().limit(count).sorted().toArray();
        int[] venue = new int[count];
        int[] level = new int[count];
        long[] priceBefore = new long[count];
        long[] sizeBefore = new long[count];
        long[] priceAfter = new long[count];
        long[] sizeAfter = new long[count];
        for (int i = 0; i < count; i++) {
            int v = chosen[i] / LEVELS;
            int k = chosen[i] % LEVELS;
            VenueLadder ladder = problem.venues().get(v);
            long before = ladder.price()[k];
            long after = withFee(v, gross[v][k] + tick[v]);
            boolean moves = random.nextInt(4) == 0 && k + 1 < LEVELS && gross[v][k] + tick[v] < gross[v][k + 1];
            venue[i] = v;
            level[i] = k;
            priceBefore[i] = before;
            priceAfter[i] = moves ? after : before;
            sizeBefore[i] = ladder.size()[k];
            sizeAfter[i] = size(v, k);
        }
        return Change.of(venue, level, priceBefore, sizeBefore, priceAfter, sizeAfter);
    }

    private int nearTheTop(int at) {
        double level = at % LEVELS / (double) LEVELS;
        return at / LEVELS * LEVELS + (int) (level * level * LEVELS);
    }
}
