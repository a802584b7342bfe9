package exoroute.crash;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a client remembers of its requests, and which children left: it outlives every router, and hears what they said
 * before they died.
 */
final class Requests {
    private final TreeSet<Long> open = new TreeSet<>();
    private final Map<Long, Long> acknowledged = new TreeMap<>();
    private final TreeSet<Long> refused = new TreeSet<>();
    private final TreeSet<Long> repeated = new TreeSet<>();
    private final Map<Long, Integer> sent = new TreeMap<>();
    private long next = 1;

    /** Asked, and not told what became of it. */
    List<Long> open() {
        return List.copyOf(open);
    }

    /** A number that was never used. */
    long next() {
        return next;
    }

    /** Reads what a router process said. */
    void heard(List<String> lines) {
        for (String line : lines) {
            String[] words = line.split(" ", 3);
            switch (words[0]) {
                case "ASK" -> asked(Long.parseLong(words[1]));
                case "ACK" -> accepted(Long.parseLong(words[1]), Long.parseLong(words[2]));
                case "REFUSED" -> refused(Long.parseLong(words[1]), words[2]);
                case "SENT" -> sent.merge(Long.parseLong(words[1]), 1, Integer::sum);
                default -> { }
            }
        }
    }

    private void asked(long number) {
        open.add(number);
        next = Math.max(next, number + 1);
    }

    private void accepted(long number, long parent) {
        open.remove(number);
        acknowledged.put(number, parent);
    }

    private void refused(long number, String why) {
        open.remove(number);
        (why.contains("was used before") ? repeated : refused).add(number);
    }

    /** How often each child was handed to an adapter, by all routers together. */
    Map<Long, Integer> sent() {
        return sent;
    }

    /** Parent by request number. */
    Map<Long, Long> acknowledged() {
        return acknowledged;
    }

    /** Refused because they had been taken before: they must be there. */
    List<Long> repeated() {
        return List.copyOf(repeated);
    }

    /** Refused for another reason: they must not be there. */
    List<Long> refused() {
        return List.copyOf(refused);
    }
}
