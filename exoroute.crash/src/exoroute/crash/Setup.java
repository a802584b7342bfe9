package exoroute.crash;

import exoroute.api.market.Instrument;
import exoroute.api.market.Side;
import exoroute.api.order.Constraints;
import exoroute.api.order.ParentOrder;
import exoroute.api.plan.Durability;
import exoroute.ledger.LogSettings;
import exoroute.router.core.CoreConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** What is traded where, by which rules, and what is ordered: small segments, short timeouts, frequent snapshots. */
final class Setup {
    /** The actor of all orders. */
    static final String ACTOR = "crash";
    /** The router's name at the venues. */
    static final String CLIENT = "crash";
    /** All venues. */
    static final List<String> VENUES = List.of("alpha", "beta", "gamma");

    private static final Instrument BTC = new Instrument("BTC/USD", "BTC", "USD", 8, 2);
    private static final List<String> LISTINGS = List.of(
            "BTCUSD;BTC/USD;8;2;0.01;0.0001;0.0001;0.001;0",
            "XBT;BTC/USD;8;2;0.05;0.001;0.002;0.0005;0",
            "BTC-USD;BTC/USD;8;2;0.01;0.0005;0.0005;0.002;0");
    private static final long MILLI = 1_000_000;
    private static final long WHOLE = 100_000_000;
    private static final long SEGMENT = 48 << 10;
    private static final long RESERVE = 64 << 10;
    private static final int UNLIMITED = 1_000_000;
    private static final int SNAPSHOT_EVENTS = 60;
    /** Orders are multiples of this, which every venue's lot divides; 10^-8. */
    private static final long STEP = 100_000;
    private static final int MAX_STEPS = 6_000;
    private static final int PARTIAL = 150_000;

    private Setup() {}

    /** The log's settings. */
    static LogSettings log(Path folder) {
        return new LogSettings(
                folder, "crash", Durability.LOCAL_FSYNC, SEGMENT, 4096, 1024, 4 << 20, 16_384, RESERVE);
    }

    /** The desk's configuration; everything is kept in memory, so that everything can be compared. */
    static CoreConfig core() {
        long much = UNLIMITED * WHOLE;
        return new CoreConfig(
                List.of(BTC), new TreeMap<>(), "price-search", 8, 4, 500_000, 50 * MILLI,
                new CoreConfig.RiskLimits(100 * WHOLE, 100 * much, 100 * WHOLE, 100 * much, 100 * much, 10_000 * much,
                        20_000_000, UNLIMITED),
                new CoreConfig.Outcomes(500 * MILLI, 100 * MILLI, 700 * MILLI),
                new CoreConfig.Breaker(50, 50, 200, 50, 10_000 * MILLI, 200 * MILLI, 1_000 * MILLI),
                new CoreConfig.Retention(UNLIMITED, UNLIMITED, SNAPSHOT_EVENTS));
    }

    /** The options of a venue's process, but for its files. */
    static List<String> venue(String venue, long seed) {
        int number = VENUES.indexOf(venue);
        String symbol = LISTINGS.get(number).substring(0, LISTINGS.get(number).indexOf(';'));
        List<String> options = new ArrayList<>(List.of(
                "--venue", venue, "--listing", LISTINGS.get(number), "--refill", "--balance", "USD=1000000000", "--balance",
                "BTC=100000", "--seed", Long.toString(seed + number), "--latency-min-us", "200", "--latency-max-us", "3000",
                "--partial-ppm", Integer.toString(PARTIAL), "--reject-ppm", "20000"));
        for (int level = 0; level < 3; level++) {
            int away = 100 * (level * level + 1) + 5 * number;
            options.addAll(List.of("--quote", symbol + ";SELL;" + price(3_000_000 + away) + ";0.4"));
            options.addAll(List.of("--quote", symbol + ";BUY;" + price(3_000_000 - away) + ";0.4"));
        }
        return options;
    }

    private static String price(long cents) {
        return cents / 100 + "." + String.format("%02d", cents % 100);
    }

    /** The request id of a number. */
    static String requestId(long number) {
        return "r" + number;
    }

    /** The order of a number: the same whenever it is asked for. */
    static ParentOrder order(long seed, long number) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
        random.nextLong();
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        long steps = random.nextInt(3) == 0 ? 1 + random.nextInt(MAX_STEPS) : 1 + random.nextInt(MAX_STEPS / 8);
        return new ParentOrder(
                "BTC/USD", side, steps * STEP, 0, ParentOrder.LimitBasis.GROSS, 0,
                new Constraints(true, 0, 0, List.of()));
    }
}
