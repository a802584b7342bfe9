package exoroute.simulation;

import exoroute.api.desk.HaltLevel;
import exoroute.api.solver.Solution;
import exoroute.router.codec.LogFormat;
import exoroute.router.codec.SnapshotRecord;
import exoroute.router.core.CoreConfig;
import exoroute.router.core.CoreEvent;
import exoroute.router.core.CoreOutput;
import exoroute.router.core.RoutingCore;
import exoroute.router.core.Timer;
import exoroute.solver.PriceSearchSolver;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * The router's process: a core behind a log that commits a little later. It can die between any two steps, also between
 * two commands of one event; what was not committed is gone then, and the next process rebuilds the core from snapshot
 * and log. Beside it a second core, which never dies, is fed from the decoded log: both must say the same for ever.
 */
final class DeskProcess {
    private record Stored(long position, long time, String kind, byte[] payload) {}

    private final Agenda agenda;
    private final Checks checks;
    private final World world;
    private final Network network;
    private final CoreConfig config;
    private final long seed;
    private final PriceSearchSolver engine = new PriceSearchSolver();
    private final RoutingCore follower = new RoutingCore();
    private final Deque<CoreEvent> offered = new ArrayDeque<>();
    private final List<SnapshotRecord> snapshots = new ArrayList<>();
    /** The log from the older of the newest two snapshots on. */
    private final List<Stored> log = new ArrayList<>();
    private final List<CoreEvent.Solved> answers = new ArrayList<>();
    private RoutingCore core = new RoutingCore();
    private int process;
    private long position;
    private long logTime;
    private boolean reduced;
    private long lost;
    private int dieAfter = -1;
    private long events;
    private boolean wholeLog = true;

    DeskProcess(World world, Network network, Agenda agenda, Checks checks, CoreConfig config, long seed) {
        this.world = world;
        this.network = network;
        this.agenda = agenda;
        this.checks = checks;
        this.config = config;
        this.seed = seed;
    }

    RoutingCore core() {
        return core;
    }

    boolean isAlive() {
        return core != null;
    }

    int process() {
        return process;
    }

    /** Events applied so far. */
    long events() {
        return events;
    }

    /** Log position of the last event applied. */
    long position() {
        return position;
    }

    /** Begins: what every process says first. */
    void start() {
        offer(new CoreEvent.Started("simulated"));
        if (!config.equals(core.config())) {
            offer(new CoreEvent.Configured(config));
        }
    }

    /** Does something later, unless the process died meanwhile. */
    void later(long delay, Runnable action) {
        int mine = process;
        agenda.after(delay, () -> {
            if (mine == process && core != null) {
                action.run();
            }
        });
    }

    /** Offers an event to the log; refused while it has no room, unless it reduces risk or is a fact. */
    void offer(CoreEvent event) {
        if (core == null) {
            return;
        }
        boolean urgent = event instanceof CoreEvent.CancelRequested || event instanceof CoreEvent.Reported
                || event instanceof CoreEvent.SessionChanged
                || (event instanceof CoreEvent.HaltRequested h && h.level() != HaltLevel.NONE);
        if (reduced && !urgent) {
            lost++;
            return;
        }
        offered.add(event);
        later(20_000 + Dice.below(Dice.hash(seed, position, offered.size()), 130_000), this::commit);
    }

    private void commit() {
        CoreEvent event = offered.poll();
        if (event == null) {
            return;
        }
        position += 1 + Dice.below(Dice.hash(seed, position, 5), 2);
        logTime = Math.max(logTime, agenda.now());
        byte[] payload = LogFormat.encode(event);
        log.add(new Stored(position, logTime, LogFormat.kind(event), payload));
        events++;
        List<CoreOutput> outputs = core.apply(position, logTime, event);
        List<CoreOutput> again = follower.apply(position, logTime, LogFormat.decodeEvent(LogFormat.kind(event), payload));
        Outputs.same(position, outputs, again);
        checks.applied(core, logTime, event, outputs);
        int left = dieAfter;
        for (CoreOutput output : outputs) {
            boolean command = output instanceof CoreOutput.Submit || output instanceof CoreOutput.Cancel;
            if (command && left >= 0 && left-- == 0) {
                die();
                return;
            }
            perform(output);
        }
    }

