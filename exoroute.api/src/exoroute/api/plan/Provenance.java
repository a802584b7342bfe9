package exoroute.api.plan;

/**
 * Where a plan change came from.
 *
 * @param engine id of the engine that solved
 * @param engineVersion its version
 * @param contractVersion version of {@code exoroute.api.solver} it answered under
 * @param views SHA-256, hexadecimal, over the leaf positions of the book views used, in listing order
 * @param price the optimal multiplier, in the problem's price units
 * @param iterations rounds of the search
 * @param residual quantity that found no place, in 10^-sizeScale of the base
 * @param proved whether the allocation is proved optimal
 */
public record Provenance(
        String engine,
        String engineVersion,
        String contractVersion,
        String views,
        long price,
        int iterations,
        long residual,
        boolean proved) {}
