package exoroute.cbor;

/** IEEE 754 binary16, as CBOR's two-byte floats (RFC 8949 appendix D). */
final class Half {
    static final int NAN = 0x7e00;

    private Half() {}

    static double toDouble(int bits) {
        int exponent = bits >> 10 & 0x1f;
        int mantissa = bits & 0x3ff;
        double value;
        if (exponent == 0) {
            value = Math.scalb((double) mantissa, -24);
        } else if (exponent == 31) {
            value = mantissa == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        } else {
            value = Math.scalb((double) (mantissa + 1024), exponent - 25);
        }
        return (bits & 0x8000) == 0 ? value : -value;
    }

    /** The bits of exactly this value, or -1 when binary16 cannot hold it. Not for NaN. */
    static int exactly(double value) {
        int sign = (Double.doubleToRawLongBits(value) < 0) ? 0x8000 : 0;
        double magnitude = Math.abs(value);
        int bits;
        if (Double.isInfinite(magnitude)) {
            bits = 0x7c00;
        } else if (magnitude > 65504) {
            return -1;
        } else if (magnitude < 0x1p-14) {
            bits = (int) (magnitude * 0x1p24);
        } else {
            int exponent = Math.getExponent(magnitude);
            bits = exponent + 15 << 10 | (int) Math.scalb(magnitude, 10 - exponent) & 0x3ff;
        }
        return toDouble(bits) == magnitude ? sign | bits : -1;
    }
}
