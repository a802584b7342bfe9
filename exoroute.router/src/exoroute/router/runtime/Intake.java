package exoroute.router.runtime;

import exoroute.api.desk.CommandResult;
import exoroute.api.plan.DeltaLog;
import exoroute.router.codec.LogFormat;
import exoroute.router.core.CoreEvent;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only way in: numbers events and offers them to the log. Once an offer failed nothing more is taken, because
 * the numbering would have a gap; what was committed is safe and a restart continues from it. Any thread.
 */
final class Intake {
    /** Producer name of events. */
    static final String PRODUCER = "router.event";

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final DeltaLog log;
    private final Consumer<Throwable> failed;
    private final ConcurrentHashMap<Long, CompletableFuture<CommandResult>> waiting = new ConcurrentHashMap<>();
    private long sequence;
    private Throwable failure;

    /**
     * Takes events for a log.
     *
     * @param failed told once, when the log or the core failed
     */
    Intake(DeltaLog log, Consumer<Throwable> failed) {
        this.log = log;
        this.failed = failed;
        this.sequence = log.lastSequence(PRODUCER);
    }

    /** Offers an event nobody waits for; when the log has failed, that was said once. */
    void offer(CoreEvent event) {
        ask(event, false);
    }

    /** Offers an event whose decision {@link #decided} will tell; fails when it cannot be recorded. */
    CompletableFuture<CommandResult> ask(CoreEvent event) {
        return ask(event, true);
    }

    private CompletableFuture<CommandResult> ask(CoreEvent event, boolean wait) {
        byte[] payload = LogFormat.encode(event);
        CompletableFuture<CommandResult> result = new CompletableFuture<>();
        CompletionStage<Long> offered;
        long number;
        synchronized (this) {
            if (failure != null) {
                result.completeExceptionally(failure);
                return result;
            }
            number = ++sequence;
            if (wait) {
                waiting.put(number, result);
            }
            offered = log.offer(PRODUCER, number, LogFormat.kind(event), payload);
        }
        offered.whenComplete((position, thrown) -> {
            if (thrown != null) {
                fail(number, thrown);
            }
        });
        return result;
    }

    private void fail(long number, Throwable thrown) {
        fail(thrown);
        CompletableFuture<CommandResult> result = waiting.remove(number);
        if (result != null) {
            result.completeExceptionally(thrown);
        }
    }

    /** Stops because the log or the core failed: said once, to the log of this process and to the desk's listeners. */
    void fail(Throwable why) {
        if (stop(why)) {
            LOG.error("nothing more is taken until a restart: {}", why.getMessage());
            failed.accept(why);
        }
    }

    /**
     * Nothing is taken or decided any more: everybody who waits, and who asks from now on, is told why.
     *
     * @return false when it had stopped before
     */
    boolean stop(Throwable why) {
        synchronized (this) {
            if (failure != null) {
                return false;
            }
            failure = why;
        }
        waiting.values().forEach(result -> result.completeExceptionally(why));
        waiting.clear();
        return true;
    }

    /** Number of the last event offered. */
    synchronized long offered() {
        return sequence;
    }

    /** The core decided the event with this number. */
    void decided(long number, CommandResult decision) {
        CompletableFuture<CommandResult> result = waiting.remove(number);
        if (result != null) {
            result.complete(decision);
        }
    }
}
