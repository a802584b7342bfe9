package exoroute.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration's document: complete, and consistent with itself, with the captures and with its own reports. */
class DemonstrationTest {
    private static final BigDecimal CENT = new BigDecimal("0.01");
    /** What a dollar's worth of USDT can cost: the recorded best ask up to the depth's end, taker fee included. */
    private static final BigDecimal LEAST_RATE = new BigDecimal("1.0011");
    private static final BigDecimal MOST_RATE = new BigDecimal("1.005");

    private static JsonNode d;
    private static DemoRun run;

    @BeforeAll
    static void demonstrate() throws Exception {
        run = DemoRun.get();
        d = run.document;
    }

    @Test
    void the_document_has_every_part() {
        Set<String> names = new TreeSet<>();
        d.fieldNames().forEachRemaining(names::add);
        assertTrue(names.containsAll(
                Set.of("venues", "plan", "children", "rounds", "result", "deltas", "log", "replay")), names.toString());
    }

    @Test
    void the_replay_in_a_fresh_process_ends_at_the_log_s_head() {
        JsonNode replay = d.get("replay");
        assertTrue(replay.get("identical").isBoolean() && replay.get("identical").asBoolean(), replay.toString());
        assertEquals(64, run.head().length());
        assertEquals(run.head(), replay.get("recordedHead").asText());
        assertEquals(run.head(), replay.get("replayedHead").asText());
        assertEquals(d.get("log").get("records").asInt(), replay.get("records").asInt());
        assertEquals(d.get("deltas").get("count").asInt(), replay.get("deltas").asInt());
        assertEquals(replay.get("records").asInt(), replay.get("events").asInt() + replay.get("deltas").asInt());
    }

    @Test
    void seven_listings_of_five_venues_stand_at_their_recorded_last_prices() throws Exception {
        Map<String, JsonNode> recorded = new HashMap<>();
        for (JsonNode capture : Program.JSON.readTree(Program.CAPTURES.resolve("captures.json").toFile()).get("captures")) {
            capture.get("verified").properties().forEach(
                    e -> recorded.put(capture.get("venue").asText() + ":" + e.getKey(), e.getValue().get("last_bbo")));
        }
        Set<String> venues = new TreeSet<>();
        for (JsonNode v : d.get("venues")) {
            JsonNode last = recorded.get(v.get("listing").asText());
            equal(decimal(last.get(0)), decimal(v.get("bid")), v.get("listing") + " bid");
            equal(decimal(last.get(1)), decimal(v.get("ask")), v.get("listing") + " ask");
            venues.add(v.get("venue").asText());
        }
        assertEquals(7, d.get("venues").size());
        assertEquals(Set.of("Binance.US", "Bitstamp", "Gemini", "OKCoin", "bitFlyer"), venues);
    }

    @Test
    void the_first_plan_is_the_whole_order_and_the_next_ones_are_what_was_left() {
        equal(new BigDecimal(25), sum(d.get("plan"), "size"), "plan");
        assertEquals(d.get("plan"), d.get("rounds").get(0).get("plan"));
        assertTrue(d.get("rounds").size() >= 2, "rounds");
        BigDecimal left = new BigDecimal(25);
        for (JsonNode round : d.get("rounds")) {
            equal(left, decimal(round.get("size")), "size of round " + round.get("round"));
            equal(left, sum(round.get("plan"), "size"), "plan of round " + round.get("round"));
            for (JsonNode child : d.get("children")) {
                if (child.get("round").equals(round.get("round"))) {
                    left = left.subtract(decimal(child.get("filled")));
                }
            }
        }
        equal(left, decimal(d.get("result").get("unfilled")), "unfilled");
    }

    @Test
    void a_child_is_rejected_and_another_filled_in_part() {
        boolean rejected = false;
        boolean partial = false;
        for (JsonNode c : d.get("children")) {
            rejected |= c.get("status").asText().equals("REJECTED") && decimal(c.get("filled")).signum() == 0;
            partial |= c.get("status").asText().equals("EXPIRED") && decimal(c.get("filled")).signum() > 0
                    && decimal(c.get("filled")).compareTo(decimal(c.get("size"))) < 0;
        }
        assertTrue(rejected && partial, d.get("children").toString());
    }

    @Test
    void quantities_are_conserved_down_to_the_single_fill() {
        BigDecimal all = BigDecimal.ZERO;
        for (JsonNode child : d.get("children")) {
            BigDecimal filled = BigDecimal.ZERO;
            for (JsonNode report : child.get("reports")) {
                if (report.has("size")) {
                    filled = filled.add(decimal(report.get("size")));
                }
                equal(filled, decimal(report.get("cumulative")), "cumulative of " + report.get("execId"));
            }
            equal(filled, decimal(child.get("filled")), "filled of child " + child.get("id"));
            all = all.add(filled);
        }
        JsonNode result = d.get("result");
        equal(all, decimal(result.get("filled")), "filled");
        equal(new BigDecimal(25), all.add(decimal(result.get("unfilled"))), "filled and unfilled");
        assertEquals(d.get("rounds").size(), result.get("rounds").asInt());
    }

