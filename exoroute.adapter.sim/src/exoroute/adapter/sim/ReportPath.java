package exoroute.adapter.sim;

import exoroute.api.order.ExecutionReport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** The way of reports from the venue to the desk: latency, and what {@link Faults} do to reports. One thread. */
final class ReportPath {
    private static final int ONE = 1_000_000;

    private final VirtualClock clock;
    private final Consumer<ExecutionReport> desk;
    private final List<ExecutionReport> moment = new ArrayList<>();
    private Faults faults = Faults.NONE;
    private SplittableRandom random = new SplittableRandom(0);

    ReportPath(VirtualClock clock, Consumer<ExecutionReport> desk) {
        this.clock = clock;
        this.desk = desk;
    }

    /** Faults of reports that leave from now on. */
    void faults(Faults next) {
        faults = next;
        random = new SplittableRandom(next.seed());
    }

    /** Sends a report on its way. */
    void send(ExecutionReport report, long latency) {
        clock.schedule(clock.now() + latency, () -> leave(report));
    }

    private void leave(ExecutionReport report) {
        int copies = faults.silent() ? 0 : faults.duplicates() ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            if (faults.dropShare() > 0 && random.nextInt(ONE) < faults.dropShare()) {
                continue;
            }
            if (faults.delay() > 0) {
                clock.schedule(clock.now() + faults.delay(), () -> arrive(report));
            } else {
                arrive(report);
            }
        }
    }

    private void arrive(ExecutionReport report) {
        if (!faults.reorders()) {
            desk.accept(report);
            return;
        }
        if (moment.isEmpty()) {
            clock.schedule(clock.now(), this::reversed);
        }
        moment.add(report);
    }

    private void reversed() {
        List<ExecutionReport> all = new ArrayList<>(moment);
        moment.clear();
        Collections.reverse(all);
        all.forEach(desk);
    }
}
