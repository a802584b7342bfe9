package exoroute.adapter.sim;

import exoroute.api.market.FixedPoint;
import exoroute.api.market.Listing;
import exoroute.api.order.ExecutionReport.Liquidity;
import java.math.RoundingMode;

/** What a venue charges for a fill. */
final class Fees {
    private Fees() {}

    /** Fee of a fill in 10^-8 of the fee currency, half-up: a share of the size in the base, else of the notional. */
    static long of(Listing listing, long ticks, long lots, Liquidity liquidity) {
        long size = Math.multiplyExact(lots, listing.lot());
        long rate = liquidity == Liquidity.MAKER ? listing.makerFee() : listing.takerFee();
        int sizeScale = listing.instrument().sizeScale();
        if (listing.feeCurrency().equals(listing.instrument().base())) {
            return FixedPoint.multiplyDivide(rate, size, FixedPoint.power(sizeScale), RoundingMode.HALF_UP);
        }
        int scale = sizeScale + listing.instrument().priceScale();
        long price = Math.multiplyExact(ticks, listing.tick());
        long priceRate = Math.multiplyExact(price, rate);
        return FixedPoint.multiplyDivide(priceRate, size, FixedPoint.power(scale), RoundingMode.HALF_UP);
    }
}
