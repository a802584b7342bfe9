package exoroute.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.adapter.sim.Faults;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is planned, asked and remembered. */
class PlanTest {
    private static RunOptions options(String... more) {
        String[] all = new String[more.length + 2];
        all[0] = "--folder";
        all[1] = "somewhere";
        System.arraycopy(more, 0, all, 2, more.length);
        return RunOptions.parse(all);
    }

    @Test
    void a_seed_always_makes_the_same_plan_and_another_seed_another() {
        List<Kill> kills = Kill.schedule(options("--seed", "5"));
        assertEquals(kills, Kill.schedule(options("--seed", "5")));
        assertNotEquals(kills, Kill.schedule(options("--seed", "6")));
        assertEquals(11 * 19 + 100, kills.size());
        for (Point point : Point.values()) {
            assertEquals(19, kills.stream().filter(k -> k.point() == point).count(), point.text());
        }
    }

    @Test
    void every_planned_fault_is_one_the_venues_know() {
        Kill.schedule(options()).forEach(kill -> Faults.parse(kill.fault()));
    }

    @Test
    void a_run_says_how_to_do_it_again() {
        RunOptions options = options("--seed", "9", "--point", "after-send", "--kills-per-point", "3");
        String[] words = options.command().replace("exoroute.crash.CrashRun ", "").split(" ");
        words[words.length - 1] = "somewhere";
        assertEquals(options, RunOptions.parse(words));
    }

    @Test
    void a_bad_option_is_named_with_what_is_known() {
        for (Map.Entry<String[], String> bad : Map.of(
                new String[] {"--point", "after-lunch"}, "point 'after-lunch' is not known; known are [before-offer,",
                new String[] {"--seed", "x"}, "option --seed: 'x' is no whole number",
                new String[] {"--round-kills", "0"}, "option --round-kills: 0 must be at least 1",
                new String[] {"--defect", "none-at-all"}, "defect 'none-at-all' is not known",
                new String[] {"--speed", "1"}, "option '--speed' is not known",
                new String[] {"--seed"}, "option --seed needs a value").entrySet()) {
            String message = assertThrows(IllegalArgumentException.class, () -> options(bad.getKey())).getMessage();
            assertTrue(message.startsWith(bad.getValue()), message);
        }
        String message = assertThrows(
                IllegalArgumentException.class, () -> RouterOptions.parse("--folder", "f", "--venue", "alpha")).getMessage();
        assertTrue(message.startsWith("option --venue: 'alpha' is not ID=PORT"), message);
        assertThrows(IllegalArgumentException.class, () -> RouterOptions.parse("--venue", "alpha=1"));
    }

    @Test
    void an_order_is_the_same_whenever_it_is_asked_for() {
        assertEquals(Setup.order(3, 17), Setup.order(3, 17));
        assertNotEquals(Setup.order(3, 17), Setup.order(3, 18));
    }

    @Test
    void a_request_is_open_from_when_it_is_asked_until_it_is_answered() {
        Requests requests = new Requests();
        requests.heard(List.of("READY", "ASK 1", "ASK 2", "ACK 1 40", "ASK 3", "ASK 4", "REFUSED 3 too large", "ASK 5",
                "REFUSED 5 request id r5 was used before by crash; use a new one", "POINT after-send"));
        assertEquals(List.of(2L, 4L), requests.open());
        assertEquals(Map.of(1L, 40L), requests.acknowledged());
        assertEquals(List.of(3L), requests.refused());
        assertEquals(List.of(5L), requests.repeated());
        assertEquals(6, requests.next());
        requests.heard(List.of("ASK 2", "ACK 2 77"));
        assertEquals(List.of(4L), requests.open());
    }

    @Test
    void the_table_has_a_line_for_each_point_that_was_killed_at() {
        Results results = new Results();
        results.killed("after-send");
        results.happened("after-send", RouterRecord.Happening.Kind.FILL);
        results.killed(Kill.RANDOM);
        results.found("something", List.of("random", "random"));
        assertTrue(results.table().contains("| after-send | 1 | 0 | 0 | 1 | 0 | equal |\n"
                + "| random | 1 | 0 | 0 | 0 | 0 | 1 FINDINGS |\n| **all** | 2 | 0 | 0 | 1 | 0 | 1 FINDINGS |"), results.table());
    }
}
