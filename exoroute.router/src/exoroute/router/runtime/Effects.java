package exoroute.router.runtime;

import exoroute.api.plan.LogRecord;
import exoroute.router.core.CoreEvent;
import exoroute.router.core.CoreOutput;
import exoroute.router.core.Timer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Does what the core decides: sends, asks engines, sets timers, records deltas and snapshots, tells. */
final class Effects implements AutoCloseable {
    final Engines engines = new Engines();
    final DeskEvents events = new DeskEvents();
    final ExecutorService solving = Executors.newSingleThreadExecutor(task -> new Thread(task, "exoroute-solve"));
    /** Apart from {@link #solving}: no order waits while somebody tries an engine. */
    final ExecutorService explaining = Executors.newSingleThreadExecutor(task -> new Thread(task, "exoroute-explain"));
    final ScheduledExecutorService timers =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "exoroute-timer"));

    private final Intake intake;
    private final BookIntake books;
    private final Southbound southbound;
    private final DeltaOutbox deltas;
    private final LongSupplier clock;
    private SnapshotRecorder snapshots;
    private boolean closing;

    /** @param clock nanoseconds UTC, for timers only */
    Effects(Intake intake, BookIntake books, Southbound southbound, DeltaOutbox deltas, LongSupplier clock) {
        this.intake = intake;
        this.books = books;
        this.southbound = southbound;
        this.deltas = deltas;
        this.clock = clock;
    }

    /** Snapshots go here from now on. */
    void snapshots(SnapshotRecorder recorder) {
        snapshots = recorder;
    }

    /** From now on only deltas are recorded and listeners told: nothing leaves any more. */
    void closing() {
        closing = true;
    }

    /** Does what follows from a record. */
    void perform(LogRecord record, CoreOutput output) {
        if (output instanceof CoreOutput.Planned o) {
            deltas.add(o.delta());
        } else if (output instanceof CoreOutput.Tell o) {
            events.tell(o.event());
        } else if (closing) {
            return;
        } else if (output instanceof CoreOutput.Submit o) {
            southbound.submit(o.order());
        } else if (output instanceof CoreOutput.Cancel o) {
            southbound.cancel(o.order());
        } else if (output instanceof CoreOutput.Replace o) {
            southbound.replace(o.original(), o.changed());
        } else if (output instanceof CoreOutput.AskStatus o) {
            southbound.askStatus(o.order());
        } else if (output instanceof CoreOutput.StartSolve o) {
            solve(o);
        } else if (output instanceof CoreOutput.SetTimer o) {
            schedule(o.timer());
        } else if (output instanceof CoreOutput.Frozen o) {
            snapshots.take(o.snapshot());
        } else if (output instanceof CoreOutput.Decided o && record.producer().equals(Intake.PRODUCER)) {
            intake.decided(record.producerSequence(), o.result());
        }
    }

    private void solve(CoreOutput.StartSolve ask) {
        if (engines.answersAtOnce(ask.engine(), ask.problem())) {
            intake.offer(engines.solve(ask.solve(), ask.engine(), ask.problem()));
        } else {
            solving.execute(() -> intake.offer(engines.solve(ask.solve(), ask.engine(), ask.problem())));
        }
    }

    private void schedule(Timer timer) {
        long delay = Math.max(0, timer.due() - clock.getAsLong());
        timers.schedule(() -> {
            if (timer.purpose() == Timer.Purpose.RETRY) {
                books.flush();
            }
            intake.offer(new CoreEvent.TimerFired(timer));
        }, delay, TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        solving.shutdownNow();
        explaining.shutdownNow();
        timers.shutdownNow();
        if (snapshots != null) {
            snapshots.close();
        }
        events.close();
    }
}
