package exoroute.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.market.Instrument;
import exoroute.api.market.Side;
import exoroute.api.solver.Explanation;
import exoroute.api.solver.Explanation.Round;
import exoroute.api.solver.Solution;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConvergenceTest {
    private static final Instrument BTC = new Instrument("BTC/USD", "BTC", "USD", 8, 2);
    private static final double ONE_BTC = 1e8;
    private static final double DOLLAR = 1e9;

    private static String plot(Side side, double price, long missing, List<Round> path) {
        Solution solution = new Solution(missing == 0 ? Solution.Status.OPTIMAL : Solution.Status.INFEASIBLE,
                new long[0], missing, 0, 0, Math.round(price * DOLLAR), true, path.size(), "");
        return new Convergence(new Explanation(solution, 0, path, List.of()), side, BTC).toString();
    }

    private static Round round(double price, double missing) {
        return new Round(price * DOLLAR, missing * ONE_BTC);
    }

    @Test
    void a_bar_is_as_long_as_the_logarithm_of_what_was_missing() {
        assertEquals("""
                round   price USD  missing BTC  missing, logarithmic: 1e-8 to 1e2
                    1  60000.0000   -1.000e+02  ##################################################
                    2  60800.5000    1.000e+00  ########################################
                    3  60750.2500   -1.000e-03  #########################
                    4  60750.1250    1.000e-08  #
                    5  60750.1235            0
                       60750.1235            0  the answer""",
                plot(Side.BUY, 60750.123456789, 0, List.of(
                        round(60000, -100), round(60800.5, 1), round(60750.25, -1e-3), round(60750.125, 1e-8),
                        round(60750.123456789, 0))));
    }

    @Test
    void a_sell_s_prices_have_their_sign_back_and_what_cannot_be_placed_is_in_the_answer() {
        assertEquals("""
                round   price USD  missing BTC  missing, logarithmic: 1e-1 to 1e2
                    1  60000.0000    3.000e+01  #########################################
                       59000.0000    2.000e+01  the answer""",
                plot(Side.SELL, -59_000, 2_000_000_000L, List.of(round(-60_000, 30))));
    }

    @Test
    void few_decades_are_not_stretched_and_more_than_a_double_holds_are_cut() {
        String close = plot(Side.BUY, 1, 0, List.of(round(1, 30), round(1, 20)));
        assertTrue(close.contains("1e-1 to 1e2") && close.contains("#".repeat(38)), close);
        String far = plot(Side.BUY, 1, 0, List.of(round(1, 10), round(1, 1e-290)));
        assertTrue(far.contains("1e-15 to 1e1") && far.matches("(?s).*1.000e-290  #\n.*"), far);
    }

    @Test
    void numbers_that_are_none_are_shown_as_such_without_a_bar() {
        assertEquals("""
                round  price USD  missing BTC  missing, logarithmic: 1e-3 to 1e0
                    1          -            -
                    2     1.0000            -
                          1.0000            0  the answer""",
                plot(Side.BUY, 1, 0, List.of(
                        new Round(Double.NaN, Double.NaN), new Round(DOLLAR, Double.POSITIVE_INFINITY))));
    }

    @Test
    void a_long_path_is_shown_without_its_middle_in_twenty_lines_of_a_hundred_characters() {
        List<Round> path = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            path.add(round(60_000 + i, 25 * Math.pow(0.95, i)));
        }
        List<String> lines = plot(Side.BUY, 60_600, 0, path).lines().toList();
        assertTrue(lines.size() <= 20 && lines.stream().allMatch(line -> line.length() <= 100), lines.toString());
        assertEquals("8", lines.get(8).strip().split(" ")[0]);
        assertEquals("... 584 rounds not shown ...", lines.get(9).strip());
        assertEquals("593", lines.get(10).strip().split(" ")[0]);
        assertEquals("600", lines.get(17).strip().split(" ")[0]);
        assertTrue(lines.get(18).endsWith("0  the answer"), lines.get(18));
    }

    @Test
    void seventeen_rounds_are_shown_in_full() {
        List<Round> path = new ArrayList<>();
        for (int i = 0; i < 17; i++) {
            path.add(round(1, 17 - i));
        }
        List<String> lines = plot(Side.BUY, 1, 0, path).lines().toList();
        assertEquals(19, lines.size());
        assertTrue(lines.get(17).startsWith("   17     1.0000    1.000e+00  "), lines.get(17));
    }
}
