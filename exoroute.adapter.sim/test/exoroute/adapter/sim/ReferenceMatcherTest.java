package exoroute.adapter.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.market.Side;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.ExecutionReport;
import exoroute.api.order.ExecutionReport.Type;
import exoroute.api.order.OrderType;
import exoroute.api.order.TimeInForce;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random orders against a matcher written plainly, with lists, sorting and decimals. */
class ReferenceMatcherTest {
    /** An order in the plain matcher: sorted by price, then the market's own first, then by time. */
    private static final class Plain {
        final long id;
        final Side side;
        final BigDecimal price;
        final int arrival;
        BigDecimal left;

        Plain(long id, Side side, BigDecimal price, BigDecimal left, int arrival) {
            this.id = id;
            this.side = side;
            this.price = price;
            this.left = left;
            this.arrival = arrival;
        }
    }

    private final List<Plain> resting = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();
    private final Map<Long, BigDecimal> filled = new TreeMap<>();
    private final SimFixture f = SimFixture.perfect();
    private final List<ChildOrder> mine = new ArrayList<>();
    private SplittableRandom random;
    private int arrivals;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void every_fill_and_the_book_are_those_of_the_plain_matcher(long seed) {
        random = new SplittableRandom(seed);
        int fills = 0;
        for (int i = 0; i < 3_000; i++) {
            int reported = f.reports.size();
            expected.clear();
            step();
            List<String> found = f.reports.subList(reported, f.reports.size()).stream()
                    .filter(r -> r.type() == Type.TRADE)
                    .map(r -> r.child() + " " + r.lastLots() + "@" + r.lastTicks() + " " + r.liquidity()).sorted()
                            .toList();
            assertEquals(expected.stream().sorted().toList(), found, "seed " + seed + ", step " + i);
            fills += found.size();
            assertEquals(plainBook(), f.book(), "seed " + seed + ", step " + i);
        }
        assertTrue(fills > 500, "only " + fills + " fills");
        quantitiesAreConserved();
    }

    private void step() {
        int dice = random.nextInt(10);
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        long ticks = 1_000 + random.nextInt(-10, 11);
        long lots = 2 + random.nextLong(50);
        if (dice < 4) {
            Plain order = new Plain(0, side, BigDecimal.valueOf(ticks), BigDecimal.valueOf(lots), -++arrivals);
            if (!crossesMarket(order)) { // others never trade among themselves here, so they do not cross either
                match(order);
                rest(order);
                f.other(side, ticks, lots);
            }
        } else if (dice < 8) {
            TimeInForce tif = List.of(TimeInForce.IOC, TimeInForce.IOC, TimeInForce.FOK, TimeInForce.GTC)
                    .get(random.nextInt(4));
            boolean market = random.nextInt(10) == 0;
            sent(side, market, tif, ticks, lots);
        } else {
            List<ChildOrder> open = mine.stream().filter(o -> resting.stream().anyMatch(p -> p.id == o.id())).toList();
            if (!open.isEmpty()) {
                ChildOrder order = open.get(random.nextInt(open.size()));
                resting.removeIf(p -> p.id == order.id());
                f.venue.cancel(order);
                f.settle();
            }
        }
    }

    private void sent(Side side, boolean market, TimeInForce tif, long ticks, long lots) {
        ChildOrder child = f.order(side, market ? OrderType.MARKET : OrderType.LIMIT, tif, market ? 0 : ticks, lots, 0);
        BigDecimal limit = !market ? BigDecimal.valueOf(ticks)
                : side == Side.BUY ? BigDecimal.valueOf(Long.MAX_VALUE) : BigDecimal.ZERO;
        Plain order = new Plain(child.id(), side, limit, BigDecimal.valueOf(lots), ++arrivals);
        List<Plain> met = facing(order);
        boolean own = met.stream().anyMatch(p -> p.id != 0);
        BigDecimal there = met.stream().map(p -> p.left).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (!own && (tif != TimeInForce.FOK || there.compareTo(order.left) >= 0)) {
            match(order);
            if (tif == TimeInForce.GTC && !market) {
                rest(order);
            }
        }
        mine.add(child);
        f.send(child);
    }

    private boolean crossesMarket(Plain order) {
        return facing(order).stream().anyMatch(p -> p.id == 0);
    }

    /** What an order meets, in the order it trades. */
    private List<Plain> facing(Plain order) {
        Comparator<Plain> byPrice = Comparator.comparing(p -> p.price);
        return resting.stream()
                .filter(p -> p.side != order.side)
                .filter(p -> order.side == Side.BUY ? p.price.compareTo(order.price) <= 0
                        : p.price.compareTo(order.price) >= 0)
                .sorted((order.side == Side.BUY ? byPrice : byPrice.reversed()).thenComparing(p -> p.arrival))
                .toList();
    }

    private void match(Plain order) {
        for (Plain other : facing(order)) {
            BigDecimal traded = order.left.min(other.left);
            if (traded.signum() > 0) {
                order.left = order.left.subtract(traded);
                other.left = other.left.subtract(traded);
                note(order.id, traded, other.price, "TAKER");
                note(other.id, traded, other.price, "MAKER");
            }
        }
        resting.removeIf(p -> p.left.signum() == 0);
    }

    private void note(long id, BigDecimal lots, BigDecimal price, String liquidity) {
        if (id != 0) {
            expected.add(id + " " + lots + "@" + price + " " + liquidity);
            filled.merge(id, lots, BigDecimal::add);
        }
    }

    private void rest(Plain order) {
        if (order.left.signum() > 0) {
            resting.add(order);
        }
    }

    private String plainBook() {
        return (levels(Side.BUY) + " | " + levels(Side.SELL)).trim();
    }

    private String levels(Side side) {
        TreeMap<BigDecimal, BigDecimal> levels = new TreeMap<>();
        resting.stream().filter(p -> p.side == side).forEach(p -> levels.merge(p.price, p.left, BigDecimal::add));
        List<String> texts = new ArrayList<>();
        levels.forEach((price, lots) -> texts.add(price + "x" + lots));
        if (side == Side.BUY) {
            java.util.Collections.reverse(texts);
        }
        return String.join(" ", texts);
    }

    /** Per order: reported fills sum to the cumulative quantity; filled and left are what was ordered. */
    private void quantitiesAreConserved() {
        for (ChildOrder order : mine) {
            long sum = 0;
            for (ExecutionReport report : f.of(order)) {
                sum += report.lastLots();
                assertEquals(sum, report.cumulativeLots(), order.toString());
                boolean open = report.type() == Type.NEW || report.type() == Type.TRADE;
                assertEquals(open ? order.lots() - sum : report.leavesLots(), report.leavesLots());
                assertTrue(sum <= order.lots());
            }
            assertEquals(filled.getOrDefault(order.id(), BigDecimal.ZERO), BigDecimal.valueOf(sum));
            long inBook = resting.stream().filter(p -> p.id == order.id()).mapToLong(p -> p.left.longValueExact())
                    .sum();
            assertTrue(inBook == 0 || inBook == order.lots() - sum);
        }
    }
}
