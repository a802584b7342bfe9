package exoroute.adapter.sim.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line: what is wrong is named with the option, the value and what to give. */
class VenueOptionsTest {
    private static void readAll(String... more) {
        VenueOptions options = new VenueOptions(LocalVenue.arguments(Path.of("x"), more));
        options.behaviour(options.facts().listings());
        options.journal();
        options.port();
    }

    @ParameterizedTest
    @CsvSource({
        "--port,x,whole number in 0..65535", "--depth,0,whole number in 1..1000", "--faults,loud,fault 'loud'",
        "--reject-ppm,1000001,0..1000000", "--latency-max-us,-1,whole number", "--balance,USD,CURRENCY=AMOUNT",
        "--quote,BTCUSD;SELL;1,fields", "--listing,X,fields", "--venue,beta,given twice", "--speed,9,not known"
    })
    void a_bad_value_is_named(String option, String value, String remedy) {
        String message = assertThrows(IllegalArgumentException.class, () -> readAll(option, value)).getMessage();
        assertTrue(message.contains(option) && message.contains(remedy), message);
    }

    @Test
    void what_is_missing_is_named() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new VenueOptions().facts()).getMessage()
                .startsWith("option --venue is missing\nusage: "));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> readAll("--port")).getMessage()
                .startsWith("option --port needs a value"));
        assertTrue(assertThrows(IllegalArgumentException.class,
                () -> readAll("--quote", "BTCUSD;SELL;1.00;1", "--quote", "BTCUSD;BUY;2.00;1")).getMessage()
                        .contains("crossed"));
    }

    @Test
    void behaviour_has_its_defaults() {
        VenueOptions options = new VenueOptions(LocalVenue.arguments(Path.of("x"), "--latency-min-us", "7"));
        VenueEngine.Behaviour how = options.behaviour(options.facts().listings());
        assertEquals(7_000, how.model().maxLatency());
        assertEquals(50, how.depth());
        assertEquals("none", how.faults().toString());
        assertEquals(0, options.port());
    }
}
