package exoroute.api.solver;

/**
 * What one venue offers to one problem. The arrays are not copied and must not be changed.
 *
 * @param id listing id, for messages
 * @param price level prices in price units, best first: never decreasing for a BUY, never increasing for a SELL;
 *     may repeat; all costs that are proportional to price (fees, conversion) are already in it
 * @param size level sizes in size units, same length, not negative
 * @param penalty further cost per base unit (fee, latency, adverse selection) in price units; may be negative
 * @param impact2 coefficient a of a/2 x^2, in 10^-12 quote per base^2, not negative
 * @param impact32 coefficient b of b x^(3/2), in 10^-12 quote per base^(3/2), not negative
 * @param cap largest size in size units; {@link Long#MAX_VALUE} for none
 * @param lot sizes are multiples of it, in size units, positive
 * @param minSize a size is 0 or at least this, in size units
 */
public record VenueLadder(
        String id,
        long[] price,
        long[] size,
        long penalty,
        long impact2,
        long impact32,
        long cap,
        long lot,
        long minSize) {}
