package exoroute.api.desk;

import java.util.List;

/**
 * What the desk and a venue say of each other, as of one log position. Equal when there are no differences.
 *
 * @param venue venue id
 * @param position log position of what the venue said
 * @param logTime nanoseconds UTC
 * @param ordersKnown whether the venue listed its open orders
 * @param balancesKnown whether the venue told its balances
 * @param failure why something could not be asked, empty when all could
 * @param differences in the order of {@link Kind}, then of child id or currency
 */
public record Reconciliation(
        String venue,
        long position,
        long logTime,
        boolean ordersKnown,
        boolean balancesKnown,
        String failure,
        List<Difference> differences) {

    /** Copies the list. */
    public Reconciliation {
        differences = List.copyOf(differences);
    }

    /**
     * One difference.
     *
     * @param kind what differs
     * @param child id of the child order, 0 when none is concerned
     * @param subject listing or currency
     * @param desk what the desk has
     * @param venue what the venue says
     * @param remedy what to do about it
     */
    public record Difference(Kind kind, long child, String subject, String desk, String venue, String remedy) {}

    /** Kinds of difference. */
    public enum Kind {
        /** Open at the venue, not sent by this desk, or ended here. */
        OPEN_AT_VENUE,
        /** Open here, not open at the venue. */
        NOT_AT_VENUE,
        /** Filled quantities differ. */
        FILLED,
        /** Its outcome is unknown. */
        OUTCOME_UNKNOWN,
        /** The venue counts more than it reported fills for. */
        FILL_MISSING,
        /** Reported by the venue for an order that this desk does not know. */
        FOREIGN_REPORT,
        /** A balance differs from what the fills made of it. */
        BALANCE
    }
}
