package exoroute.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void quantiles_are_those_of_the_sorted_times() {
        Spread spread = new Spread(LongStream.rangeClosed(1, 1_000).map(i -> (1_001 - i) * 1_000).toArray());
        assertEquals(501, spread.micros(0.5));
        assertEquals(991, spread.micros(0.99));
        assertEquals(1_000, spread.micros(1));
        assertEquals("p50 501.00 us, p99 991.00 us, p99.9 1000.00 us (n = 1000)", spread.toString());
    }
}
