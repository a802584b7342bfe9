package exoroute.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.desk.CommandContext;
import exoroute.api.desk.CommandResult;
import exoroute.api.desk.OrderDesk;
import exoroute.api.desk.ParentView;
import exoroute.api.desk.Reconciliation;
import exoroute.api.desk.VenueView;
import exoroute.api.plan.LogArchive;
import exoroute.api.plan.PlanStatus;
import exoroute.api.plan.Replay;
import exoroute.api.plan.ReplayReport;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.ConfigurationAdmin;

/** The real bundles in real Felix, with a venue in a process of its own that dies and comes back. */
class VenueProcessInFrameworkTest {
    private static final long BTC = 100_000_000L;

    @TempDir
    Path folder;

    private BundleContext context;
    private Runtime runtime;
    private Process venue;
    private int port;

    @BeforeEach
    void start() throws Exception {
        context = FrameworkUtil.getBundle(getClass()).getBundleContext();
        Runtime.await("configuration admin", () -> context.getServiceReference(ConfigurationAdmin.class) != null);
        runtime = new Runtime(context, context.getService(context.getServiceReference(ConfigurationAdmin.class)));
        runtime.ledger(folder.resolve("log"));
        runtime.router();
        runtime.venue("beta", "BTCUSD;SELL;60005.00;3", "BTCUSD;SELL;60020.00;5", "BTCUSD;BUY;59980.00;2");
        startVenue(0);
        runtime.factory("exoroute.adapter.sim.remote", "alpha", "venue", "alpha", "port", port, "client", "itest");
    }

    /** Starts the venue at a port, or at a free one for 0, on the journal it may have. */
    private void startVenue(int at) throws Exception {
        Path file = folder.resolve("port");
        Files.deleteIfExists(file);
        venue = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                jar("exoroute.api") + File.pathSeparator + jar("exoroute.adapter.sim"),
                "exoroute.adapter.sim.server.VenueProcess", "--venue", "alpha",
                "--listing", "BTCUSD;BTC/USD;8;2;0.01;0.00000001;0;0.001;0.001",
                "--quote", "BTCUSD;SELL;60000.00;2", "--quote", "BTCUSD;BUY;59990.00;2", "--refill",
                "--balance", "USD=1000000", "--balance", "BTC=10",
                "--journal", folder.resolve("alpha.journal").toString(), "--port", Integer.toString(at),
                "--port-file", file.toString())
                .inheritIO().start();
        Runtime.await("the venue's port", () -> Files.exists(file));
        port = Integer.parseInt(Files.readString(file).strip());
    }

    private String jar(String symbolicName) {
        Bundle bundle = Stream.of(context.getBundles())
                .filter(b -> symbolicName.equals(b.getSymbolicName())).findFirst().orElseThrow();
        return Path.of(URI.create(bundle.getLocation().replaceFirst("^reference:", ""))).toString();
    }

    @AfterEach
    void stop() throws Exception {
        runtime.close();
        venue.destroyForcibly().waitFor(Runtime.LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    private static VenueView view(OrderDesk desk, String venue) {
        return desk.venues().stream().filter(v -> v.venue().equals(venue)).findFirst().orElseThrow();
    }

    private static Reconciliation reconcile(OrderDesk desk, String request) throws Exception {
        return desk.reconcile(new CommandContext("test", request), "alpha")
                .toCompletableFuture().get(Runtime.LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void a_venue_in_a_process_of_its_own_trades_dies_comes_back_and_agrees() throws Exception {
        OrderDesk desk = runtime.awaitDesk(2);
        Runtime.await("balances", () -> view(desk, "alpha").balances().containsKey("USD"));
        CommandResult first = Runtime.submit(desk, "r1", Runtime.buy(4 * BTC));
        assertTrue(first.accepted(), first.reason());
        ParentView filled = Runtime.finished(desk, first.position());
        assertEquals(PlanStatus.FILLED, filled.plan().status());
        assertEquals(2, filled.children().size(), "two at alpha, two at beta");
        assertEquals(List.of(), reconcile(desk, "c1").differences());
        venue.destroyForcibly().waitFor(Runtime.LIMIT_SECONDS, TimeUnit.SECONDS);
        Runtime.await("the loss of the session", () -> !view(desk, "alpha").sessionUp());
        startVenue(port);
        Runtime.await("the venue back", () -> view(desk, "alpha").sessionUp());
        runtime.awaitDesk(2);
        Reconciliation again = reconcile(desk, "c2");
        assertTrue(again.ordersKnown() && again.balancesKnown(), again.toString());
        assertEquals(List.of(), again.differences());
    }

    @Test
    void balances_are_told_spent_and_replayed() throws Exception {
        OrderDesk desk = runtime.awaitDesk(2);
        Runtime.await("balances", () -> view(desk, "alpha").balances().containsKey("USD"));
        long usd = view(desk, "alpha").balances().get("USD");
        assertEquals(1_000_000 * BTC, usd);
        CommandResult result = Runtime.submit(desk, "r1", Runtime.buy(5 * BTC));
        Runtime.finished(desk, result.position());
        assertTrue(view(desk, "alpha").balances().get("USD") < usd, "what was spent is gone at once");
        Replay replay = runtime.find(Replay.class);
        runtime.close();
        ReplayReport report = replay.replay(folder.resolve("log"), true);
        assertTrue(report.identical(), report.divergedAt() + ": " + report.difference());
        assertTrue(runtime.find(LogArchive.class) != null);
    }
}
