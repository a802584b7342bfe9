package exoroute.api.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FixedPointTest {
    private final SplittableRandom random = new SplittableRandom(1);

    @ParameterizedTest
    @CsvSource({"1.15,2,115", "-0.5,1,-5", "+7,0,7", "58719.90000,2,5871990", "0.00000001,8,1", ".5,1,5", "5.,1,50", "-0,3,0"})
    void decimal_text_is_parsed_exactly(String text, int scale, long expected) {
        assertEquals(expected, FixedPoint.parse(text, scale));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", ".", "1e5", " 1", "1 ", "1.2.3", "0x10", "1,5", "NaN", "--1", "\u0661"})
    void what_is_no_plain_decimal_is_refused_with_its_text(String text) {
        assertEquals(
                "decimal '" + text + "' is not a plain decimal number",
                assertThrows(IllegalArgumentException.class, () -> FixedPoint.parse(text, 8)).getMessage());
    }

    @Test
    void finer_than_the_scale_and_larger_than_64_bits_are_refused() {
        assertEquals(
                "decimal '1.001' has more than 2 decimals",
                assertThrows(IllegalArgumentException.class, () -> FixedPoint.parse("1.001", 2)).getMessage());
        for (String text : new String[] {"9223372036854775808", "92233720368547758.08", "99999999999999999999"}) {
            assertEquals(
                    "decimal '" + text + "' does not fit 64 bits",
                    assertThrows(IllegalArgumentException.class, () -> FixedPoint.parse(text, 2)).getMessage());
        }
    }

    @Test
    void parse_and_format_agree_with_big_decimal() {
        for (int i = 0; i < 20_000; i++) {
            int scale = random.nextInt(10);
            long value = random.nextLong() >> random.nextInt(63);
            String plain = BigDecimal.valueOf(value, scale).toPlainString();
            if (value != Long.MIN_VALUE) {
                assertEquals(value, FixedPoint.parse(plain, scale), plain);
            }
            assertEquals(0, BigDecimal.valueOf(value, scale).compareTo(new BigDecimal(FixedPoint.format(value, scale))));
        }
    }

    @Test
    void products_are_128_bit_and_rounded_as_stated() {
        RoundingMode[] modes = {
            RoundingMode.DOWN, RoundingMode.FLOOR, RoundingMode.CEILING, RoundingMode.HALF_EVEN, RoundingMode.HALF_UP, RoundingMode.UP
        };
        for (int i = 0; i < 50_000; i++) {
            long a = random.nextLong() >> random.nextInt(63);
            long b = random.nextLong() >> random.nextInt(63);
            long d = (random.nextLong() >>> 1 >> random.nextInt(62)) + 1;
            RoundingMode mode = modes[random.nextInt(modes.length)];
            BigInteger expected = new BigDecimal(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)))
                    .divide(BigDecimal.valueOf(d), 0, mode).toBigInteger();
            if (expected.bitLength() < 64) {
                assertEquals(expected.longValue(), FixedPoint.multiplyDivide(a, b, d, mode), a + " * " + b + " / " + d + " " + mode);
            } else {
                assertEquals(
                        a + " * " + b + " / " + d + " does not fit 64 bits",
                        assertThrows(ArithmeticException.class, () -> FixedPoint.multiplyDivide(a, b, d, mode)).getMessage());
            }
        }
    }
}
