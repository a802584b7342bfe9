package exoroute.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.desk.CommandResult;
import exoroute.api.desk.DeskStatus;
import exoroute.api.desk.HaltLevel;
import exoroute.api.desk.OrderDesk;
import exoroute.api.desk.Reconciliation;
import exoroute.api.desk.Reconciliation.Difference;
import exoroute.api.desk.Reconciliation.Kind;
import exoroute.api.desk.VenueView;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What an operator reads of a desk in trouble, and what reaches the desk of what he decides. */
class SafetyCommandsTest {
    private static final DeskStatus BUSY = new DeskStatus(
            4_711, 0, 1_200, 1_500, 37, 2, 100_000, 900, 2_048, 66, 3, false, "", 10, 4_000, 3_000, 120_000_000);
    private static final DeskStatus FULL = new DeskStatus(
            4_711, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, true, "", 0, 0, 0, 0);

    private final Map<String, Object> answers = new TreeMap<>();
    private final List<String> asked = new ArrayList<>();
    private final SafetyCommands commands = new SafetyCommands((OrderDesk) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {OrderDesk.class}, (proxy, method, arguments) -> {
                for (int i = 1; arguments != null && i < arguments.length; i++) {
                    asked.add(method.getName() + " " + arguments[i]);
                }
                if (!answers.containsKey(method.getName())) {
                    throw new UnsupportedOperationException(method.getName());
                }
                return answers.get(method.getName());
            }));

    private static VenueView venue(String id, boolean up, String out) {
        return new VenueView(id, up, HaltLevel.NONE, out, 0, 3, 1, new TreeMap<>(Map.of("USD", 1_234_500_000_000L)));
    }

    private void decide(String command, boolean accepted, String reason) {
        answers.put(command, CompletableFuture.completedFuture(new CommandResult(accepted, 1, reason)));
    }

    private String status(DeskStatus status) {
        answers.put("status", status);
        answers.put("venues", List.of(venue("alpha", true, ""), venue("beta", false, "3 silences in a row")));
        return commands.status();
    }

    private static void has(String line, String text) {
        assertTrue(text.lines().anyMatch(l -> l.strip().replaceAll(" +", " ").equals(line)), () -> "'" + line + "' in\n" + text);
    }

    @Test
    void status_shows_pressure_what_it_left_out_and_what_was_refused() {
        String text = status(BUSY);
        has("state running", text);
        has("orders 1200 live, 1500 in memory", text);
        has("children 37 open, 2 unknown", text);
        has("events 100000 applied, 3 refused", text);
        has("backlog 900 now, 2048 at most", text);
        has("book views 66 left to newer ones because of the backlog", text);
        has("recovery from position 3000 in 120 ms", text);
        has("alpha up 3 1 12345 USD in", text);
        has("beta down 3 1 12345 USD out: 3 silences in a row", text);
    }

    @Test
    void status_says_that_the_log_has_no_room_and_that_the_desk_stopped() {
        has("state reduced: the log has no room, only what reduces risk is taken", status(FULL));
        has("state stopped: the core and the log part", status(new DeskStatus(
                1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, true, "the core and the log part", 0, 0, 0, 0)));
    }

    @Test
    void a_reconciliation_shows_each_difference_with_both_sides_and_what_to_do() {
        answers.put("reconcile", CompletableFuture.completedFuture(new Reconciliation(
                "alpha", 9, 0, true, true, "", List.of(
                        new Difference(Kind.OUTCOME_UNKNOWN, 655_360, "alpha:BTCUSD", "0.5 set aside", "", "asked until it answers"),
                        new Difference(Kind.BALANCE, 0, "USD", "100", "99.5", "the venue's figure is used from now on")))));
        assertEquals("""
                alpha: open orders told, balances told; 2 differences
                difference        child  of            desk           venue  what to do
                outcome unknown  655360  alpha:BTCUSD  0.5 set aside         asked until it answers
                balance                  USD           100             99.5  the venue's figure is used from now on""",
                commands.reconcile("alpha"));
        assertEquals(List.of("reconcile alpha"), asked);
    }

    @Test
    void without_a_name_every_venue_is_asked_and_what_it_could_not_tell_is_said() {
        answers.put("venues", List.of(venue("alpha", true, ""), venue("beta", true, "")));
        answers.put("reconcile", CompletableFuture.completedFuture(new Reconciliation(
                "x", 9, 0, true, false, "balances: no answer within 5 s", List.of())));
        String line = "x: open orders told, balances not told (balances: no answer within 5 s); no difference";
        assertEquals(line + "\n" + line, commands.reconcile());
        assertEquals(List.of("reconcile alpha", "reconcile beta"), asked);
    }

    @Test
    void a_write_off_and_a_return_reach_the_desk_with_what_was_typed() {
        decide("writeOff", true, "");
        decide("readmit", true, "");
        assertEquals("child 655360 written off; its quantity is free again",
                commands.writeoff("655360", "venue", "says", "never", "seen"));
        assertEquals("alpha is back in", commands.readmit("alpha"));
        assertEquals(List.of("writeOff 655360", "writeOff venue says never seen", "readmit alpha"), asked);
    }

    @Test
    void what_the_desk_refuses_is_said_with_its_reason() {
        decide("writeOff", false, "child 7 is in flight; its outcome is not unknown");
        assertEquals("refused: child 7 is in flight; its outcome is not unknown",
                assertThrows(Refusal.class, () -> commands.writeoff("7", "why")).getMessage());
        answers.put("orders", List.of());
        assertEquals("unknown child 7; see exo:order",
                assertThrows(Refusal.class, () -> commands.fill("7", "1", "100", "x1")).getMessage());
    }
}
