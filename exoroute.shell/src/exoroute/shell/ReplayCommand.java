package exoroute.shell;

import exoroute.api.plan.Replay;
import exoroute.api.plan.ReplayReport;
import java.nio.file.Path;
import org.apache.felix.service.command.Descriptor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code exo:replay}: proves a log folder offline. */
@Component(
        service = ReplayCommand.class,
        property = {"osgi.command.scope=exo", "osgi.command.function=replay"})
public final class ReplayCommand {
    private final Replay replay;

    /** Replays with a service that needs neither keys nor network. */
    @Activate
    public ReplayCommand(@Reference Replay replay) {
        this.replay = replay;
    }

    /**
     * Replays.
     *
     * @throws IllegalArgumentException when it is not identical: position and difference
     */
    @Descriptor("verify a log folder and replay it: exo:replay LOGDIR [--resolve] [--json]")
    public String replay(String... words) {
        Arguments args = new Arguments("exo:replay LOGDIR [--resolve] [--json]", 1, 1, words);
        ReplayReport report = replay.replay(Path.of(args.word(0)), args.has("--resolve"));
        String text = args.has("--json") ? json(report) : text(report);
        if (!report.identical()) {
            throw new Refusal(text);
        }
        return text;
    }

    private static String text(ReplayReport r) {
        String counts = r.records() + " records, " + r.events() + " events, " + r.deltas() + " deltas"
                + (r.solves() > 0 ? ", " + r.solves() + " engine answers solved again" : "")
                + (r.incompleteTailBytes() > 0 ? ", " + r.incompleteTailBytes() + " bytes of an incomplete tail left out" : "");
        return (r.identical() ? "replay: identical" : "replay: DIFFERENT at position " + r.divergedAt() + ": " + r.difference())
                + "\n  " + counts + "\n  recorded head " + r.recordedHead() + "\n  replayed head " + r.replayedHead();
    }

    private static String json(ReplayReport r) {
        return "{\"identical\":" + r.identical() + ",\"records\":" + r.records() + ",\"events\":" + r.events()
                + ",\"deltas\":" + r.deltas() + ",\"solves\":" + r.solves() + ",\"recordedHead\":\"" + r.recordedHead()
                + "\",\"replayedHead\":\"" + r.replayedHead() + "\",\"divergedAt\":" + r.divergedAt()
                + ",\"difference\":\"" + r.difference().replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n")
                + "\",\"incompleteTailBytes\":" + r.incompleteTailBytes() + "}";
    }
}
