package exoroute.solver.cohort;

import exoroute.api.solver.Broadcast;
import exoroute.api.solver.Cohort;
import exoroute.api.solver.LocalProblem;
import exoroute.api.solver.Sum;
import exoroute.solver.admm.Wire;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Agents of this process as a cohort. An agent that throws, does not answer in time, or answers in another shape or out
 * of bounds is dropped for good, with the reason; the sum is that of the others, and says how many they are. A broadcast
 * that was answered is answered by the same sum, without asking again, so nobody can change an answer. Safe from any
 * thread; an agent is asked on the executor, one question at a time.
 */
public final class LocalCohort implements Cohort {
    private static final int REMEMBERED = 16;

    private final String id;
    private final Executor executor;
    private final LongSupplier clock;
    private final int least;
    private final Map<String, LocalProblem> agents = new LinkedHashMap<>();
    private final Map<String, String> dropped = new TreeMap<>();
    private final Map<String, Sum> answered = new LinkedHashMap<>();

    /**
     * A cohort.
     *
     * @param least fewest agents whose sum is told; with fewer a round fails
     * @param executor runs the agents; a stalled agent keeps a thread of it
     * @param clock nanoseconds UTC
     */
    public LocalCohort(String id, Map<String, ? extends LocalProblem> agents, int least, Executor executor, LongSupplier clock) {
        this.id = id;
        this.least = Math.max(1, least);
        this.executor = executor;
        this.clock = clock;
        this.agents.putAll(agents);
    }

    @Override
    public String id() {
        return id;
    }

    /** Agents that were dropped, and why. */
    public synchronized Map<String, String> dropped() {
        return Map.copyOf(dropped);
    }

    /** Drops an agent: what it would say from now on does not count. */
    public synchronized void drop(String agent, String reason) {
        if (agents.remove(agent) != null) {
            dropped.put(agent, reason);
        }
    }

    @Override
    public synchronized CompletionStage<Sum> round(Broadcast broadcast, long deadline) {
        String key = broadcast.session() + '/' + broadcast.iteration() + '/' + broadcast.kind();
        Sum known = answered.get(key);
        if (known != null) {
            return CompletableFuture.completedFuture(known);
        }
        long patience = Math.max(1, deadline - clock.getAsLong());
        Map<String, CompletableFuture<Answer>> asked = new LinkedHashMap<>();
        // a copy: an agent may leave while it is asked
        new LinkedHashMap<>(agents).forEach((name, agent) -> asked.put(name, ask(agent, broadcast, patience)));
        return CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new))
                .handle((all, thrown) -> sum(key, broadcast, asked));
    }

    private record Answer(List<String> names, long[] values) {}

    private CompletableFuture<Answer> ask(LocalProblem agent, Broadcast broadcast, long patience) {
        CompletableFuture<Answer> answer;
        try {
            answer = CompletableFuture.supplyAsync(() -> checked(agent, broadcast), executor);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
        return answer.isDone() ? answer : answer.orTimeout(patience, TimeUnit.NANOSECONDS);
    }

    private static Answer checked(LocalProblem agent, Broadcast broadcast) {
        synchronized (agent) {
            List<String> names = agent.slots(broadcast);
            long[] answer = agent.answer(broadcast);
            if (answer == null || answer.length != names.size()) {
                throw new IllegalStateException((answer == null ? "no" : answer.length) + " slots instead of " + names.size());
            }
            for (int i = 0; i < answer.length; i++) {
                if (answer[i] > Wire.CLIP || answer[i] < -Wire.CLIP) {
                    throw new IllegalStateException("slot " + names.get(i) + " of " + answer[i] + " is out of bounds: at most "
                            + Wire.CLIP);
                }
            }
            return new Answer(List.copyOf(names), answer.clone());
        }
    }

    private synchronized Sum sum(String key, Broadcast broadcast, Map<String, CompletableFuture<Answer>> asked) {
        List<long[]> answers = new ArrayList<>();
        List<String> names = List.of();
        for (Map.Entry<String, CompletableFuture<Answer>> each : asked.entrySet()) {
            if (!agents.containsKey(each.getKey())) {
                continue; // left while the round ran
            }
            if (each.getValue().isCompletedExceptionally()) {
                drop(each.getKey(), reason(each.getValue()));
                continue;
            }
            Answer answer = each.getValue().join();
            names = answers.isEmpty() ? answer.names() : names;
            if (answer.names().equals(names)) {
                answers.add(answer.values());
            } else {
                drop(each.getKey(), "slots " + answer.names() + " are not those of the others: " + names);
            }
        }
        if (answers.size() < least) {
            throw new IllegalStateException("cohort " + id + ", iteration " + broadcast.iteration() + ": " + answers.size()
                    + " agents answered, at least " + least + " must; dropped: " + dropped);
        }
        long[] values = new long[names.size()];
        for (long[] answer : answers) {
            for (int i = 0; i < values.length; i++) {
                long sum = values[i] + answer[i];
                if (((values[i] ^ sum) & (answer[i] ^ sum)) < 0) {
                    throw new IllegalStateException("cohort " + id + ", iteration " + broadcast.iteration() + ": slot "
                            + names.get(i) + " of " + answers.size() + " agents does not fit 64 bits; at most 128 surely do");
                }
                values[i] = sum;
            }
        }
        Sum sum = new Sum(broadcast.session(), broadcast.iteration(), answers.size(), names, values);
        answered.put(key, sum);
        if (answered.size() > REMEMBERED) {
            answered.remove(answered.keySet().iterator().next());
        }
        return sum;
    }

    private static String reason(CompletableFuture<Answer> answer) {
        try {
            answer.join();
            return "";
        } catch (RuntimeException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return cause instanceof java.util.concurrent.TimeoutException ? "did not answer in time" : cause.toString();
        }
    }
}
