package exoroute.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.desk.CommandContext;
import exoroute.api.desk.CommandResult;
import exoroute.api.desk.ExplainedQuote;
import exoroute.api.desk.HaltLevel;
import exoroute.api.desk.OrderDesk;
import exoroute.api.desk.ParentView;
import exoroute.api.desk.Quote;
import exoroute.api.desk.Scope;
import exoroute.api.plan.DeltaLog;
import exoroute.api.plan.LogArchive;
import exoroute.api.plan.PlanStatus;
import exoroute.api.plan.Replay;
import exoroute.api.plan.ReplayReport;
import exoroute.api.solver.BookSolver;
import exoroute.api.solver.CoupledSolver;
import exoroute.api.solver.Solver;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** The real bundles in real Felix, on two simulated venues with books of their own. */
class RoutingInFrameworkTest {
    private static final long BTC = 100_000_000L;

    @TempDir
    Path folder;

    private BundleContext context;
    private Runtime runtime;
    private Configuration router;

    @BeforeEach
    void start() throws Exception {
        context = FrameworkUtil.getBundle(getClass()).getBundleContext();
        Runtime.await("configuration admin", () -> context.getServiceReference(ConfigurationAdmin.class) != null);
        runtime = new Runtime(context, context.getService(context.getServiceReference(ConfigurationAdmin.class)));
        runtime.ledger(folder.resolve("log"));
        router = runtime.router();
        runtime.venue("alpha", "BTCUSD;SELL;60000.00;2", "BTCUSD;SELL;60010.00;2", "BTCUSD;BUY;59990.00;2");
        runtime.venue("beta", "BTCUSD;SELL;60005.00;3", "BTCUSD;SELL;60020.00;5", "BTCUSD;BUY;59980.00;2");
    }

    @AfterEach
    void stop() throws Exception {
        runtime.close();
    }

    @Test
    void every_bundle_is_active() {
        for (Bundle bundle : context.getBundles()) {
            boolean fragment = bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null;
            assertTrue(fragment || bundle.getState() == Bundle.ACTIVE || bundle.getState() == Bundle.STARTING,
                    bundle + " is in state " + bundle.getState());
        }
    }

    @Test
    void the_six_engines_are_services_with_their_name_as_a_property_and_known_to_the_shell() throws Exception {
        OrderDesk desk = runtime.awaitDesk(2);
        Map<String, String> engines = new TreeMap<>();
        for (Class<? extends Solver> type : List.of(BookSolver.class, CoupledSolver.class)) {
            for (ServiceReference<? extends Solver> reference : context.getServiceReferences(type, null)) {
                Solver engine = context.getService(reference);
                assertEquals(engine.id(), reference.getProperty("exoroute.engine"));
                assertEquals(engine.traits().exactness() == Solver.Traits.Exactness.EXACT, reference.getProperty("exoroute.exact"));
                engines.put(engine.id(), type.getSimpleName());
            }
        }
        assertEquals(Map.of("price-search", "BookSolver", "exchange-admm", "BookSolver", "private-price-search", "BookSolver",
                "private-admm", "BookSolver", "hedge", "CoupledSolver", "private-hedge", "CoupledSolver"), engines);
        assertEquals("price-search", desk.engine());
        CommandProcessor processor = runtime.find(CommandProcessor.class);
        try (CommandSession session = processor.createSession(
                InputStream.nullInputStream(), new ByteArrayOutputStream(), new ByteArrayOutputStream())) {
            String table = session.execute("exo:engines").toString();
            engines.keySet().forEach(engine -> assertTrue(("\n" + table).contains("\n" + engine + " "), engine + " in " + table));
        }
    }

