package exoroute.api.order;

import exoroute.api.market.ListingId;

/**
 * What a venue says of a child order (FIX ExecutionReport, 35=8).
 *
 * @param listing where
 * @param child id of the child order, as sent
 * @param venueOrderId the venue's own id, empty when it gave none
 * @param type what happened
 * @param execId the venue's id of this report, unique per venue; fills are de-duplicated by it
 * @param refExecId for {@link Type#TRADE_CANCEL} and {@link Type#TRADE_CORRECT} the execution concerned, else empty
 * @param cumulativeLots filled so far
 * @param leavesLots still open; 0 once terminal
 * @param lastLots size of this fill (of the corrected fill), else 0
 * @param lastTicks price of this fill (of the corrected fill), else 0
 * @param fee fee of this fill in 10^-8 of {@code feeCurrency}; negative is a rebate
 * @param feeCurrency currency of the fee, empty without fee
 * @param liquidity whether the fill took or made
 * @param venueTime nanoseconds UTC, by the venue's clock
 * @param text the venue's reason, empty when it gave none
 */
public record ExecutionReport(
        ListingId listing,
        long child,
        String venueOrderId,
        Type type,
        String execId,
        String refExecId,
        long cumulativeLots,
        long leavesLots,
        long lastLots,
        long lastTicks,
        long fee,
        String feeCurrency,
        Liquidity liquidity,
        long venueTime,
        String text) {

    /** Fees are counted in 10^-8 of their currency. */
    public static final int FEE_AMOUNT_SCALE = 8;

    /** What happened (FIX ExecType, tag 150). */
    public enum Type {
        /** Acknowledged. */
        NEW,
        /** A fill. */
        TRADE,
        /** Cancelled by request or by the venue; the rest is free. */
        CANCELED,
        /** Replaced. */
        REPLACED,
        /** Refused. */
        REJECTED,
        /** Ended by its time in force. */
        EXPIRED,
        /** A bust: the referenced fill never happened. */
        TRADE_CANCEL,
        /** The referenced fill had this size and price. */
        TRADE_CORRECT,
        /** A cancel or replace was refused; the order stands as this report says. */
        CANCEL_REJECTED,
        /** An answer to a status question. */
        STATUS,
        /** The venue does not know the order. */
        NOT_FOUND,
        /** This side does not know what became of it: timeout, lost session, throw while sending. */
        UNKNOWN
    }

    /** Which side of the trade the order was on. */
    public enum Liquidity {
        /** No fill. */
        NONE,
        /** Took resting liquidity. */
        TAKER,
        /** Was resting. */
        MAKER
    }
}
