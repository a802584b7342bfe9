package exoroute.adapter.ws;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The oracle: the venues' rules written a second time, as plainly as possible, on decimal tree maps. Shares no code
 * with the codecs and books.
 */
final class ReferenceDecoder {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    static final class Book {
        final TreeMap<BigDecimal, BigDecimal> bids = new TreeMap<>(Comparator.reverseOrder());
        final TreeMap<BigDecimal, BigDecimal> asks = new TreeMap<>();
        final List<JsonNode> early = new ArrayList<>();
        boolean live;
        long id;

        void set(boolean bid, BigDecimal price, BigDecimal size) {
            TreeMap<BigDecimal, BigDecimal> side = bid ? bids : asks;
            if (size.signum() == 0) {
                side.remove(price);
            } else {
                side.put(price, size);
            }
        }

        void pairs(boolean bid, JsonNode levels) {
            levels.forEach(l -> set(bid, new BigDecimal(l.get(0).asText()), new BigDecimal(l.get(1).asText())));
        }

        void begin() {
            bids.clear();
            asks.clear();
            live = true;
        }
    }

    final Map<String, Book> books = new HashMap<>();
    private final String codec;

    ReferenceDecoder(String codec) {
        this.codec = codec;
    }

    private Book book(String symbol) {
        return books.computeIfAbsent(symbol, s -> new Book());
    }

    /** Applies a frame or, with an address, a REST body; returns the symbol whose book it concerned, or null. */
    String apply(String address, String text) {
        try {
            JsonNode json = JSON.readTree(text);
            return switch (codec) {
                case "bitstamp" -> bitstamp(address, json);
                case "gemini" -> gemini(json);
                case "binance" -> binance(address, json);
                case "okcoin" -> okcoin(json);
                case "bitflyer" -> bitflyer(json);
                default -> kraken(json);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String bitstamp(String address, JsonNode json) {
        if (address != null) {
            String symbol = address.substring(address.lastIndexOf('/') + 1);
            Book book = book(symbol);
            book.begin();
            book.id = json.get("microtimestamp").asLong();
            book.pairs(true, json.get("bids"));
            book.pairs(false, json.get("asks"));
            book.early.forEach(data -> bitstamp(book, data));
            return symbol;
        }
        String channel = json.path("channel").asText();
        if (!channel.startsWith("diff_order_book_") || !json.path("event").asText().equals("data")) {
            return null;
        }
        Book book = book(channel.substring("diff_order_book_".length()));
        if (book.live) {
            bitstamp(book, json.get("data"));
        } else {
            book.early.add(json.get("data"));
        }
        return channel.substring("diff_order_book_".length());
    }

    private static void bitstamp(Book book, JsonNode data) {
        long id = data.get("microtimestamp").asLong();
        if (id > book.id) {
            book.id = id;
            book.pairs(true, data.get("bids"));
            book.pairs(false, data.get("asks"));
        }
    }

    private String gemini(JsonNode json) {
        if (!json.path("type").asText().equals("l2_updates")) {
            return null;
        }
        String symbol = json.get("symbol").asText();
        Book book = book(symbol);
        book.live = true;
        json.get("changes").forEach(c -> book.set(c.get(0).asText().equals("buy"),
                new BigDecimal(c.get(1).asText()), new BigDecimal(c.get(2).asText())));
        return symbol;
    }

    private String binance(String address, JsonNode json) {
        if (address != null) {
            String symbol = address.replaceAll(".*symbol=([A-Z]+).*", "$1");
            Book book = book(symbol);
            book.begin();
            book.id = json.get("lastUpdateId").asLong();
            book.pairs(true, json.get("bids"));
            book.pairs(false, json.get("asks"));
            book.early.forEach(data -> binance(book, data));
            return symbol;
        }
        JsonNode data = json.path("data");
        if (!data.path("e").asText().equals("depthUpdate")) {
            return null;
        }
        Book book = book(data.get("s").asText());
        if (book.live) {
            binance(book, data);
        } else {
            book.early.add(data);
        }
        return data.get("s").asText();
    }

    private static void binance(Book book, JsonNode data) {
        if (data.get("u").asLong() > book.id) {
            book.id = data.get("u").asLong();
            book.pairs(true, data.get("b"));
            book.pairs(false, data.get("a"));
        }
    }

    private String okcoin(JsonNode json) {
        if (!json.path("table").asText().equals("spot/depth_l2_tbt")) {
            return null;
        }
        JsonNode data = json.get("data").get(0);
        Book book = book(data.get("instrument_id").asText());
        if (json.get("action").asText().equals("partial")) {
            book.begin();
        }
        book.pairs(true, data.get("bids"));
        book.pairs(false, data.get("asks"));
        return data.get("instrument_id").asText();
    }

    private String bitflyer(JsonNode json) {
        String channel = json.path("params").path("channel").asText();
        if (!channel.startsWith("lightning_board_")) {
            return null;
        }
        boolean snapshot = channel.startsWith("lightning_board_snapshot_");
        String symbol = channel.replaceAll("lightning_board_(snapshot_)?", "");
        Book book = book(symbol);
        if (snapshot) {
            book.begin();
        }
        if (book.live) {
            for (String side : List.of("bids", "asks")) {
                json.path("params").path("message").path(side).forEach(l ->
                        book.set(side.equals("bids"), l.get("price").decimalValue(), l.get("size").decimalValue()));
            }
        }
        return symbol;
    }

    private String kraken(JsonNode json) {
        if (!json.isArray() || !json.get(json.size() - 2).asText().startsWith("book-")) {
            return null;
        }
        String symbol = json.get(json.size() - 1).asText();
        Book book = book(symbol);
        book.live = true;
        for (int i = 1; i < json.size() - 2; i++) {
            json.get(i).properties().forEach(e -> {
                if (!e.getKey().equals("c")) {
                    book.pairs(e.getKey().startsWith("b"), e.getValue());
                }
            });
        }
        while (book.bids.size() > 1000) {
            book.bids.pollLastEntry();
        }
        while (book.asks.size() > 1000) {
            book.asks.pollLastEntry();
        }
        return symbol;
    }
}