    @Test
    void every_engine_for_orders_explains_the_same_order() throws Exception {
        OrderDesk desk = runtime.awaitDesk(2);
        Quote quote = desk.quote(Runtime.buy(6 * BTC)).toCompletableFuture().get(30, TimeUnit.SECONDS);
        for (String engine : List.of("", "price-search", "exchange-admm", "private-price-search", "private-admm")) {
            ExplainedQuote explained = desk.explain(Runtime.buy(6 * BTC), engine).toCompletableFuture().get(30, TimeUnit.SECONDS);
            assertEquals(engine.isEmpty() ? "price-search" : engine, explained.engine().id());
            assertEquals(0, explained.quote().missing(), engine);
            if (explained.engine().traits().exactness() == Solver.Traits.Exactness.EXACT) {
                assertEquals(quote.lines(), explained.quote().lines(), engine);
            }
            assertFalse(explained.explanation().path().isEmpty(), engine);
        }
        assertTrue(desk.orders().isEmpty());
    }

    @Test
    void an_order_is_split_over_both_venues_and_filled() throws Exception {
        OrderDesk desk = runtime.awaitDesk(2);
        CommandResult result = Runtime.submit(desk, "r1", Runtime.buy(6 * BTC));
        assertTrue(result.accepted(), result.reason());
        ParentView view = Runtime.finished(desk, result.position());
        assertEquals(PlanStatus.FILLED, view.plan().status());
        assertTrue(view.quantities().isConserved());
        assertEquals(2, view.children().size());
        long gross = 2 * 60_000L + 3 * 60_005L + 60_010L;
        long fees = gross * 100_000;
        assertEquals(gross * BTC + fees, view.quality().orElseThrow().cost());
    }

    @Test
    void a_quote_records_nothing_and_sends_nothing() throws Exception {
        OrderDesk desk = runtime.awaitDesk(2);
        Quote quote = desk.quote(Runtime.buy(20 * BTC)).toCompletableFuture().get(Runtime.LIMIT_SECONDS, TimeUnit.SECONDS);
        assertEquals(8 * BTC, quote.missing());
        assertFalse(quote.reason().isEmpty());
        assertTrue(desk.orders().isEmpty());
        List<String> kinds = new ArrayList<>();
        runtime.find(LogArchive.class).read(folder.resolve("log"), record -> kinds.add(record.kind()));
        assertTrue(kinds.contains("event.book-observed"));
        assertFalse(kinds.contains("event.order-placed") || kinds.contains("delta"), kinds.toString());
    }

    @Test
    void more_than_all_depth_is_refused_with_the_figures() throws Exception {
        OrderDesk desk = runtime.awaitDesk(2);
        CommandResult result = Runtime.submit(desk, "r1", Runtime.buy(13 * BTC));
        assertFalse(result.accepted());
        assertTrue(result.reason().startsWith("quantity 13 BTC is more than the 12 BTC that 2 venues show"), result.reason());
    }

    @Test
    void orders_and_halts_survive_a_restart_of_the_router() throws Exception {
        OrderDesk desk = runtime.awaitDesk(2);
        long parent = Runtime.submit(desk, "r1", Runtime.buy(BTC)).position();
        ParentView before = Runtime.finished(desk, parent);
        assertTrue(desk.halt(new CommandContext("test", "h1"), Scope.ALL, HaltLevel.KILL)
                .toCompletableFuture().get(Runtime.LIMIT_SECONDS, TimeUnit.SECONDS).accepted());
        router.delete();
        Runtime.await("the desk has left", () -> runtime.find(OrderDesk.class) == null);
        router = runtime.router();
        OrderDesk again = runtime.awaitDesk(2);
        ParentView after = again.order(parent).orElseThrow();
        assertEquals(before.plan(), after.plan());
        assertEquals(before.children(), after.children());
        CommandResult refused = Runtime.submit(again, "r2", Runtime.buy(BTC));
        assertEquals("BTC/USD is halted; resume it first", refused.reason());
        CommandResult duplicate = Runtime.submit(again, "r1", Runtime.buy(BTC));
        assertTrue(duplicate.reason().startsWith("request id r1 was used before by test"), duplicate.reason());
    }

