package exoroute.api.desk;

import exoroute.api.market.ListingId;
import java.util.List;

/**
 * How well a finished parent was executed. Prices in 10^-9 and amounts in 10^-8 of the parent's quote currency;
 * costs include taker fees and conversion and are positive when paid. Comparisons are made on the books of the
 * first solve, for the quantity that was filled.
 *
 * @param arrivalMid consolidated mid price at arrival: mean of best converted bid and best converted ask, no fees
 * @param averagePrice net cost per base unit filled; 0 when nothing filled
 * @param cost net cost of all fills
 * @param fees fees of all fills, converted
 * @param implementationShortfall sign times (cost minus mid times filled): what execution cost against arrival
 * @param effectiveSpread twice the distance of the average gross fill price from the mid, per base unit
 * @param bestSingleVenue cheapest venue that showed the whole filled size, null when none did
 * @param bestSingleCost what the filled size would have cost there, 0 when none
 * @param proRataCost cost of splitting in proportion to what each venue showed
 * @param children one per child that filled
 */
public record QualityReport(
        long arrivalMid,
        long averagePrice,
        long cost,
        long fees,
        long implementationShortfall,
        long effectiveSpread,
        ListingId bestSingleVenue,
        long bestSingleCost,
        long proRataCost,
        List<ChildQuality> children) {

    /**
     * How well one child was executed.
     *
     * @param child its id
     * @param bookPosition log position of the book view it was sent on
     * @param filled in 10^-sizeScale of the base
     * @param averagePrice net cost per base unit
     * @param expectedPrice net cost per base unit of this size on the book it was sent on
     * @param slippage sign times (average minus expected), per base unit
     * @param bestAlternative net price per base unit the best other venue showed for its next unit at that time,
     *     0 when there was none
     * @param fees fees, converted
     * @param markOut sign times (consolidated mid when the parent finished minus gross fill price), per base unit
     */
    public record ChildQuality(
            long child,
            long bookPosition,
            long filled,
            long averagePrice,
            long expectedPrice,
            long slippage,
            long bestAlternative,
            long fees,
            long markOut) {}
}
