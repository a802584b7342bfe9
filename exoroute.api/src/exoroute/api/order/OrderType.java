package exoroute.api.order;

/** How an order is priced. */
public enum OrderType {
    /** At the limit or better. */
    LIMIT,
    /** At any price. */
    MARKET,
    /** Limit that must not take liquidity; refused by the venue if it would. */
    POST_ONLY
}
