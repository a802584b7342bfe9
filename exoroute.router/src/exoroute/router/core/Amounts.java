package exoroute.router.core;

import exoroute.api.market.FixedPoint;
import java.math.RoundingMode;

/** Money: amounts in 10^-8 of a currency, from prices in 10^-9 and sizes in 10^-sizeScale. Half-even. */
final class Amounts {
    /** Decimals of amounts. */
    static final int SCALE = 8;

    private Amounts() {}

    /** Price (10^-9) times size (10^-sizeScale) in 10^-8. */
    static long notional(long price, long size, int sizeScale) {
        long down = FixedPoint.power(Ladder.PRICE_SCALE + sizeScale - SCALE);
        return FixedPoint.multiplyDivide(price, size, down, RoundingMode.HALF_EVEN);
    }

    /** Amount (10^-8) per base unit, in 10^-9; 0 for size 0. */
    static long perUnit(long amount, long size, int sizeScale) {
        if (size == 0) {
            return 0;
        }
        return FixedPoint.multiplyDivide(
                amount, FixedPoint.power(sizeScale + Ladder.PRICE_SCALE - SCALE), size, RoundingMode.HALF_EVEN);
    }
}
