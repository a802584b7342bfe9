package exoroute.api.market;

/** Buy or sell. On a book, BUY is the bid side and SELL the ask side. */
public enum Side {
    /** Pays quote, receives base. */
    BUY,
    /** Pays base, receives quote. */
    SELL;

    /** +1 for BUY, -1 for SELL: cost is sign times price times size. */
    public int sign() {
        return this == BUY ? 1 : -1;
    }

    /** The other side; an order takes liquidity from the opposite side of the book. */
    public Side opposite() {
        return this == BUY ? SELL : BUY;
    }
}