    private void perform(CoreOutput output) {
        if (output instanceof CoreOutput.Submit o) {
            network.submit(o.order());
        } else if (output instanceof CoreOutput.Cancel o) {
            network.cancel(o.order());
        } else if (output instanceof CoreOutput.Replace o) {
            network.replace(o.changed());
        } else if (output instanceof CoreOutput.AskStatus o) {
            network.askStatus(o.order());
        } else if (output instanceof CoreOutput.StartSolve o) {
            later(50_000 + Dice.below(Dice.hash(seed, o.solve(), 1), 3_000_000), () -> offer(answer(o)));
        } else if (output instanceof CoreOutput.SetTimer o) {
            Timer timer = o.timer();
            later(timer.due() - agenda.now(), () -> offer(new CoreEvent.TimerFired(timer)));
        } else if (output instanceof CoreOutput.Frozen o) {
            SnapshotRecord record = SnapshotRecord.of(o.snapshot());
            snapshots.add(SnapshotRecord.read(record.payload()));
            if (snapshots.size() > 2) {
                snapshots.remove(0);
                long base = snapshots.get(0).position();
                log.removeIf(stored -> stored.position() <= base);
                wholeLog = false;
            }
        }
    }

    private CoreEvent answer(CoreOutput.StartSolve ask) {
        int dice = Dice.below(Dice.hash(seed, ask.solve(), 2), 60);
        CoreEvent.Solved answer;
        if (dice == 0) {
            answer = new CoreEvent.Solved(ask.solve(), "price-search", "1", null, "engine failed");
        } else {
            Solution s = engine.solve(ask.problem());
            long[] shares = s.allocation();
            if (dice == 1) {
                shares = Arrays.stream(shares).map(share -> share * 2).toArray();
            }
            answer = new CoreEvent.Solved(ask.solve(), "price-search", "1", new Solution(
                    s.status(), shares, s.missing(), s.cost(), s.bound(), s.price(), s.proved(), s.iterations(), s.reason()), "");
        }
        answers.add(answer);
        if (answers.size() > 50) {
            answers.remove(0);
        }
        return answer;
    }

    /** An old engine answer comes again. */
    void repeatAnswer(long salt) {
        if (!answers.isEmpty()) {
            offer(answers.get(Dice.below(salt, answers.size())));
        }
    }

    /** The log has no room for a while. */
    void reduce(long duration) {
        if (core == null || reduced) {
            return;
        }
        reduced = true;
        lost = 0;
        later(duration, () -> {
            reduced = false;
            offer(new CoreEvent.Restored(lost));
            world.tellAgain();
        });
    }

    /** Dies at once, or within the commands of the next event that has any. */
    void die(int afterCommands) {
        if (afterCommands == 0) {
            die();
        } else {
            dieAfter = afterCommands - 1;
        }
    }

    private void die() {
        if (core == null) {
            return;
        }
        dieAfter = -1;
        byte[] before = SnapshotRecord.digest(core.snapshot());
        process++;
        core = null;
        offered.clear();
        reduced = false;
        network.died();
        agenda.after(30_000_000, () -> restart(before));
    }

    private void restart(byte[] before) {
        RoutingCore rebuilt = snapshots.isEmpty() || (wholeLog && snapshots.size() < 2)
                ? new RoutingCore() : new RoutingCore(snapshots.get(0).snapshot());
        long base = rebuilt.position();
        List<SnapshotRecord> expected = new ArrayList<>(snapshots);
        Consumer<CoreOutput> frozen = output -> {
            if (output instanceof CoreOutput.Frozen o) {
                expected.stream().filter(s -> s.position() == o.snapshot().position()).forEach(s ->
                        Violation.unless(Arrays.equals(s.digest(), SnapshotRecord.digest(o.snapshot())),
                                "a snapshot is not the replayed state", () -> "position " + s.position()));
            }
        };
        for (Stored stored : log) {
            if (stored.position() > base) {
                rebuilt.apply(stored.position(), stored.time(), LogFormat.decodeEvent(stored.kind(), stored.payload()))
                        .forEach(frozen);
            }
        }
        Violation.unless(Arrays.equals(before, SnapshotRecord.digest(rebuilt.snapshot())),
                "a recovered core is not the one that died", () -> "position " + position);
        core = rebuilt;
        start();
        world.restarted();
    }
}
