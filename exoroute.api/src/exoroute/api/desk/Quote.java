package exoroute.api.desk;

import exoroute.api.order.ParentOrder;
import java.util.List;

/**
 * A plan that was not sent.
 *
 * @param order what was asked
 * @param lines one per venue that gets something, in listing order
 * @param missing quantity that finds no place, in 10^-sizeScale of the base
 * @param cost total in the parent's quote currency, 10^-8
 * @param price marginal cost of one more base unit, 10^-9 of the quote currency
 * @param proved whether the plan is proved optimal
 * @param reason why something is missing or a venue was left out, empty when all is well
 */
public record Quote(
        ParentOrder order, List<PlanLine> lines, long missing, long cost, long price, boolean proved, String reason) {}
