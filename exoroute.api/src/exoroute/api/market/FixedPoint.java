package exoroute.api.market;

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
        long digits = value;
        int places = scale;
        while (places > 0 && digits % 10 == 0) {
            digits /= 10;
            places--;
        }
        return places == 0 ? Long.toString(digits) : plain(digits, places);
    }

    /** Plain text with exactly {@code decimals} places, rounded half-even: for display only. */
    public static String format(long value, int scale, int decimals) {
        long rounded = decimals < scale ? divide(value, POWERS[scale - decimals], RoundingMode.HALF_EVEN) : value;
        int places = Math.min(scale, decimals);
        String text = places == 0 ? Long.toString(rounded) : plain(rounded, places);
        return decimals == places ? text : (places == 0 ? text + "." : text) + "0".repeat(decimals - places);
    }

    private static String plain(long digits, int places) {
        long whole = digits / POWERS[places];
        long rest = Math.abs(digits % POWERS[places]);
        StringBuilder text = new StringBuilder(24);
        if (digits < 0 && whole == 0) {
            text.append('-');
        }
        text.append(whole).append('.');
        for (int i = places - 1; i > 0 && rest < POWERS[i]; i--) {
            text.append('0');
        }
        return text.append(rest).toString();
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
        boolean negative = high < 0;
        if (negative) {
            low = -low;
            high = ~high + (low == 0 ? 1 : 0);
        }
        if (high >= d) {
            throw new ArithmeticException(a + " * " + b + " / " + d + " does not fit 64 bits");
        }
        long quotient = quotient(high, low, d);
        long rest = low - quotient * d;
        if (rest != 0 && isAwayFromZero(negative, (quotient & 1) == 1, rest, d, rounding)) {
            quotient++;
        }
        if (quotient < 0) {
            throw new ArithmeticException(a + " * " + b + " / " + d + " does not fit 64 bits");
        }
        return negative ? -quotient : quotient;
    }

    /**
     * A 128-bit number divided by {@code d}, all unsigned, {@code high < d}; 32 bits of the quotient at a time (Knuth,
     * TAOCP volume 2, 4.3.1, algorithm D).
     */
    private static long quotient(long high, long low, long d) {
        int shift = Long.numberOfLeadingZeros(d);
        long divisor = d << shift;
        long top = shift == 0 ? high : high << shift | low >>> (64 - shift);
        long rest = low << shift;
        long upper = digit(top, rest >>> 32, divisor);
        long middle = (top << 32 | rest >>> 32) - upper * divisor;
        return upper << 32 | digit(middle, rest & 0xFFFFFFFFL, divisor);
    }

    /** One 32-bit digit of (n * 2^32 + next) / divisor, the divisor's highest bit set. */
    private static long digit(long n, long next, long divisor) {
        long head = divisor >>> 32;
        long tail = divisor & 0xFFFFFFFFL;
        long q = Long.divideUnsigned(n, head);
        long r = n - q * head;
        while (q >>> 32 != 0 || Long.compareUnsigned(q * tail, r << 32 | next) > 0) {
            q--;
            r += head;
            if (r >>> 32 != 0) {
                break;
            }
        }
        return q;
    }

    /** {@code n / d}, {@code d} positive, rounded as stated. */
    public static long divide(long n, long d, RoundingMode rounding) {
        long quotient = n / d;
        long rest = n - quotient * d;
        if (rest != 0 && isAwayFromZero(n < 0, (quotient & 1) == 1, Math.abs(rest), d, rounding)) {
            return n < 0 ? quotient - 1 : quotient + 1;
        }
        return quotient;
    }

    private static boolean isAwayFromZero(boolean negative, boolean odd, long rest, long d, RoundingMode rounding) {
        return switch (rounding) {
            case DOWN -> false;
            case UP -> true;
            case FLOOR -> negative;
            case CEILING -> !negative;
            case HALF_UP -> rest >= d - rest;
            case HALF_DOWN -> rest > d - rest;
            case HALF_EVEN -> rest > d - rest || (rest == d - rest && odd);
            case UNNECESSARY -> throw new ArithmeticException("a rest of " + rest + " of " + d + " would be rounded");
        };
    }
}