    @Test
    void a_venue_that_leaves_is_left_out_and_comes_back() throws Exception {
        OrderDesk desk = runtime.awaitDesk(2);
        Configuration gamma = runtime.venue("gamma", "BTCUSD;SELL;50000.00;5", "BTCUSD;BUY;49000.00;1");
        Runtime.await("gamma is there", () -> desk.listings().stream()
                .anyMatch(l -> l.listing().id().venue().equals("gamma") && l.sessionUp() && l.book().isLive()));
        gamma.delete();
        Runtime.await("gamma has left", () -> desk.listings().stream()
                .anyMatch(l -> l.listing().id().venue().equals("gamma") && !l.sessionUp() && !l.book().isLive()));
        ParentView view = Runtime.finished(desk, Runtime.submit(desk, "r1", Runtime.buy(BTC)).position());
        assertEquals("alpha", view.children().get(0).order().listing().venue());
    }

    @Test
    void the_log_replays_identically_while_it_is_being_written() throws Exception {
        OrderDesk desk = runtime.awaitDesk(2);
        long parent = Runtime.submit(desk, "r1", Runtime.buy(5 * BTC)).position();
        Runtime.finished(desk, parent);
        int deltas = desk.deltas(parent, 1).size();
        Runtime.await("all deltas are recorded",
                () -> runtime.find(DeltaLog.class).lastSequence("router.delta") == deltas);
        ReplayReport report = runtime.find(Replay.class).replay(folder.resolve("log"), true);
        assertTrue(report.identical(), report.toString());
        assertEquals(deltas, report.deltas());
        assertEquals(1, report.solves());
        assertEquals(report.recordedHead(), report.replayedHead());
    }

    @Test
    void commands_show_tables_and_refuse_with_one_line() throws Exception {
        runtime.awaitDesk(2);
        CommandProcessor processor = runtime.find(CommandProcessor.class);
        try (CommandSession session = processor.createSession(
                InputStream.nullInputStream(), new ByteArrayOutputStream(), new ByteArrayOutputStream())) {
            String venues = session.execute("exo:venues").toString();
            assertTrue(venues.contains("alpha:BTCUSD") && venues.contains("60000"), venues);
            String book = session.execute("exo:book beta --depth 1").toString();
            assertTrue(book.contains("60005") && !book.contains("60020"), book);
            String routed = session.execute("exo:route buy 1.5 BTC/USD").toString();
            assertTrue(routed.contains("filled (") || routed.contains(", filled"), routed);
            String status = session.execute("exo:status").toString();
            assertTrue(status.contains("running") && status.contains("backlog") && status.contains("alpha"), status);
            assertEquals("alpha: open orders told, balances not told; no difference",
                    session.execute("exo:reconcile alpha").toString());
            assertEquals("no adapter for venue nowhere; running: [alpha, beta]", refusal(session, "exo:reconcile nowhere"));
            assertTrue(refusal(session, "exo:writeoff 1 gone").contains("unknown child 1"));
            assertTrue(refusal(session, "exo:readmit alpha").startsWith("refused: "));
            assertEquals("unknown instrument XYZ/USD; see exo:venues for what is listed", refusal(session, "exo:route buy 1 XYZ/USD"));
            assertTrue(refusal(session, "exo:route buy 0 BTC/USD").contains("quantity 0 BTC must be positive"));
            assertTrue(refusal(session, "exo:route buy -1 BTC/USD").contains("must be positive"));
            assertTrue(refusal(session, "exo:route buy 1.000000001 BTC/USD").contains("has more than 8 decimals"));
            assertTrue(refusal(session, "exo:route buy 1 BTC/USD --venues nowhere").contains("unknown venue nowhere; known: alpha, beta"));
            assertTrue(refusal(session, "exo:cancel 999").contains("unknown order 999"));
        }
    }

    private static String refusal(CommandSession session, String command) {
        try {
            return "accepted: " + session.execute(command);
        } catch (Exception e) {
            return e.getMessage();
        }
    }
}
