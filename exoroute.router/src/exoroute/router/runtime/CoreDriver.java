package exoroute.router.runtime;

import exoroute.api.desk.CommandResult;
import exoroute.api.desk.DeskEvent;
import exoroute.api.desk.DeskStatus;
import exoroute.api.order.ExecutionReport;
import exoroute.api.plan.DeltaLog;
import exoroute.api.plan.LogException;
import exoroute.api.plan.LogRecord;
import exoroute.api.plan.LogSubscription;
import exoroute.router.codec.LogFormat;
import exoroute.router.core.CoreConfig;
import exoroute.router.core.CoreEvent;
import exoroute.router.core.CoreOutput;
import exoroute.router.core.RoutingCore;
import exoroute.router.core.Views;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives one core with the committed records of one log and does what the core decides. At start {@link Recovery}
 * rebuilds the core; then it goes live. Commands leave only for events that the log delivered as committed.
 *
 * <p>Threads: the log's delivery thread applies events; one thread solves; one runs timers; one encodes snapshots; one
 * tells clients what was refused and what mode the log is in; one tells listeners.
 */
final class CoreDriver implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CoreDriver.class);
    private static final String VERSION = "1.0.0";
    private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long DRAIN_LOOK_MILLIS = 10;
    private static final long PROBE_SECONDS = 1;

    final BookIntake books;
    final Southbound southbound;
    final Effects effects;

    private final DeltaLog log;
    private final CoreConfig config;
    private final Object confinement = new Object();
    private final Recovery recovery;
    private final Intake intake;
    private final DeltaOutbox deltas;
    private final SnapshotRecorder snapshots;
    private final ExecutorService answers =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "exoroute-answer"));
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private final long recoverTo;
    private final long recoveryNanos;
    private LogSubscription subscription;
    private RoutingCore core;
    private long eventSequence;
    private long applied;
    private long peakBacklog;
    private long lastLogTime;
    private boolean live;
    private boolean closing;
    private volatile long appliedPosition;

    /**
     * Recovers from the log and goes live; returns when it has.
     *
     * @throws LogException when what the core derives is not what the log recorded
     */
    CoreDriver(DeltaLog log, CoreConfig config, int bookDepth, LongSupplier clock) {
        long begun = System.nanoTime();
        this.log = log;
        this.config = config;
        this.intake = new Intake(log, new Modes(), this::callBack);
        this.deltas = new DeltaOutbox(log);
        this.books = new BookIntake(intake);
        this.southbound = new Southbound(this::offer, intake::ask, books::observe, () -> appliedPosition, bookDepth);
        this.effects = new Effects(intake, books, southbound, deltas, clock);
        this.recoverTo = log.head().position();
        this.recovery = new Recovery(log, tell -> effects.events.tell(tell.event()));
        recover();
        this.snapshots = new SnapshotRecorder(log, deltas, recovery.newest());
        effects.snapshots(snapshots);
        synchronized (confinement) {
            goLive();
        }
        this.recoveryNanos = System.nanoTime() - begun;
    }

    /** Runs the log through the core up to where it ended, from a snapshot or from the beginning, and follows it. */
    private void recover() {
        recovery.begin(false);
        while (true) {
            CompletableFuture<Boolean> done = new CompletableFuture<>();
            LogSubscription following;
            synchronized (confinement) {
                core = recovery.core();
                following = log.subscribe(recovery.base() + 1, record -> onRecord(record, done));
            }
            if (recovery.base() >= recoverTo) {
                done.complete(true);
            }
            subscription = following;
            try {
                if (done.join()) {
                    return;
                }
            } catch (CompletionException e) {
                close();
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
            following.close();
            effects.events.clear();
            recovery.begin(true);
        }
    }

    private void onRecord(LogRecord record, CompletableFuture<Boolean> done) {
        try {
            synchronized (confinement) {
                lastLogTime = record.logTime();
                if (record.position() <= recoverTo) {
                    if (!done.isDone()) {
                        recovering(record, done);
                    }
                } else {
                    while (!live && !closing) {
                        confinement.wait();
                    }
                    if (live) {
                        following(record);
                    }
                }
                confinement.notifyAll();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            intake.fail(e);
        } catch (RuntimeException | Error e) {
            done.completeExceptionally(e);
            intake.fail(e);
            throw e;
        }
    }

    private void recovering(LogRecord record, CompletableFuture<Boolean> done) {
        if (recovery.apply(record)) {
            done.complete(false);
        } else if (record.position() == recoverTo) {
            done.complete(true);
        }
    }

    private void following(LogRecord record) {
        if (!LogFormat.isEvent(record.kind())) {
            if (LogFormat.DELTA.equals(record.kind())) {
                recovery.compare(record);
                snapshots.offerWhenCovered();
            }
            return;
        }
        CoreEvent event = LogFormat.decodeEvent(record.kind(), record.payload());
        if (record.producer().equals(Intake.PRODUCER)) {
            eventSequence = record.producerSequence();
        }
        applied++;
        if (event instanceof CoreEvent.Started) {
            started.complete(null);
        }
        List<CoreOutput> outputs = core.apply(record.position(), record.logTime(), event);
        books.active(core.hasLiveParents());
        appliedPosition = record.position();
        for (CoreOutput output : outputs) {
            if (output instanceof CoreOutput.Planned o) {
                recovery.check().derived(o.delta());
            }
            effects.perform(record, output);
        }
        books.backlog(backlog());
        if (!intake.isReduced()) {
            deltas.reopen();
        }
    }

    /** Events on their way into the log or waiting for it. */
    private long backlog() {
        long backlog = intake.offered() - eventSequence + intake.held();
        peakBacklog = Math.max(peakBacklog, backlog);
        return backlog;
    }

    /** What the intake's mode means for the rest. */
    private final class Modes implements Intake.Listener {
        @Override
        public void reduced(Throwable why) {
            deltas.shut();
            tell(DeskEvent.Type.REDUCED, why.getMessage());
            probeLater();
        }

        /** A market may be quiet: whether there is room again must not depend on it. */
        private void probeLater() {
            try {
                effects.timers.schedule(() -> {
                    if (intake.isReduced()) {
                        offer(new CoreEvent.Restored(0));
                        probeLater();
                    }
                }, PROBE_SECONDS, TimeUnit.SECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("the desk is closed; nothing finds out whether the log has room");
            }
        }

        @Override
        public void restored(long lost) {
            deltas.reopen();
            books.forget();
            offer(new CoreEvent.Restored(lost));
            configure();
            southbound.repeat();
            books.flush();
            tell(DeskEvent.Type.RESTORED, lost + " events were not recorded meanwhile; books and sessions are recorded again");
        }

        @Override
        public void stopped(Throwable why) {
            tell(DeskEvent.Type.STOPPED, String.valueOf(why.getMessage()));
            started.completeExceptionally(why);
        }

        private void tell(DeskEvent.Type type, String text) {
            effects.events.tell(new DeskEvent(log.head().position(), log.head().logTime(), type, 0, 0, null, text));
        }
    }

    private void goLive() {
        live = true;
        eventSequence = log.lastSequence(Intake.PRODUCER);
        recovery.check().pending().forEach(deltas::add);
        offer(new CoreEvent.Started(VERSION));
        configure();
        if (!recovery.refused().isEmpty()) {
            effects.events.tell(new DeskEvent(recoverTo, lastLogTime, DeskEvent.Type.ALERT, 0, 0, null, recovery.refused()
                    + "; it was not used, the whole log was replayed instead"));
        }
        confinement.notifyAll();
    }

    /** Clients are told on a thread that holds no lock; once closed, at once. */
    private void callBack(Runnable told) {
        try {
            answers.execute(told);
        } catch (RejectedExecutionException e) {
            told.run();
        }
    }

    private void configure() {
        if (!config.equals(read(RoutingCore::config))) {
            offer(new CoreEvent.Configured(config));
        }
    }

    /** Completes when the core was told that this process took over: from then on it knows no session of the last one. */
    CompletableFuture<Void> started() {
        return started;
    }

    private void offer(CoreEvent event) {
        if (event instanceof CoreEvent.Reported reported && endsOrder(reported.report())) {
            books.flush();
        }
        intake.offer(event);
    }

    /** After such a report the residual is solved again: on what the books show by then. */
    private static boolean endsOrder(ExecutionReport report) {
        return report.leavesLots() == 0;
    }

    /** Records an event that a decision follows from; {@code fresh} records what the books show now first. */
    CompletableFuture<CommandResult> ask(CoreEvent event, boolean fresh) {
        if (fresh) {
            books.flush();
        }
        return intake.ask(event);
    }

    /** Reads the core while it stands still. */
    <T> T read(Function<RoutingCore, T> question) {
        synchronized (confinement) {
            return question.apply(core);
        }
    }

    DeskStatus status() {
        synchronized (confinement) {
            int[] counts = new Views(core).counts();
            return new DeskStatus(
                    core.position(), lastLogTime, counts[0], counts[1], counts[2], counts[3], applied,
                    backlog(), peakBacklog, books.conflated(), intake.refused(),
                    intake.isReduced(), intake.stopped(), snapshots.recorded(), snapshots.last(), recovery.base(),
                    recoveryNanos);
        }
    }

    /**
     * Takes nothing more, applies what is already offered and records its deltas, then ends: a log that was closed in
     * good order replays identically to its last record. Commands that would still follow are not sent; after the next
     * start such a child is unknown.
     */
    @Override
    public void close() {
        boolean wasLive;
        synchronized (confinement) {
            closing = true;
            effects.closing();
            wasLive = live;
            confinement.notifyAll();
        }
        southbound.close();
        LogException closed = new LogException(LogException.Reason.CLOSED, 0, "the desk was closed; ask the next one", null);
        boolean sound = intake.stop(closed);
        started.completeExceptionally(closed);
        if (sound && wasLive) {
            drain();
        }
        subscription.close();
        effects.close();
        answers.shutdown();
    }

    private void drain() {
        long end = System.nanoTime() + DRAIN_NANOS;
        synchronized (confinement) {
            while (eventSequence < intake.offered() || !deltas.isSettled()) {
                if (System.nanoTime() >= end) {
                    break;
                }
                try {
                    confinement.wait(DRAIN_LOOK_MILLIS); // a record wakes it; a refusal does not
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
        if (!deltas.isEmpty()) {
            LOG.warn("closed before everything offered was recorded; the next start completes the log");
        }
    }
}
