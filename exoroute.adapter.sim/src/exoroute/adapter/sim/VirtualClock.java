package exoroute.adapter.sim;

import java.util.PriorityQueue;

/**
 * Time that moves only when told to. Tasks run in order of time, then of scheduling, each at its own time. One
 * thread.
 */
public final class VirtualClock {
    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private long now;
    private long count;

    private record Task(long at, long number, Runnable action) implements Comparable<Task> {
        @Override
        public int compareTo(Task other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(number, other.number);
        }
    }

    /** Starts at a time, nanoseconds UTC. */
    public VirtualClock(long start) {
        now = start;
    }

    /** Nanoseconds UTC. */
    public long now() {
        return now;
    }

    /** Runs an action at a time; one that lies in the past runs at the next advance. */
    public void schedule(long at, Runnable action) {
        tasks.add(new Task(at, count++, action));
    }

    /** Time of the next task, {@link Long#MAX_VALUE} when there is none. */
    public long nextDue() {
        Task next = tasks.peek();
        return next == null ? Long.MAX_VALUE : next.at;
    }

    /** Runs everything due up to a time, then stands at it. A time before now runs what is due and stays. */
    public void advanceTo(long time) {
        while (nextDue() <= Math.max(time, now)) {
            Task task = tasks.poll();
            now = Math.max(now, task.at);
            task.action.run();
        }
        now = Math.max(now, time);
    }
}
