package exoroute.router.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.desk.CommandContext;
import exoroute.api.desk.CommandResult;
import exoroute.api.desk.HaltLevel;
import exoroute.api.desk.Scope;
import exoroute.api.plan.LogRecord;
import exoroute.api.plan.PlanChange;
import exoroute.api.plan.PlanDelta;
import exoroute.api.plan.PlanStatus;
import exoroute.router.codec.LogFormat;
import exoroute.router.core.CoreEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The way into a log that may have no room: order, modes, and no lock held while others' code runs. */
@Timeout(60)
class IntakeTest {
    private final RoomLog log = new RoomLog();
    private final List<String> modes = new ArrayList<>();
    private final AtomicReference<Boolean> underLock = new AtomicReference<>(false);
    private final Intake intake = new Intake(log, new Intake.Listener() {
        @Override
        public void reduced(Throwable why) {
            noted("reduced");
        }

        @Override
        public void restored(long lost) {
            noted("restored " + lost);
        }

        @Override
        public void stopped(Throwable why) {
            noted("stopped");
        }
    });

    private void noted(String mode) {
        modes.add(mode);
        underLock.compareAndSet(false, Thread.holdsLock(intake));
    }

    private static CoreEvent session(int number) {
        return new CoreEvent.SessionChanged("alpha", true, String.valueOf(number));
    }

    private static CoreEvent normal(int number) {
        return new CoreEvent.Restored(number);
    }

    private static CoreEvent kill() {
        return new CoreEvent.HaltRequested(new CommandContext("desk", "k"), Scope.ALL, HaltLevel.KILL);
    }

    private List<String> reasons() {
        return log.records.stream().filter(r -> r.kind().equals("event.session-changed"))
                .map(r -> ((CoreEvent.SessionChanged) LogFormat.decodeEvent(r.kind(), r.payload())).reason()).toList();
    }

    /** Until a thread waits for a lock. */
    private static void awaitBlocked(Thread thread) {
        while (thread.getState() != Thread.State.BLOCKED) {
            assertTrue(thread.getState() != Thread.State.TERMINATED, "it went through");
            Thread.onSpinWait();
        }
    }

    @Test
    void urgent_events_behind_a_refused_ordinary_one_are_recorded_in_their_order() {
        log.full = true;
        intake.offer(normal(1));
        intake.offer(session(1));
        intake.offer(session(2));
        log.commitOne();
        intake.offer(session(3));
        log.commit();
        assertEquals(List.of("1", "2", "3"), reasons());
        assertEquals(List.of("reduced"), modes);
    }

    @Test
    void an_event_never_overtakes_one_whose_refusal_is_just_being_told() throws Exception {
        log.full = true;
        intake.offer(normal(1));
        log.commit();
        log.reserveUsedUp = true;
        intake.offer(session(1));
        Thread delivery = new Thread(log::commitOne);
        synchronized (intake) {
            delivery.start();
            awaitBlocked(delivery);
            intake.offer(session(2));
        }
        delivery.join();
        log.reserveUsedUp = false;
        intake.offer(session(3));
        log.commit();
        assertEquals(List.of("1", "2", "3"), reasons());
    }

    @Test
    void a_kill_behind_a_refused_order_is_recorded_all_the_same() {
        log.full = true;
        CompletableFuture<CommandResult> order = intake.ask(normal(1));
        CompletableFuture<CommandResult> kill = intake.ask(kill());
        log.commit();
        assertTrue(order.isCompletedExceptionally());
        assertFalse(kill.isDone(), "it waits for its decision");
        assertEquals(List.of("event.halt-requested"), log.kinds());
        intake.decided(1, new CommandResult(true, 1, ""));
        assertTrue(kill.join().accepted());
    }

    @Test
    void a_kill_behind_an_ordinary_event_that_probed_in_vain_is_recorded_all_the_same() {
        log.full = true;
        intake.ask(normal(1));
        log.commit();
        CompletableFuture<CommandResult> probe = intake.ask(normal(2));
        CompletableFuture<CommandResult> kill = intake.ask(kill());
        intake.offer(session(1));
        log.commit();
        assertTrue(probe.isCompletedExceptionally());
        assertFalse(kill.isDone(), "it waits for its decision");
        assertEquals(List.of("event.halt-requested", "event.session-changed"), log.kinds());
    }

    @Test
    void a_kill_that_the_reserve_has_no_room_for_is_refused_and_not_held_for_ever() {
        log.full = true;
        intake.ask(normal(1));
        log.commit();
        log.reserveUsedUp = true;
        CompletableFuture<CommandResult> kill = intake.ask(kill());
        log.commit();
        assertTrue(kill.isCompletedExceptionally());
    }

    @Test
    void with_the_reserve_used_up_a_new_report_does_not_offer_all_that_wait_again() {
        log.full = true;
        intake.offer(normal(1));
        log.commit();
        log.reserveUsedUp = true;
        for (int i = 1; i <= 100; i++) {
            intake.offer(session(i));
            log.commit();
        }
        int before = log.offered;
        intake.offer(session(101));
        log.commit();
        assertTrue(log.offered - before <= 2, "offers: " + (log.offered - before));
        log.reserveUsedUp = false;
        intake.offer(session(102));
        log.commit();
        assertEquals(102, reasons().size());
        assertEquals(reasons().stream().sorted((a, b) -> Integer.compare(Integer.parseInt(a), Integer.parseInt(b))).toList(), reasons());
    }

