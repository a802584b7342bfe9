package exoroute.adapter.ws;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The codecs by the name that configuration and commands use. */
final class Codecs {
    private static final Map<String, Supplier<VenueCodec>> ALL = new TreeMap<>(Map.of(
            "bitstamp", BitstampCodec::new,
            "gemini", GeminiCodec::new,
            "binance", BinanceCodec::new,
            "okcoin", OkcoinCodec::new,
            "bitflyer", BitflyerCodec::new,
            "kraken", KrakenCodec::new));

    private Codecs() {}

    /**
     * A new codec.
     *
     * @throws IllegalArgumentException naming the unknown codec and the known ones
     */
    static VenueCodec named(String name) {
        Supplier<VenueCodec> codec = ALL.get(name);
        if (codec == null) {
            throw new IllegalArgumentException(
                    "codec '" + name + "' is unknown; known are " + String.join(", ", ALL.keySet()));
        }
        return codec.get();
    }
}
