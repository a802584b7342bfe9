package exoroute.api.market;

/**
 * What is traded, independent of where.
 *
 * @param symbol canonical name, {@code BASE/QUOTE}
 * @param base currency bought or sold
 * @param quote currency the price is in
 * @param sizeScale quantities are counted in 10^-sizeScale of the base, 0 to 9
 * @param priceScale prices that belong to no listing are counted in 10^-priceScale of the quote, 0 to 9
 */
public record Instrument(String symbol, String base, String quote, int sizeScale, int priceScale) {
    /**
     * @throws IllegalArgumentException when a scale is out of range
     */
    public Instrument {
        if (sizeScale < 0 || sizeScale > 9 || priceScale < 0 || priceScale > 9) {
            throw new IllegalArgumentException("instrument " + symbol + ": scales " + sizeScale + ", " + priceScale
                    + " must both lie in 0..9");
        }
    }
}
