package exoroute.api.desk;

import java.util.SortedMap;

/**
 * A venue as the desk knows it.
 *
 * @param venue venue id
 * @param sessionUp whether orders can be sent
 * @param halt the halt of the venue itself
 * @param out why the circuit breaker took it out, empty when it is in
 * @param outUntil when it comes back by rule, nanoseconds UTC; 0 when it is in
 * @param open children there with something open
 * @param unknown children there whose outcome is unknown
 * @param balances spendable by currency, in 10^-8, after what open and unknown orders reserve; empty when the venue
 *     told none
 */
public record VenueView(
        String venue,
        boolean sessionUp,
        HaltLevel halt,
        String out,
        long outUntil,
        int open,
        int unknown,
        SortedMap<String, Long> balances) {}
