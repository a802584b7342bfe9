package exoroute.router.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.desk.CommandContext;
import exoroute.api.adapter.OpenOrder;
import exoroute.api.desk.HaltLevel;
import exoroute.api.desk.ManualFill;
import exoroute.api.desk.Scope;
import exoroute.api.market.BookView;
import exoroute.api.market.Instrument;
import exoroute.api.market.Listing;
import exoroute.api.market.ListingId;
import exoroute.api.market.OrderBook;
import exoroute.api.market.Side;
import exoroute.api.order.Amendment;
import exoroute.api.order.Constraints;
import exoroute.api.order.ExecutionReport;
import exoroute.api.order.OrderStatus;
import exoroute.api.order.ParentOrder;
import exoroute.api.plan.CohortLeg;
import exoroute.api.plan.PlanChange;
import exoroute.api.plan.PlanDelta;
import exoroute.api.plan.PlanStatus;
import exoroute.api.plan.Provenance;
import exoroute.api.plan.VenueLeg;
import exoroute.api.solver.Solution;
import exoroute.router.core.CoreConfig;
import exoroute.router.core.CoreEvent;
import exoroute.router.core.Timer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is written is read back, today's bytes are those of the golden file, and damage is refused. */
class LogFormatTest {
    private static final ListingId ID = new ListingId("kraken", "XBT/USD");
    private static final Instrument BTC = new Instrument("BTC/USD", "BTC", "USD", 8, 2);
    private static final CommandContext CONTEXT = new CommandContext("trader-1", "r-1");

    private static Map<String, CoreEvent> events() {
        Map<String, CoreEvent> events = new LinkedHashMap<>();
        events.put("started", new CoreEvent.Started("1.0.0"));
        events.put("configured", new CoreEvent.Configured(new CoreConfig(
                List.of(BTC), new TreeMap<>(Map.of(ID, new ListingId("kraken", "USDT/USD"))), "price-search", 8, 2,
                50_000, 500_000_000L, new CoreConfig.RiskLimits(1, 2, 3, 4, 5, 6, 7, 8),
                new CoreConfig.Outcomes(9, 10, 11), new CoreConfig.Breaker(12, 13, 14, 15, 16, 17, 18),
                new CoreConfig.Retention(19, 20, 21))));
        events.put("listed", new CoreEvent.Listed(new Listing(
                ID, BTC, 10, 1_000, 0, Long.MAX_VALUE, 50, 260_000, -10_000, "USD", Listing.State.OPEN, true),
                        "Kraken"));
        events.put("session-changed", new CoreEvent.SessionChanged("kraken", false, "lost"));
        events.put("book-observed", new CoreEvent.BookObserved(new BookView(
                ID, 7, 1_700_000_000_000_000_000L, BookView.State.LIVE, "",
                new OrderBook(new long[] {100, 98}, new long[] {5, 6}, new long[] {101, 1_000},
                        new long[] {1, 70_000}))));
        events.put("book-stale", new CoreEvent.BookObserved(BookView.stale(ID, 8, 0, "gap")));
        events.put("order-placed", new CoreEvent.OrderPlaced(CONTEXT, new ParentOrder(
                "BTC/USD", Side.SELL, 150_000_000, 0, ParentOrder.LimitBasis.NET, 5,
                new Constraints(true, 3, 9, List.of("alpha")))));
        events.put("order-amended", new CoreEvent.OrderAmended(CONTEXT, 42, new Amendment(-1, 6_000_000, 0)));
        events.put("cancel-requested", new CoreEvent.CancelRequested(CONTEXT, 42));
        events.put("halt-requested", new CoreEvent.HaltRequested(
                CONTEXT, new Scope(Scope.Kind.VENUE, "kraken"), HaltLevel.KILL));
        events.put("reported", new CoreEvent.Reported(new ExecutionReport(
                ID, 4_294_967_296L, "O-1", ExecutionReport.Type.TRADE, "E-1", "", 3, 4, 3, 6_000_000, -12, "USD",
                ExecutionReport.Liquidity.MAKER, 1, "größer")));
        events.put("timer-fired", new CoreEvent.TimerFired(new Timer(Timer.Purpose.RETRY, 42, Long.MAX_VALUE)));
        events.put("solved", new CoreEvent.Solved(77, "price-search", "1.0.0", new Solution(
                Solution.Status.INFEASIBLE, new long[] {0, 5, Long.MAX_VALUE}, 1, Long.MIN_VALUE, -1, 60_000, false, 9,
                "too little"), ""));
        events.put("solve-failed", new CoreEvent.Solved(77, "", "", null, "engine 'x' is not there"));
        events.put("written-off", new CoreEvent.WrittenOff(CONTEXT, 77, "venue confirmed by telephone"));
        events.put("fill-booked", new CoreEvent.FillBooked(CONTEXT, new ManualFill(77, "x-1", 5, 6_000_000, 12, "USD")));
        events.put("venue-readmitted", new CoreEvent.VenueReadmitted(CONTEXT, "kraken"));
        events.put("venue-stated", new CoreEvent.VenueStated(
                CONTEXT, "kraken", 76, true, List.of(new OpenOrder(ID, 77, "v-1", Side.BUY, 6_000_000, 5, 2)), true,
                new TreeMap<>(Map.of("BTC", 1L, "USD", 2L)), ""));
        events.put("restored", new CoreEvent.Restored(3));
        return events;
    }

