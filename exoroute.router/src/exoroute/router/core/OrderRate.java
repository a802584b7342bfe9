package exoroute.router.core;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** How many children left to each venue within the last second of log time: in any second at most the limit. */
final class OrderRate {
    private static final long SECOND = 1_000_000_000L;

    /** Times of the last orders of one venue, in a ring as long as the limit. */
    private static final class Ring {
        private long[] times;
        private int next;
        private int count;

        Ring(int limit) {
            times = new long[limit];
        }

        long oldest() {
            return times[count < times.length ? 0 : next];
        }

        void add(long time) {
            times[next] = time;
            next = (next + 1) % times.length;
            count = Math.min(count + 1, times.length);
        }

        /** Times within the last second, oldest first. */
        List<Long> recent(long now) {
            List<Long> recent = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                long time = times[count < times.length ? i : (next + i) % times.length];
                if (time > now - SECOND) {
                    recent.add(time);
                }
            }
            return recent;
        }
    }

    private final TreeMap<String, Ring> rings = new TreeMap<>();
    private long last;

    /** Counts an order now; false, and not counted, when the limit is reached. */
    boolean take(String venue, int perSecond, long logTime) {
        last = logTime;
        if (perSecond <= 0) {
            return false;
        }
        Ring ring = rings.get(venue);
        if (ring == null || ring.times.length != perSecond) {
            List<Long> recent = ring == null ? List.of() : ring.recent(logTime);
            ring = new Ring(perSecond);
            for (long time : recent.subList(Math.max(0, recent.size() - perSecond), recent.size())) {
                ring.add(time);
            }
            rings.put(venue, ring);
        }
        if (ring.count == perSecond && ring.oldest() > logTime - SECOND) {
            return false;
        }
        ring.add(logTime);
        return true;
    }

    /** Times within the last second by venue, oldest first, and the limit they were counted against in front. */
    SortedMap<String, List<Long>> freeze() {
        TreeMap<String, List<Long>> frozen = new TreeMap<>();
        rings.forEach((venue, ring) -> {
            List<Long> recent = ring.recent(last);
            if (!recent.isEmpty()) {
                recent.add(0, (long) ring.times.length);
                frozen.put(venue, recent);
            }
        });
        return frozen;
    }

    void thaw(SortedMap<String, List<Long>> frozen) {
        frozen.forEach((venue, times) -> {
            Ring ring = new Ring((int) (long) times.get(0));
            for (long time : times.subList(1, times.size())) {
                ring.add(time);
            }
            rings.put(venue, ring);
        });
    }
}
