package exoroute.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import exoroute.api.desk.CommandContext;
import exoroute.api.desk.CommandResult;
import exoroute.api.desk.DeskEvent;
import exoroute.api.desk.ListingView;
import exoroute.api.desk.OrderDesk;
import exoroute.api.desk.ParentView;
import exoroute.api.market.FixedPoint;
import exoroute.api.market.Side;
import exoroute.api.order.Constraints;
import exoroute.api.order.ParentOrder;
import exoroute.api.plan.DeltaLog;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The main job: buy 25 BTC for USD on the recorded captures, then prove the log in a fresh process. What is printed
 * as text and what {@code --json} prints is the same document.
 */
final class Demo {
    private static final String INSTRUMENT = "BTC/USD";
    private static final long QUANTITY = 25 * FixedPoint.power(8);
    /** The router's producer of deltas: once its last one is committed, the log is complete. */
    private static final String DELTAS = "router.delta";
    private static final long LIMIT_SECONDS = 60;

    private final OrderDesk desk;
    private final DeltaLog log;
    private final Readiness readiness;
    private final Path folder;
    /** Why the desk stopped, null while it runs. */
    private final AtomicReference<String> stopped = new AtomicReference<>();
    private final ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    Demo(OrderDesk desk, DeltaLog log, Readiness readiness, Path folder) {
        this.desk = desk;
        this.log = log;
        this.readiness = readiness;
        this.folder = folder;
    }

    /**
     * Runs.
     *
     * @param words options of the demonstration
     * @return 0 only when the replay is identical
     */
    int run(List<String> words, PrintStream out) throws IOException {
        boolean json = words.contains("--json");
        if (words.size() > (json ? 1 : 0)) {
            throw new UsageException("demo takes --json, --seed N and --log FOLDER, not '" + String.join(" ", words) + "'");
        }
        readiness.awaitCaptures();
        List<ListingView> market = desk.listings();
        long parent = route();
        ParentView view = desk.order(parent).orElseThrow();
        readiness.awaitRecorded(log, DELTAS, desk.deltas(parent, 1).size(), stopped::get);
        ObjectNode document = new DemoDocument(mapper, market, view).build();
        readiness.stopDesk(); // a timer or a feed that falls silent would be recorded while the other process replays
        document.putObject("log")
                .put("folder", folder.toString())
                .put("records", log.head().position())
                .put("head", log.head().hex())
                .put("durability", log.durability().name());
        ObjectNode replay = new ReplayProcess(mapper).run(folder);
        document.set("replay", replay);
        out.println(json ? mapper.writeValueAsString(document) : new DemoText(document).text());
        return replay.path("identical").asBoolean() ? 0 : 1;
    }

    private long route() {
        CompletableFuture<Void> finished = new CompletableFuture<>();
        ParentOrder order = new ParentOrder(
                INSTRUMENT, Side.BUY, QUANTITY, 0, ParentOrder.LimitBasis.GROSS, 0, Constraints.NONE);
        try {
            CommandResult result = desk.submit(new CommandContext("demo", "demo-1"), order)
                    .toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (!result.accepted()) {
                throw new IllegalStateException("the order was refused: " + result.reason());
            }
            long parent = result.position();
            desk.subscribe(parent, event -> {
                if (event.parent() == parent && event.type() == DeskEvent.Type.FINISHED) {
                    finished.complete(null);
                } else if (event.type() == DeskEvent.Type.STOPPED) {
                    stopped.set("the desk stopped: " + event.text());
                    finished.completeExceptionally(new IllegalStateException(stopped.get()));
                }
            });
            finished.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            return parent;
        } catch (TimeoutException e) {
            throw new IllegalStateException("the order was not finished after " + LIMIT_SECONDS + " s; see the log folder "
                    + folder, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
