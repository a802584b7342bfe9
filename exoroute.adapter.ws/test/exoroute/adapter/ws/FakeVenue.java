package exoroute.adapter.ws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A venue and a clock in the test's hand: tasks run in {@link #advance}, in due order, on the calling thread. */
final class FakeVenue implements Transport, EventLoop {
    private record Task(long due, long order, Runnable run) {}

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::due).thenComparingLong(Task::order));
    private long now;
    private long orders;
    final List<Receiver> receivers = new ArrayList<>();
    final List<Long> connectTimes = new ArrayList<>();
    final List<String> sent = new ArrayList<>();
    final List<String> paths = new ArrayList<>();
    final List<CompletableFuture<String>> answers = new ArrayList<>();
    int closes;
    int pings;

    @Override
    public void execute(Runnable task) {
        schedule(task, 0);
    }

    @Override
    public void schedule(Runnable task, long delay) {
        tasks.add(new Task(now + delay, orders++, task));
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public void close() {
        tasks.clear();
    }

    /** Lets time pass and runs what falls due. */
    void advance(Duration by) {
        long until = now + by.toNanos();
        while (!tasks.isEmpty() && tasks.peek().due <= until) {
            Task task = tasks.remove();
            now = Math.max(now, task.due);
            task.run.run();
        }
        now = until;
    }

    void run() {
        advance(Duration.ZERO);
    }

    @Override
    public void connect(Receiver receiver) {
        receivers.add(receiver);
        connectTimes.add(now);
    }

    Receiver receiver() {
        return receivers.get(receivers.size() - 1);
    }

    /** Accepts the latest attempt. */
    void open() {
        receiver().opened(new Link() {
            @Override
            public void send(String text) {
                sent.add(text);
            }

            @Override
            public void ping() {
                pings++;
            }

            @Override
            public void close() {
                closes++;
            }
        });
    }

    @Override
    public CompletionStage<String> get(String path) {
        paths.add(path);
        CompletableFuture<String> answer = new CompletableFuture<>();
        answers.add(answer);
        return answer;
    }
}
