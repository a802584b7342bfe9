package exoroute.api.market;

/**
 * An instrument at a venue, with the facts a router needs. Sizes and steps are counted in the instrument's own
 * units (10^-sizeScale of the base, 10^-priceScale of the quote), so that listings of one instrument compare.
 *
 * @param id venue and native symbol
 * @param instrument what trades here; its quote may differ from the parent order's (then it is converted)
 * @param tick price step, in 10^-priceScale of the quote, positive
 * @param lot size step, in 10^-sizeScale of the base, positive
 * @param minSize smallest order, same unit as {@code lot}, 0 for none
 * @param maxSize largest order, same unit, {@link Long#MAX_VALUE} for none
 * @param minNotional smallest price times size, in 10^-priceScale of the quote, 0 for none
 * @param takerFee share of the notional, in 10^-8; negative is a rebate
 * @param makerFee share of the notional, in 10^-8; negative is a rebate
 * @param feeCurrency currency the fee is charged in
 * @param state whether it trades
 * @param assumed whether a fact above is assumed, not published by the venue's recorded metadata
 */
public record Listing(
        ListingId id,
        Instrument instrument,
        long tick,
        long lot,
        long minSize,
        long maxSize,
        long minNotional,
        long takerFee,
        long makerFee,
        String feeCurrency,
        State state,
        boolean assumed) {

    /** Fees are counted in 10^-8 of the notional. */
    public static final int FEE_SCALE = 8;

    /** Whether a listing trades. */
    public enum State {
        /** Trades normally. */
        OPEN,
        /** Halted by the venue. */
        HALTED,
        /** Closed for good or for the day. */
        CLOSED
    }

    /**
     * @throws IllegalArgumentException when a step is not positive or a bound is impossible
     */
    public Listing {
        if (tick <= 0 || lot <= 0 || minSize < 0 || maxSize < minSize || minNotional < 0) {
            throw new IllegalArgumentException("listing " + id + ": tick " + tick + ", lot " + lot + ", sizes "
                    + minSize + ".." + maxSize + ", minimum notional " + minNotional
                    + " must be positive steps and ordered bounds");
        }
    }

    /**
     * Decimal price text to ticks, exactly.
     *
     * @throws IllegalArgumentException when the price is off-tick or no decimal
     */
    public long ticks(CharSequence price) {
        return whole(price, instrument.priceScale(), tick, "price", "tick");
    }

    /**
     * Decimal size text to lots, exactly.
     *
     * @throws IllegalArgumentException when the size is off-lot or no decimal
     */
    public long lots(CharSequence size) {
        return whole(size, instrument.sizeScale(), lot, "size", "lot");
    }

    private long whole(CharSequence text, int scale, long step, String what, String unit) {
        long value = FixedPoint.parse(text, scale);
        if (value % step != 0) {
            throw new IllegalArgumentException("listing " + id + ": " + what + " " + text + " is no multiple of the "
                    + unit + " " + FixedPoint.format(step, scale));
        }
        return value / step;
    }

    /** Ticks to decimal text. */
    public String price(long ticks) {
        return FixedPoint.format(Math.multiplyExact(ticks, tick), instrument.priceScale());
    }

    /** Lots to decimal text. */
    public String size(long lots) {
        return FixedPoint.format(Math.multiplyExact(lots, lot), instrument.sizeScale());
    }
}
