package exoroute.simulation;

import java.util.PriorityQueue;

/** Virtual time and what is to be done when. */
final class Agenda {
    private record Item(long time, long number, Runnable action) implements Comparable<Item> {
        @Override
        public int compareTo(Item other) {
            return time != other.time ? Long.compare(time, other.time) : Long.compare(number, other.number);
        }
    }

    private final PriorityQueue<Item> items = new PriorityQueue<>();
    private long now;
    private long count;

    Agenda(long start) {
        now = start;
    }

    long now() {
        return now;
    }

    void at(long time, Runnable action) {
        items.add(new Item(Math.max(now, time), count++, action));
    }

    void after(long delay, Runnable action) {
        at(now + delay, action);
    }

    /** Does the next thing; false when there is none, or none up to a time. */
    boolean step(long until) {
        Item next = items.peek();
        if (next == null || next.time > until) {
            return false;
        }
        items.poll();
        now = next.time;
        next.action.run();
        return true;
    }
}
