package exoroute.adapter.sim.remote;

import exoroute.api.adapter.ExecutionListener;
import exoroute.api.order.ExecutionReport;
import exoroute.api.order.ExecutionReport.Type;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What an adapter told. */
public final class Heard implements ExecutionListener {
    public final Queue<ExecutionReport> reports = new ConcurrentLinkedQueue<>();
    public final List<String> sessions = new CopyOnWriteArrayList<>();
    private final Map<Long, List<ExecutionReport>> byChild = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean up;

    @Override
    public void onReport(ExecutionReport report) {
        reports.add(report);
        count.incrementAndGet();
        byChild.computeIfAbsent(report.child(), c -> new CopyOnWriteArrayList<>()).add(report); // last: tests wait for it
    }

    @Override
    public void onSession(boolean nowUp, String reason) {
        sessions.add((nowUp ? "up: " : "down: ") + reason);
        up = nowUp;
    }

    public boolean isUp() {
        return up;
    }

    public int count() {
        return count.get();
    }

    public List<ExecutionReport> of(long child) {
        return byChild.getOrDefault(child, List.of());
    }

    public List<Type> types(long child) {
        return of(child).stream().map(ExecutionReport::type).toList();
    }

    public boolean has(long child, Type type) {
        return types(child).contains(type);
    }
}