    /** Dollars: notional and published taker fee of every fill. Tether: the same within the band its price can be in. */
    @Test
    void the_cost_agrees_with_one_computed_from_the_fills() {
        Map<String, JsonNode> listings = new HashMap<>();
        d.get("venues").forEach(v -> listings.put(v.get("listing").asText(), v));
        BigDecimal total = BigDecimal.ZERO;
        for (JsonNode child : d.get("children")) {
            JsonNode listing = listings.get(child.get("listing").asText());
            BigDecimal notional = BigDecimal.ZERO;
            for (JsonNode report : child.get("reports")) {
                if (report.has("size")) {
                    notional = notional.add(decimal(report.get("size")).multiply(decimal(report.get("price"))));
                    boolean better = decimal(report.get("price")).compareTo(decimal(child.get("limit"))) <= 0;
                    assertTrue(better, "beyond the limit: " + report);
                }
            }
            BigDecimal own = notional.multiply(BigDecimal.ONE.add(decimal(listing.get("takerFee"))));
            BigDecimal cost = decimal(child.get("cost"));
            if (listing.get("instrument").asText().equals("BTC/USD")) {
                near(own, cost, "cost of child " + child.get("id"));
            } else {
                assertTrue(cost.compareTo(own.multiply(LEAST_RATE).setScale(2, RoundingMode.DOWN)) >= 0
                        && cost.compareTo(own.multiply(MOST_RATE).setScale(2, RoundingMode.UP)) <= 0, child.toString());
            }
            total = total.add(cost);
        }
        BigDecimal rounding = CENT.multiply(new BigDecimal(d.get("children").size()));
        BigDecimal cost = decimal(d.get("result").get("cost"));
        assertTrue(total.subtract(cost).abs().compareTo(rounding) <= 0, total + " and " + cost);
    }

    @Test
    void what_was_saved_is_the_difference_to_what_it_is_compared_with() {
        JsonNode result = d.get("result");
        BigDecimal cost = decimal(result.get("cost"));
        BigDecimal filled = decimal(result.get("filled"));
        for (String name : List.of("bestSingleVenue", "proRata")) {
            JsonNode other = result.get(name);
            BigDecimal saved = decimal(other.get("saved"));
            near(decimal(other.get("cost")).subtract(cost), saved, name);
            near(saved.movePointRight(4).divide(decimal(other.get("cost")), 4, RoundingMode.HALF_EVEN),
                    decimal(other.get("savedBp")), name + " in basis points");
            assertTrue(saved.signum() > 0, name);
        }
        near(cost.divide(filled, 4, RoundingMode.HALF_EVEN), decimal(result.get("averagePrice")), "average price");
        BigDecimal paper = decimal(result.get("arrivalMid")).multiply(filled);
        BigDecimal shortfall = decimal(result.get("implementationShortfall"));
        BigDecimal roundedMid = CENT.multiply(filled);
        assertTrue(cost.subtract(paper).subtract(shortfall).abs().compareTo(roundedMid) <= 0, "shortfall " + shortfall);
    }

    @Test
    void deltas_are_smaller_than_full_plans() {
        assertTrue(d.get("deltas").get("bytes").asLong() < d.get("deltas").get("fullPlanBytes").asLong());
    }

    @Test
    void the_text_says_the_verdict_the_heads_and_that_gaps_are_not_arbitrage() {
        String text = new DemoText(d).text();
        assertTrue(text.contains("\nreplay: identical\n"), text);
        assertTrue(text.contains("recorded head " + run.head()) && text.contains("replayed head " + run.head()), text);
        assertTrue(text.contains("Price gaps between venues therefore hold market drift and are not real arbitrage."), text);
        assertTrue(text.contains("round 2"), text);
    }

    @Test
    void the_same_seed_again_gives_the_same_plan_and_the_same_fills(@TempDir Path data) throws Exception {
        JsonNode again = Program.run(data, "demo", "--json", "--seed", "7").json();
        assertEquals(d.get("plan"), again.get("plan"));
        assertEquals(fills(d), fills(again));
        assertEquals(d.get("result").get("cost"), again.get("result").get("cost"));
        assertTrue(Path.of(again.get("log").get("folder").asText()).startsWith(data), "log folder below the data folder");
    }

    @Test
    void another_seed_changes_what_the_venues_do_and_still_replays_identically(@TempDir Path data) throws Exception {
        JsonNode other = Program.run(data, "demo", "--json", "--seed", "11").json();
        assertNotEquals(fills(d), fills(other));
        assertTrue(other.get("replay").get("identical").asBoolean());
        assertEquals(other.get("log").get("head"), other.get("replay").get("replayedHead"));
        equal(new BigDecimal(25),
                decimal(other.get("result").get("filled")).add(decimal(other.get("result").get("unfilled"))), "conserved");
    }

    private static List<String> fills(JsonNode document) {
        List<String> fills = new ArrayList<>();
        for (JsonNode child : document.get("children")) {
            fills.add(child.get("round") + " " + child.get("listing") + " " + child.get("size") + " " + child.get("status"));
            for (JsonNode report : child.get("reports")) {
                fills.add(report.get("type") + " " + report.path("size") + " " + report.path("price"));
            }
        }
        return fills;
    }

    private static BigDecimal decimal(JsonNode node) {
        return new BigDecimal(node.asText());
    }

    private static BigDecimal sum(JsonNode rows, String field) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode row : rows) {
            sum = sum.add(decimal(row.get(field)));
        }
        return sum;
    }

    private static void equal(BigDecimal expected, BigDecimal actual, String what) {
        assertEquals(0, expected.compareTo(actual), () -> what + ": " + expected + " and " + actual);
    }

    /** Equal but for the rounding of printed figures to two decimals. */
    private static void near(BigDecimal expected, BigDecimal actual, String what) {
        assertTrue(expected.subtract(actual).abs().compareTo(CENT) <= 0, () -> what + ": " + expected + " and " + actual);
    }
}
