package exoroute.capture;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The server's side of a venue's protocol, as far as a book subscription needs it: what a client asks for, how the
 * venue answers, which symbol's book a recorded frame belongs to. Sources: the venues' public API documents, as
 * named in the feed's codecs.
 */
enum VenueDialect {
    /** Bitstamp WebSocket v2. */
    BITSTAMP {
        @Override
        List<Request> requests(JsonNode message) {
            String channel = message.path("data").path("channel").asText();
            return channel.startsWith("diff_order_book_")
                    ? List.of(new Request(message.path("event").asText().equals("bts:subscribe"),
                            channel.substring(16)))
                    : List.of();
        }

        @Override
        List<String> accept(JsonNode message, Request request) {
            String event = request.subscribe() ? "bts:subscription_succeeded" : "bts:unsubscription_succeeded";
            return List.of("{\"event\":\"" + event + "\",\"channel\":\"diff_order_book_" + request.symbol()
                    + "\",\"data\":{}}");
        }

        @Override
        String refuse(String symbol) {
            return "{\"event\":\"bts:error\",\"channel\":\"diff_order_book_" + symbol
                    + "\",\"data\":{\"code\":null,\"message\":\"Incorrect channel.\"}}";
        }

        @Override
        String bookSymbol(JsonNode frame) {
            String channel = frame.path("channel").asText();
            return channel.startsWith("diff_order_book_") && frame.path("event").asText().equals("data")
                    ? channel.substring(16)
                    : null;
        }

        @Override
        String snapshotSymbol(String pathAndQuery) {
            int at = pathAndQuery.indexOf("/order_book/");
            return at < 0 ? null : pathAndQuery.substring(at + 12).replaceAll("[/?].*", "");
        }
    },
    /** Gemini Market Data v2. */
    GEMINI {
        @Override
        List<Request> requests(JsonNode message) {
            List<Request> out = new ArrayList<>();
            boolean subscribe = message.path("type").asText().equals("subscribe");
            message.path("subscriptions").forEach(
                    s -> s.path("symbols").forEach(symbol -> out.add(new Request(subscribe, symbol.asText()))));
            return out;
        }

        @Override
        String refuse(String symbol) {
            return "{\"result\":\"error\",\"reason\":\"InvalidSymbol\",\"message\":\"" + symbol + "\"}";
        }

        @Override
        String bookSymbol(JsonNode frame) {
            return frame.path("type").asText().equals("l2_updates") ? frame.path("symbol").asText() : null;
        }
    },
    /** Binance.US diff depth streams. */
    BINANCE {
        @Override
        List<Request> requests(JsonNode message) {
            List<Request> out = new ArrayList<>();
            boolean subscribe = message.path("method").asText().equals("SUBSCRIBE");
            message.path("params").forEach(stream ->
                    out.add(new Request(subscribe, stream.asText().replaceAll("@.*", "").toUpperCase(Locale.ROOT))));
            return out;
        }

        @Override
        List<String> accept(JsonNode message, Request request) {
            List<Request> all = requests(message);
            boolean last = all.get(all.size() - 1).equals(request);
            return last ? List.of("{\"result\":null,\"id\":" + message.path("id") + "}") : List.of();
        }

        @Override
        String refuse(String symbol) {
            return "{\"error\":{\"code\":2,\"msg\":\"Invalid request: unknown symbol " + symbol + "\"}}";
        }

        @Override
        String bookSymbol(JsonNode frame) {
            JsonNode data = frame.path("data");
            return data.path("e").asText().equals("depthUpdate") ? data.path("s").asText() : null;
        }

        @Override
        String snapshotSymbol(String pathAndQuery) {
            int at = pathAndQuery.indexOf("/depth?symbol=");
            return at < 0 ? null : pathAndQuery.substring(at + 14).replaceAll("&.*", "");
        }
    },
    /** OKCoin WebSocket v3, raw DEFLATE on the wire. */
    OKCOIN {
        @Override
        List<Request> requests(JsonNode message) {
            List<Request> out = new ArrayList<>();
            boolean subscribe = message.path("op").asText().equals("subscribe");
            message.path("args").forEach(arg -> {
                if (arg.asText().startsWith("spot/depth_l2_tbt:")) {
                    out.add(new Request(subscribe, arg.asText().substring(18)));
                }
            });
            return out;
        }

        @Override
        List<String> accept(JsonNode message, Request request) {
            return List.of("{\"event\":\"" + (request.subscribe() ? "" : "un")
                    + "subscribe\",\"channel\":\"spot/depth_l2_tbt:"
                    + request.symbol() + "\"}");
        }

        @Override
        String refuse(String symbol) {
            return "{\"event\":\"error\",\"message\":\"Channel: spot/depth_l2_tbt:" + symbol
                    + " doesn't exist\",\"errorCode\":30040}";
        }

        @Override
        String bookSymbol(JsonNode frame) {
            return frame.path("table").asText().equals("spot/depth_l2_tbt")
                    ? frame.path("data").path(0).path("instrument_id").asText()
                    : null;
        }

        @Override
        boolean deflates() {
            return true;
        }
    },
    /** bitFlyer Lightning JSON-RPC; a symbol's stream starts with its board channel. */
    BITFLYER {
        private static final String BOARD = "lightning_board_";
        private static final String SNAPSHOT = "lightning_board_snapshot_";

        @Override
        List<Request> requests(JsonNode message) {
            String channel = message.path("params").path("channel").asText();
            return channel.startsWith(BOARD) && !channel.startsWith(SNAPSHOT)
                    ? List.of(new Request(message.path("method").asText().equals("subscribe"),
                            channel.substring(BOARD.length())))
                    : List.of();
        }

        @Override
        String refuse(String symbol) {
            return "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32602,\"message\":\"no product " + symbol
                    + "\"},\"id\":null}";
        }

        @Override
        String bookSymbol(JsonNode frame) {
            String channel = frame.path("params").path("channel").asText();
            if (channel.startsWith(SNAPSHOT)) {
                return channel.substring(SNAPSHOT.length());
            }
            return channel.startsWith(BOARD) ? channel.substring(BOARD.length()) : null;
        }
    },
    /** Kraken WebSocket v1. */
    KRAKEN {
        @Override
        List<Request> requests(JsonNode message) {
            List<Request> out = new ArrayList<>();
            boolean subscribe = message.path("event").asText().equals("subscribe");
            message.path("pair").forEach(pair -> out.add(new Request(subscribe, pair.asText())));
            return out;
        }

        @Override
        List<String> accept(JsonNode message, Request request) {
            return List.of("{\"channelID\":0,\"channelName\":\"book-1000\",\"event\":\"subscriptionStatus\",\"pair\":\""
                    + request.symbol() + "\",\"status\":\"" + (request.subscribe() ? "" : "un")
                    + "subscribed\",\"subscription\":{\"depth\":1000,\"name\":\"book\"}}");
        }

        @Override
        String refuse(String symbol) {
            return "{\"errorMessage\":\"Currency pair not supported " + symbol
                    + "\",\"event\":\"subscriptionStatus\",\"pair\":\"" + symbol + "\",\"status\":\"error\"}";
        }

        @Override
        String bookSymbol(JsonNode frame) {
            int size = frame.isArray() ? frame.size() : 0;
            return size >= 4 && frame.path(size - 2).asText().startsWith("book-") ? frame.path(size - 1).asText()
                    : null;
        }
    };

    /** One symbol of a client's message. */
    record Request(boolean subscribe, String symbol) {}

    /** What a client asks for; empty for anything else. */
    abstract List<Request> requests(JsonNode message);

    /** How the venue says that a symbol is unknown. */
    abstract String refuse(String symbol);

    /** The symbol whose book a recorded frame changes, or null for other frames. */
    abstract String bookSymbol(JsonNode frame);

    /** The venue's answers to a granted request; none where the venue just starts to send. */
    List<String> accept(JsonNode message, Request request) {
        return List.of();
    }

    /** The symbol that a REST address asks for, or null. */
    String snapshotSymbol(String pathAndQuery) {
        return null;
    }

    /** Whether frames are raw DEFLATE binaries on the wire. */
    boolean deflates() {
        return false;
    }

    /** The dialect of a feed's codec. */
    static VenueDialect of(String codec) {
        return valueOf(codec.toUpperCase(Locale.ROOT));
    }
}
