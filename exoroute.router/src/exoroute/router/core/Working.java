package exoroute.router.core;

import exoroute.api.market.ListingId;
import exoroute.api.market.Side;
import exoroute.api.order.OrderStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Children of which something may still fill, unknown ones included, by listing; and what they hold back of the
 * desk's balances. To be told of every change of a child with {@link #update}.
 */
final class Working {
    private final TreeMap<ListingId, TreeMap<Long, Child>> byListing = new TreeMap<>();
    private final TreeMap<String, TreeMap<String, Long>> reserved = new TreeMap<>();

    void update(Child child) {
        ListingId listing = child.listing.id();
        long spend = child.isWorking() ? child.worstSpend() : 0;
        if (spend != child.reserved) {
            reserved.computeIfAbsent(listing.venue(), v -> new TreeMap<>())
                    .merge(child.spends(), spend - child.reserved, Long::sum);
            child.reserved = spend;
        }
        if (child.isWorking()) {
            byListing.computeIfAbsent(listing, l -> new TreeMap<>()).put(child.order.id(), child);
        } else {
            TreeMap<Long, Child> there = byListing.get(listing);
            if (there != null) {
                there.remove(child.order.id());
            }
        }
    }

    /** What open and unknown children at a venue may spend of a currency at worst, in 10^-8. */
    long reserved(String venue, String currency) {
        TreeMap<String, Long> there = reserved.get(venue);
        Long amount = there == null ? null : there.get(currency);
        return amount == null ? 0 : amount;
    }

    /** Children at a venue, by listing, then age; a copy, so that they may end while it is walked. */
    List<Child> at(String venue) {
        List<Child> found = new ArrayList<>();
        ListingId listing = byListing.ceilingKey(new ListingId(venue, ""));
        while (listing != null && listing.venue().equals(venue)) {
            found.addAll(byListing.get(listing).values());
            listing = byListing.higherKey(listing);
        }
        return found;
    }

    /** An own child that an order would meet at a listing, or null. */
    Child opposite(ListingId listing, Side side, long limitTicks) {
        TreeMap<Long, Child> there = byListing.get(listing);
        if (there == null) {
            return null;
        }
        for (Child child : there.values()) {
            boolean crosses = side.sign() * (limitTicks - child.order.limitTicks()) >= 0;
            if (child.order.side() != side && crosses && !child.status.isTerminal()) {
                return child;
            }
        }
        return null;
    }

    /** Children whose outcome is, or is not, unknown. */
    int count(boolean unknown) {
        int count = 0;
        for (TreeMap<Long, Child> there : byListing.values()) {
            for (Child child : there.values()) {
                if ((child.status == OrderStatus.UNKNOWN || child.status.isTerminal()) == unknown) {
                    count++;
                }
            }
        }
        return count;
    }
}
