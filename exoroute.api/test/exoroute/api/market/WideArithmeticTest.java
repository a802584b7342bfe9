package exoroute.api.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** 128-bit products, rounding and formatting equal the plain versions with big numbers. */
class WideArithmeticTest {
    private static final RoundingMode[] MODES = {
        RoundingMode.DOWN, RoundingMode.UP, RoundingMode.FLOOR, RoundingMode.CEILING, RoundingMode.HALF_UP,
        RoundingMode.HALF_DOWN, RoundingMode.HALF_EVEN
    };
    private static final long[] EDGES = {
        0, 1, -1, 2, 3, 5, 10, Integer.MAX_VALUE, 1L << 31, 1L << 32, (1L << 32) + 1, (1L << 62) + 1, Long.MAX_VALUE,
        Long.MAX_VALUE - 1, Long.MIN_VALUE, Long.MIN_VALUE + 1, 1_000_000_000_000_000_000L
    };

    private static void check(long a, long b, long d) {
        for (RoundingMode mode : MODES) {
            BigDecimal exact = new BigDecimal(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)))
                    .divide(BigDecimal.valueOf(d), 0, mode);
            if (exact.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0) {
                assertEquals(exact.longValueExact(), FixedPoint.multiplyDivide(a, b, d, mode), a + " * " + b + " / " + d + " " + mode);
            } else if (exact.compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) != 0) {
                assertThrows(ArithmeticException.class, () -> FixedPoint.multiplyDivide(a, b, d, mode));
            }
        }
    }

    @Test
    void products_of_edges_are_divided_as_big_numbers_are() {
        for (long a : EDGES) {
            for (long b : EDGES) {
                for (long d : EDGES) {
                    if (d > 0) {
                        check(a, b, d);
                    }
                }
            }
        }
    }

    @Test
    void random_products_are_divided_as_big_numbers_are() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 100_000; i++) {
            check(random.nextLong() >> random.nextInt(64), random.nextLong() >> random.nextInt(64),
                    Math.max(1, random.nextLong() >>> 1 + random.nextInt(62)));
        }
    }

    @Test
    void text_is_that_of_a_big_decimal() {
        SplittableRandom random = new SplittableRandom(12);
        for (int i = 0; i < 100_000; i++) {
            long value = i < EDGES.length ? EDGES[i] : random.nextLong() >> random.nextInt(64);
            int scale = random.nextInt(19);
            BigDecimal d = BigDecimal.valueOf(value, scale).stripTrailingZeros();
            assertEquals((d.scale() < 0 ? d.setScale(0) : d).toPlainString(), FixedPoint.format(value, scale));
            int decimals = random.nextInt(scale + 3);
            assertEquals(BigDecimal.valueOf(value, scale).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString(),
                    FixedPoint.format(value, scale, decimals), value + " " + scale + " " + decimals);
        }
    }
}
