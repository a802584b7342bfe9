package exoroute.api.order;

import exoroute.api.market.Side;

/**
 * What a desk wants done.
 *
 * @param instrument canonical symbol, as in {@code Instrument.symbol}
 * @param side buy or sell
 * @param quantity in 10^-sizeScale of the base, positive
 * @param limitPrice worst acceptable price in 10^-priceScale of the quote; 0 for none
 * @param limitBasis whether the limit is compared before or after fees and conversion
 * @param deadline nanoseconds UTC after which no new child leaves; 0 for none
 * @param constraints what else it allows
 */
public record ParentOrder(
        String instrument,
        Side side,
        long quantity,
        long limitPrice,
        LimitBasis limitBasis,
        long deadline,
        Constraints constraints) {

    /** What a parent's limit price is compared with. */
    public enum LimitBasis {
        /** The level's price, converted to the parent's quote currency, before fees. */
        GROSS,
        /** The level's price, converted, with taker fees. */
        NET
    }
}
