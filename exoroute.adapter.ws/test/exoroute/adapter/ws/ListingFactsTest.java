package exoroute.adapter.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import exoroute.api.market.Listing;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The configured facts against what the venues themselves published on the day. */
class ListingFactsTest {
    private static List<JsonNode> metadata(String venue) throws Exception {
        ObjectMapper json = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
        return RecordedFile.read(Captures.files(Captures.venue(venue), "instruments").get(0)).stream()
                .filter(e -> e.line().address() != null)
                .map(e -> {
                    try {
                        return json.readTree(e.line().payload());
                    } catch (java.io.IOException wrong) {
                        throw new java.io.UncheckedIOException(wrong);
                    }
                })
                .toList();
    }

    private static JsonNode row(Iterable<JsonNode> rows, String field, String value) {
        for (JsonNode row : rows) {
            if (row.path(field).asText().equals(value)) {
                return row;
            }
        }
        throw new AssertionError("no " + field + " " + value);
    }

    private static BigDecimal step(int decimals) {
        return BigDecimal.ONE.movePointLeft(decimals);
    }

    /** Every fact marked as published, and no other, must be in the map with the same value. */
    private static void published(String venue, String symbol, Map<String, BigDecimal> facts) {
        JsonNode listing = row(Captures.venue(venue).path("listings"), "symbol", symbol);
        assertEquals(facts.size(), listing.path("published").size(), listing::toString);
        listing.path("published").forEach(name -> assertEquals(0,
                facts.get(name.asText()).compareTo(new BigDecimal(listing.path(name.asText()).asText())), symbol + " "
                        + name));
    }

    @Test
    void bitstamp_trading_pairs_info_agrees() throws Exception {
        JsonNode row = row(metadata("bitstamp").get(0), "url_symbol", "btcusd");
        published("bitstamp", "btcusd", Map.of(
                "tick", step(row.path("counter_decimals").asInt()),
                "lot", step(row.path("base_decimals").asInt()),
                "minNotional", new BigDecimal(row.path("minimum_order").asText().split(" ")[0])));
    }

    @Test
    void binance_exchange_info_agrees() throws Exception {
        for (String symbol : List.of("BTCUSDT", "USDTUSD")) {
            JsonNode filters = row(metadata("binanceus").get(0).path("symbols"), "symbol", symbol).path("filters");
            JsonNode lot = row(filters, "filterType", "LOT_SIZE");
            published("binanceus", symbol, Map.of(
                    "tick", new BigDecimal(row(filters, "filterType", "PRICE_FILTER").path("tickSize").asText()),
                    "lot", new BigDecimal(lot.path("stepSize").asText()),
                    "minSize", new BigDecimal(lot.path("minQty").asText()),
                    "maxSize", new BigDecimal(lot.path("maxQty").asText()),
                    "minNotional", new BigDecimal(row(filters, "filterType",
                            "MIN_NOTIONAL").path("minNotional").asText())));
        }
    }

    @Test
    void okcoin_instruments_agree() throws Exception {
        for (String symbol : List.of("BTC-USDT", "USDT-USD")) {
            JsonNode row = row(metadata("okcoin").get(0), "instrument_id", symbol);
            published("okcoin", symbol, Map.of(
                    "tick", new BigDecimal(row.path("tick_size").asText()),
                    "lot", new BigDecimal(row.path("size_increment").asText()),
                    "minSize", new BigDecimal(row.path("min_size").asText())));
        }
    }

    @Test
    void kraken_asset_pairs_agree() throws Exception {
        JsonNode pair = row(metadata("kraken").get(0).path("result"), "wsname", "XBT/USD");
        Map<String, BigDecimal> facts = new HashMap<>();
        facts.put("tick", step(pair.path("pair_decimals").asInt()));
        facts.put("lot", step(pair.path("lot_decimals").asInt()));
        facts.put("minSize", new BigDecimal(pair.path("ordermin").asText()));
        facts.put("takerFee", pair.path("fees").get(0).get(1).decimalValue().movePointLeft(2));
        facts.put("makerFee", pair.path("fees_maker").get(0).get(1).decimalValue().movePointLeft(2));
        published("kraken", "XBT/USD", facts);
    }

    @Test
    void gemini_and_bitflyer_publish_the_symbols_only() throws Exception {
        assertTrue(metadata("gemini").get(0).toString().contains("\"btcusd\""));
        assertTrue(metadata("bitflyer").toString().contains("\"BTC_USD\""));
        published("gemini", "BTCUSD", Map.of());
        published("bitflyer", "BTC_USD", Map.of());
    }

    @Test
    void facts_become_listings_in_ticks_and_lots() {
        Map<String, Listing> all = new HashMap<>();
        for (JsonNode capture : Captures.all()) {
            ListingFacts.parse(capture.path("venue").asText(), capture.path("listings").toString())
                    .forEach(l -> all.put(l.id().toString(), l));
        }
        assertEquals(8, all.size());
        Listing okcoin = all.get("okcoin:BTC-USDT");
        assertEquals(10, okcoin.tick());
        assertEquals(10_000, okcoin.lot());
        assertEquals(200_000, okcoin.takerFee());
        assertTrue(okcoin.assumed());
        assertEquals("BTC/USDT", okcoin.instrument().symbol());
        assertEquals(604_866, okcoin.ticks("60486.6"));
        assertEquals(2500, all.get("bitstamp:btcusd").minNotional());
        assertEquals(260_000, all.get("kraken:XBT/USD").takerFee());
        assertFalse(all.get("kraken:XBT/USD").assumed());
        assertTrue(all.get("bitflyer:BTC_USD").assumed());
        assertEquals(4, all.get("binanceus:USDTUSD").instrument().priceScale());
    }

    @Test
    void errors_name_the_listing_and_the_fact() {
        String[][] wrong = {
            {"{", "venue v: listings are not JSON"},
            {"[]", "must be a JSON array"},
            {"[{\"symbol\":\"x\"}]", "listing v:x: 'base' is missing"},
            {"[{\"symbol\":\"x\",\"base\":\"A\",\"quote\":\"B\",\"sizeScale\":8,\"priceScale\":2,\"tick\":\"0.001\",\"lot\":\"1\"}]",
                "listing v:x: 'tick': decimal '0.001' has more than 2 decimals"},
        };
        for (String[] w : wrong) {
            String message = assertThrows(IllegalArgumentException.class,
                    () -> ListingFacts.parse("v", w[0])).getMessage();
            assertTrue(message.contains(w[1]), message);
        }
    }
}
