package exoroute.ledger;

import exoroute.api.plan.DeltaLog.Urgency;
import java.util.concurrent.CompletableFuture;

/** What a producer offered, and the answer it waits for. */
record Offer(
        String producer,
        long sequence,
        String kind,
        byte[] payload,
        Urgency urgency,
        boolean snapshot,
        CompletableFuture<Long> answer) {

    boolean isUrgent() {
        return urgency == Urgency.RISK_REDUCING;
    }

    /** An answer that is known; {@code error} is null when there is a position. */
    record Outcome(Offer offer, long position, RuntimeException error) {
        void tell() {
            if (error == null) {
                offer.answer().complete(position);
            } else {
                offer.answer().completeExceptionally(error);
            }
        }
    }
}