    private static PlanDelta delta() {
        return new PlanDelta(42, 1, 43, List.of(
                new PlanChange.Opened("BTC/USD", Side.BUY, 1_000),
                new PlanChange.QuantityChanged(900),
                new PlanChange.StatusChanged(PlanStatus.WORKING, "why"),
                new PlanChange.LegAdded(new VenueLeg(1, 2, 3, ID, 4, 5, 6, OrderStatus.UNKNOWN)),
                new PlanChange.LegAdded(new CohortLeg(2, "north", 7, 8, 500_000_000, 9)),
                new PlanChange.LegProgressed(1, 6, OrderStatus.EXPIRED),
                new PlanChange.LegResized(1, 4),
                new PlanChange.VenueTakenOut("kraken", "rejects", 10),
                new PlanChange.VenueReadmitted("kraken", "by rule")),
                Optional.of(new Provenance("e", "1", "1.0.0", "ab", 60_000, 3, 0, true)));
    }

    private static PlanDelta shortDelta() {
        return new PlanDelta(1, 2, 3, List.of(new PlanChange.QuantityChanged(4)), Optional.empty());
    }

    @Test
    void every_kind_of_event_comes_back_equal_and_in_the_same_bytes() {
        events().forEach((name, event) -> {
            byte[] payload = LogFormat.encode(event);
            CoreEvent back = LogFormat.decodeEvent(LogFormat.kind(event), payload);
            assertEquals(text(event), text(back), name);
            assertArrayEquals(payload, LogFormat.encode(back), name);
        });
    }

    /** Solutions hold an array, which records do not compare. */
    private static String text(CoreEvent event) {
        return event instanceof CoreEvent.Solved s && s.solution() != null
                ? s.engine() + Arrays.toString(s.solution().allocation()) + s.solution().status() + s.solution().cost()
                : event.toString();
    }

    @Test
    void every_kind_has_an_event_and_every_event_a_kind() {
        TreeSet<String> kinds = events().values().stream().map(LogFormat::kind)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(CoreEvent.class.getPermittedSubclasses().length, kinds.size());
        assertTrue(kinds.stream().allMatch(k -> LogFormat.isEvent(k) && k.matches("event\\.[a-z-]+")),
                kinds.toString());
        assertFalse(LogFormat.isEvent(LogFormat.DELTA));
        assertThrows(IllegalArgumentException.class, () -> LogFormat.decodeEvent("event.other", new byte[] {1}));
    }

    @Test
    void every_change_and_leg_of_a_delta_comes_back_equal() {
        for (PlanDelta delta : List.of(delta(), shortDelta())) {
            assertEquals(delta, LogFormat.decodeDelta(LogFormat.encode(delta)));
        }
        long changes = delta().changes().stream().map(Object::getClass).distinct().count();
        assertEquals(PlanChange.class.getPermittedSubclasses().length, changes, "the example shows every change");
    }

