package exoroute.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code -c}: commands one after the other in a process that ends with their status. */
class SingleCommandsTest {
    @TempDir
    Path data;

    @Test
    void commands_print_their_tables() throws Exception {
        String text = Program.run(data, "-c", "exo:venues; exo:quote buy 5 BTC/USD; exo:orders").succeeded();
        assertTrue(text.startsWith("listing "), text);
        assertTrue(text.contains("\nbitstamp:btcusd ") && text.contains("\ngemini:BTCUSD "), text);
        assertTrue(text.matches("(?s).*\ntotal +5 .*proved optimal\n.*"), text);
        assertTrue(text.matches("(?s).*\norder +side +quantity [^\n]*\n$"), "no order was made: " + text);
    }

    @Test
    void engines_are_listed_and_asked_by_name_with_an_account_of_their_rounds() throws Exception {
        String text = Program.run(data, "-c", "exo:engines; exo:quote buy 5 BTC/USD --explain; "
                + "exo:quote buy 5 BTC/USD --explain --engine private-price-search; "
                + "exo:quote buy 5 BTC/USD --engine exchange-admm; exo:orders").succeeded();
        assertTrue(text.startsWith("engine "), text);
        for (String engine : List.of("exchange-admm +", "hedge +", "price-search \\* +", "private-admm +", "private-hedge +", "private-price-search +")) {
            assertTrue(Pattern.compile("^" + engine + "\\d", Pattern.MULTILINE).matcher(text).find(), engine + " in " + text);
        }
        String number = "-?\\d\\.\\d{3}e[-+]\\d+";
        String account = "(?s).*\nengine  %s [^\n]*\nwhy     %s\n +one coupled quantity; it needs [^\n]*\nrounds  \\d+\n"
                + "gap     at most (0|" + number + ") USD(, (0|" + number + ") of the|; no) shortfall [^\n]*\n"
                + ".*\nprice   [\\d.]+ USD\n.*\nround +price USD +missing BTC +missing, logarithmic: 1e-?\\d+ to 1e-?\\d+\n"
                + " +1 +[\\d.]+ +(0|" + number + "  #+)\n(.*\n)? +[\\d.]+ +0  the answer\n.*";
        assertTrue(text.matches(account.formatted("price-search", "the desk's configuration names it")), text);
        assertTrue(text.matches(account.formatted(
                "private-price-search", "asked for by name; the desk's configuration names price-search")), text);
        assertTrue(text.matches("(?s).*\nengine exchange-admm \\d[\\d.]*\norder +side [^\n]*\n"), "no order was made: " + text);
        assertTrue(text.lines().allMatch(line -> line.length() <= 100 && line.chars().allMatch(c -> c >= 32 && c < 127)), text);
    }

    @Test
    void an_engine_that_does_not_run_is_named_with_those_that_do() throws Exception {
        Program.Outcome outcome = Program.run(data, "-c", "exo:quote buy 5 BTC/USD --engine hedge");
        assertEquals("no engine for orders is called 'hedge'; running: [exchange-admm, price-search, private-admm, private-price-search]",
                outcome.refusal());
        assertEquals(1, outcome.status());
    }

    @Test
    void a_command_that_fails_ends_the_line_with_status_1_and_what_came_before_stays() throws Exception {
        Program.Outcome outcome = Program.run(data, "-c", "exo:orders; exo:cancel 999; exo:venues");
        assertEquals(1, outcome.status());
        assertEquals("exoroute: refused: unknown order 999; see exo:orders\n", outcome.err());
        assertTrue(outcome.out().startsWith("order ") && !outcome.out().contains("bitstamp"), outcome.out());
    }

    @Test
    void a_command_that_is_unknown_is_named() throws Exception {
        String refusal = Program.run(data, "-c", "exo:nonsense").refusal();
        assertTrue(refusal.contains("exo:nonsense"), refusal);
    }

    @Test
    void a_halt_outlives_its_process_until_it_is_resumed() throws Exception {
        assertEquals("all: halted\n", Program.run(data, "-c", "exo:halt all").succeeded());
        String refusal = Program.run(data, "-c", "exo:route buy 1 BTC/USD").refusal();
        assertEquals("refused: BTC/USD is halted; resume it first", refusal);
        String routed = Program.run(data, "-c", "exo:resume all; exo:route buy 1 BTC/USD").succeeded();
        assertTrue(routed.matches("(?s)all: resumed\norder \\d+ accepted; waiting .*\norder \\d+: buy 1 BTC/USD for operator, filled\n.*"), routed);
        String order = routed.replaceAll("(?s).*\norder (\\d+): .*", "$1");
        String orders = Program.run(data, "-c", "exo:orders").succeeded();
        assertTrue(orders.matches("(?s).*\n +" + order + " +buy +1 +BTC/USD +1 .* filled\n"), orders);
    }
}
