package exoroute.router.runtime;

import exoroute.api.desk.CommandResult;
import exoroute.api.plan.DeltaLog;
import exoroute.router.codec.LogFormat;
import exoroute.router.core.CoreEvent;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
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
    private final ConcurrentHashMap<Long, CompletableFuture<CommandResult>> waiting = new ConcurrentHashMap<>();
    private long sequence;
    private Throwable failure;

    Intake(DeltaLog log) {
        this.log = log;
        this.sequence = log.lastSequence(PRODUCER);
    }

    /** Offers an event nobody waits for. */
    void offer(CoreEvent event) {
        CompletableFuture<CommandResult> result = ask(event, false);
        if (result.isCompletedExceptionally()) {
            LOG.error("{} was not recorded: the log takes nothing more", LogFormat.kind(event));
        }
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
        synchronized (this) {
            if (failure == null) {
                failure = thrown;
                LOG.error("the log failed; nothing more is taken until a restart: {}", thrown.getMessage());
            }
        }
        CompletableFuture<CommandResult> result = waiting.remove(number);
        if (result != null) {
            result.completeExceptionally(thrown);
        }
    }

    /** Nothing is decided any more: everybody who waits, and who asks from now on, is told why. */
    void stop(Throwable why) {
        synchronized (this) {
            failure = failure == null ? why : failure;
        }
        waiting.values().forEach(result -> result.completeExceptionally(why));
        waiting.clear();
    }

    /** The core decided the event with this number. */
    void decided(long number, CommandResult decision) {
        CompletableFuture<CommandResult> result = waiting.remove(number);
        if (result != null) {
            result.complete(decision);
        }
    }
}
