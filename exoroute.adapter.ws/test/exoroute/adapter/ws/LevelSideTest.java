package exoroute.adapter.ws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LevelSideTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void equals_a_sorted_map_under_any_changes(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean bids = seed % 2 == 0;
        LevelSide side = new LevelSide(bids, true);
        TreeMap<Long, Long> expected = new TreeMap<>(bids ? Comparator.<Long>reverseOrder()
                : Comparator.<Long>naturalOrder());
        for (int i = 0; i < 20_000; i++) {
            long ticks = 1 + random.nextLong(700);
            long lots = random.nextInt(3) == 0 ? 0 : 1 + random.nextLong(9);
            side.set(ticks, lots, "t" + ticks + ":" + lots);
            if (lots == 0) {
                expected.remove(ticks);
            } else {
                expected.put(ticks, lots);
            }
            if (i % 500 == 0) {
                side.truncate(200);
                while (expected.size() > 200) {
                    expected.pollLastEntry();
                }
            }
            if (i % 50 == 0) {
                assertArrayEquals(expected.keySet().stream().mapToLong(k -> k).toArray(), side.copyTicks());
                assertArrayEquals(expected.values().stream().mapToLong(v -> v).toArray(), side.copyLots());
                int level = 0;
                for (var e : expected.entrySet()) {
                    assertEquals("t" + e.getKey() + ":" + e.getValue(), side.text(level++));
                }
            }
        }
    }

    @Test
    void tells_the_best_level_that_changed() {
        LevelSide asks = new LevelSide(false, false);
        for (long t = 10; t < 20; t++) {
            asks.set(t, 5, null);
        }
        asks.takeTouched();
        assertEquals(Integer.MAX_VALUE, asks.takeTouched());
        asks.set(13, 5, null);
        assertEquals(Integer.MAX_VALUE, asks.takeTouched(), "the same size again changes nothing");
        asks.set(13, 6, null);
        assertEquals(3, asks.takeTouched());
        asks.set(99, 0, null);
        assertEquals(Integer.MAX_VALUE, asks.takeTouched(), "removing what is not there changes nothing");
        asks.set(12, 0, null);
        asks.set(15, 1, null);
        assertEquals(2, asks.takeTouched());
    }
}
