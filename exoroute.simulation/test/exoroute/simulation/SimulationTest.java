package exoroute.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The core survives its simulation, which sees what it is meant to see and repeats itself. */
class SimulationTest {
    private static final long EVENTS = 400_000;

    @Test
    void four_hundred_thousand_events_break_no_rule() {
        Simulation simulation = new Simulation();
        Optional<String> broken = simulation.run(EVENTS, 1, Simulation.LENGTH);
        assertEquals(Optional.empty(), broken);
        for (String what : List.of("ACCEPTED", "REFUSED", "CHILD_SENT", "FINISHED", "VENUE_OUT", "VENUE_BACK", "buy sent",
                "sell sent", "alert: overfill of ", "alert: router restarted; outcome unknown, its quantity is not sent again",
                "alert: silent for too long; outcome unknown, its quantity is not sent again",
                "alert: session lost: lost; outcome unknown, its quantity is not sent again",
                "alert: the venue does not know the order after the quarantine; its quantity is free again")) {
            assertTrue(simulation.seen().getOrDefault(what, 0) > 0, () -> what + " was never seen: " + simulation.seen());
        }
    }

    @Test
    void a_script_of_more_than_a_thousand_orders_breaks_no_rule() {
        Simulation simulation = new Simulation();
        assertEquals(Optional.empty(), simulation.run(1, 41, 8 * Simulation.LENGTH));
        assertTrue(simulation.seen().get("ACCEPTED") + simulation.seen().get("REFUSED") > 2_000, () -> simulation.seen().toString());
        assertTrue(simulation.seen().get("ACCEPTED") > 1_000, () -> simulation.seen().toString());
    }

    @Test
    void the_same_seed_gives_the_same_run() {
        Simulation one = new Simulation();
        Simulation other = new Simulation();
        one.run(20_000, 77, Simulation.LENGTH);
        other.run(20_000, 77, Simulation.LENGTH);
        assertEquals(one.events(), other.events());
        assertEquals(one.seen(), other.seen());
    }

    @Test
    void a_script_without_some_entries_means_the_same_for_the_others() {
        Script script = Script.random(5, 100);
        Script shorter = script.without(10, 20);
        assertEquals(90, shorter.entries().size());
        assertEquals(script.entries().get(20), shorter.entries().get(10));
    }
}
