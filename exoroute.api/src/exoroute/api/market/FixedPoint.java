package exoroute.api.market;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Exact decimals in 64-bit integers: a value {@code v} at scale {@code s} stands for {@code v * 10^-s}. Pure
 * functions; nothing is ever wrapped or silently rounded.
 */
public final class FixedPoint {
    /** The largest scale: 10^18 is the largest power of ten in 64 bits. */
    public static final int MAX_SCALE = 18;

    private static final long[] POWERS = new long[MAX_SCALE + 1];

    static {
        POWERS[0] = 1;
        for (int i = 1; i <= MAX_SCALE; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private FixedPoint() {}

    /** 10 to the power of {@code scale}, 0 to 18. */
    public static long power(int scale) {
        if (scale < 0 || scale > MAX_SCALE) {
            throw new IllegalArgumentException("scale " + scale + " is not in 0.." + MAX_SCALE);
        }
        return POWERS[scale];
    }

    /**
     * Parses plain decimal text exactly: {@code parse("1.15", 2)} is 115. Trailing zeros beyond the scale are
     * accepted, other digits are not. Does not allocate unless it throws.
     *
     * @param text optional sign, digits, optional point and digits; no exponent, no spaces
     * @param scale 0 to 18
     * @throws IllegalArgumentException when the text is no decimal, is finer than the scale, or exceeds 64 bits;
     *     the message holds the text
     */
    public static long parse(CharSequence text, int scale) {
        int length = text.length();
        int i = 0;
        boolean negative = length > 0 && text.charAt(0) == '-';
        if (negative || (length > 0 && text.charAt(0) == '+')) {
            i++;
        }
        long value = 0;
        int digits = 0;
        int decimals = -1;
        for (; i < length; i++) {
            char c = text.charAt(i);
            if (c == '.' && decimals < 0) {
                decimals = 0;
                continue;
            }
            if (c < '0' || c > '9') {
                throw malformed(text, "is not a plain decimal number");
            }
            digits++;
            if (decimals >= 0 && decimals == scale) {
                if (c != '0') {
                    throw malformed(text, "has more than " + scale + " decimals");
                }
                continue;
            }
            if (decimals >= 0) {
                decimals++;
            }
            value = shift(value, 1, c - '0', text);
        }
        if (digits == 0) {
            throw malformed(text, "is not a plain decimal number");
        }
        value = shift(value, scale - Math.max(decimals, 0), 0, text);
        return negative ? -value : value;
    }

    private static long shift(long value, int places, int digit, CharSequence text) {
        try {
            return Math.addExact(Math.multiplyExact(value, POWERS[places]), digit);
        } catch (ArithmeticException e) {
            throw malformed(text, "does not fit 64 bits");
        }
    }

    private static IllegalArgumentException malformed(CharSequence text, String why) {
        return new IllegalArgumentException("decimal '" + text + "' " + why);
    }

    /** Plain text without trailing zeros: {@code format(1150, 3)} is {@code "1.15"}. */
    public static String format(long value, int scale) {
        BigDecimal d = BigDecimal.valueOf(value, scale).stripTrailingZeros();
        return (d.scale() < 0 ? d.setScale(0) : d).toPlainString();
    }

    /** Plain text with exactly {@code decimals} places, rounded half-even: for display only. */
    public static String format(long value, int scale, int decimals) {
        return BigDecimal.valueOf(value, scale).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }

    /**
     * {@code a * b / d} with a 128-bit product, rounded as stated.
     *
     * @param d positive
     * @throws ArithmeticException when the quotient does not fit 64 bits; the message holds the three numbers
     */
    public static long multiplyDivide(long a, long b, long d, RoundingMode rounding) {
        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        if ((high == 0 && low >= 0) || (high == -1 && low < 0)) {
            return divide(low, d, rounding);
        }
        BigDecimal quotient = new BigDecimal(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)))
                .divide(BigDecimal.valueOf(d), 0, rounding);
        try {
            return quotient.longValueExact();
        } catch (ArithmeticException e) {
            throw new ArithmeticException(a + " * " + b + " / " + d + " does not fit 64 bits");
        }
    }

    /** {@code n / d}, {@code d} positive, rounded as stated. */
    public static long divide(long n, long d, RoundingMode rounding) {
        return switch (rounding) {
            case DOWN -> n / d;
            case FLOOR -> Math.floorDiv(n, d);
            case CEILING -> -Math.floorDiv(-n, d);
            default -> BigDecimal.valueOf(n).divide(BigDecimal.valueOf(d), 0, rounding).longValueExact();
        };
    }
}
