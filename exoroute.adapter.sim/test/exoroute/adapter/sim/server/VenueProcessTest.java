package exoroute.adapter.sim.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.adapter.sim.Await;
import exoroute.adapter.sim.remote.Heard;
import exoroute.adapter.sim.remote.RemoteTarget;
import exoroute.adapter.sim.remote.RemoteVenueAdapter;
import exoroute.api.adapter.Subscription;
import exoroute.api.market.Side;
import exoroute.api.market.Venue;
import exoroute.api.order.ExecutionReport;
import exoroute.api.order.ExecutionReport.Type;
import exoroute.api.order.TimeInForce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The venue as a process of its own, killed and started again. */
class VenueProcessTest {
    private static final String[] QUOTES = {
        "--refill", "--quote", "BTCUSD;SELL;100.00;1", "--quote", "BTCUSD;BUY;99.00;1"
    };

    @TempDir
    Path folder;
    private final List<Process> processes = new ArrayList<>();

    /** Only what a venue process needs: this bundle's classes and the API, no logging, no framework. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .filter(e -> e.endsWith("exoroute.adapter.sim/bin") || e.endsWith("exoroute.api/bin"))
                .collect(Collectors.joining(java.io.File.pathSeparator));
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m", "-XX:TieredStopAtLevel=1",
                "-cp", classPath(), VenueProcess.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out" + processes.size()).toFile())
                .redirectError(folder.resolve("err" + processes.size()).toFile()).start();
        processes.add(process);
        return process;
    }

    private int port() throws IOException {
        Path out = folder.resolve("out" + (processes.size() - 1));
        Await.until("the process listens", () -> text(out).endsWith("\n"));
        String line = text(out);
        assertTrue(line.startsWith("listening on "), line);
        return Integer.parseInt(line.substring("listening on ".length()).trim());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String lastError() {
        return text(folder.resolve("err" + (processes.size() - 1)));
    }

    @AfterEach
    void kill() throws InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly();
            process.waitFor();
        }
    }

    private static boolean submit(RemoteVenueAdapter adapter, long id, SplittableRandom random) {
        boolean buy = random.nextBoolean();
        TimeInForce tif = random.nextInt(4) == 0 ? TimeInForce.GTC : TimeInForce.IOC;
        long ticks = tif == TimeInForce.GTC ? buy ? 9_500 : 10_500 : buy ? 10_000 : 9_900;
        try {
            adapter.submit(LocalVenue.order(id, buy ? Side.BUY : Side.SELL, tif, ticks, 1 + random.nextLong(900)));
            return true;
        } catch (IllegalStateException e) {
            return false; // the session is down: nothing left
        }
    }

    @Test
    void killed_in_the_middle_of_traffic_it_goes_on_with_nothing_lost_or_doubled() throws Exception {
        long seed = 20_240_601;
        SplittableRandom random = new SplittableRandom(seed);
        Path journal = folder.resolve("alpha.journal");
        start(LocalVenue.arguments(journal, QUOTES));
        int port = port();
        String[] again = Stream.concat(Stream.of(QUOTES), Stream.of("--port", Integer.toString(port)))
                .toArray(String[]::new);
        Heard heard = new Heard();
        Map<Long, Long> counted = new HashMap<>();
        try (RemoteVenueAdapter adapter = new RemoteVenueAdapter(
                new RemoteTarget(new Venue("alpha", "Alpha"), "127.0.0.1", port, "desk", 5_000, 1_024), () -> { })) {
            Subscription subscription = adapter.subscribe(heard);
            adapter.start();
            long id = 0;
            for (int round = 0; round < 4; round++) {
                Await.until("session up", heard::isUp);
                long until = heard.count() + 300 + random.nextInt(300);
                while (heard.count() < until) {
                    if (submit(adapter, id + 1, random)) {
                        id++;
                    }
                    LockSupport.parkNanos(100_000); // so that the traffic is not one burst
                }
                Process process = processes.get(processes.size() - 1);
                process.destroyForcibly();
                process.waitFor();
                Await.until("session down", () -> !heard.isUp());
                start(LocalVenue.arguments(journal, again));
                assertEquals(port, port());
            }
            Await.until("session up", heard::isUp);
            for (long child = 1; child <= id; child++) {
                long asked = child;
                adapter.requestStatus(LocalVenue.order(asked, Side.BUY, TimeInForce.IOC, 1, 1));
                Await.until("status of " + asked + ", seed " + seed,
                        () -> heard.has(asked, Type.STATUS) || heard.has(asked, Type.NOT_FOUND));
            }
            subscription.close();
        }
        Map<String, ExecutionReport> executions = new HashMap<>();
        for (ExecutionReport report : heard.reports) {
            if (report.type() == Type.TRADE && executions.putIfAbsent(report.execId(), report) == null) {
                counted.merge(report.child(), report.lastLots(), Long::sum);
            }
        }
        VenueJournal record = VenueJournal.read(journal);
        assertTrue(record.orders().size() > 300 && record.executions() > 300, "seed " + seed + ": " + record.executions());
        for (VenueJournal.Order order : record.orders()) {
            assertEquals(order.cumulativeLots(), counted.getOrDefault(order.order().id(), 0L), "seed " + seed);
            assertTrue(order.cumulativeLots() <= order.order().lots());
        }
        assertEquals(record.executions(), executions.size());
        Map<String, String> statistics = new VenueControl(port).statistics();
        Map<String, Long> balances = Ledger.balances(record);
        assertEquals(balances.get("USD").toString(), statistics.get("balance.USD"));
        assertEquals(balances.get("BTC").toString(), statistics.get("balance.BTC"));
    }

    @Test
    void a_second_process_on_the_same_journal_is_refused() throws Exception {
        Path journal = folder.resolve("alpha.journal");
        Path portFile = folder.resolve("port");
        start(LocalVenue.arguments(journal, "--port-file", portFile.toString(), "--fsync"));
        assertEquals(port() + "\n", text(portFile));
        assertEquals(2, exit(start(LocalVenue.arguments(journal))));
        assertTrue(lastError().contains(journal + " is in use"), lastError());
    }

    @Test
    void a_bad_option_is_named_with_its_remedy_and_ends_with_status_2() throws Exception {
        Path journal = folder.resolve("alpha.journal");
        assertEquals(2, exit(start(LocalVenue.arguments(journal, "--port", "70000"))));
        assertEquals("venue: option --port: '70000': give a whole number in 0..65535\n", lastError());
        assertFalse(Files.exists(journal), "nothing was begun");
    }

    @Test
    void its_journal_is_printed_as_a_table() throws Exception {
        Path journal = folder.resolve("alpha.journal");
        try (LocalVenue venue = new LocalVenue(journal, 0, QUOTES)) {
            Heard heard = new Heard();
            RemoteVenueAdapter adapter = new RemoteVenueAdapter(
                    new RemoteTarget(new Venue("alpha", "Alpha"), "127.0.0.1", venue.port(), "desk", 5_000, 10), () -> { });
            adapter.subscribe(heard);
            adapter.start();
            Await.until("session up", heard::isUp);
            adapter.submit(LocalVenue.order(77, Side.BUY, TimeInForce.IOC, 10_000, 500));
            Await.until("filled", () -> heard.has(77, Type.TRADE));
            adapter.close();
        }
        assertEquals(0, exit(start("--dump", journal.toString())));
        String table = text(folder.resolve("out" + (processes.size() - 1)));
        assertTrue(table.contains("--venue alpha"), table);
        assertTrue(table.contains("FILLED"), table);
        assertTrue(table.contains("500 lots at 10000 ticks"), table);
        assertTrue(table.contains("1 orders, 1 executions, reports by client {desk=2}"), table);
    }

    private static int exit(Process process) throws InterruptedException {
        assertTrue(process.waitFor(40, TimeUnit.SECONDS), "it did not end");
        return process.exitValue();
    }
}