    @Test
    void todays_bytes_are_those_of_the_golden_file() throws Exception {
        Map<String, String> golden = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("test-data/log-format-2.txt"))) {
            if (!line.startsWith("#") && !line.isBlank()) {
                golden.put(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1));
            }
        }
        Map<String, String> today = new TreeMap<>();
        events().forEach((name, event) -> today.put(name, HexFormat.of().formatHex(LogFormat.encode(event))));
        today.put("delta", HexFormat.of().formatHex(LogFormat.encode(delta())));
        today.put("short-delta", HexFormat.of().formatHex(LogFormat.encode(shortDelta())));
        assertEquals(golden, today, "the log format drifted: logs written before can no longer be read");
    }

    @Test
    void the_shortest_delta_is_what_rfc_8949_says() {
        // [2, [1, 2, 3, [[1, [4]]], null]]
        assertEquals("82028501020381820181" + "04f6", HexFormat.of().formatHex(LogFormat.encode(shortDelta())));
    }

    @Test
    void damage_is_refused_or_is_another_valid_record_but_never_misread() {
        Map<String, byte[]> payloads = new LinkedHashMap<>();
        events().forEach((name, event) -> payloads.put(LogFormat.kind(event) + "#" + name, LogFormat.encode(event)));
        payloads.put("delta#", LogFormat.encode(delta()));
        SplittableRandom random = new SplittableRandom(1);
        int refused = 0;
        for (Map.Entry<String, byte[]> entry : payloads.entrySet()) {
            byte[] sound = entry.getValue();
            String kind = entry.getKey().substring(0, entry.getKey().indexOf('#'));
            for (int at = 0; at < sound.length; at++) {
                refused += refusedOrSame(kind, Arrays.copyOf(sound, at)) ? 1 : 0;
                for (int value : new int[] {sound[at] ^ 1, sound[at] ^ 0x20, 0xf6, 0xff, 0x9b, 0x80,
                        random.nextInt(256)}) {
                    byte[] bad = sound.clone();
                    bad[at] = (byte) value;
                    refused += refusedOrSame(kind, bad) ? 1 : 0;
                }
            }
            assertTrue(refusedOrSame(kind, Arrays.copyOf(sound, sound.length + 1)), "a trailing byte in "
                    + entry.getKey());
        }
        assertTrue(refused > 2_000, "only " + refused);
    }

    /** Refused, or read as exactly what the bytes say. */
    private static boolean refusedOrSame(String kind, byte[] bad) {
        byte[] again;
        try {
            again = kind.equals(LogFormat.DELTA)
                    ? LogFormat.encode(LogFormat.decodeDelta(bad))
                    : LogFormat.encode(LogFormat.decodeEvent(kind, bad));
        } catch (IllegalArgumentException e) {
            assertTrue(e.getMessage().startsWith(kind), e.getMessage());
            return true;
        }
        assertArrayEquals(bad, again, kind);
        return false;
    }

    @Test
    void another_version_and_another_shape_are_refused_by_name() {
        for (String hex : Stream.of("8201850102038182018104f6", "8203850102038182018104f6", "8202840102038182018104", "8202850102038182098104f6",
                "83028501020381820181 04f6f6".replace(" ", "")).toList()) {
            IllegalArgumentException e = assertThrows(
                    IllegalArgumentException.class, () -> LogFormat.decodeDelta(HexFormat.of().parseHex(hex)), hex);
            assertTrue(e.getMessage().startsWith("delta record cannot be read: "), e.getMessage());
        }
    }

    @Test
    void a_book_side_with_a_price_but_no_size_is_refused() {
        byte[] sound = LogFormat.encode(events().get("book-observed"));
        String hex = HexFormat.of().formatHex(sound);
        String book = "82" + "84186405" + "0206" + "84186501" + "1903831a00011170";
        assertTrue(hex.endsWith(book), hex);
        String bad = hex.substring(0, hex.length() - book.length()) + "82" + "83186405" + "02" + "84186501"
                + "1903831a00011170";
        assertThrows(IllegalArgumentException.class,
                () -> LogFormat.decodeEvent("event.book-observed", HexFormat.of().parseHex(bad)));
    }
}
