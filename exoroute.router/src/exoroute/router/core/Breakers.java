package exoroute.router.core;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts each venue's failures in a row and says when it must be taken out. Who acts on it is {@link Failover}. */
final class Breakers {
    /**
     * What is counted of one venue. Immutable, so that a snapshot can hold it.
     *
     * @param rejects rejects in a row
     * @param silences silent orders in a row
     * @param barren orders without a fill in a row
     * @param losses log times of the last losses of its session, oldest first
     * @param trips times it was taken out since its last success
     * @param decision number of the decision that took it out, 0 when it is in
     * @param until when it comes back by rule
     * @param reason why it is out, empty when it is in
     */
    record Breaker(
            int rejects, int silences, int barren, List<Long> losses, int trips, long decision, long until,
            String reason) {
        static final Breaker CLOSED = new Breaker(0, 0, 0, List.of(), 0, 0, 0, "");

        boolean isOut() {
            return decision != 0;
        }

        private Breaker counted(int moreRejects, int moreSilences, int moreBarren) {
            return new Breaker(
                    rejects + moreRejects, silences + moreSilences, barren + moreBarren, losses, trips, decision, until,
                    reason);
        }

        private Breaker with(List<Long> times) {
            return new Breaker(rejects, silences, barren, times, trips, decision, until, reason);
        }
    }

    private final TreeMap<String, Breaker> byVenue = new TreeMap<>();

    Breaker of(String venue) {
        return byVenue.getOrDefault(venue, Breaker.CLOSED);
    }

    /** A venue filled something: what was counted against it is forgotten, and its pauses are short again. */
    void filled(String venue) {
        Breaker b = of(venue);
        if (b.rejects() + b.silences() + b.barren() + b.trips() > 0 && !b.isOut()) {
            byVenue.put(venue, new Breaker(0, 0, 0, b.losses(), 0, 0, 0, ""));
        }
    }

    /** A venue took an order. */
    void acknowledged(String venue) {
        Breaker b = of(venue);
        if (b.rejects() > 0) {
            byVenue.put(venue, new Breaker(0, b.silences(), b.barren(), b.losses(), b.trips(), b.decision(), b.until(), b.reason()));
        }
    }

    /** A venue rejected; why it must be taken out, or null when it must not. */
    String rejected(String venue, CoreConfig.Breaker limits) {
        return count(venue, of(venue).counted(1, 0, 0), limits);
    }

    /** A venue did not end an order in time. */
    String silent(String venue, CoreConfig.Breaker limits) {
        return count(venue, of(venue).counted(0, 1, 0), limits);
    }

    /** A venue ended an order without a fill. */
    String barren(String venue, CoreConfig.Breaker limits) {
        return count(venue, of(venue).counted(0, 0, 1), limits);
    }

    private String count(String venue, Breaker b, CoreConfig.Breaker limits) {
        byVenue.put(venue, b);
        if (b.isOut()) {
            return null;
        }
        boolean probation = b.trips() > 0;
        if (b.rejects() >= (probation ? 1 : limits.maxRejects())) {
            return b.rejects() + " rejects in a row";
        }
        if (b.silences() >= (probation ? 1 : limits.maxSilences())) {
            return b.silences() + " orders in a row not ended in time";
        }
        return b.barren() >= limits.maxBarren() ? b.barren() + " orders in a row without a fill" : null;
    }

    /** A venue's session was lost. */
    String lost(String venue, long logTime, CoreConfig.Breaker limits) {
        List<Long> losses = new ArrayList<>(of(venue).losses());
        losses.add(logTime);
        losses.removeIf(time -> time <= logTime - limits.flapWindow());
        List<Long> newest = List.copyOf(losses.subList(Math.max(0, losses.size() - limits.maxFlaps()), losses.size()));
        byVenue.put(venue, of(venue).with(newest));
        return newest.size() >= limits.maxFlaps() && !of(venue).isOut()
                ? "session lost " + newest.size() + " times within " + limits.flapWindow() / 1_000_000 + " ms" : null;
    }

    /** Takes a venue out. */
    Breaker trip(String venue, long decision, long logTime, String reason, CoreConfig.Breaker limits) {
        int trips = of(venue).trips();
        long pause = limits.pause();
        for (int i = 0; i < trips && pause < limits.maxPause(); i++) {
            pause *= 2;
        }
        Breaker out = new Breaker(
                0, 0, 0, List.of(), trips + 1, decision, logTime + Math.min(pause, limits.maxPause()), reason);
        byVenue.put(venue, out);
        return out;
    }

    /** Its pause is over, but it may not come back yet. */
    Breaker extend(String venue, long logTime, CoreConfig.Breaker limits) {
        Breaker b = of(venue);
        Breaker longer = new Breaker(
                0, 0, 0, b.losses(), b.trips(), b.decision(), logTime + limits.pause(), b.reason());
        byVenue.put(venue, longer);
        return longer;
    }

    /** Takes a venue back: by rule on probation, by hand as if nothing had been. */
    void readmit(String venue, boolean probation) {
        Breaker b = of(venue);
        byVenue.put(venue, new Breaker(0, 0, 0, List.of(), probation ? b.trips() : 0, 0, 0, ""));
    }

    /** The venue that a decision took out and that is still out by it, or null. */
    String venueOf(long decision) {
        String venue = byVenue.isEmpty() ? null : byVenue.firstKey();
        while (venue != null && byVenue.get(venue).decision() != decision) {
            venue = byVenue.higherKey(venue);
        }
        return venue;
    }

    /** All that are out, by venue. */
    SortedMap<String, Breaker> out() {
        TreeMap<String, Breaker> out = new TreeMap<>(byVenue);
        out.values().removeIf(b -> !b.isOut());
        return out;
    }

    SortedMap<String, Breaker> freeze() {
        return new TreeMap<>(byVenue);
    }

    void thaw(SortedMap<String, Breaker> frozen) {
        byVenue.putAll(frozen);
    }
}