    @Test
    void one_ordinary_event_at_a_time_finds_out_whether_there_is_room_again() {
        log.full = true;
        intake.offer(normal(1));
        log.commit();
        intake.offer(normal(2));
        CompletableFuture<CommandResult> second = intake.ask(normal(3));
        assertTrue(second.isCompletedExceptionally(), "refused at once");
        log.commit();
        log.full = false;
        intake.offer(normal(4));
        log.commit();
        assertEquals(List.of("reduced", "restored 3"), modes);
        assertFalse(intake.isReduced());
        assertEquals(List.of("event.restored"), log.kinds());
    }

    @Test
    void clients_and_listeners_are_never_called_under_the_intakes_lock() {
        log.full = true;
        List<Boolean> held = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            intake.ask(normal(i)).whenComplete((r, t) -> held.add(Thread.holdsLock(intake)));
        }
        log.commit();
        log.full = false;
        intake.ask(normal(4)).whenComplete((r, t) -> held.add(Thread.holdsLock(intake)));
        log.commit();
        intake.stop(new IllegalStateException("closed"));
        assertEquals(List.of(false, false, false, false), held);
        assertFalse(underLock.get());
    }

    @Test
    void a_log_that_answers_before_it_returns_calls_nobody_under_the_lock_either() {
        RoomLog quick = new RoomLog();
        AtomicReference<Intake> made = new AtomicReference<>();
        List<Boolean> held = new ArrayList<>();
        Intake quickIntake = new Intake(new Answering(quick), new Intake.Listener() {
            @Override
            public void reduced(Throwable why) {
                held.add(Thread.holdsLock(made.get()));
            }

            @Override
            public void restored(long lost) {
                held.add(Thread.holdsLock(made.get()));
            }

            @Override
            public void stopped(Throwable why) {
                held.add(Thread.holdsLock(made.get()));
            }
        });
        made.set(quickIntake);
        quick.full = true;
        quickIntake.offer(normal(1));
        quick.full = false;
        quickIntake.offer(normal(2));
        assertEquals(List.of(false, false), held);
    }

    @Test
    void an_event_that_cannot_be_encoded_is_its_callers_fault_and_nobody_elses() {
        assertThrows(IllegalArgumentException.class, () -> intake.offer(new CoreEvent.Started("\ud800")));
        intake.offer(normal(1));
        log.commit();
        assertEquals(List.of("event.restored"), log.kinds());
    }

    @Test
    void a_record_that_the_log_does_not_take_leaves_no_gap_behind() {
        Producer producer = new Producer(new Answering(log) {
            @Override
            public java.util.concurrent.CompletionStage<Long> offer(
                    String name, long sequence, String kind, byte[] payload, Urgency urgency) {
                if (payload.length > 3) {
                    throw new IllegalArgumentException("too large");
                }
                return super.offer(name, sequence, kind, payload, urgency);
            }
        }, "p");
        assertTrue(producer.offer("k", new byte[4], exoroute.api.plan.DeltaLog.Urgency.NORMAL).position()
                .toCompletableFuture().isCompletedExceptionally());
        producer.offer("k", new byte[1], exoroute.api.plan.DeltaLog.Urgency.NORMAL);
        assertEquals(1, log.records.get(0).producerSequence());
    }

    @Test
    void deltas_wait_for_room_and_are_recorded_in_their_order() {
        DeltaOutbox deltas = new DeltaOutbox(log);
        log.full = true;
        for (int i = 1; i <= 3; i++) {
            deltas.add(delta(i));
        }
        log.commit();
        deltas.add(delta(4));
        assertEquals(1, deltas.oldestCause());
        log.full = false;
        deltas.reopen();
        log.commit();
        assertEquals(List.of(1L, 2L, 3L, 4L), causes());
        assertTrue(deltas.isEmpty());
    }

    @Test
    void a_delta_whose_commit_is_just_being_told_is_not_offered_again() throws Exception {
        DeltaOutbox deltas = new DeltaOutbox(log);
        deltas.add(delta(1));
        Thread delivery = new Thread(log::commitOne);
        synchronized (deltas) {
            delivery.start();
            awaitBlocked(delivery);
            deltas.reopen();
        }
        delivery.join();
        log.commit();
        assertEquals(List.of(1L), causes());
    }

    private List<Long> causes() {
        return log.records.stream().map(LogRecord::payload).map(p -> LogFormat.decodeDelta(p).cause()).toList();
    }

    private static PlanDelta delta(long cause) {
        return new PlanDelta(7, cause, cause, List.of(new PlanChange.StatusChanged(PlanStatus.WORKING, "")), Optional.empty());
    }

    /** Answers every offer before it returns. */
    private static class Answering implements exoroute.api.plan.DeltaLog {
        private final RoomLog log;

        Answering(RoomLog log) {
            this.log = log;
        }

        @Override
        public java.util.concurrent.CompletionStage<Long> offer(
                String producer, long sequence, String kind, byte[] payload, Urgency urgency) {
            var answer = log.offer(producer, sequence, kind, payload, urgency);
            log.commit();
            return answer;
        }

        @Override
        public java.util.concurrent.CompletionStage<Long> snapshot(String producer, long sequence, String kind, byte[] payload) {
            return offer(producer, sequence, kind, payload);
        }

        @Override
        public List<LogRecord> snapshots() {
            return List.of();
        }

        @Override
        public exoroute.api.plan.LogSubscription subscribe(long from, exoroute.api.plan.LogSubscriber subscriber) {
            return log.subscribe(from, subscriber);
        }

        @Override
        public long lastSequence(String producer) {
            return log.lastSequence(producer);
        }

        @Override
        public exoroute.api.plan.LogHead head() {
            return log.head();
        }

        @Override
        public exoroute.api.plan.Durability durability() {
            return log.durability();
        }

        @Override
        public boolean isReduced() {
            return log.isReduced();
        }
    }
}
