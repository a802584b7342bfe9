package exoroute.router.core;

/**
 * One execution as it counts.
 *
 * @param lots size in lots
 * @param ticks price in ticks
 * @param notional price times size, listing's quote currency, 10^-8
 * @param fee fee converted to the listing's quote currency, 10^-8
 * @param charged fee as charged, 10^-8 of {@code feeCurrency}
 * @param feeCurrency empty without fee
 */
record Fill(long lots, long ticks, long notional, long fee, long charged, String feeCurrency) {}
