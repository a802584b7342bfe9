package exoroute.adapter.sim.remote;

import exoroute.adapter.sim.wire.Frame;
import exoroute.adapter.sim.wire.Wire;
import exoroute.api.adapter.OpenOrder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Questions to the venue that wait for their answer. Any thread; answers complete on the reading thread. */
final class Questions {
    /** A venue that has not answered by then fails the question. */
    static final long LIMIT = TimeUnit.SECONDS.toNanos(5);

    private final String venue;
    private final Map<Long, Waiting<List<OpenOrder>>> openOrders = new HashMap<>();
    private final Map<Long, Waiting<Map<String, Long>>> balances = new HashMap<>();
    private long count;

    private record Waiting<T>(CompletableFuture<T> answer, T parts, long since) {}

    /** A question to be sent under a number. */
    record Question<T>(long number, CompletableFuture<T> answer) {}

    Questions(String venue) {
        this.venue = venue;
    }

    synchronized Question<List<OpenOrder>> openOrders() {
        CompletableFuture<List<OpenOrder>> answer = new CompletableFuture<>();
        openOrders.put(++count, new Waiting<>(answer, new ArrayList<>(), System.nanoTime()));
        return new Question<>(count, answer);
    }

    synchronized Question<Map<String, Long>> balances() {
        CompletableFuture<Map<String, Long>> answer = new CompletableFuture<>();
        balances.put(++count, new Waiting<>(answer, new TreeMap<>(), System.nanoTime()));
        return new Question<>(count, answer);
    }

    /** A part of the open orders; an answer to a question that failed before is not needed. */
    void openOrders(Frame frame) throws IOException {
        frame.read(in -> {
            long number = in.readLong();
            boolean last = in.readBoolean();
            int size = in.readUnsignedShort();
            List<OpenOrder> part = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                part.add(Wire.openOrder(in));
            }
            Waiting<List<OpenOrder>> waiting = waiting(openOrders, number, last);
            if (waiting != null) {
                waiting.parts.addAll(part);
                if (last) {
                    waiting.answer.complete(List.copyOf(waiting.parts));
                }
            }
            return number;
        });
    }

    void balances(Frame frame) throws IOException {
        frame.read(in -> {
            long number = in.readLong();
            int size = in.readUnsignedShort();
            Map<String, Long> all = new TreeMap<>();
            for (int i = 0; i < size; i++) {
                all.put(in.readUTF(), in.readLong());
            }
            Waiting<Map<String, Long>> waiting = waiting(balances, number, true);
            if (waiting != null) {
                waiting.answer.complete(all);
            }
            return number;
        });
    }

    private synchronized <T> Waiting<T> waiting(Map<Long, Waiting<T>> all, long number, boolean last) {
        return last ? all.remove(number) : all.get(number);
    }

    /** Fails what has waited too long. */
    void failOverdue() {
        long now = System.nanoTime();
        fail(now, LIMIT, "did not answer within " + TimeUnit.NANOSECONDS.toSeconds(LIMIT) + " s");
    }

    /** Fails everything that waits. */
    void failAll(String reason) {
        fail(System.nanoTime(), Long.MIN_VALUE, reason);
    }

    /** Fails a question that could not be sent. */
    void fail(long number, Throwable cause) {
        Waiting<List<OpenOrder>> orders = waiting(openOrders, number, true);
        Waiting<Map<String, Long>> amounts = waiting(balances, number, true);
        (orders != null ? orders.answer : amounts.answer).completeExceptionally(cause);
    }

    private void fail(long now, long olderThan, String reason) {
        List<CompletableFuture<?>> failed = new ArrayList<>();
        synchronized (this) {
            take(openOrders, now, olderThan, failed);
            take(balances, now, olderThan, failed);
        }
        failed.forEach(f -> f.completeExceptionally(new IOException("venue " + venue + ": " + reason)));
    }

    private static <T> void take(
            Map<Long, Waiting<T>> all, long now, long olderThan, List<CompletableFuture<?>> failed) {
        Iterator<Waiting<T>> each = all.values().iterator();
        while (each.hasNext()) {
            Waiting<T> waiting = each.next();
            if (now - waiting.since > olderThan) {
                failed.add(waiting.answer);
                each.remove();
            }
        }
    }
}
