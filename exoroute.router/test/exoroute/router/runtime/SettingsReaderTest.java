package exoroute.router.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.market.Instrument;
import exoroute.api.market.ListingId;
import exoroute.router.core.CoreConfig;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Settings are exact decimals, and a bad one is named with its value. */
class SettingsReaderTest {
    private final Map<String, Object> given = new TreeMap<>(Map.of(
            "instruments", new String[] {"BTC/USD;8;2", "ETH/USDT;6;4"},
            "max_parent_quantity", "0.5", "max_parent_notional", "1000000", "max_child_notional", "2.00000001",
            "max_day_notional", "5000000"));

    private CoreConfig read() {
        return SettingsReader.read((RouterSettings) Proxy.newProxyInstance(
                RouterSettings.class.getClassLoader(), new Class<?>[] {RouterSettings.class},
                (proxy, method, arguments) -> given.getOrDefault(method.getName(), method.getDefaultValue())));
    }

    private void refused(String name, Object value, String... words) {
        Object before = given.put(name, value);
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, this::read);
        for (String word : words) {
            assertTrue(e.getMessage().contains(word), () -> "'" + word + "' in: " + e.getMessage());
        }
        if (before == null) {
            given.remove(name);
        } else {
            given.put(name, before);
        }
    }

    @Test
    void settings_are_read_exactly_with_their_defaults() {
        given.put("conversions", new String[] {"kraken:XBT/USDT=kraken:USDT/USD"});
        CoreConfig config = read();
        assertEquals(List.of(
                new Instrument("BTC/USD", "BTC", "USD", 8, 2), new Instrument("ETH/USDT", "ETH", "USDT", 6, 4)),
                config.instruments());
        assertEquals(new CoreConfig.RiskLimits(50_000_000L, 100_000_000_000_000L, 50_000_000L, 200_000_001L,
                100_000_000_000_000_000L, 500_000_000_000_000L, 3_000_000, 100),
                config.risk());
        assertEquals(50_000, config.moveThreshold(), "five basis points in 10^-8");
        assertEquals(10_000_000_000L, config.outcomes().childTimeout());
        assertEquals(500_000_000L, config.retryDelay());
        assertEquals(8, config.maxRounds());
        assertEquals("price-search", config.engine());
        assertEquals(ListingId.parse("kraken:USDT/USD"), config.conversions().get(ListingId.parse("kraken:XBT/USDT")));
    }

    @Test
    void a_bad_setting_is_named_with_its_value() {
        refused("max_parent_quantity", "1e3", "max.parent.quantity", "1e3");
        refused("max_day_notional", "0", "max.day.notional", "positive");
        refused("collar_bp", "-1", "collar.bp");
        refused("max_child_notional", "1.000000001", "max.child.notional", "1.000000001");
        refused("max_rounds", 0, "max.rounds");
        refused("child_timeout_ms", -5L, "child.timeout.ms", "-5");
        refused("instruments", new String[] {"BTC;8"}, "instruments", "BTC;8");
        refused("instruments", new String[] {"BTC/USD;x;2"}, "instruments", "'x'");
        refused("conversions", new String[] {"a:b"}, "conversions", "a:b");
        refused("conversions", new String[] {"a:b=x:y", "c:d=x:y"}, "x:y", "used twice");
    }
}
