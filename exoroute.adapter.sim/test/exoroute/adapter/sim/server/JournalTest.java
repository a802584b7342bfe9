package exoroute.adapter.sim.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.adapter.sim.Await;
import exoroute.adapter.sim.ListingText;
import exoroute.adapter.sim.SimVenue;
import exoroute.adapter.sim.server.JournalLine.Kind;
import exoroute.api.market.Side;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.ExecutionReport;
import exoroute.api.order.OrderStatus;
import exoroute.api.order.TimeInForce;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The venue's record: what is in it comes back, what is not complete is cut, what is damaged is named. */
class JournalTest {
    @TempDir
    Path folder;
    private final List<String> warnings = new ArrayList<>();

    private static final VenueEngine.VenueEvents QUIET = new VenueEngine.VenueEvents() {
        @Override
        public void booksChanged() {}

        @Override
        public void endSessions(String reason) {}

        @Override
        public void failed(Throwable cause) {
            throw new AssertionError(cause);
        }
    };

    private VenueEngine open(Path journal, String... more) throws IOException {
        VenueOptions options = new VenueOptions(LocalVenue.arguments(journal, more));
        VenueEngine engine = new VenueEngine(
                options.facts(), options.behaviour(options.facts().listings()), journal, false, QUIET, warnings::add);
        engine.start();
        return engine;
    }

    /** All kinds of lines: fills, a resting order, a replace, a cancel, a reject, a bust, a correction. */
    private Path traffic() throws IOException {
        Path journal = folder.resolve("full.journal");
        try (VenueEngine engine = open(journal, "--quote", "BTCUSD;SELL;100.00;1", "--quote", "BTCUSD;SELL;101.00;1")) {
            new OrderEntry(engine).submit("desk", LocalVenue.order(1, Side.BUY, TimeInForce.IOC, 10_100, 15_000));
            new OrderEntry(engine).submit("desk", LocalVenue.order(2, Side.BUY, TimeInForce.GTC, 9_000, 500));
            new OrderEntry(engine).submit("other", LocalVenue.order(3, Side.BUY, TimeInForce.GTC, 9_100, 500));
            new OrderEntry(engine).message("desk", LocalVenue.order(2, Side.BUY, TimeInForce.GTC, 9_050, 600), SimVenue::replace);
            new OrderEntry(engine).message("other", LocalVenue.order(3, Side.BUY, TimeInForce.GTC, 9_100, 500), SimVenue::cancel);
            new OrderEntry(engine).submit("desk", LocalVenue.order(4, Side.BUY, TimeInForce.GTC, 0, 500));
            await(engine);
            VenueJournal half = VenueJournal.read(journal);
            List<ExecutionReport> fills = half.order(1).executions();
            engine.command(v -> {
                v.bust(fills.get(0).execId());
                v.correct(fills.get(1).execId(), 10, 10_050);
                return "";
            }, (ok, text) -> assertTrue(ok, text));
            await(engine);
        }
        return journal;
    }

    /** Everything posted before is in the file. */
    private static void await(VenueEngine engine) throws IOException {
        AtomicReference<Boolean> done = new AtomicReference<>(false);
        engine.ask(v -> true, done::set);
        Await.until("the venue has worked its messages", done::get);
    }

    @Test
    void every_kind_of_line_is_read_as_it_was_written() throws IOException {
        VenueJournal journal = VenueJournal.read(traffic());
        assertEquals(List.of(1L, 2L, 3L, 4L), journal.orders().stream().map(o -> o.order().id()).toList());
        VenueJournal.Order filled = journal.order(1);
        assertEquals(OrderStatus.FILLED, filled.ended());
        assertEquals(10, filled.cumulativeLots(), "one fill busted, one corrected to 10 lots");
        assertEquals(4, filled.executions().size());
        assertTrue(journal.order(2).isOpen());
        assertEquals(9_050, journal.order(2).order().limitTicks());
        assertEquals(OrderStatus.CANCELED, journal.order(3).ended());
        assertEquals(OrderStatus.REJECTED, journal.order(4).ended());
        assertEquals(Map.of("desk", 8L, "other", 2L), journal.reports());
        assertEquals(4, journal.executions());
        JournalLine line = JournalLine.of(Kind.END, "", "~", "%41", "a b\n é 😀");
        assertEquals(line, JournalLine.parse(Arrays.copyOf(line.bytes(), line.bytes().length - 1)));
    }

