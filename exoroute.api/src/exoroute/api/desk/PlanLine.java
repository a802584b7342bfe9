package exoroute.api.desk;

import exoroute.api.market.ListingId;

/**
 * One venue's share of a plan, priced on the books it was solved with. Amounts in 10^-8.
 *
 * @param listing where
 * @param size in 10^-sizeScale of the base
 * @param worstTicks the last level touched, in ticks: the child's limit
 * @param notional price times size in the listing's quote currency
 * @param fee taker fee in the listing's quote currency
 * @param cost what it costs (or brings) in the parent's quote currency, with fee and conversion
 */
public record PlanLine(ListingId listing, long size, long worstTicks, long notional, long fee, long cost) {}
