package exoroute.adapter.ws;

import java.util.concurrent.Executor;

/** The one thread that owns all state of a feed, with its clock. Tasks run in the order in which they fall due. */
interface EventLoop extends Executor, AutoCloseable {
    /** Runs a task as soon as possible; after {@link #close} tasks are dropped. Any thread. */
    @Override
    void execute(Runnable task);

    /** Runs a task after a delay in nanoseconds. */
    void schedule(Runnable task, long delay);

    /** Monotonic nanoseconds. */
    long nanoTime();

    @Override
    void close();
}