    @Test
    void a_journal_cut_at_any_byte_is_recovered_to_its_last_complete_line() throws IOException {
        byte[] all = Files.readAllBytes(traffic());
        Path cut = folder.resolve("cut.journal");
        long executions = 0;
        for (int n = 0; n <= all.length; n++) {
            Files.write(cut, Arrays.copyOf(all, n));
            VenueJournal before = VenueJournal.read(cut);
            assertTrue(before.executions() >= executions, "byte " + n);
            executions = before.executions();
            if (n % 7 != 0 && n < all.length - 200) {
                continue; // reading is checked at every byte, starting a venue at every seventh and at the end
            }
            warnings.clear();
            Map<String, Long> balances;
            try (VenueEngine engine = open(cut)) {
                AtomicReference<Map<String, Long>> asked = new AtomicReference<>();
                engine.ask(SimVenue::balances, asked::set);
                Await.until("balances", () -> asked.get() != null);
                balances = asked.get();
            }
            assertEquals(before.tornBytes() > 0 ? 1 : 0, warnings.size(), "byte " + n + ": " + warnings);
            VenueJournal after = VenueJournal.read(cut);
            assertEquals(0, after.tornBytes());
            assertEquals(before.executions(), after.executions(), "byte " + n);
            assertEquals(Ledger.balances(after), balances, "byte " + n);
            assertTrue(after.orders().stream().noneMatch(o -> o.isOpen() && o.order().timeInForce() == TimeInForce.IOC));
        }
    }

    @Test
    void a_damaged_complete_line_stops_with_file_and_line() throws IOException {
        Path journal = traffic();
        byte[] all = Files.readAllBytes(journal);
        String text = new String(all, StandardCharsets.US_ASCII);
        int third = text.indexOf('\n', text.indexOf('\n') + 1) + 1;
        all[third + 20] ^= 1;
        Files.write(journal, all);
        JournalException e = assertThrows(JournalException.class, () -> open(journal));
        assertTrue(e.getMessage().contains(journal + ", line 3"), e.getMessage());
        assertTrue(e.getMessage().contains("checksum"), e.getMessage());
    }

    @Test
    void a_line_that_makes_no_sense_is_named_although_its_checksum_is_right() throws IOException {
        Path journal = traffic();
        byte[] all = Files.readAllBytes(journal);
        for (JournalLine bad : List.of(
                JournalLine.of(Kind.END, 99, "FILLED", 1, ""), JournalLine.of(Kind.END, 1),
                JournalLine.of(Kind.HEAD, VenueJournal.FORMAT, "x"), JournalLine.of(Kind.EXEC, "x"),
                JournalLine.of(Kind.REPORT, "desk", 77))) {
            Files.write(journal, all);
            Files.write(journal, bad.bytes(), java.nio.file.StandardOpenOption.APPEND);
            assertThrows(JournalException.class, () -> VenueJournal.read(journal), bad.toString());
        }
    }

    @Test
    void a_journal_in_use_or_of_another_venue_is_refused() throws IOException {
        Path journal = traffic();
        try (VenueEngine engine = open(journal)) {
            await(engine);
            VenueJournal.read(journal); // reading it does not give the lock away
            JournalException e = assertThrows(JournalException.class, () -> open(journal));
            assertTrue(e.getMessage().contains("in use"), e.getMessage());
        }
        JournalException e = assertThrows(JournalException.class, () -> open(journal, "--balance", "EUR=5"));
        assertTrue(e.getMessage().contains("--balance EUR=5"), e.getMessage());
    }

    @Test
    void what_was_open_rests_again_with_its_priority_and_ids_go_on() throws IOException {
        Path journal = folder.resolve("resting.journal");
        ChildOrder first = LocalVenue.order(7, Side.BUY, TimeInForce.GTC, 9_000, 500);
        try (VenueEngine engine = open(journal)) {
            new OrderEntry(engine).submit("desk", first);
            new OrderEntry(engine).submit("desk", LocalVenue.order(6, Side.BUY, TimeInForce.GTC, 9_000, 500));
            engine.command(v -> {
                v.faults(exoroute.adapter.sim.Faults.parse("never-fills"));
                return "";
            }, (ok, text) -> { });
            new OrderEntry(engine).submit("desk", LocalVenue.order(8, Side.BUY, TimeInForce.IOC, 9_000, 500));
            await(engine);
        }
        try (VenueEngine engine = open(journal, "--quote", "BTCUSD;SELL;90.00;0.06")) {
            new OrderEntry(engine).submit("desk", first);
            await(engine);
        }
        VenueJournal after = VenueJournal.read(journal);
        assertEquals(500, after.order(7).cumulativeLots(), "the older order first");
        assertEquals(100, after.order(6).cumulativeLots());
        assertTrue(after.order(8).isOpen(), "an IOC that the venue holds is still held");
        assertEquals(3, after.orders().size());
        List<String> ids = after.orders().stream().flatMap(o -> o.executions().stream()).map(ExecutionReport::execId)
                .distinct().toList();
        assertEquals(2, ids.size());
        assertEquals(List.of(), ListingText.uncrossed(List.of()));
    }
}
