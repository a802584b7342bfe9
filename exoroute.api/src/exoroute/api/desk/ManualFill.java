package exoroute.api.desk;

/**
 * A fill that an operator knows of from elsewhere (the venue's blotter, a telephone call).
 *
 * @param child id of the child order
 * @param execId the venue's execution id, so that its own report, should it come, is not counted again; not empty
 * @param lots size in lots of the listing, positive
 * @param ticks price in ticks of the listing, positive
 * @param fee fee in 10^-8 of {@code feeCurrency}; negative is a rebate
 * @param feeCurrency currency of the fee, empty without fee
 */
public record ManualFill(long child, String execId, long lots, long ticks, long fee, String feeCurrency) {
    /**
     * @throws IllegalArgumentException when the execution id is empty or longer than 128 characters
     */
    public ManualFill {
        if (execId.isEmpty() || execId.length() > 128) {
            throw new IllegalArgumentException("execution id '" + execId + "' must have 1 to 128 characters");
        }
    }
}
