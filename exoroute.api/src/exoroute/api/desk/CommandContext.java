package exoroute.api.desk;

/**
 * Who asks, and under which id. A request id is accepted once per actor: a repetition is refused as a
 * duplicate, for as long as the desk remembers it (a configured number of requests, the newest).
 *
 * @param actor identity of who asks, not empty
 * @param requestId the actor's own id of the request (for example ClOrdID), not empty
 */
public record CommandContext(String actor, String requestId) {
    /**
     * @throws IllegalArgumentException when a field is empty or longer than 64 characters
     */
    public CommandContext {
        if (actor.isEmpty() || requestId.isEmpty() || actor.length() > 64 || requestId.length() > 64) {
            throw new IllegalArgumentException("actor '" + actor + "' and request id '" + requestId
                    + "' must have 1 to 64 characters");
        }
    }
}
