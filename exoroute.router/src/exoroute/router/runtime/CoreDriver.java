package exoroute.router.runtime;

import exoroute.api.desk.CommandResult;
import exoroute.api.desk.DeskEvent;
import exoroute.api.market.BookView;
import exoroute.api.order.ExecutionReport;
import exoroute.api.plan.DeltaLog;
import exoroute.api.plan.LogException;
import exoroute.api.plan.LogRecord;
import exoroute.api.plan.LogSubscription;
import exoroute.api.plan.PlanDelta;
import exoroute.router.codec.LogFormat;
import exoroute.router.core.CoreConfig;
import exoroute.router.core.CoreEvent;
import exoroute.router.core.CoreOutput;
import exoroute.router.core.RoutingCore;
import exoroute.router.core.Timer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives one core with the committed records of one log and does what the core decides. At start it replays the log,
 * holding every recorded delta against what the core derives; then it goes live. Commands leave only for events that
 * the log delivered as committed.
 *
 * <p>Threads: the log's delivery thread applies events; one thread solves; one runs timers; one tells listeners.
 */
final class CoreDriver implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CoreDriver.class);
    private static final String VERSION = "1.0.0";
    private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(5);

    final ViewGate gate = new ViewGate();
    final Engines engines = new Engines();
    final DeskEvents events = new DeskEvents();
    final Southbound southbound;
    final ExecutorService solving = Executors.newSingleThreadExecutor(task -> new Thread(task, "exoroute-solve"));

    private final DeltaLog log;
    private final CoreConfig config;
    private final LongSupplier clock;
    private final RoutingCore core = new RoutingCore();
    private final DeltaCheck check = new DeltaCheck();
    private final Intake intake;
    private final ScheduledExecutorService timers =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "exoroute-timer"));
    private final CompletableFuture<Void> recovered = new CompletableFuture<>();
    private final LogSubscription subscription;
    private final long recoverTo;
    private long deltaSequence;
    private long lastOffered;
    private long eventSequence;
    private boolean live;
    private boolean closing;
    private volatile boolean active;
    private volatile boolean deltasFailed;

    /**
     * Recovers from the log and goes live; returns when it has.
     *
     * @throws LogException when what the core derives is not what the log recorded
     */
    CoreDriver(DeltaLog log, CoreConfig config, int bookDepth, LongSupplier clock) {
        this.log = log;
        this.config = config;
        this.clock = clock;
        this.intake = new Intake(log, this::stopped);
        this.southbound = new Southbound(this::offer, this::observe, bookDepth);
        this.recoverTo = log.head().position();
        this.subscription = log.subscribe(1, this::onRecord);
        if (recoverTo == 0) {
            synchronized (core) {
                goLive();
            }
        }
        try {
            recovered.join();
        } catch (java.util.concurrent.CompletionException e) {
            close();
            throw e.getCause() instanceof LogException cause ? cause : e;
        }
    }

    private void onRecord(LogRecord record) {
        try {
            synchronized (core) {
                if (LogFormat.DELTA.equals(record.kind())) {
                    compare(record);
                } else if (LogFormat.isEvent(record.kind())) {
                    apply(record);
                }
                if (!live && record.position() == recoverTo) {
                    goLive();
                }
                core.notifyAll();
            }
        } catch (RuntimeException e) {
            recovered.completeExceptionally(e);
            intake.fail(e);
            throw e;
        }
    }

    private void compare(LogRecord record) {
        deltaSequence = record.producerSequence();
        String difference = DeltaCheck.difference(check.next(), record.payload());
        if (difference != null) {
            throw new LogException(LogException.Reason.CORRUPT, record.position(), "position " + record.position()
                    + ": the core and the log part: " + difference
                    + "; was the log written by another version? replay it offline to see more", null);
        }
    }

    private void apply(LogRecord record) {
        CoreEvent event = LogFormat.decodeEvent(record.kind(), record.payload());
        if (record.producer().equals(Intake.PRODUCER)) {
            eventSequence = record.producerSequence();
        }
        List<CoreOutput> outputs = core.apply(record.position(), record.logTime(), event);
        active = core.hasLiveParents();
        for (CoreOutput output : outputs) {
            perform(record, output);
        }
    }

    private void perform(LogRecord record, CoreOutput output) {
        if (output instanceof CoreOutput.Planned o) {
            check.derived(o.delta());
            if (live) {
                record(o.delta());
            }
        } else if (output instanceof CoreOutput.Tell o) {
            events.tell(o.event());
        } else if (!live || closing) {
            return;
        } else if (output instanceof CoreOutput.Submit o) {
            southbound.submit(o.order());
        } else if (output instanceof CoreOutput.Cancel o) {
            southbound.cancel(o.order());
        } else if (output instanceof CoreOutput.StartSolve o) {
            solving.execute(() -> offer(engines.solve(o.solve(), o.engine(), o.problem())));
        } else if (output instanceof CoreOutput.SetTimer o) {
            schedule(o.timer());
        } else if (output instanceof CoreOutput.Decided o && record.producer().equals(Intake.PRODUCER)) {
            intake.decided(record.producerSequence(), o.result());
        }
    }

    private void record(PlanDelta delta) {
        long number = ++lastOffered;
        log.offer(Desk.DELTAS, number, LogFormat.DELTA, LogFormat.encode(delta)).whenComplete((position, thrown) -> {
            if (thrown != null) {
                LOG.warn("delta {} of order {} was not recorded; a restart derives it again",
                        delta.sequence(), delta.parent());
                deltasFailed = true;
                intake.fail(thrown);
            }
        });
    }

    private void stopped(Throwable why) {
        long time = log.head().logTime();
        events.tell(new DeskEvent(log.head().position(), time, DeskEvent.Type.STOPPED, 0, 0, null, why.getMessage()));
    }

    private void goLive() {
        live = true;
        lastOffered = deltaSequence;
        check.pending().forEach(this::record);
        offer(new CoreEvent.Started(VERSION));
        if (!config.equals(core.config())) {
            offer(new CoreEvent.Configured(config));
        }
        recovered.complete(null);
    }

    private void schedule(Timer timer) {
        long delay = Math.max(0, timer.due() - clock.getAsLong());
        timers.schedule(() -> {
            flush();
            offer(new CoreEvent.TimerFired(timer));
        }, delay, TimeUnit.NANOSECONDS);
    }

    private void offer(CoreEvent event) {
        if (event instanceof CoreEvent.Reported reported && endsOrder(reported.report())) {
            flush();
        }
        intake.offer(event);
    }

    /** After such a report the residual is solved again: on what the books show by then. */
    private static boolean endsOrder(ExecutionReport report) {
        return report.leavesLots() == 0;
    }

    /** Taking and offering are one step, so that a decision never overtakes a view that the gate let through. */
    private void observe(BookView view) {
        synchronized (gate) {
            if (gate.take(view, active)) {
                intake.offer(new CoreEvent.BookObserved(view));
            }
        }
    }

    private void flush() {
        synchronized (gate) {
            gate.due().forEach(view -> intake.offer(new CoreEvent.BookObserved(view)));
        }
    }

    /** Records an event that a decision follows from; {@code fresh} records what the books show now first. */
    CompletableFuture<CommandResult> ask(CoreEvent event, boolean fresh) {
        if (fresh) {
            flush();
        }
        return intake.ask(event);
    }

    /** Reads the core while it stands still. */
    <T> T read(Function<RoutingCore, T> question) {
        synchronized (core) {
            return question.apply(core);
        }
    }

    /**
     * Takes nothing more, applies what is already offered and records its deltas, then ends: a log that was closed in
     * good order replays identically to its last record. Commands that would still follow are not sent; after the next
     * start such a child is unknown.
     */
    @Override
    public void close() {
        synchronized (core) {
            closing = true;
        }
        southbound.close();
        boolean sound = intake.stop(
                new LogException(LogException.Reason.CLOSED, 0, "the desk was closed; ask the next one", null));
        if (sound && !recovered.isCompletedExceptionally()) {
            drain();
        }
        subscription.close();
        solving.shutdownNow();
        timers.shutdownNow();
        events.close();
    }

    private void drain() {
        long end = System.nanoTime() + DRAIN_NANOS;
        synchronized (core) {
            while (eventSequence < intake.offered() || deltaSequence < lastOffered) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0 || deltasFailed) {
                    LOG.warn("closed before everything offered was recorded; the next start completes the log");
                    return;
                }
                try {
                    core.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }
}
